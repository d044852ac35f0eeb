//! Door labels: A4 sheets of a station, a village or a property, and a new label for a lost one.

use super::Outcome;
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::dwelling::DwellingRow;
use crate::store::property::PropertyRow;
use crate::store::{Chain, Entry, StoreError, area, dwelling, label, property, station};
use app::pages::label::{DoorLabel, page};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use domain::area::VillageCode;
use domain::id::{DwellingId, PropertyId, StationId};
use domain::problem::Problem;
use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Modules of light around a code (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// Whose labels; the narrower of the two that are left out are not asked.
#[derive(Deserialize)]
pub struct Ask {
    station: StationId,
    village: Option<VillageCode>,
    property: Option<PropertyId>,
}

/// `GET /desk/labels?station=…[&village=…][&property=…]`.
pub async fn sheets(
    State(state): State<AppState>,
    actor: Actor,
    Query(ask): Query<Ask>,
) -> Outcome<Html<String>> {
    let mut reader = state.store.reader().await?;
    let station = station::by_id(&mut reader, ask.station).await?.ok_or(Problem::NotFound)?;
    let properties: HashMap<PropertyId, PropertyRow> = property::of_station(&mut reader, station.id)
        .await?
        .into_iter()
        .filter(|row| ask.village.as_ref().is_none_or(|v| *v == row.property.village))
        .filter(|row| ask.property.is_none_or(|p| p == row.property.id))
        .map(|row| (row.property.id, row))
        .collect();
    let villages: HashMap<VillageCode, String> = area::villages_of(&mut reader, &station.villages)
        .await?
        .into_iter()
        .map(|row| (row.village.code, row.village.name))
        .collect();
    let address = state.config.public_url.as_str();
    let mut labels: Vec<DoorLabel> = dwelling::of_station(&mut reader, station.id)
        .await?
        .into_iter()
        .filter_map(|row| {
            properties.get(&row.dwelling.property).map(|p| door_label(row, p, &villages, address))
        })
        .collect::<Result<_, _>>()?;
    labels.sort_by(|a, b| (&a.village, &a.property, &a.door).cmp(&(&b.village, &b.property, &b.door)));
    Ok(Html(page(&style(&state.config.site).await, actor.lang, &station.name, labels)))
}

/// The style sheet in the bundle that the bundler made last.
async fn style(site: &std::path::Path) -> String {
    let manifest = tokio::fs::read(site.join("pkg/manifest.json")).await.unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap_or_default();
    format!("{}/label.css", manifest.get("base").and_then(|base| base.as_str()).unwrap_or("/pkg"))
}

/// What a replaced label is now.
#[derive(Serialize)]
pub struct Replaced {
    label: String,
}

/// `POST /desk/labels/{dwelling}`: a new label for one door; the old code opens nothing from now on.
pub async fn replace(
    State(state): State<AppState>,
    actor: Actor,
    Path(id): Path<DwellingId>,
) -> Outcome<Json<Replaced>> {
    let row = dwelling::by_id(&mut state.store.reader().await?, id).await?.ok_or(Problem::NotFound)?;
    actor.check_station(row.station)?;
    let new: Result<String, StoreError> = state
        .store
        .write(move |tx| {
            Box::pin(async move {
                let entry = Entry::new(Chain::Station(row.station), "replace", "label");
                tx.audit(entry.by(actor.user, actor.role).of(id)).await?;
                tx.change(row.station, "dwelling", id, false).await?;
                label::replace(tx, &row.town, id).await
            })
        })
        .await;
    Ok(Json(Replaced { label: new? }))
}

/// `GET /d/{label}`: what a camera opens that is not the app's.
pub async fn door(Path(_): Path<String>) -> Redirect {
    Redirect::to("/field")
}

fn door_label(
    row: DwellingRow,
    property: &PropertyRow,
    villages: &HashMap<VillageCode, String>,
    address: &str,
) -> Outcome<DoorLabel> {
    let code = row.dwelling.label;
    let (path, side) = qr(&format!("{address}d/{code}"))?;
    Ok(DoorLabel {
        code,
        path,
        side,
        property: property.property.name.clone(),
        door: row.dwelling.door,
        village: villages.get(&property.property.village).cloned().unwrap_or_default(),
    })
}

/// The dark modules as one path, and how many modules a side has. Level Q: a quarter of a label may
/// be scratched.
fn qr(text: &str) -> Outcome<(String, usize)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).map_err(|_| Problem::Internal)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + QUIET, n / width + QUIET)).collect();
    Ok((path, width + 2 * QUIET))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_finders_inside_a_quiet_zone() {
        let (path, side) = qr("https://rounds.example/d/34679A").unwrap();
        let far = side - QUIET - 1;
        for corner in [(QUIET, QUIET), (far, QUIET), (QUIET, far)] {
            assert!(path.contains(&format!("M{} {}h1", corner.0, corner.1)), "{corner:?}");
        }
        assert!(!path.contains("M3 ") && !path.contains(&format!("M{} ", far + 1)));
    }
}
