//! Meetings: who may call, see and keep one, and what waits for an account because of them.

pub(super) mod act;
mod view;

use super::{Desk, names};
use crate::auth::Actor;
use crate::http::Outcome;
use crate::store::meeting::{self, MeetingRow, action};
use crate::store::user::UserRow;
use crate::store::{Conn, area, message, property, user};
use app::desk::Answer;
use app::desk::meeting::{
    MeetingDesk, MeetingLine, MeetingStep, MeetingView, Meetings, NewMeeting, OwnWork, Person,
};
use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use domain::area::{Station, TownCode};
use domain::id::{ActionId, MeetingId, PropertyId, StationId};
use domain::meeting::MeetingKind;
use domain::problem::Problem;
use domain::role::Role;
use std::collections::HashMap;

/// How long the list of meetings goes back: as long as meetings are kept.
const LIST_DAYS: u64 = 731;

#[async_trait]
impl MeetingDesk for Desk {
    async fn meetings(&self) -> Answer<Meetings> {
        self.answer(self.own_meetings()).await
    }

    async fn call(&self, new: NewMeeting) -> Answer<MeetingId> {
        self.answer(self.call_meeting(new)).await
    }

    async fn meeting(&self, id: MeetingId, numbers: bool) -> Answer<MeetingView> {
        self.answer(self.shown_meeting(id, numbers)).await
    }

    async fn step(&self, id: MeetingId, step: MeetingStep) -> Answer<()> {
        self.answer(self.step_meeting(id, step)).await
    }

    async fn settle(&self, action: ActionId, done: bool) -> Answer<()> {
        self.answer(self.settle_action(action, done)).await
    }

    async fn own_work(&self) -> Answer<OwnWork> {
        self.answer(self.waiting()).await
    }
}

impl Actor {
    /// Its area is the whole county.
    pub(super) fn is_county(&self) -> bool {
        self.town.is_none() && self.stations.is_none()
    }

    /// Keeps the minutes of a meeting: who called it, and the supervisor of its area.
    fn keeps(&self, meeting: &MeetingRow) -> bool {
        let of_area = self.is_county() || self.town.is_some() && self.town == meeting.town;
        meeting.called_by == self.user || self.role == Role::Supervisor && of_area
    }
}

impl Desk {
    /// The civil date in the account's area.
    async fn here_today(&self, conn: &mut dyn Conn) -> Outcome<NaiveDate> {
        let stations = self.stations(conn).await?;
        Ok(self.today(stations.first().map_or(chrono_tz::Asia::Shanghai, super::zone_of)))
    }

    /// A meeting that the account may see: one that it keeps or is asked to come to.
    async fn seen_meeting(&self, conn: &mut dyn Conn, id: MeetingId) -> Outcome<MeetingRow> {
        let row = meeting::by_id(conn, id).await?.ok_or(Problem::NotFound)?;
        let seen = self.actor.keeps(&row) || meeting::attendees(conn, id).await?.contains(&self.actor.user);
        if seen { Ok(row) } else { Err(Problem::NotFound.into()) }
    }

    async fn own_meetings(&self) -> Outcome<Meetings> {
        let mut conn = self.state.store.reader().await?;
        let since = self.here_today(&mut conn).await? - Days::new(LIST_DAYS);
        let rows = if self.actor.role == Role::Supervisor {
            meeting::of_area(&mut conn, self.actor.town.as_ref(), since).await?
        } else {
            meeting::of_user(&mut conn, self.actor.user, since).await?
        };
        let towns = town_names(&mut conn).await?;
        let mut meetings = Vec::with_capacity(rows.len());
        for row in &rows {
            meetings.push(line(&mut conn, row, &towns).await?);
        }
        let county = self.actor.is_county();
        let may_call: Vec<MeetingKind> =
            MeetingKind::ALL.into_iter().filter(|kind| kind.may_call(self.actor.role, county)).collect();
        let may_call_any = !may_call.is_empty();
        Ok(Meetings {
            meetings,
            lodgings: if may_call.contains(&MeetingKind::Employer) {
                self.lodgings(&mut conn).await?
            } else {
                vec![]
            },
            people: if may_call_any { self.people(&mut conn).await? } else { vec![] },
            may_call,
        })
    }

