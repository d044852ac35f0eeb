//! Districting: which villages a station serves. Whole villages, connected, within one town, near a
//! wished number of tenants, and short ways.
//!
//! Each town's connected villages are split on their own: for every number of stations that could fit,
//! parts are grown from villages far from each other and bettered by annealing (Kirkpatrick, Gelatt and
//! Vecchi, 1983) over moves of single villages between adjoining parts. The same map and seed give the
//! same proposal everywhere.

mod part;
mod split;
#[cfg(test)]
mod tests;

use crate::Matrix;
use crate::rng::Rng;
use split::Split;

/// A village to be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Village {
    /// Index of its town: no station serves two.
    pub town: u32,
    /// Tenants of all its dwellings.
    pub tenants: u32,
}

/// The villages of a county, as districting sees them.
#[derive(Clone, Debug)]
pub struct Country {
    /// Villages.
    pub villages: Vec<Village>,
    /// Pairs of villages that adjoin; of pairs across towns nothing is asked.
    pub adjoining: Vec<(u32, u32)>,
    /// Walking seconds between the villages' middles.
    pub ways: Matrix,
    /// Tenants wished for a station, more than 0.
    pub target: u32,
    /// How far from it a station may be without being explained, thousandths of it.
    pub tolerance: u32,
}

impl Country {
    /// How far a number of tenants is beyond the tolerance, thousandths of the target; 0 within.
    fn outside(&self, tenants: u32) -> i64 {
        (self.off(tenants) - i64::from(self.tolerance)).max(0)
    }

    /// How far it is from the target.
    fn off(&self, tenants: u32) -> i64 {
        i64::from(tenants.abs_diff(self.target)) * 1_000 / i64::from(self.target)
    }
}

/// Why a station is outside the tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// The town as a whole has too few tenants.
    SmallTown,
    /// These villages adjoin no other of their town, and have too few tenants together.
    CutOff,
    /// One village alone has too many tenants, and villages stay whole.
    LargeVillage,
    /// No split of these whole villages into connected parts comes nearer.
    WholeVillages,
}

/// The villages of one station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// Villages, ascending.
    pub villages: Vec<u32>,
    /// Their tenants.
    pub tenants: u32,
    /// The village from which the tenants' ways are shortest: where the station would stand.
    pub middle: u32,
    /// Why it is outside the tolerance, if it is.
    pub exception: Option<Exception>,
}

/// Proposes stations for every town, by their first village.
pub fn propose(country: &Country, seed: u64) -> Vec<District> {
    let neighbours = neighbours(country);
    let mut districts: Vec<District> = components(country, &neighbours)
        .into_iter()
        .flat_map(|component| {
            let mut rng = Rng::new(seed ^ u64::from(component[0]) << 32);
            let is_town = is_whole_town(country, &component);
            let split = Split::best(country, &neighbours, &component, &mut rng);
            split.parts.into_iter().map(move |part| {
                let exception = exception(country, &component, is_town, &part.villages, part.tenants);
                District { villages: part.villages, tenants: part.tenants, middle: part.middle, exception }
            })
        })
        .collect();
    districts.sort_by_key(|district| district.villages[0]);
    districts
}

fn neighbours(country: &Country) -> Vec<Vec<u32>> {
    let mut neighbours = vec![vec![]; country.villages.len()];
    let same_town = |(a, b): &&(u32, u32)| {
        a != b && country.villages[*a as usize].town == country.villages[*b as usize].town
    };
    for (a, b) in country.adjoining.iter().filter(same_town) {
        neighbours[*a as usize].push(*b);
        neighbours[*b as usize].push(*a);
    }
    for of_one in &mut neighbours {
        of_one.sort_unstable();
        of_one.dedup();
    }
    neighbours
}

/// Villages that hang together, each component ascending.
fn components(country: &Country, neighbours: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut seen = vec![false; country.villages.len()];
    let mut components = vec![];
    for first in 0..country.villages.len() as u32 {
        if seen[first as usize] {
            continue;
        }
        seen[first as usize] = true;
        let mut component = vec![first];
        let mut at = 0;
        while let Some(village) = component.get(at).copied() {
            at += 1;
            for next in &neighbours[village as usize] {
                if !std::mem::replace(&mut seen[*next as usize], true) {
                    component.push(*next);
                }
            }
        }
        component.sort_unstable();
        components.push(component);
    }
    components
}

fn is_whole_town(country: &Country, component: &[u32]) -> bool {
    let town = country.villages[component[0] as usize].town;
    country.villages.iter().filter(|village| village.town == town).count() == component.len()
}

fn exception(
    country: &Country,
    component: &[u32],
    is_town: bool,
    villages: &[u32],
    tenants: u32,
) -> Option<Exception> {
    if country.outside(tenants) == 0 {
        return None;
    }
    let is_large = |village: &u32| {
        let tenants = country.villages[*village as usize].tenants;
        tenants > country.target && country.outside(tenants) > 0
    };
    Some(if tenants < country.target && villages.len() == component.len() {
        if is_town { Exception::SmallTown } else { Exception::CutOff }
    } else if villages.iter().any(is_large) {
        Exception::LargeVillage
    } else {
        Exception::WholeVillages
    })
}
