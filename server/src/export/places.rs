//! Exports on a map. The register shows where its properties stand, without class or door; ledger
//! and findings show figures of villages, where at least
//! [`SMALLEST_CELL`](domain::figure::SMALLEST_CELL) dwellings stand behind them.

use crate::basemap::village_area;
use crate::store::export::{PropertyRow, properties};
use crate::store::figure::{self, VillageFigure};
use crate::store::map::{VillageShape, village_shapes};
use crate::store::{StoreError, Tx};
use domain::export::{ExportAsk, Exportable};
use domain::figure::told;
use domain::id::StationId;
use serde_json::{Value, json};

/// The features that `ask` asks for.
pub async fn read(tx: &mut Tx, station: StationId, ask: ExportAsk) -> Result<Vec<Value>, StoreError> {
    let ExportAsk { from, to, .. } = ask;
    let figures = match ask.what {
        Exportable::Register => {
            let rows = properties(tx, station, from, to).await?;
            return Ok(rows.iter().map(property).collect());
        }
        Exportable::Ledger => figure::ledger(tx, station, from, to).await?,
        Exportable::Findings => figure::findings(tx, station, from, to).await?,
    };
    let shapes = village_shapes(tx).await?;
    Ok(villages(&figures, &shapes))
}

fn property(row: &PropertyRow) -> Value {
    let geometry = row.at.map(|at| json!({"type": "Point", "coordinates": [at.lon, at.lat]}));
    let properties = json!({"village_code": row.village, "village_name": row.village_name,
        "property": row.name, "property_kind": row.kind, "registered": row.registered});
    json!({"type": "Feature", "geometry": geometry, "properties": properties})
}

fn villages(figures: &[VillageFigure], shapes: &[VillageShape]) -> Vec<Value> {
    let dwellings: Vec<u32> = figures.iter().map(|figure| figure.dwellings).collect();
    let feature = |(figure, told): (&VillageFigure, bool)| {
        let shape = shapes.iter().find(|shape| shape.code == figure.code);
        let mut properties = json!({"village_code": figure.code, "village_name": figure.name, "told": told});
        if told {
            properties["dwellings"] = figure.dwellings.into();
            for (name, count) in &figure.counts {
                properties[*name] = (*count).into();
            }
        }
        json!({"type": "Feature", "geometry": shape.and_then(village_area), "properties": properties})
    };
    figures.iter().zip(told(&dwellings)).map(feature).collect()
}
