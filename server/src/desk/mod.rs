//! The office over the store: its pages, its functions, and the notice that a resident reads.
//!
//! A desk is the store with an actor. The table of rights says which role may call a page or a
//! function; a desk says which stations, and logs each read of a file in the transaction that reads.

mod account;
mod alert;
mod appointment;
mod audit;
pub mod calendar;
mod class;
mod coverage;
pub mod demand;
mod district;
mod duty;
mod export;
mod field;
mod file;
mod flag;
mod home;
pub mod incident;
mod inspection;
mod ledger;
mod listed;
mod meeting;
mod message;
pub mod notice;
pub mod page;
mod photo;
mod plan;
mod practice;
mod record;
mod rectification;
mod request;
mod retention;
pub mod routes;
mod spot_check;
mod stored;

pub use listed::Listed;

use crate::auth::Actor;
use crate::http::{Outcome, problem};
use crate::state::AppState;
use crate::store::{Chain, Conn, Entry, StoreError, station, user};
use app::desk::{Answer, DeskError};
use chrono::{NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use domain::area::Station;
use domain::id::{DwellingId, StationId, UserId};
use domain::problem::Problem;
use domain::{Lang, Time};
use leptos::prelude::{provide_context, use_context};
use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;

/// The store, as one account may see it.
#[derive(Clone)]
pub struct Desk {
    state: AppState,
    actor: Actor,
}

impl Desk {
    /// The desk of an account.
    pub fn new(state: AppState, actor: Actor) -> Self {
        Self { state, actor }
    }

    /// Puts every desk into the context of the page or function that is under way.
    pub fn provide(&self) {
        let desk = Arc::new(self.clone());
        provide_context(desk.clone() as Arc<dyn app::desk::account::AccountDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::alert::AlertDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::appointment::AppointmentDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::audit::AuditDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::class::ClassDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::calendar::CalendarDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::coverage::CoverageDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::demand::DemandDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::district::DistrictDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::duty::DutyDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::field::FieldDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::file::FileDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::flag::FlagDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::incident::IncidentDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::inspection::InspectionDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::ledger::LedgerDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::request::RequestDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::retention::RetentionDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::stored::StoredDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::meeting::MeetingDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::message::MessageDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::practice::PracticeDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::plan::PlanDesk>);
        provide_context(desk.clone() as Arc<dyn app::desk::rectification::RectificationDesk>);
        provide_context(desk as Arc<dyn app::desk::spot_check::SpotCheckDesk>);
    }

    /// Turns a failure into what the page shows.
    async fn answer<T>(&self, asked: impl Future<Output = Outcome<T>> + Send) -> Answer<T> {
        answer(self.actor.lang, asked.await)
    }

    /// Refuses what the actor's role has no right to, where one function serves several roles.
    fn allow(&self, may: bool) -> Outcome<()> {
        if may { Ok(()) } else { Err(Problem::NotAllowed.into()) }
    }

    /// An audit entry of this account about a thing of a station.
    fn entry(&self, station: StationId, action: &'static str, kind: &'static str) -> Entry {
        Entry::new(Chain::Station(station), action, kind).by(self.actor.user, self.actor.role)
    }

    fn now(&self) -> Time {
        self.state.clock.now()
    }

    /// The stations of the account's area, by name.
    async fn stations(&self, conn: &mut dyn Conn) -> Result<Vec<Station>, StoreError> {
        let all = station::all(conn).await?;
        Ok(all.into_iter().filter(|station| self.actor.may_see_station(station.id)).collect())
    }

    /// The civil date at a station now.
    fn today(&self, zone: Tz) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }
}

/// The zone of a station's civil dates; it was checked when the station was made.
pub(crate) fn zone_of(station: &Station) -> Tz {
    station.zone.parse().unwrap_or(chrono_tz::Asia::Shanghai)
}

/// Offset from UTC at a moment, seconds.
fn offset_s(zone: Tz, at: Time) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// Names of all accounts, those that left included: logs and ledgers name them.
async fn names(conn: &mut dyn Conn) -> Result<HashMap<UserId, String>, StoreError> {
    Ok(user::all(conn).await?.into_iter().map(|user| (user.id, user.name)).collect())
}

/// The address of a dwelling with its door mark, and its village.
async fn address(conn: &mut dyn Conn, id: DwellingId) -> Outcome<(String, String)> {
    let row = crate::store::register::one(conn, id).await?.ok_or(Problem::NotFound)?;
    Ok((format!("{} {}", row.property, row.door).trim().to_owned(), row.village))
}

/// What the page shows of an outcome; a failure gives the response its status too.
pub fn answer<T>(lang: Lang, outcome: Outcome<T>) -> Answer<T> {
    outcome.map_err(|failure| {
        let problem = failure.into_problem();
        if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
            options.set_status(problem::status(&problem));
        }
        DeskError::new(lang, &problem)
    })
}

#[cfg(test)]
mod tests;
