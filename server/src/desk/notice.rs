//! `/n/{code}`: what a resident reads with a notice. Plain HTML without scripts. The code opens who
//! came, why and how to complain; the second secret, handed over face to face, what was recorded.

mod appeal;

mod request;

use super::{names, offset_s, page, zone_of};
use crate::auth::source::Source;
use crate::http::Outcome;
use crate::http::problem::lang_of;
use crate::state::AppState;
use crate::store::audit::{Logged, exports, viewers};
use crate::store::notice::{self, NoticeRow};
use crate::store::request::of_tenancy;
use crate::store::session::{self, Tries};
use crate::store::{
    Chain, Entry, StoreError, Tx, demand, duty, finding, retention, station, tenancy, user, visit,
};
use app::desk::notice::{Asked, Demanded, Exported, NoticePage, Recorded};
use app::pages::desk::Bundle;
use app::pages::resident::{self, Tried};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use chrono::{DateTime, Datelike, FixedOffset, Offset, TimeDelta};
use domain::Time;
use domain::class::Ground;
use domain::export::{ExportPurpose, Receiver};
use domain::id::{TenancyId, UserId};
use domain::notice::{code_hash, secret_hash};
use domain::request::{RequestKind, Subject};
use domain::{Lang, hex};
use serde::Deserialize;
use std::collections::HashMap;
use std::net::IpAddr;
use subtle::ConstantTimeEq;

/// Wrong secrets from one source in an hour.
const TRIES_AN_HOUR: i64 = 10;
/// Viewers shown.
const VIEWERS: i64 = 100;
/// Exports shown.
const EXPORTS: i64 = 50;

/// What the page's address says beside the code.
#[derive(Deserialize)]
pub struct Wanted {
    lang: Option<String>,
}

/// What was typed; with `kind` and `subject`, what the household asks besides.
#[derive(Deserialize)]
pub struct Typed {
    secret: String,
    /// The household asks for a review of how often somebody comes, and why.
    ground: Option<Ground>,
    kind: Option<RequestKind>,
    subject: Option<Subject>,
}

/// The page.
pub async fn show(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Outcome<Response> {
    let notice = read(&state, &code, None).await?;
    Ok(answer(&state, lang(&wanted, &headers), notice, Tried::Nothing).await)
}

/// The page after the second secret was typed, by itself or to ask for a review.
pub async fn open(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Query(wanted): Query<Wanted>,
    Source(source): Source,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Outcome<Response> {
    let lang = lang(&wanted, &headers);
    if !count(&state, source).await? {
        return Ok(answer(&state, lang, read(&state, &code, None).await?, Tried::TooMany).await);
    }
    if let Some(ground) = typed.ground {
        appeal::ask(&state, &code, &typed.secret, ground).await?;
    }
    let mut notice = read(&state, &code, Some(&typed.secret)).await?;
    let right = notice.as_ref().is_some_and(|notice| notice.recorded.is_some());
    if let (true, Some(kind), Some(subject)) = (right, typed.kind, typed.subject) {
        request::ask(&state, &code, kind, subject).await?;
        notice = read(&state, &code, Some(&typed.secret)).await?;
    }
    Ok(answer(&state, lang, notice, if right { Tried::Nothing } else { Tried::Wrong }).await)
}

fn lang(wanted: &Wanted, headers: &HeaderMap) -> Lang {
    wanted.lang.as_deref().map_or_else(|| lang_of(headers), Lang::best)
}

async fn answer(state: &AppState, lang: Lang, notice: Option<NoticePage>, tried: Tried) -> Response {
    let status = match (&notice, tried) {
        (_, Tried::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        (None, _) => StatusCode::NOT_FOUND,
        _ => StatusCode::OK,
    };
    let style =
        page::assets(&state.config.site, Bundle::Office).await.style.replace("main.css", "resident.css");
    // The form's post names its origin only under this policy; the address never leaves the site.
    let policy = [(header::REFERRER_POLICY, "same-origin")];
    (status, policy, Html(resident::page(&style, lang, notice, tried))).into_response()
}

/// Counts a try of a source; false once an hour has seen too many.
async fn count(state: &AppState, source: IpAddr) -> Outcome<bool> {
    let subject = format!("notice:{source}");
    let allowed: Result<bool, StoreError> = state
        .store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                let before = session::tries(tx, &subject).await?.filter(|tries| tries.locked_until > now);
                let failures = before.map_or(0, |tries| tries.failures) + 1;
                let until = before.map_or(now + TimeDelta::hours(1), |tries| tries.locked_until);
                session::set_tries(tx, &subject, Tries { failures, last_at: now, locked_until: until })
                    .await?;
                Ok(failures <= TRIES_AN_HOUR)
            })
        })
        .await;
    Ok(allowed?)
}

/// The notice behind a code, logged as a read; with the right secret, what was recorded. Hashes are
/// made and compared whether or not there is such a notice.
async fn read(state: &AppState, code: &str, secret: Option<&str>) -> Outcome<Option<NoticePage>> {
    let hash = code_hash(code);
    let typed = secret.map(|secret| secret_hash(code, secret));
    let secret = secret.map(str::to_owned);
    state
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (found, right) = opened(tx, &hash, typed.as_deref()).await?;
                let chain =
                    found.as_ref().map_or(Chain::Installation, |notice| Chain::Station(notice.station));
                let entry = Entry::new(chain, "read", "notice");
                let entry = match &found {
                    Some(notice) => entry.of(notice.id),
                    None => entry,
                };
                tx.audit(entry.detail(serde_json::json!({"opened": right}))).await?;
                match found {
                    Some(notice) => told(tx, notice, secret.filter(|_| right)).await,
                    None => Ok(None),
                }
            })
        })
        .await
}

