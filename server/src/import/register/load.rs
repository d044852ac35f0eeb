//! Reads from the store what a register is judged against: no more than its rows speak of.

use super::entry::COLUMNS;
use super::known::{Box4, Known, KnownAddress, KnownDoor, KnownProperty, KnownVillage};
use crate::import::table::{Table, header};
use crate::store::{Conn, StoreError, address, area, dwelling, property, tenancy};
use domain::area::VillageCode;
use domain::id::PropertyId;
use std::collections::{BTreeSet, HashMap};

/// What is known of the villages and addresses that the table names.
pub async fn known(conn: &mut dyn Conn, table: &Table) -> Result<Known, StoreError> {
    let codes: Vec<VillageCode> =
        column(table, "village_code").into_iter().map(|code| VillageCode(code.to_owned())).collect();
    let names: Vec<&str> = column(table, "property").into_iter().collect();
    let mut known = Known { map: address::bounds(conn).await?.map(Box4), ..Known::default() };
    for row in area::villages_of(conn, &codes).await? {
        let bounds = row.boundary.as_deref().and_then(bounds_of);
        let village = KnownVillage { name: row.village.name, bounds, served: row.station.is_some() };
        known.villages.insert(row.village.code.0, village);
    }
    for found in address::named(conn, &names).await? {
        let place = KnownAddress { village: found.village.map(|v| v.0), at: found.at };
        known.addresses.entry(found.address).or_default().push(place);
    }
    registered(conn, &codes, &mut known).await?;
    Ok(known)
}

async fn registered(conn: &mut dyn Conn, codes: &[VillageCode], known: &mut Known) -> Result<(), StoreError> {
    let mut keys: HashMap<PropertyId, (String, String)> = HashMap::new();
    for row in property::of_villages(conn, codes).await? {
        let key = (row.property.village.0, row.property.name);
        keys.insert(row.property.id, key.clone());
        known.properties.insert(key, KnownProperty { kind: row.property.kind, at: row.property.at });
    }
    let dwellings = dwelling::of_villages(conn, codes).await?;
    let ids: Vec<_> = dwellings.iter().map(|d| d.dwelling.id).collect();
    let tenancies = tenancy::current_of(conn, &ids).await?;
    for row in dwellings {
        let Some((village, name)) = keys.get(&row.dwelling.property) else { continue };
        let door = KnownDoor {
            class: row.dwelling.class,
            headcount: tenancies.get(&row.dwelling.id).map(|t| t.headcount),
            papers: row.dwelling.papers,
        };
        known.doors.insert((village.clone(), name.clone(), row.dwelling.door), door);
    }
    Ok(())
}

/// The distinct texts of a column; none where the header has no such column.
fn column<'a>(table: &'a Table, name: &str) -> BTreeSet<&'a str> {
    let place = header::places(&table.header, &COLUMNS)
        .ok()
        .and_then(|places| COLUMNS.iter().position(|c| *c == name).map(|slot| places[slot]));
    let Some(place) = place else { return BTreeSet::new() };
    table.rows.iter().filter_map(|row| row.cells.get(place)?.as_deref().ok()).collect()
}

/// Around a GeoJSON geometry: the box of every pair of numbers in it.
fn bounds_of(geojson: &str) -> Option<Box4> {
    let value: serde_json::Value = serde_json::from_str(geojson).ok()?;
    let mut points = Vec::new();
    collect(value.get("coordinates")?, &mut points);
    Box4::around(points)
}

fn collect(value: &serde_json::Value, points: &mut Vec<[f64; 2]>) {
    let Some(items) = value.as_array() else { return };
    match (
        items.first().and_then(serde_json::Value::as_f64),
        items.get(1).and_then(serde_json::Value::as_f64),
    ) {
        (Some(lon), Some(lat)) => points.push([lon, lat]),
        _ => items.iter().for_each(|item| collect(item, points)),
    }
}