    /// Employers' and venues' lodgings of the account's stations.
    async fn lodgings(&self, conn: &mut dyn Conn) -> Outcome<Vec<(PropertyId, String)>> {
        let mut lodgings = Vec::new();
        for station in self.stations(conn).await? {
            let all = property::of_station(conn, station.id).await?;
            let own = all.into_iter().filter(|row| row.property.kind.is_lodging());
            lodgings.extend(own.map(|row| (row.property.id, row.property.name)));
        }
        Ok(lodgings)
    }

    /// Who can be asked to come to a meeting of the account's area.
    async fn people(&self, conn: &mut dyn Conn) -> Outcome<Vec<Person>> {
        let towns: Vec<TownCode> = self.stations(conn).await?.into_iter().map(|s| s.town).collect();
        let near = |user: &UserRow| {
            let town = user.town.as_ref();
            self.actor.is_county()
                || town.is_some_and(|town| towns.contains(town) || self.actor.town.as_ref() == Some(town))
        };
        let attends = |user: &UserRow| MeetingKind::ALL.into_iter().any(|kind| kind.may_attend(user.role));
        let all = user::all(conn).await?.into_iter();
        let people = all.filter(|user| attends(user) && near(user));
        Ok(people.map(|user| Person { id: user.id, name: user.name, role: user.role }).collect())
    }

    async fn waiting(&self) -> Outcome<OwnWork> {
        let mut conn = self.state.store.reader().await?;
        let names = names(&mut conn).await?;
        let open = action::open_of(&mut conn, self.actor.user).await?;
        let actions = open.into_iter().map(|row| view::action_line(row, &names, true)).collect();
        let mut unread = 0;
        if self.actor.role.works_at_station() {
            let stations = self.message_stations(&mut conn).await?;
            unread = message::unread(&mut conn, &stations).await?;
        }
        Ok(OwnWork { actions, unread })
    }

    /// The stations for which the account reads and writes messages: none for a whole county, whose
    /// reading would be no station's.
    pub(super) async fn message_stations(&self, conn: &mut dyn Conn) -> Outcome<Vec<StationId>> {
        if self.actor.is_county() {
            return Ok(vec![]);
        }
        Ok(self.stations(conn).await?.into_iter().map(|station| station.id).collect())
    }
}

async fn town_names(conn: &mut dyn Conn) -> Outcome<HashMap<TownCode, String>> {
    Ok(area::towns(conn).await?.into_iter().map(|town| (town.code, town.name)).collect())
}

/// The meeting as lists show it.
async fn line(
    conn: &mut dyn Conn,
    row: &MeetingRow,
    towns: &HashMap<TownCode, String>,
) -> Outcome<MeetingLine> {
    let lodging = match row.property {
        Some(id) => property::by_id(conn, id).await?.map(|row| row.property.name),
        None => None,
    };
    let town = || row.town.as_ref().and_then(|town| towns.get(town).cloned());
    Ok(MeetingLine {
        id: row.id,
        kind: row.kind,
        of: lodging.or_else(town).unwrap_or_default(),
        on: row.on,
        hours: row.hours,
        place: row.place.clone(),
        state: row.state,
    })
}

/// The stations that a meeting concerns: the lodging's, the town's, or all.
async fn stations_of(conn: &mut dyn Conn, row: &MeetingRow) -> Outcome<Vec<Station>> {
    let lodging = match row.property {
        Some(id) => property::by_id(conn, id).await?.map(|row| row.property.station),
        None => None,
    };
    let all = crate::store::station::all(conn).await?.into_iter();
    let concerned = all.filter(|station| match (row.property, &row.town) {
        (Some(_), _) => Some(station.id) == lodging,
        (None, Some(town)) => station.town == *town,
        (None, None) => true,
    });
    Ok(concerned.collect())
}
