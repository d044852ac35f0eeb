//! Where a property is: the position cells, or the address that the map knows.

use super::known::{Box4, Known, KnownAddress};
use domain::Position;
use domain::crs::Crs;
use domain::fault::Fault;

/// A fault with the column it is in.
type In = (&'static str, Fault);

/// A door point may lie this far outside its village's boundary: extracts cut corners.
const VILLAGE_MARGIN_KM: u32 = 3;
/// A register may reach this far over the map's edge: snapping to a road fails beyond anyway.
const MAP_MARGIN_KM: u32 = 5;
/// Addresses nearer to each other than this are one place with two entries.
const SAME_PLACE_M: f64 = 150.0;

/// The position cells in WGS 84; none where both are empty.
pub fn cells(lon: &str, lat: &str, crs: Crs) -> Result<Option<Position>, In> {
    match (lon.is_empty(), lat.is_empty()) {
        (true, true) => return Ok(None),
        (true, false) => return Err(("lon", Fault::PositionHalf)),
        (false, true) => return Err(("lat", Fault::PositionHalf)),
        (false, false) => {}
    }
    let at = Position {
        lon: degrees(lon).ok_or(("lon", Fault::NumberBad))?,
        lat: degrees(lat).ok_or(("lat", Fault::NumberBad))?,
    };
    if at.lon.abs() < 0.01 && at.lat.abs() < 0.01 {
        return Err(("lon", Fault::PositionZero));
    }
    if !at.is_valid() {
        let fault = if swapped(at).is_valid() { Fault::PositionSwapped } else { Fault::PositionOutOfRange };
        return Err((if at.lat.abs() > 90.0 { "lat" } else { "lon" }, fault));
    }
    Ok(Some(crs.to_wgs84(at)))
}

/// A decimal number; `1e3`, `inf` and `NaN` are none here.
fn degrees(text: &str) -> Option<f64> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || "+-.".contains(c));
    text.parse().ok().filter(|_| plain)
}

fn swapped(at: Position) -> Position {
    Position { lon: at.lat, lat: at.lon }
}

/// Whether `at` lies where its village and the map are.
pub fn near(at: Position, village: &str, known: &Known) -> Result<(), In> {
    let bounds = known.villages.get(village).and_then(|v| v.bounds);
    let off_village = |p| beyond(bounds, p, VILLAGE_MARGIN_KM);
    let off_map = |p| beyond(known.map, p, MAP_MARGIN_KM);
    let fault = match (off_map(at), off_village(at)) {
        (None, None) => return Ok(()),
        (Some(km), _) => Fault::PositionOffMap { km },
        (None, Some(km)) => Fault::PositionFar { km },
    };
    let other = swapped(at);
    let fits_swapped = other.is_valid() && off_map(other).is_none() && off_village(other).is_none();
    Err(("lon", if fits_swapped { Fault::PositionSwapped } else { fault }))
}

/// Kilometres outside the box where that is more than the margin.
fn beyond(bounds: Option<Box4>, at: Position, margin_km: u32) -> Option<u32> {
    bounds.map(|b| b.km_outside(at)).filter(|km| *km > margin_km)
}

/// The door point of an address of the map, in the village where the map knows villages.
pub fn of_address(property: &str, village: &str, known: &Known) -> Result<Position, Fault> {
    let all = known.addresses.get(property).map_or(&[][..], Vec::as_slice);
    let here: Vec<&KnownAddress> =
        all.iter().filter(|a| a.village.as_deref().is_none_or(|v| v == village)).collect();
    let first = here.first().ok_or(Fault::PositionMissing)?.at;
    if here.iter().any(|a| a.at.distance_m(first) > SAME_PLACE_M) {
        return Err(Fault::AddressAmbiguous { places: here.len() });
    }
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::super::known::KnownVillage;
    use super::*;

    fn code(lon: &str, lat: &str) -> (&'static str, &'static str) {
        cells(lon, lat, Crs::Wgs84).err().map(|(column, fault)| (column, fault.code())).unwrap()
    }

    #[test]
    fn cells_that_are_no_position_are_named() {
        assert_eq!(code("9.5", ""), ("lat", "position_half"));
        assert_eq!(code("", "47.1"), ("lon", "position_half"));
        assert_eq!(code("9,5", "47.1"), ("lon", "number_bad"));
        assert_eq!(code("9.5", "NaN"), ("lat", "number_bad"));
        assert_eq!(code("0", "0"), ("lon", "position_zero"));
        assert_eq!(code("31.62", "121.4"), ("lat", "position_swapped"));
        assert_eq!(code("981.5", "47.1"), ("lon", "position_out_of_range"));
    }

    #[test]
    fn a_stated_system_is_converted() {
        let at = cells("121.4015", "31.6210", Crs::Gcj02).unwrap().unwrap();
        let moved = at.distance_m(Position { lon: 121.4015, lat: 31.6210 });
        assert!((300.0..800.0).contains(&moved), "{moved} m");
    }

    fn vaduz() -> Known {
        let bounds = Some(Box4([9.50, 47.12, 9.56, 47.16]));
        let village = KnownVillage { name: "Vaduz".into(), bounds, served: true };
        Known {
            villages: [("v".to_owned(), village)].into(),
            map: Some(Box4([9.47, 47.04, 9.64, 47.28])),
            ..Known::default()
        }
    }

    #[test]
    fn a_position_elsewhere_is_named_by_what_it_misses() {
        let near = |lon, lat| near(Position { lon, lat }, "v", &vaduz()).map_err(|(_, f)| f.code());
        assert_eq!(near(9.52, 47.14), Ok(()));
        assert_eq!(near(9.52, 47.25), Err("position_far"));
        assert_eq!(near(121.4, 31.6), Err("position_off_map"));
        assert_eq!(near(47.14, 9.52), Err("position_swapped"));
    }

    #[test]
    fn an_address_is_taken_from_its_own_village_and_refused_where_it_is_in_two_places() {
        let mut known = vaduz();
        let at = |lat| Position { lon: 9.52, lat };
        let address =
            |village: Option<&str>, lat| KnownAddress { village: village.map(Into::into), at: at(lat) };
        known.addresses.insert("Aeule 1".into(), vec![address(Some("w"), 47.2), address(Some("v"), 47.14)]);
        known.addresses.insert("Feld 2".into(), vec![address(None, 47.13), address(None, 47.15)]);
        assert_eq!(of_address("Aeule 1", "v", &known), Ok(at(47.14)));
        assert_eq!(of_address("Feld 2", "v", &known), Err(Fault::AddressAmbiguous { places: 2 }));
        assert_eq!(of_address("Nirgends 3", "v", &known), Err(Fault::PositionMissing));
    }
}
