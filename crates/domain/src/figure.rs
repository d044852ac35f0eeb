//! Which figures of small areas may be told: statistics of few dwellings would tell of households.

/// Fewest dwellings of a cell whose figure is told.
pub const SMALLEST_CELL: u32 = 10;

/// Which cells of a table may be told, by their numbers of dwellings. A cell below
/// [`SMALLEST_CELL`] is held back; while those held back are a single cell, or together below it,
/// the smallest of the others is held back too, for a total less the others would give them away
/// (secondary suppression: Hundepool et al., Statistical Disclosure Control, 2012, section 4.2).
pub fn told(dwellings: &[u32]) -> Vec<bool> {
    let mut told: Vec<bool> = dwellings.iter().map(|cell| *cell >= SMALLEST_CELL).collect();
    while gives_away(dwellings, &told) {
        let smallest = (0..told.len()).filter(|cell| told[*cell]).min_by_key(|cell| dwellings[*cell]);
        let Some(smallest) = smallest else { break };
        told[smallest] = false;
    }
    told
}

fn gives_away(dwellings: &[u32], told: &[bool]) -> bool {
    let held = || dwellings.iter().zip(told).filter(|(_, told)| !**told).map(|(cell, _)| *cell);
    held().count() > 0 && (held().count() == 1 || held().sum::<u32>() < SMALLEST_CELL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_lone_small_cell_takes_the_next_smallest_along() {
        assert_eq!(told(&[40, 3, 12, 90]), [true, false, false, true]);
        assert_eq!(told(&[40, 12]), [true, true]);
        assert_eq!(told(&[2, 3, 50, 60]), [false, false, false, true]);
    }

    proptest! {
        #[test]
        fn what_is_held_back_follows_from_no_total(cells in proptest::collection::vec(0u32..40, 0..12)) {
            let told = told(&cells);
            let held: Vec<u32> =
                cells.iter().zip(&told).filter(|(_, told)| !**told).map(|(cell, _)| *cell).collect();
            prop_assert!(cells.iter().zip(&told).all(|(cell, told)| *cell >= SMALLEST_CELL || !told));
            let all_held = held.len() == cells.len();
            prop_assert!(
                held.is_empty() || all_held || (held.len() > 1 && held.iter().sum::<u32>() >= SMALLEST_CELL)
            );
        }
    }
}
