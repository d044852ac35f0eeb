//! What a new version of a day's plan changes of the one before.

use crate::id::{OwedId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What changes in one visitor's round. A visit that goes to another visitor is removed here and
/// added there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whose round.
    pub visitor: UserId,
    /// Visits that are new in it.
    pub added: Vec<OwedId>,
    /// Visits that it no longer has.
    pub removed: Vec<OwedId>,
    /// The fewest visits that make the new order of the others out of the old one.
    pub moved: Vec<OwedId>,
}

/// The visits of a round, in order.
type Rounds = [(UserId, Vec<OwedId>)];

/// The rounds that differ, by visitor.
pub fn changes(before: &Rounds, after: &Rounds) -> Vec<Change> {
    let stops = |rounds: &Rounds, who| -> Vec<OwedId> {
        rounds.iter().find(|(visitor, _)| *visitor == who).map_or(vec![], |(_, stops)| stops.clone())
    };
    let visitors: BTreeSet<UserId> = before.iter().chain(after).map(|(visitor, _)| *visitor).collect();
    let changed = |visitor| change(visitor, &stops(before, visitor), &stops(after, visitor));
    visitors.into_iter().filter_map(changed).collect()
}

fn change(visitor: UserId, before: &[OwedId], after: &[OwedId]) -> Option<Change> {
    let place: BTreeMap<OwedId, usize> = before.iter().copied().zip(0..).collect();
    let added: Vec<OwedId> = after.iter().copied().filter(|stop| !place.contains_key(stop)).collect();
    let removed: Vec<OwedId> = before.iter().copied().filter(|stop| !after.contains(stop)).collect();
    let common: Vec<(OwedId, usize)> =
        after.iter().filter_map(|stop| Some((*stop, *place.get(stop)?))).collect();
    let moved = out_of_order(&common);
    let is_changed = !(added.is_empty() && removed.is_empty() && moved.is_empty());
    is_changed.then_some(Change { visitor, added, removed, moved })
}

/// The stops outside a longest row of stops whose places rise.
fn out_of_order(stops: &[(OwedId, usize)]) -> Vec<OwedId> {
    // Length of the longest row that ends here, and the stop before in it.
    let mut rows: Vec<(usize, Option<usize>)> = vec![];
    for (i, (_, place)) in stops.iter().enumerate() {
        let before =
            (0..i).filter(|&j| stops[j].1 < *place).max_by_key(|&j| (rows[j].0, std::cmp::Reverse(j)));
        rows.push((before.map_or(1, |j| rows[j].0 + 1), before));
    }
    let mut at = (0..rows.len()).max_by_key(|&i| (rows[i].0, std::cmp::Reverse(i)));
    let mut kept = BTreeSet::new();
    while let Some(i) = at {
        kept.insert(i);
        at = rows[i].1;
    }
    (0..stops.len()).filter(|i| !kept.contains(i)).map(|i| stops[i].0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn owed(n: u128) -> OwedId {
        OwedId(Uuid::from_u128(n))
    }

    fn round(visitor: u128, stops: &[u128]) -> (UserId, Vec<OwedId>) {
        (UserId(Uuid::from_u128(visitor)), stops.iter().map(|n| owed(*n)).collect())
    }

    #[test]
    fn equal_rounds_change_nothing() {
        let rounds = [round(1, &[1, 2, 3]), round(2, &[4])];
        assert!(changes(&rounds, &rounds).is_empty());
    }

    #[test]
    fn a_visit_that_goes_to_a_colleague_is_removed_here_and_added_there() {
        let before = [round(1, &[1, 2, 3]), round(2, &[4])];
        let after = [round(1, &[1, 3]), round(2, &[4, 2])];
        let [one, two] = changes(&before, &after).try_into().unwrap();
        assert_eq!((one.added, one.removed, one.moved), (vec![], vec![owed(2)], vec![]));
        assert_eq!((two.added, two.removed, two.moved), (vec![owed(2)], vec![], vec![]));
    }

    #[test]
    fn only_what_leaves_its_order_is_moved() {
        let changed = changes(&[round(1, &[1, 2, 3, 4])], &[round(1, &[4, 1, 2, 3])]);
        assert_eq!(changed[0].moved, vec![owed(4)]);
    }

    #[test]
    fn a_round_that_is_gone_and_one_that_is_new_are_changes() {
        let changed = changes(&[round(1, &[1])], &[round(2, &[1])]);
        assert_eq!(changed.len(), 2);
    }
}
