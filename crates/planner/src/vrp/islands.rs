//! Several searches of one problem that share what they find after fixed numbers of rounds, so that a
//! seed and a number of islands give the same answer whoever runs them.

use super::begin::Best;
use super::search::Search;

/// Rounds between two exchanges.
const ROUNDS: u64 = 16_384;

/// Runs every island once, each to the end; on threads, or one after the other.
pub type Runner<'r> = &'r dyn Fn(&mut [Island<'_>], &(dyn Fn(&mut Island<'_>) + Sync));

/// One search among several.
pub struct Island<'p>(pub(super) Search<'p>);

/// Islands one after the other, for where there are no threads.
pub fn in_turn(islands: &mut [Island<'_>], run: &(dyn Fn(&mut Island<'_>) + Sync)) {
    islands.iter_mut().for_each(run);
}

/// Searches until `progress`, asked by each island with its own number of rounds, has no more shares.
pub(super) fn search(
    islands: &mut [Island<'_>],
    progress: &(dyn Fn(u64) -> Option<f64> + Sync),
    runner: Runner<'_>,
    seen: &mut dyn FnMut(i64),
) {
    let mut until = 0;
    seen(best(islands).score.1);
    while islands.iter().all(|island| progress(island.0.iterations).is_some()) {
        until += ROUNDS;
        runner(islands, &|island| {
            island.0.run(&mut |done| if done < until { progress(done) } else { None });
        });
        exchange(islands);
        seen(best(islands).score.1);
    }
}

/// The best of what all islands found; of equals the first.
pub(super) fn best<'a>(islands: &'a [Island<'_>]) -> &'a Best {
    let first = &islands[0].0.best;
    islands.iter().map(|island| &island.0.best).fold(first, |a, b| if b.score < a.score { b } else { a })
}

/// The island in the worst place goes on from where the best one is.
fn exchange(islands: &mut [Island<'_>]) {
    let known = best(islands).clone();
    let worst = islands.iter_mut().max_by_key(|island| island.0.best.score);
    if let Some(worst) = worst.filter(|worst| known.score < worst.0.best.score) {
        worst.0.adopt(&known);
    }
}
