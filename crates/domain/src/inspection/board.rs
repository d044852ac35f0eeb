//! 看板: stations side by side. It holds coverage, timeliness and agreement of spot checks: no flags,
//! no findings, no class, no person.

use super::Tally;
use serde::{Deserialize, Serialize};

/// A station's line, thousandths; none where nothing was owed, settled or checked enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Place, from 1; equal ones share it. None for a station whose figures are held back.
    pub place: Option<u32>,
    /// The station's name.
    pub station: String,
    /// Coverage.
    pub coverage: Option<u32>,
    /// Timeliness.
    pub timeliness: Option<u32>,
    /// Agreement of spot checks with first visits.
    pub agreement: Option<u32>,
}

impl Standing {
    fn new(station: String, tally: Option<Tally>) -> Self {
        Self {
            place: None,
            station,
            coverage: tally.and_then(|t| t.flow.coverage().permille()),
            timeliness: tally.and_then(|t| t.flow.timeliness().permille()),
            agreement: tally.and_then(Tally::agreement),
        }
    }

    fn merit(&self) -> (Option<u32>, Option<u32>, Option<u32>) {
        (self.coverage, self.timeliness, self.agreement)
    }
}

/// The stations in the order of coverage, then timeliness, then agreement, then name; those whose
/// figures may not be told come last, without a place.
pub fn board(stations: Vec<(String, Option<Tally>)>) -> Vec<Standing> {
    let mut lines: Vec<Standing> =
        stations.into_iter().map(|(name, tally)| Standing::new(name, tally)).collect();
    lines.sort_by(|a, b| b.merit().cmp(&a.merit()).then_with(|| a.station.cmp(&b.station)));
    let merits: Vec<_> = lines.iter().map(Standing::merit).collect();
    for line in lines.iter_mut().filter(|line| line.coverage.is_some()) {
        let better = merits.iter().filter(|merit| **merit > line.merit()).count();
        line.place = Some(better as u32 + 1);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspection::tally::tests::any_tally;
    use crate::inspection::{Flow, Share, Stock};
    use proptest::prelude::*;

    fn of(owed: u32, done: u32, late: u32) -> Option<Tally> {
        Some(Tally { flow: Flow { owed, done, late, ..Flow::default() }, ..Tally::default() })
    }

    #[test]
    fn the_better_covered_stands_first_and_equals_share_a_place() {
        let stations = vec![
            ("丁".to_owned(), None),
            ("丙".to_owned(), of(10, 8, 0)),
            ("甲".to_owned(), of(10, 9, 0)),
            ("乙".to_owned(), of(20, 18, 0)),
            ("戊".to_owned(), of(10, 7, 2)),
        ];
        let lines: Vec<_> = board(stations).into_iter().map(|line| (line.station, line.place)).collect();
        let line = |name: &str, place| (name.to_owned(), place);
        assert_eq!(
            lines,
            [
                line("乙", Some(1)),
                line("甲", Some(1)),
                line("戊", Some(3)),
                line("丙", Some(4)),
                line("丁", None)
            ]
        );
    }

    proptest! {
        #[test]
        fn only_coverage_timeliness_and_agreement_move_the_board(
            tallies in proptest::collection::vec(any_tally(), 0..6), other in any_tally(), noise in 0u32..100,
        ) {
            let named = |tallies: Vec<Tally>| -> Vec<(String, Option<Tally>)> {
                tallies.into_iter().enumerate().map(|(n, t)| (format!("{n}"), Some(t))).collect()
            };
            let changed = tallies.iter().map(|tally| Tally {
                flow: Flow { notices: Share { part: noise, whole: noise + 1 }, ..tally.flow },
                stock: Stock { dwellings: noise, ..other.stock },
            });
            prop_assert_eq!(board(named(changed.collect())), board(named(tallies)));
        }

        #[test]
        fn every_station_stands_once_and_in_order(tallies in proptest::collection::vec(any_tally(), 0..8)) {
            let lines = board(tallies.iter().enumerate().map(|(n, t)| (format!("{n}"), Some(*t))).collect());
            prop_assert_eq!(lines.len(), tallies.len());
            prop_assert!(lines.windows(2).all(|pair| pair[0].merit() >= pair[1].merit()));
        }
    }
}
