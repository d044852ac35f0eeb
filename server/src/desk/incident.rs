//! What one account has seen in a period. The report is itself logged, with whom and when it asked.

use super::Desk;
use super::home::chosen;
use crate::auth::Actor;
use crate::export::sheet;
use crate::http::{Failure, Outcome};
use crate::state::AppState;
use crate::store::audit::{self, Logged};
use crate::store::{Chain, Entry, Tx, incident, retention, station, user};
use app::desk::Answer;
use app::desk::incident::{IncidentAsk, IncidentDesk};
use app::desk::sheet::Sheet;
use app::words::domain::Label;
use app::words::{audit as words, common, privacy};
use async_trait::async_trait;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use chrono::{NaiveDate, TimeDelta};
use domain::id::{DwellingId, UserId};
use domain::problem::Problem;
use domain::record::Purpose;
use domain::{Lang, Time};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Entries that one report holds; a longer period is asked for in parts.
const MOST: i64 = 50_000;
/// Longest period, days.
const LONGEST_DAYS: i64 = 366;

#[async_trait]
impl IncidentDesk for Desk {
    async fn report(&self, ask: IncidentAsk) -> Answer<Option<Sheet>> {
        if ask.account.trim().is_empty() {
            return Ok(None);
        }
        let desk = self.clone();
        let read = self.state.store.write(move |tx| Box::pin(async move { desk.incident(tx, &ask).await }));
        self.answer(read).await.map(Some)
    }
}

/// `GET /desk/incident/file`: the same as a file.
pub async fn file(
    State(state): State<AppState>,
    actor: Actor,
    Query(ask): Query<IncidentAsk>,
) -> Outcome<impl IntoResponse> {
    let desk = Desk::new(state.clone(), actor);
    let made: Outcome<Sheet> =
        state.store.write(move |tx| Box::pin(async move { desk.incident(tx, &ask).await })).await;
    let bytes = sheet::csv(&made?).map_err(Failure::inside)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"incident.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, bytes))
}

/// What was seen of one file, or of one kind of list.
struct Seen {
    opened: u32,
    contacts: u32,
    first: Time,
    last: Time,
    purposes: BTreeSet<&'static str>,
}

/// A file, or a list of a station by its chain and kind.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    File(DwellingId),
    Else { chain: String, kind: String },
}

impl Desk {
    async fn incident(&self, tx: &mut Tx, ask: &IncidentAsk) -> Outcome<Sheet> {
        let name = ask.account.trim();
        let unknown = || Problem::Malformed { place: "account".into() };
        let who = user::by_name(tx, name).await?.ok_or_else(unknown)?;
        let (first, last) = days(ask)?;
        let detail = serde_json::json!({"from": first, "to": last});
        let entry = Entry::new(Chain::Installation, "read", "incident").of(who.id).detail(detail);
        tx.audit(entry.by(self.actor.user, self.actor.role)).await?;
        let (from, until) = (retention::midnight(first), retention::midnight(last + TimeDelta::days(1)));
        let entries = entries(tx, who.id, from, until).await?;
        let seen = group(tx, &entries).await?;
        self.sheet(tx, seen).await
    }

    async fn sheet(&self, tx: &mut Tx, seen: BTreeMap<Of, Seen>) -> Outcome<Sheet> {
        let lang = self.actor.lang;
        let files: Vec<DwellingId> = seen.keys().filter_map(Of::file).collect();
        let addresses = incident::addresses(tx, &files).await?;
        let stations = station::all(tx).await?;
        let names: BTreeMap<String, String> =
            stations.into_iter().map(|station| (station.id.to_string(), station.name)).collect();
        let rows = seen.iter().map(|(of, seen)| {
            let name = match of {
                Of::File(id) => addresses.get(id).cloned().unwrap_or_else(|| id.to_string()),
                Of::Else { chain, kind } => {
                    format!("{} {}", names.get(chain).map_or("", String::as_str), words::thing(lang, kind))
                }
            };
            seen.row(lang, name.trim().to_owned())
        });
        let words = privacy::incident(lang);
        Ok(Sheet::new(words.title, &words.headings, rows.collect()))
    }
}

impl Of {
    fn file(&self) -> Option<DwellingId> {
        match self {
            Self::File(id) => Some(*id),
            Self::Else { .. } => None,
        }
    }
}

impl Seen {
    fn row(&self, lang: Lang, name: String) -> Vec<String> {
        let moment = |at: Time| common::moment(lang, retention::civil(at));
        let purposes = self.purposes.iter().filter_map(|key| chosen::<Purpose>("", key).ok());
        let purposes: Vec<&str> = purposes.map(|purpose| purpose.label(lang)).collect();
        vec![
            name,
            self.opened.to_string(),
            self.contacts.to_string(),
            moment(self.first),
            moment(self.last),
            purposes.join(if lang == Lang::ZhCn { "、" } else { ", " }),
        ]
    }
}

fn days(ask: &IncidentAsk) -> Result<(NaiveDate, NaiveDate), Problem> {
    let (from, to): (NaiveDate, NaiveDate) = (chosen("from", &ask.from)?, chosen("to", &ask.to)?);
    let length = (to - from).num_days();
    if (0..=LONGEST_DAYS).contains(&length) {
        Ok((from, to))
    } else {
        Err(Problem::Malformed { place: format!("to: {from} – {}", from + TimeDelta::days(LONGEST_DAYS)) })
    }
}

/// Everything that the account read or wrote; refuses a period that has too much.
async fn entries(tx: &mut Tx, who: UserId, from: Time, until: Time) -> Outcome<Vec<Logged>> {
    let entries = audit::by_actor(tx, who, from, until, MOST + 1).await?;
    if entries.len() as i64 > MOST {
        return Err(Problem::Malformed { place: "to".into() }.into());
    }
    Ok(entries)
}

async fn group(tx: &mut Tx, entries: &[Logged]) -> Outcome<BTreeMap<Of, Seen>> {
    let object = |entry: &Logged| entry.object.as_deref().and_then(|id| id.parse::<Uuid>().ok());
    let objects: BTreeSet<Uuid> = entries.iter().filter_map(object).collect();
    let dwellings = incident::dwellings(tx, &objects.into_iter().collect::<Vec<_>>()).await?;
    let mut seen: BTreeMap<Of, Seen> = BTreeMap::new();
    for entry in entries {
        let file = object(entry).map(|id| match entry.object_kind.as_str() {
            "dwelling" | "appointment" | "label" => Some(DwellingId(id)),
            _ => dwellings.get(&id).copied(),
        });
        let of = match file.flatten() {
            Some(id) => Of::File(id),
            None => Of::Else { chain: entry.chain.clone(), kind: entry.object_kind.clone() },
        };
        let at = entry.at;
        let place = seen.entry(of).or_insert_with(|| Seen {
            opened: 0,
            contacts: 0,
            first: at,
            last: at,
            purposes: BTreeSet::new(),
        });
        place.opened += 1;
        place.contacts += u32::from(entry.action == "open_contact");
        place.last = at;
        let purpose = entry.purpose.as_deref().and_then(|key| chosen::<Purpose>("", key).ok());
        place.purposes.extend(purpose.map(Purpose::key));
    }
    Ok(seen)
}
