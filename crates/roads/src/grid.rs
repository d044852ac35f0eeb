//! Finds the lines near a point: cells of about 200 m, each with the pieces of line that touch it.

use crate::Point;
use crate::graph::Parts;

/// Side of a cell in units of latitude: 0.002 degrees, 222 m.
const CELL: i64 = 20_000;

/// A piece of line: a segment and the position of the piece's first point in the stored shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub(crate) segment: u32,
    pub(crate) point: u32,
}

/// Cells in order, each with its pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    cells: Vec<((i32, i32), Stretch)>,
    /// Side of a cell in units of longitude, so that cells are about square in the middle of the
    /// extract.
    width: i64,
}

impl Grid {
    pub(crate) fn of(parts: &Parts) -> Self {
        let mut grid = Self { cells: Vec::new(), width: width(&parts.shape) };
        for segment in 0..parts.from.len() as u32 {
            let first = parts.shape_at[segment as usize];
            for (offset, pair) in (0_u32..).zip(parts.line(segment).windows(2)) {
                grid.add(pair[0], pair[1], Stretch { segment, point: first + offset });
            }
        }
        grid.cells.sort_unstable();
        grid
    }

    /// The cell that holds `point`.
    pub(crate) fn cell(&self, point: Point) -> (i32, i32) {
        (i64::from(point.lon).div_euclid(self.width) as i32, i64::from(point.lat).div_euclid(CELL) as i32)
    }

    /// Metres across a cell, the narrow way at `point`'s latitude.
    pub(crate) fn cell_m(&self, point: Point) -> f64 {
        let [east, north] = crate::point::Plane::at(point).size_m(self.width, CELL);
        east.min(north)
    }

    /// The pieces that touch `cell`.
    pub(crate) fn touching(&self, cell: (i32, i32)) -> impl Iterator<Item = Stretch> + '_ {
        let start = self.cells.partition_point(|(other, _)| *other < cell);
        self.cells[start..].iter().take_while(move |(other, _)| *other == cell).map(|(_, stretch)| *stretch)
    }

    /// A long straight line touches only the cells on its way, column by column.
    fn add(&mut self, a: Point, b: Point, stretch: Stretch) {
        let (west, east) = if a.lon <= b.lon { (a, b) } else { (b, a) };
        let (first, last) = (self.cell(west).0, self.cell(east).0);
        for column in first..=last {
            let left = i64::from(column) * self.width;
            let lat_at = |lon: i64| {
                let lon = lon.clamp(west.lon.into(), east.lon.into());
                let span = (i64::from(east.lon) - i64::from(west.lon)).max(1);
                let rise = i64::from(east.lat) - i64::from(west.lat);
                i64::from(west.lat) + rise * (lon - i64::from(west.lon)) / span
            };
            // A vertical line has its whole rise in one column.
            let ends = if west.lon == east.lon {
                [i64::from(west.lat), i64::from(east.lat)]
            } else {
                [lat_at(left), lat_at(left + self.width)]
            };
            let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            for row in low.div_euclid(CELL)..=high.div_euclid(CELL) {
                self.cells.push(((column, row as i32), stretch));
            }
        }
    }
}

fn width(shape: &[Point]) -> i64 {
    let (low, high) = shape.iter().fold((i32::MAX, i32::MIN), |(l, h), p| (l.min(p.lat), h.max(p.lat)));
    let middle = (f64::from(low) + f64::from(high)) / 2.0 / 1e7;
    // Near a pole one column is as good as another.
    (CELL as f64 / middle.to_radians().cos().max(0.05)).round() as i64
}
