//! `GET /api/v1/pack`: what a phone holds of its station, page by page, then change by change.

use super::Outcome;
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::audit::{Chain, Entry};
use crate::store::pack::{self, Files};
use crate::store::{Conn, StoreError, change};
use axum::Json;
use axum::extract::{Query, State};
use domain::find::Readings;
use domain::id::{DwellingId, StationId};
use domain::pack::{AT_ONCE, MOST, Page};
use domain::problem::Problem;
use pinyin::ToPinyinMulti;
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is asked: nothing of it for the first page.
#[derive(Deserialize)]
pub struct Ask {
    station: StationId,
    /// The page from this file on.
    #[serde(default)]
    from: Option<DwellingId>,
    /// With `from`: the change at which the pull began. Alone: what changed after it.
    #[serde(default)]
    after: Option<i64>,
}

/// A page of the station's files, or those that changed. An answer with files is an audited read.
pub async fn pull(
    State(state): State<AppState>,
    actor: Actor,
    Query(ask): Query<Ask>,
) -> Outcome<Json<Page>> {
    let mut reader = state.store.reader().await?;
    let page = match ask {
        Ask { station, from: None, after: Some(after) } => changed(&mut reader, station, after).await?,
        Ask { station, from: None, after: None } => {
            let files = pack::count(&mut reader, station).await?;
            if files > MOST {
                return Err(Problem::PackTooLarge { files, most: MOST }.into());
            }
            let seq = pack::seq(&mut reader, station).await?;
            all(&mut reader, station, DwellingId(Uuid::nil()), seq).await?
        }
        Ask { station, from: Some(from), after } => {
            all(&mut reader, station, from, after.unwrap_or_default()).await?
        }
    };
    drop(reader);
    if !page.files.is_empty() {
        audit(&state, &actor, &page).await?;
    }
    Ok(Json(page))
}

/// The page that begins with a file. What changes meanwhile comes again after the last page.
async fn all(
    conn: &mut dyn Conn,
    station: StationId,
    from: DwellingId,
    seq: i64,
) -> Result<Page, StoreError> {
    let mut ids = pack::ids(conn, station, from, AT_ONCE + 1).await?;
    let next = if ids.len() > AT_ONCE { ids.pop() } else { None };
    let files = pack::files(conn, station, &ids).await?;
    Ok(page(station, seq, next, files, vec![]))
}

/// The files that changed after a number, and the dwellings that went elsewhere.
async fn changed(conn: &mut dyn Conn, station: StationId, after: i64) -> Result<Page, StoreError> {
    let changes = change::after(conn, station, after, AT_ONCE as i64).await?;
    let seq = changes.last().map_or(after, |change| change.seq);
    let of_dwellings = changes.iter().filter(|change| change.kind == "dwelling");
    let ids: BTreeSet<DwellingId> = of_dwellings.map(|change| DwellingId(change.id)).collect();
    let files = pack::files(conn, station, &ids.iter().copied().collect::<Vec<_>>()).await?;
    let here: BTreeSet<DwellingId> = files.files.iter().map(|file| file.id).collect();
    let removed = ids.difference(&here).copied().collect();
    Ok(Page { more: changes.len() == AT_ONCE, ..page(station, seq, None, files, removed) })
}

fn page(
    station: StationId,
    seq: i64,
    next: Option<DwellingId>,
    files: Files,
    removed: Vec<DwellingId>,
) -> Page {
    let Files { files, properties, villages } = files;
    let names = villages.iter().map(|village| &village.name);
    let readings = readings(names.chain(properties.iter().map(|property| &property.name)));
    Page { station, seq, more: next.is_some(), next, villages, properties, files, removed, readings }
}

/// Pinyin of every character in the names.
fn readings<'n>(names: impl Iterator<Item = &'n String>) -> Readings {
    let characters: BTreeSet<char> = names.flat_map(|name| name.chars()).collect();
    let reading = |c: char| {
        let words: BTreeSet<&str> = c.to_pinyin_multi()?.into_iter().map(|pinyin| pinyin.plain()).collect();
        Some((c, words.into_iter().collect::<Vec<_>>().join(" ")))
    };
    characters.into_iter().filter_map(reading).collect()
}

async fn audit(state: &AppState, actor: &Actor, page: &Page) -> Result<(), StoreError> {
    let dwellings: Vec<DwellingId> = page.files.iter().map(|file| file.id).collect();
    let entry = Entry::new(Chain::Station(page.station), "read", "pack")
        .by(actor.user, actor.role)
        .of(page.station.0)
        .detail(serde_json::json!({"dwellings": dwellings}));
    state.store.write(move |tx| Box::pin(async move { tx.audit(entry).await })).await
}

#[cfg(test)]
mod tests;
