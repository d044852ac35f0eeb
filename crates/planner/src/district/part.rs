//! The villages of one station while the best split is looked for.

use super::Country;

/// What it weighs to be outside the tolerance at all: more than all that counts within.
const IS_OUTSIDE: i64 = 1_000_000;
/// What a thousandth beyond the tolerance weighs, squared, against one within it.
const OUTSIDE: i64 = 80;
/// What a second on the mean tenant's way to the middle weighs.
const WAY: i64 = 40;

/// A part with its worth.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Ascending.
    pub villages: Vec<u32>,
    pub tenants: u32,
    pub middle: u32,
    /// Less is better.
    pub cost: i64,
    /// Thousandths beyond the tolerance.
    pub outside: i64,
}

impl Part {
    pub(super) fn new(country: &Country, mut villages: Vec<u32>) -> Self {
        villages.sort_unstable();
        let tenants = villages.iter().map(|village| country.villages[*village as usize].tenants).sum();
        let ways = villages.iter().map(|middle| (ways(country, &villages, *middle), *middle));
        let (ways, middle) = ways.min().unwrap_or_default();
        let (off, outside) = (country.off(tenants), country.outside(tenants));
        let mean_way = ways / i64::from(tenants.max(1));
        let is_outside = if outside > 0 { IS_OUTSIDE } else { 0 };
        let cost = is_outside + OUTSIDE * outside * outside + off * off + WAY * mean_way;
        Self { villages, tenants, middle, cost, outside }
    }

    pub(super) fn with(&self, country: &Country, village: u32) -> Self {
        Self::new(country, self.villages.iter().copied().chain([village]).collect())
    }

    pub(super) fn without(&self, country: &Country, village: u32) -> Self {
        Self::new(country, self.villages.iter().copied().filter(|other| *other != village).collect())
    }

    /// Whether each village can be reached from each within the part.
    pub(super) fn hangs_together(&self, neighbours: &[Vec<u32>]) -> bool {
        let mut unseen = self.villages.clone();
        let mut reached: Vec<u32> = unseen.pop().into_iter().collect();
        while let Some(village) = reached.pop() {
            let beside = &neighbours[village as usize];
            reached.extend(unseen.extract_if(.., |other| beside.contains(other)));
        }
        unseen.is_empty()
    }
}

/// Seconds that all tenants would walk to `middle`, once each.
fn ways(country: &Country, villages: &[u32], middle: u32) -> i64 {
    let way = |village: &u32| {
        let seconds = i64::from(country.ways.cost(*village, middle));
        seconds * i64::from(country.villages[*village as usize].tenants.max(1))
    };
    villages.iter().map(way).sum()
}
