//! Which villages of a town lie beside each other.

use crate::basemap;
use crate::store::district::VillageLoad;
use domain::Position;
use geo::{Centroid, CoordsIter};
use std::collections::HashSet;

/// Points of two boundaries within about ten centimetres are one.
const FINENESS: f64 = 1e6;

/// Where a village lies.
pub(super) struct Ground {
    /// The middle of its dwellings, else of its boundary.
    pub middle: Position,
    /// Points of its boundary; empty where none is known.
    edge: HashSet<(i64, i64)>,
}

impl Ground {
    /// None for a village that neither a map nor the register places.
    pub(super) fn of(load: &VillageLoad) -> Option<Self> {
        let boundary = load.boundary.as_deref().and_then(basemap::area);
        let centre = || {
            let centre = boundary.as_ref()?.centroid()?;
            Some(Position { lon: centre.x(), lat: centre.y() })
        };
        let middle = load.middle.or_else(centre)?;
        let point = |at: geo::Coord| ((at.x * FINENESS).round() as i64, (at.y * FINENESS).round() as i64);
        let edge = boundary.iter().flat_map(|boundary| boundary.coords_iter()).map(point).collect();
        Some(Self { middle, edge })
    }
}

/// Pairs that adjoin: boundaries that share a stretch. Where one of the two has no boundary, pairs
/// between whose middles lies no third: the circle over the line from one to the other holds none
/// (Gabriel and Sokal, 1969), which leaves nobody cut off.
pub(super) fn adjoining(grounds: &[Ground]) -> Vec<(u32, u32)> {
    let all = 0..grounds.len();
    let pairs = all.clone().flat_map(|a| (a + 1..grounds.len()).map(move |b| (a, b)));
    let adjoin = |(a, b): &(usize, usize)| {
        let (one, other) = (&grounds[*a], &grounds[*b]);
        if one.edge.is_empty() || other.edge.is_empty() {
            return !all.clone().any(|c| c != *a && c != *b && is_between(one, other, &grounds[c]));
        }
        one.edge.intersection(&other.edge).nth(1).is_some()
    };
    pairs.filter(adjoin).map(|(a, b)| (a as u32, b as u32)).collect()
}

/// Thales: a point within the circle over a line sees it at more than a right angle.
fn is_between(one: &Ground, other: &Ground, third: &Ground) -> bool {
    let square = |a: &Ground, b: &Ground| a.middle.distance_m(b.middle).powi(2);
    square(one, third) + square(other, third) < square(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64, edge: &[(i64, i64)]) -> Ground {
        Ground { middle: Position { lon, lat }, edge: edge.iter().copied().collect() }
    }

    #[test]
    fn boundaries_that_share_a_stretch_adjoin_and_a_corner_is_no_stretch() {
        let left = at(121.0, 31.0, &[(0, 0), (0, 1), (1, 0), (1, 1)]);
        let right = at(121.1, 31.0, &[(1, 0), (1, 1), (2, 0), (2, 1)]);
        let corner = at(121.1, 31.1, &[(2, 1), (3, 1), (3, 2)]);
        assert_eq!(adjoining(&[left, right, corner]), [(0, 1)]);
    }

    #[test]
    fn without_boundaries_those_adjoin_that_have_no_third_between_them() {
        let row = [at(121.0, 31.0, &[]), at(121.1, 31.0, &[]), at(121.2, 31.001, &[])];
        assert_eq!(adjoining(&row), [(0, 1), (1, 2)]);
    }
}
