//! Address points: buildings and nodes with `addr:*` tags (wiki, "Key:addr").

use super::area::{Area, AreaIndex};
use super::raw::Raw;
use super::ring::coord;
use geo::Coord;
use roads::Tags;

/// An address and what stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// Street and number, or place and number.
    pub text: String,
    /// The number alone, for the map.
    pub number: String,
    /// Value of the building's tag; none for an address with no building.
    pub building: Option<String>,
    /// Degrees.
    pub at: Coord<f64>,
}

/// The addresses of buildings, then those of nodes that no building of the same address holds.
pub fn addresses(raw: &Raw, areas: &[Area]) -> Vec<Address> {
    let buildings: Vec<&Area> = areas.iter().filter(|area| is_building(&area.tags)).collect();
    let mut found: Vec<Address> = areas
        .iter()
        .filter_map(|area| {
            let building = area.tags.get("building").filter(|_| is_building(&area.tags)).map(str::to_owned);
            let (text, number) = text(&area.tags)?;
            Some(Address { text, number, building, at: area.middle()? })
        })
        .collect();

    let index = AreaIndex::new(buildings);
    for (id, tags) in &raw.nodes {
        let (Some((text, number)), Some(point)) = (text(tags), raw.point(*id)) else { continue };
        let at = coord(point);
        let around = index.holding(at);
        if around.is_some_and(|area| self::text(&area.tags).is_some_and(|(known, _)| known == text)) {
            continue;
        }
        let building = around.and_then(|area| area.tags.get("building")).map(str::to_owned);
        found.push(Address { text, number, building, at });
    }
    found.sort_by(|a, b| {
        (&a.text, a.at.x.to_bits(), a.at.y.to_bits()).cmp(&(&b.text, b.at.x.to_bits(), b.at.y.to_bits()))
    });
    found
}

fn is_building(tags: &Tags) -> bool {
    tags.get("building").is_some_and(|value| value != "no")
}

/// Street or place with number, and the number; `None` where nothing tells the house.
fn text(tags: &Tags) -> Option<(String, String)> {
    let tag = |key| tags.get(key).map(str::trim).filter(|value| !value.is_empty());
    let number = tag("addr:housenumber").or_else(|| tag("addr:housename"))?;
    let street = tag("addr:street").or_else(|| tag("addr:place")).or_else(|| tag("addr:hamlet"))?;
    // 幸福路 and 8号 are written together.
    let gap = if street.chars().last().is_some_and(|last| last >= '\u{2E80}') { "" } else { " " };
    Some((format!("{street}{gap}{number}"), number.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tags: &[(&str, &str)]) -> Option<String> {
        text(&tags.iter().copied().collect()).map(|(text, _)| text)
    }

    #[test]
    fn an_address_is_a_street_or_a_place_with_a_number() {
        assert_eq!(
            told(&[("addr:street", "Landstrasse"), ("addr:housenumber", "8")]),
            Some("Landstrasse 8".into())
        );
        assert_eq!(told(&[("addr:place", "Masescha"), ("addr:housenumber", "8")]), Some("Masescha 8".into()));
        assert_eq!(told(&[("addr:street", "幸福路"), ("addr:housenumber", "8号")]), Some("幸福路8号".into()));
    }

    #[test]
    fn a_street_without_a_number_tells_no_house() {
        assert_eq!(told(&[("addr:street", "Landstrasse")]), None);
        assert_eq!(told(&[("addr:street", " "), ("addr:housenumber", "8")]), None);
        assert_eq!(told(&[("addr:housenumber", "8")]), None);
    }
}
