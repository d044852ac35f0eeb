//! The number of a tile: zooms in a row, each along a Hilbert curve, so that neighbours lie close
//! together in the file.

/// A tile's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId(pub u64);

impl TileId {
    /// The number of column `x`, row `y` at `zoom` (0 to 26).
    pub fn of(zoom: u8, x: u32, y: u32) -> Self {
        let before = ((1_u64 << (2 * u32::from(zoom))) - 1) / 3;
        Self(before + along_curve(zoom, x, y))
    }
}

fn along_curve(zoom: u8, x: u32, y: u32) -> u64 {
    let (mut x, mut y, mut along) = (u64::from(x), u64::from(y), 0);
    for level in (0..zoom).rev() {
        let side = 1_u64 << level;
        let (right, down) = (u64::from(x & side > 0), u64::from(y & side > 0));
        along += side * side * ((3 * right) ^ down);
        if down == 0 {
            if right == 1 {
                x = (side - 1).wrapping_sub(x);
                y = (side - 1).wrapping_sub(y);
            }
            std::mem::swap(&mut x, &mut y);
        }
    }
    along
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_specification() {
        let cases =
            [((0, 0, 0), 0), ((1, 0, 0), 1), ((1, 0, 1), 2), ((1, 1, 1), 3), ((1, 1, 0), 4), ((2, 0, 0), 5)];
        for ((zoom, x, y), number) in cases {
            assert_eq!(TileId::of(zoom, x, y), TileId(number), "{zoom}/{x}/{y}");
        }
        assert_eq!(TileId::of(12, 3423, 1763), TileId(19_078_479));
    }

    #[test]
    fn every_tile_of_a_zoom_has_its_own_number() {
        let mut numbers: Vec<u64> =
            (0..16).flat_map(|x| (0..16).map(move |y| TileId::of(4, x, y).0)).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (85..85 + 256).collect::<Vec<u64>>());
    }
}
