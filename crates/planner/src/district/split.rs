//! Villages that hang together, split among stations.

use super::Country;
use super::part::Part;
use crate::rng::Rng;

/// How often the search begins anew for a number of stations.
const STARTS: usize = 4;
/// Moves that are tried for each village and number of stations.
const MOVES_A_VILLAGE: u32 = 2_000;
/// The worsening that is taken at first about every third time.
const HOT: i64 = 1 << 25;
/// How often the heat is halved on the way.
const HALVINGS: u32 = 17;
/// The mean of [`Rng::exponential`].
const MEAN: i64 = 1_477;

/// A way to split.
#[derive(Clone, Debug)]
pub(super) struct Split {
    pub parts: Vec<Part>,
}

impl Split {
    /// The best split into any number of parts that could fit.
    pub(super) fn best(country: &Country, neighbours: &[Vec<u32>], villages: &[u32], rng: &mut Rng) -> Self {
        let mut best: Option<Self> = None;
        for (count, _) in
            counts(country, villages).flat_map(|count| (0..STARTS).map(move |start| (count, start)))
        {
            let grown = Self::grow(country, neighbours, villages, count);
            let split = grown.anneal(country, neighbours, villages, rng);
            if best.as_ref().is_none_or(|best| split.worth() < best.worth()) {
                best = Some(split);
            }
        }
        best.unwrap_or(Self { parts: vec![Part::new(country, villages.to_vec())] })
    }

    /// How far parts are outside the tolerance, squared, first; then the cost of a part.
    fn worth(&self) -> (i64, i64) {
        let outside = self.parts.iter().map(|part| part.outside * part.outside).sum();
        (outside, self.cost() / self.parts.len() as i64)
    }

    fn cost(&self) -> i64 {
        self.parts.iter().map(|part| part.cost).sum()
    }

    /// Grows parts from villages far from each other; the smallest takes its nearest neighbour next.
    fn grow(country: &Country, neighbours: &[Vec<u32>], villages: &[u32], count: usize) -> Self {
        let mut parts: Vec<Part> =
            seeds(country, villages, count).into_iter().map(|seed| Part::new(country, vec![seed])).collect();
        let taken = |parts: &[Part], village: u32| parts.iter().any(|part| part.villages.contains(&village));
        loop {
            let free = |part: &Part| {
                let beside = part.villages.iter().flat_map(|village| &neighbours[*village as usize]);
                let free = beside.copied().filter(|village| !taken(&parts, *village));
                free.min_by_key(|village| (country.ways.cost(part.middle, *village), *village))
            };
            let growing = (0..parts.len()).filter_map(|at| Some((parts[at].tenants, at, free(&parts[at])?)));
            let Some((_, at, village)) = growing.min() else { break };
            parts[at] = parts[at].with(country, village);
        }
        Self { parts }
    }

    fn anneal(mut self, country: &Country, neighbours: &[Vec<u32>], villages: &[u32], rng: &mut Rng) -> Self {
        let mut best = self.clone();
        if self.parts.len() == 1 {
            return best;
        }
        let moves = MOVES_A_VILLAGE * villages.len() as u32;
        for step in 0..moves {
            let heat = HOT >> (HALVINGS * step / moves);
            let village = villages[rng.below(villages.len() as u32) as usize];
            let Some((from, to)) = self.a_move(neighbours, village, rng) else { continue };
            let back =
                if rng.once_in(2) { self.in_return(neighbours, village, (from, to), rng) } else { None };
            let (mut left, mut grown) =
                (self.parts[from].without(country, village), self.parts[to].with(country, village));
            if let Some(back) = back {
                (left, grown) = (left.with(country, back), grown.without(country, back));
            }
            let worse = left.cost + grown.cost - self.parts[from].cost - self.parts[to].cost;
            let holds = |part: &Part| part.hangs_together(neighbours);
            if worse * MEAN <= heat * rng.exponential() && holds(&left) && holds(&grown) {
                (self.parts[from], self.parts[to]) = (left, grown);
                if self.cost() < best.cost() {
                    best = self.clone();
                }
            }
        }
        best
    }

    fn part_of(&self, village: u32) -> Option<usize> {
        self.parts.iter().position(|part| part.villages.binary_search(&village).is_ok())
    }

    /// From which part to which adjoining one the village can go; no part goes without a village.
    fn a_move(&self, neighbours: &[Vec<u32>], village: u32, rng: &mut Rng) -> Option<(usize, usize)> {
        let beside = &neighbours[village as usize];
        let next = beside.get(rng.below(beside.len().max(1) as u32) as usize)?;
        let (from, to) = (self.part_of(village)?, self.part_of(*next)?);
        (from != to && self.parts[from].villages.len() > 1).then_some((from, to))
    }

    /// A village of `to` beside one of `from` other than `village`, to go the other way.
    fn in_return(
        &self,
        neighbours: &[Vec<u32>],
        village: u32,
        (from, to): (usize, usize),
        rng: &mut Rng,
    ) -> Option<u32> {
        let to = &self.parts[to].villages;
        let back = to[rng.below(to.len() as u32) as usize];
        let is_beside =
            |other: &u32| *other != village && self.parts[from].villages.binary_search(other).is_ok();
        neighbours[back as usize].iter().any(is_beside).then_some(back)
    }
}

/// Numbers of parts that could each be within the tolerance; one where none could.
fn counts(country: &Country, villages: &[u32]) -> impl Iterator<Item = usize> {
    let tenants: i64 =
        villages.iter().map(|village| i64::from(country.villages[*village as usize].tenants)).sum();
    let (target, tolerance) = (i64::from(country.target), i64::from(country.tolerance));
    let (small, large) = (target * (1_000 - tolerance) / 1_000, target * (1_000 + tolerance) / 1_000);
    let fewest = (tenants / large.max(1)).clamp(1, villages.len() as i64);
    let most = (tenants / small.max(1) + 1).clamp(fewest, villages.len() as i64);
    fewest as usize..=most as usize
}

/// Villages far from each other: the first is the farthest from the middle of all, each next one the
/// farthest from those before (Gonzalez, 1985).
fn seeds(country: &Country, villages: &[u32], count: usize) -> Vec<u32> {
    let middle = Part::new(country, villages.to_vec()).middle;
    let mut seeds: Vec<u32> = vec![];
    while seeds.len() < count {
        let from = if seeds.is_empty() { vec![middle] } else { seeds.clone() };
        let nearest = |village: &u32| from.iter().map(|seed| country.ways.cost(*seed, *village)).min();
        let free = villages.iter().copied().filter(|village| !seeds.contains(village));
        let Some(next) = free.max_by_key(|village| (nearest(village), u32::MAX - village)) else { break };
        seeds.push(next);
    }
    seeds
}
