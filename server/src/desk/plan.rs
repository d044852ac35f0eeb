//! The day's rounds of a station.

use super::{Desk, names, zone_of};
use crate::http::{Failure, Outcome};
use crate::jobs::plan_day::{self, Ask, Limit};
use crate::store::plan::{self, PlanRow, PlannedRound, PlannedStop, Unassigned};
use crate::store::round::{self, File};
use crate::store::{Conn, coverage};
use app::desk::Answer;
use app::desk::plan::{LeftOut, PlanChange, PlanDay, PlanDesk, PlanRound, PlanStop};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::Time;
use domain::area::Station;
use domain::cadence;
use domain::id::{DwellingId, StationId, UserId};
use domain::problem::Problem;
use domain::role::Role;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, Instant};

/// How long the search of a plan asked for at a desk may take: someone waits.
const PATIENCE: Duration = Duration::from_secs(8);

#[async_trait]
impl PlanDesk for Desk {
    async fn day(&self, station: Option<StationId>, date: Option<NaiveDate>) -> Answer<PlanDay> {
        self.answer(self.planned_day(station, date)).await
    }

    async fn again(&self, station: StationId, date: NaiveDate) -> Answer<PlanDay> {
        self.answer(self.plan_anew(station, date)).await
    }
}

impl Desk {
    fn may_plan(&self) -> bool {
        matches!(self.actor.role, Role::Officer | Role::Supervisor | Role::Coordinator)
    }

    async fn planned_day(&self, id: Option<StationId>, date: Option<NaiveDate>) -> Outcome<PlanDay> {
        let mut conn = self.state.store.reader().await?;
        let stations = self.stations(&mut conn).await?;
        let wanted = id.or(self.actor.station);
        let station = match wanted {
            Some(id) => stations.iter().find(|station| station.id == id),
            None => stations.first(),
        };
        let station = station.ok_or(Problem::NotFound)?;
        self.log_list(&[station.id], "plan").await?;
        let date = date.unwrap_or_else(|| self.today(zone_of(station)));
        let Told { version, made_at, rounds, left_out, changes } =
            match plan::in_use(&mut conn, station.id, date).await? {
                Some(row) => told(&mut conn, station, row).await?,
                None => Told::default(),
            };
        Ok(PlanDay {
            station: station.id,
            stations: stations.iter().map(|station| (station.id, station.name.clone())).collect(),
            date,
            version,
            made_at,
            rounds,
            left_out,
            changes,
            planning: false,
            may_plan: self.may_plan(),
        })
    }

    /// Plans the day anew, while the page waits.
    async fn plan_anew(&self, id: StationId, date: NaiveDate) -> Outcome<PlanDay> {
        self.allow(self.may_plan())?;
        self.actor.check_station(id)?;
        let ask = Ask {
            station: Some(id),
            from: date,
            days: 1,
            limit: Limit::Until(Instant::now() + PATIENCE),
            seed: 1,
            threads: 1,
            by: Some((self.actor.user, self.actor.role)),
        };
        plan_day::plan(&self.state.store, ask).await.map_err(Failure::inside)?;
        self.planned_day(Some(id), Some(date)).await
    }
}

/// A plan with the names of people and places.
#[derive(Default)]
struct Told {
    version: Option<i64>,
    made_at: Option<Time>,
    rounds: Vec<PlanRound>,
    left_out: Vec<LeftOut>,
    changes: Vec<PlanChange>,
}

async fn told(conn: &mut dyn Conn, station: &Station, row: PlanRow) -> Outcome<Told> {
    let rounds = plan::rounds(conn, row.id).await?;
    let unassigned = plan::unassigned(conn, row.id).await?;
    let earlier = match plan::before(conn, &row).await? {
        Some(before) => Some(plan::rounds(conn, before).await?),
        None => None,
    };
    let of_rounds = rounds.iter().flat_map(|round| round.stops.iter().map(|stop| stop.dwelling));
    let dwellings: Vec<DwellingId> = of_rounds.chain(unassigned.iter().map(|u| u.dwelling)).collect();
    let files = round::files(conn, &dwellings).await?;
    let names = names(conn).await?;
    let visited: HashSet<DwellingId> =
        coverage::visited(conn, station.id, row.on).await?.into_iter().collect();
    let scene = Scene { files, names, visited };
    let changes = earlier.map_or(vec![], |earlier| scene.changes(&earlier, &rounds));
    let mut rounds: Vec<PlanRound> = rounds.into_iter().map(|round| scene.round(round)).collect();
    rounds.sort_by(|a, b| a.name.cmp(&b.name));
    let left_out = unassigned.iter().filter_map(|u| scene.left_out(u)).collect();
    Ok(Told { version: Some(row.version), made_at: Some(row.made_at), rounds, left_out, changes })
}

/// What a plan's ids stand for.
struct Scene {
    files: BTreeMap<DwellingId, File>,
    names: HashMap<UserId, String>,
    visited: HashSet<DwellingId>,
}

impl Scene {
    fn round(&self, round: PlannedRound) -> PlanRound {
        PlanRound {
            visitor: round.visitor,
            name: self.names.get(&round.visitor).cloned().unwrap_or_default(),
            role: round.role,
            mode: round.mode,
            shift: (round.shift[0], round.shift[1]),
            travel_s: u32::try_from(round.travel_s).unwrap_or_default(),
            walk_m: u32::try_from(round.walk_m).unwrap_or_default(),
            stops: round.stops.iter().filter_map(|stop| self.stop(stop)).collect(),
        }
    }

    fn stop(&self, stop: &PlannedStop) -> Option<PlanStop> {
        let file = self.files.get(&stop.dwelling)?;
        Some(PlanStop {
            dwelling: stop.dwelling,
            property_name: file.property_name.clone(),
            door: file.door.clone(),
            village_name: file.village_name.clone(),
            cadence: cadence::shown(stop.class),
            late: stop.late,
            begins: stop.begins(),
            travel_s: u32::try_from(stop.travel_s).unwrap_or_default(),
            joint_with: stop.joint_with.and_then(|user| self.names.get(&user).cloned()),
            why: stop.why,
            visited: self.visited.contains(&stop.dwelling),
        })
    }

    fn changes(&self, before: &[PlannedRound], after: &[PlannedRound]) -> Vec<PlanChange> {
        let orders = |rounds: &[PlannedRound]| rounds.iter().map(PlannedRound::order).collect::<Vec<_>>();
        let changes = domain::plan::changes(&orders(before), &orders(after)).into_iter().map(|change| {
            let counts = [&change.added, &change.removed, &change.moved].map(Vec::len);
            PlanChange { name: self.names.get(&change.visitor).cloned().unwrap_or_default(), counts }
        });
        let mut changes: Vec<PlanChange> = changes.collect();
        changes.sort_by(|a, b| a.name.cmp(&b.name));
        changes
    }

    fn left_out(&self, unassigned: &Unassigned) -> Option<LeftOut> {
        let file = self.files.get(&unassigned.dwelling)?;
        Some(LeftOut {
            dwelling: unassigned.dwelling,
            address: format!("{} {}", file.property_name, file.door).trim().to_owned(),
            village_name: file.village_name.clone(),
            reason: unassigned.reason,
        })
    }
}