/// The living notice behind a code, and whether what was typed opens it.
async fn opened(
    tx: &mut Tx,
    code_hash: &str,
    typed: Option<&str>,
) -> Result<(Option<NoticeRow>, bool), StoreError> {
    let found = notice::by_code_hash(tx, code_hash).await?.filter(|notice| notice.dead_at.is_none());
    let stored = found.as_ref().and_then(|notice| notice.secret_hash.clone());
    let stored = stored.unwrap_or_else(|| hex::encode(&[0; 32]));
    let right = typed.is_some_and(|typed| typed.as_bytes().ct_eq(stored.as_bytes()).into());
    Ok((found, right))
}

async fn told(tx: &mut Tx, notice: NoticeRow, opened: Option<String>) -> Outcome<Option<NoticePage>> {
    let visits = visit::of_dwelling(tx, notice.dwelling).await?;
    let Some(visit) = visits.into_iter().find(|visit| visit.id == notice.visit) else { return Ok(None) };
    let Some(home) = station::by_id(tx, notice.station).await? else { return Ok(None) };
    let (zone, now) = (zone_of(&home), tx.now());
    let people = user::all(tx).await?;
    let came = [Some(visit.visitor), visit.partner].into_iter().flatten();
    let staff = came.filter_map(|id| people.iter().find(|user| user.id == id));
    let staff = staff.map(|user| (user.name.clone(), user.role)).collect();
    let weekday = now.with_timezone(&zone).weekday().num_days_from_monday();
    let recorded = match opened {
        Some(secret) => Some(recorded(tx, &notice, secret, offset_s(zone, now)).await?),
        None => None,
    };
    Ok(Some(NoticePage {
        at: civil(visit.happened_at, offset_s(zone, visit.happened_at)),
        station_name: home.name,
        station_phone: duty::phone(tx, notice.station, weekday).await?,
        staff,
        form: notice.form,
        outcome: visit.outcome,
        has_more: notice.secret_hash.is_some(),
        recorded,
    }))
}

/// What is stored of the present household and its dwelling, without restricted findings.
async fn recorded(tx: &mut Tx, notice: &NoticeRow, secret: String, offset_s: i32) -> Outcome<Recorded> {
    let household = tenancy::current(tx, notice.dwelling).await?.filter(|t| Some(t.id) == notice.tenancy);
    let since = household.as_ref().map(|household| household.moved_in);
    let has_contact = match &household {
        Some(household) => tenancy::with_contact(tx, notice.dwelling).await?.contains(&household.id),
        None => false,
    };
    let findings = finding::of_dwelling(tx, notice.dwelling).await?;
    let findings =
        findings.into_iter().filter(|f| f.gone_on.is_none_or(|gone| since.is_none_or(|day| gone >= day)));
    let names = names(tx).await?;
    let taken_out = exports(tx, notice.station, EXPORTS).await?;
    let is_of_household = |at: Time| since.is_none_or(|day| civil(at, offset_s).date_naive() >= day);
    let viewed = viewers(tx, notice.dwelling.0, VIEWERS).await?;
    let viewed = viewed.into_iter().filter(|entry| is_of_household(entry.at));
    let often = appeal::often(tx, notice, household.as_ref()).await?;
    let (requests, demands) = match &household {
        Some(household) => asked_of(tx, household.id).await?,
        None => (vec![], vec![]),
    };
    Ok(Recorded {
        often,
        secret,
        may_ask: household.is_some(),
        requests,
        demands,
        headcount: household.as_ref().map(|t| (t.headcount.adults, t.headcount.children)),
        moved_in: since,
        has_contact,
        findings: findings.map(|f| (f.category, f.severity, f.found_on, f.gone_on)).collect(),
        viewers: viewed
            .map(|entry| {
                let who = entry.actor.and_then(|actor| names.get(&actor).cloned()).unwrap_or_default();
                let role = entry.role.and_then(|role| serde_json::from_value(role.into()).ok());
                (civil(entry.at, offset_s), who, role)
            })
            .collect(),
        exports: taken_out
            .iter()
            .filter(|entry| is_of_household(entry.at))
            .map(|entry| exported(entry, &names, offset_s))
            .collect(),
    })
}

/// What the household asked, and what others demanded of its file as far as the law lets it know.
async fn asked_of(tx: &mut Tx, household: TenancyId) -> Outcome<(Vec<Asked>, Vec<Demanded>)> {
    let requests = of_tenancy(tx, household).await?.into_iter().map(|request| Asked {
        kind: request.kind,
        subject: request.subject,
        due_on: request.due_on,
        outcome: request.outcome,
        ground: request.ground,
    });
    let today = retention::today(tx.now());
    let demands = demand::told(tx, household, today).await?.into_iter().map(|demand| Demanded {
        authority: demand.authority,
        part: demand.part,
        received_on: demand.received_on,
        outcome: demand.outcome,
    });
    Ok((requests.collect(), demands.collect()))
}

/// An export as the household reads it.
fn exported(entry: &Logged, names: &HashMap<UserId, String>, offset_s: i32) -> Exported {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Detail {
        purpose: ExportPurpose,
        receiver: Receiver,
    }
    let detail: Detail = serde_json::from_str(&entry.detail).unwrap_or_default();
    Exported {
        at: civil(entry.at, offset_s),
        by: entry.actor.and_then(|actor| names.get(&actor).cloned()).unwrap_or_default(),
        purpose: detail.purpose,
        receiver: detail.receiver,
    }
}

fn civil(at: Time, offset_s: i32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(offset_s).unwrap_or_else(|| chrono::Utc.fix());
    at.with_timezone(&zone)
}
