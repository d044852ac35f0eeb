//! The duty rosters of the account's area.

use super::{Desk, zone_of};
use crate::http::Outcome;
use crate::store::duty::{self, DutyRow};
use crate::store::user::{self, UserRow};
use crate::store::{Conn, station};
use app::desk::Answer;
use app::desk::duty::{Duty, DutyDay, DutyDesk, DutyWeek};
use async_trait::async_trait;
use chrono::Datelike;
use domain::area::Station;
use domain::id::{StationId, UserId};
use domain::problem::Problem;
use domain::role::Role;

/// The longest number that is a number: E.164 has 15 digits; spaces and marks beside.
const LONGEST_PHONE: usize = 24;

#[async_trait]
impl DutyDesk for Desk {
    async fn weeks(&self) -> Answer<Duty> {
        self.answer(self.rosters()).await
    }

    async fn set(
        &self,
        station: StationId,
        weekday: u32,
        officer: Option<UserId>,
        phone: String,
    ) -> Answer<Duty> {
        self.answer(self.put_on_duty(station, weekday, officer, phone)).await
    }
}

impl Desk {
    fn may_change_duty(&self) -> bool {
        matches!(self.actor.role, Role::Officer | Role::Supervisor | Role::Administrator)
    }

    async fn rosters(&self) -> Outcome<Duty> {
        let mut conn = self.state.store.reader().await?;
        let stations = self.stations(&mut conn).await?;
        let people = user::all(&mut conn).await?;
        let zone = stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of);
        let mut weeks = Vec::with_capacity(stations.len());
        for station in stations {
            weeks.push(week(&mut conn, station, &people).await?);
        }
        let today = self.today(zone).weekday().num_days_from_monday();
        Ok(Duty { weeks, today, may_change: self.may_change_duty() })
    }

    async fn put_on_duty(
        &self,
        id: StationId,
        weekday: u32,
        officer: Option<UserId>,
        phone: String,
    ) -> Outcome<Duty> {
        self.allow(self.may_change_duty())?;
        self.actor.check_station(id)?;
        let phone = phone.trim().to_owned();
        let is_number = phone.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
        if weekday > 6 || !is_number || phone.len() > LONGEST_PHONE {
            return Err(Problem::Malformed { place: "phone".into() }.into());
        }
        let entry = self.entry(id, "set_duty", "station").of(id);
        self.state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let home = station::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
                    match officer {
                        Some(officer) => {
                            duty::set(tx, &home.town, id, &DutyRow { weekday, officer, phone }).await?;
                        }
                        None => duty::clear(tx, id, weekday).await?,
                    }
                    tx.audit(entry.detail(serde_json::json!({"weekday": weekday}))).await?;
                    Outcome::Ok(())
                })
            })
            .await?;
        self.rosters().await
    }
}

async fn week(conn: &mut dyn Conn, station: Station, people: &[UserRow]) -> Outcome<DutyWeek> {
    let rows = duty::of_station(conn, station.id).await?;
    let name = |id: UserId| people.iter().find(|user| user.id == id).map(|user| user.name.clone());
    let days = (0..7).map(|weekday| {
        let row = rows.iter().find(|row| row.weekday == weekday);
        DutyDay {
            weekday,
            officer: row.and_then(|row| name(row.officer).map(|name| (row.officer, name))),
            phone: row.map(|row| row.phone.clone()).unwrap_or_default(),
        }
    });
    let days = days.collect();
    let officers = people.iter().filter(|user| {
        let near = user.station == Some(station.id)
            || user.station.is_none() && user.town.as_ref() == Some(&station.town);
        user.left_at.is_none() && user.role == Role::Officer && near
    });
    let officers = officers.map(|user| (user.id, user.name.clone(), String::new())).collect();
    Ok(DutyWeek { station: station.id, station_name: station.name, days, officers })
}
