//! Spot checks of the account's area. Who looks again learns the door and the deadline alone: whose
//! visit it was and what it saw stay on the server until the report is in.

mod draw;
mod report;

use super::{Desk, names, zone_of};
use crate::http::Outcome;
use crate::store::spot_check::{self, PlacedCheck};
use app::desk::Answer;
use app::desk::spot_check::{CheckLine, CheckTask, Draw, SpotCheckDesk, SpotChecks};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::id::{SpotCheckId, StationId, UserId};
use domain::inspection::Month;
use domain::role::Role;
use domain::spot_check::CheckReport;
use std::collections::HashMap;

/// How many checks the page shows.
const SHOWN: i64 = 200;

#[async_trait]
impl SpotCheckDesk for Desk {
    async fn spot_checks(&self) -> Answer<SpotChecks> {
        self.answer(self.list_checks()).await
    }

    async fn draw(&self, station: StationId, month: Month, seed: Option<u32>) -> Answer<Draw> {
        self.answer(self.draw_checks(station, month, seed)).await
    }

    async fn report(&self, check: SpotCheckId, report: CheckReport) -> Answer<()> {
        let desk = self.clone();
        let store = &self.state.store;
        let reported =
            store.write(move |tx| Box::pin(async move { desk.report_check(tx, check, report).await }));
        self.answer(reported).await
    }
}

impl Desk {
    fn may_draw(&self) -> bool {
        self.actor.role == Role::Supervisor
    }

    async fn list_checks(&self) -> Outcome<SpotChecks> {
        let mut conn = self.state.store.reader().await?;
        let stations = self.stations(&mut conn).await?;
        let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
        self.log_list(&ids, "spot_checks").await?;
        let today = self.today(stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of));
        let named: Vec<_> = stations.into_iter().map(|station| (station.id, station.name)).collect();
        if !self.may_draw() {
            let own = spot_check::of_stations(&mut conn, &ids, Some(self.actor.user), SHOWN).await?;
            let open = own.into_iter().filter(|check| check.row.result.is_none());
            return Ok(SpotChecks {
                today,
                tasks: open.map(task).collect(),
                lines: vec![],
                stations: vec![],
            });
        }
        let people = names(&mut conn).await?;
        let checks = spot_check::of_stations(&mut conn, &ids, None, SHOWN).await?;
        let lines = checks.into_iter().map(|check| line(check, &named, &people, today)).collect();
        Ok(SpotChecks { today, tasks: vec![], lines, stations: named })
    }
}

fn task(check: PlacedCheck) -> CheckTask {
    CheckTask {
        id: check.row.id,
        address: check.address,
        village_name: check.village,
        drawn_on: check.row.drawn_on,
        due_on: check.row.due_on,
        kind: check.kind,
    }
}

fn line(
    check: PlacedCheck,
    stations: &[(StationId, String)],
    people: &HashMap<UserId, String>,
    today: NaiveDate,
) -> CheckLine {
    let name = |id: UserId| people.get(&id).cloned().unwrap_or_default();
    let station = stations.iter().find(|(id, _)| *id == check.row.station);
    CheckLine {
        id: check.row.id,
        address: check.address,
        station_name: station.map(|(_, name)| name.clone()).unwrap_or_default(),
        month: check.row.month,
        seed: check.row.seed,
        first: name(check.row.first_visitor),
        second: name(check.row.visitor),
        due_on: check.row.due_on,
        late: check.row.result.is_none() && check.row.due_on < today,
        result: check.row.result,
    }
}
