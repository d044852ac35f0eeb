//! Villages from administrative boundaries (wiki, "Key:admin_level"). Which level is the village
//! differs from country to country, so the extract is asked.

use super::area::{Area, AreaIndex};
use geo::{Area as _, Coord};
use std::collections::BTreeMap;

/// An administrative area that serves as a village.
#[derive(Clone, Debug)]
pub struct VillageArea {
    /// `osm-r<ID>`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Code and name of the town around it, where the extract has one.
    pub town: Option<(String, String)>,
    /// Its boundary.
    pub area: Area,
}

/// Levels that may be villages: municipalities (7, 8) and their parts (9, 10). In China 8 is the
/// town (乡镇、街道) and 10 the village (村、社区).
const LEVELS: std::ops::RangeInclusive<u8> = 7..=10;
/// Levels that may be towns around them; a country is none.
const TOWNS: std::ops::RangeInclusive<u8> = 3..=9;
/// A deeper level is taken only where it covers nearly as much as the best one: mappers often
/// have drawn the parts of one town only.
const NEARLY: f64 = 0.8;

/// The villages of an extract: the deepest level whose whole boundaries hold nearly as many of
/// `doors` (points of buildings or roads) as any level does.
pub fn villages(areas: &[Area], doors: &[Coord<f64>]) -> Vec<VillageArea> {
    let mut by_level: BTreeMap<u8, Vec<&Area>> = BTreeMap::new();
    for area in areas.iter().filter(|area| area.is_whole && area.is_relation && is_named_boundary(area)) {
        if let Some(level) = level(area) {
            by_level.entry(level).or_default().push(area);
        }
    }
    let covered: BTreeMap<u8, usize> = by_level
        .range(LEVELS)
        .map(|(level, areas)| {
            let index = AreaIndex::new(areas.iter().copied());
            (*level, doors.iter().filter(|door| index.holding(**door).is_some()).count())
        })
        .collect();
    let most = covered.values().copied().max().unwrap_or(0) as f64;
    let deepest = covered.iter().rev().find(|(_, count)| **count > 0 && **count as f64 >= NEARLY * most);
    let Some((level, _)) = deepest else { return Vec::new() };
    by_level[level].iter().map(|area| village(area, *level, &by_level)).collect()
}

fn village(area: &Area, level: u8, by_level: &BTreeMap<u8, Vec<&Area>>) -> VillageArea {
    let above = by_level.range(*TOWNS.start()..level.min(*TOWNS.end() + 1)).flat_map(|(_, areas)| areas);
    let around = area.middle().and_then(|middle| {
        let mut around: Vec<&&Area> =
            above.filter(|town| geo::Contains::contains(&town.shape, &middle)).collect();
        around.sort_by(|a, b| a.shape.unsigned_area().total_cmp(&b.shape.unsigned_area()));
        around.first().copied()
    });
    VillageArea {
        code: code(area),
        name: name(area).to_owned(),
        town: around.map(|town| (code(town), name(town).to_owned())),
        area: area.clone(),
    }
}

fn is_named_boundary(area: &Area) -> bool {
    area.tags.is("boundary", "administrative") && !name(area).is_empty()
}

fn level(area: &Area) -> Option<u8> {
    area.tags.get("admin_level")?.parse().ok()
}

fn name(area: &Area) -> &str {
    area.tags.get("name").unwrap_or_default().trim()
}

fn code(area: &Area) -> String {
    format!("osm-r{}", area.id)
}
