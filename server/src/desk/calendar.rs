//! The calendar feed of an account: its meetings, the days its actions are due, and the hours of its
//! joint visits. A calendar program may keep what it gets anywhere, so a feed names no address, no
//! person and no finding.

use super::{Desk, zone_of};
use crate::auth::token;
use crate::http::Outcome;
use crate::state::AppState;
use crate::store::meeting::{self, MeetingRow, action};
use crate::store::user::UserRow;
use crate::store::{Chain, Conn, Entry, StoreError, area, calendar, station};
use app::desk::Answer;
use app::desk::calendar::CalendarDesk;
use app::words::domain::Label;
use app::words::meeting::calendar as words;
use async_trait::async_trait;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use domain::calendar::{Event, When, text};
use domain::hours::Minutes;
use domain::problem::Problem;
use domain::{Lang, Time};
use serde::Deserialize;

/// How long past meetings and visits stay in a feed.
const BACK_DAYS: u64 = 60;

#[async_trait]
impl CalendarDesk for Desk {
    async fn feed(&self) -> Answer<Option<Time>> {
        self.answer(async {
            let mut conn = self.state.store.reader().await?;
            Ok(calendar::made_at(&mut conn, self.actor.user).await?)
        })
        .await
    }

    async fn make(&self) -> Answer<String> {
        self.answer(self.make_feed()).await
    }

    async fn revoke(&self) -> Answer<()> {
        let (user, entry) = (self.actor.user, self.feed_entry("revoke"));
        let revoked = self.state.store.write(move |tx| {
            Box::pin(async move {
                calendar::revoke(tx, user).await?;
                Outcome::Ok(tx.audit(entry).await?)
            })
        });
        self.answer(revoked).await
    }
}

impl Desk {
    fn feed_entry(&self, action: &'static str) -> Entry {
        let entry = Entry::new(Chain::Installation, action, "calendar_feed");
        entry.by(self.actor.user, self.actor.role).of(self.actor.user)
    }

    async fn make_feed(&self) -> Outcome<String> {
        let secret = token::opaque(self.state.store.ids().bytes());
        let (user, hash, entry) = (self.actor.user, token::stored_hash(&secret), self.feed_entry("make"));
        let made: Result<(), StoreError> = self
            .state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    calendar::make(tx, user, hash).await?;
                    tx.audit(entry).await
                })
            })
            .await;
        made?;
        let site = self.state.config.public_url.as_str().trim_end_matches('/');
        Ok(format!("{site}/calendar/{secret}?lang={}", self.actor.lang.tag()))
    }
}

/// The language that a feed was made in.
#[derive(Deserialize)]
pub struct Ask {
    lang: Option<String>,
}

/// `GET /calendar/{token}`: the feed with that secret.
pub async fn show(
    State(state): State<AppState>,
    Path(secret): Path<String>,
    Query(ask): Query<Ask>,
) -> Outcome<Response> {
    let mut conn = state.store.reader().await?;
    let account =
        calendar::account(&mut conn, token::stored_hash(&secret)).await?.ok_or(Problem::NotFound)?;
    let lang = if ask.lang.as_deref() == Some(Lang::En.tag()) { Lang::En } else { Lang::ZhCn };
    let now = state.clock.now();
    let events = events(&mut conn, &state, &account, lang, now).await?;
    let mut response = text(words(lang).name, &events, now).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn events(
    conn: &mut dyn Conn,
    state: &AppState,
    account: &UserRow,
    lang: Lang,
    now: Time,
) -> Outcome<Vec<Event>> {
    let zone = zone(conn, account).await?;
    let since = now.with_timezone(&zone).date_naive() - Days::new(BACK_DAYS);
    let site = state.config.public_url.as_str().trim_end_matches('/').to_owned();
    let host = state.config.public_url.host_str().unwrap_or("rounds").to_owned();
    let page = |id: &dyn std::fmt::Display| format!("{site}/desk/meetings/{id}");
    let towns = area::towns(conn).await?;
    let mut events = Vec::new();
    for row in meeting::of_user(conn, account.id, since).await? {
        let town = towns.iter().find(|town| Some(&town.code) == row.town.as_ref());
        let of = town.map(|town| town.name.as_str()).unwrap_or_default();
        events.push(Event {
            uid: format!("meeting-{}@{host}", row.id),
            when: span(&row, zone),
            summary: format!("{of} {}", row.kind.label(lang)).trim().to_owned(),
            place: row.place.clone(),
            url: page(&row.id),
        });
    }
    for row in action::open_of(conn, account.id).await? {
        events.push(Event {
            uid: format!("action-{}@{host}", row.id),
            when: When::Day(row.due),
            summary: words(lang).due.to_owned(),
            place: String::new(),
            url: page(&row.meeting),
        });
    }
    for (from, to) in calendar::joint_visits(conn, account.id, since).await? {
        events.push(Event {
            uid: format!("joint-{}-{}@{host}", account.id, from.timestamp()),
            when: When::Span(from, to),
            summary: words(lang).joint.to_owned(),
            place: String::new(),
            url: format!("{site}/desk/plan"),
        });
    }
    Ok(events)
}

async fn zone(conn: &mut dyn Conn, account: &UserRow) -> Outcome<Tz> {
    let all = station::all(conn).await?;
    let own = all
        .iter()
        .find(|s| Some(s.id) == account.station)
        .or_else(|| all.iter().find(|s| account.town.as_ref().is_none_or(|town| *town == s.town)));
    Ok(own.map_or(chrono_tz::Asia::Shanghai, zone_of))
}

fn span(row: &MeetingRow, zone: Tz) -> When {
    let (from, to): Minutes = row.hours;
    When::Span(moment(row.on, from, zone), moment(row.on, to, zone))
}

fn moment(on: NaiveDate, minute: u16, zone: Tz) -> Time {
    let civil = on.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
    // An hour that a change of the clocks leaves out begins an hour later.
    let local = zone.from_local_datetime(&civil).earliest();
    local.map_or_else(|| civil.and_utc(), |at| at.to_utc())
}
