//! What `rounds plan` answers, as text and as JSON.

use super::Args;
use crate::jobs::plan_day::{Changed, Planned, StationPlan};
use crate::store::plan::{PlanRow, PlannedRound, PlannedStop, Unassigned};
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::area::VillageCode;
use domain::class::Class;
use domain::id::{DwellingId, OwedId, PropertyId, StationId, UserId};
use domain::plan::Change;
use domain::role::{Role, TravelMode};
use domain::{Lang, Position};
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::Duration;

#[derive(Serialize)]
pub(super) struct Answer {
    version: i64,
    seed: u64,
    seconds: f64,
    iterations: u32,
    stations: Vec<StationAnswer>,
    totals: Totals,
}

#[derive(Serialize)]
struct StationAnswer {
    id: StationId,
    days: Vec<DayAnswer>,
    unassigned: Vec<Unassigned>,
}

#[derive(Serialize)]
struct DayAnswer {
    date: NaiveDate,
    rounds: Vec<RoundAnswer>,
    /// What the day changes of the version before; empty where it is the first.
    changes: Vec<Change>,
}

#[derive(Serialize)]
struct RoundAnswer {
    visitor: UserId,
    role: Role,
    mode: TravelMode,
    shift: [DateTime<FixedOffset>; 2],
    start: DateTime<FixedOffset>,
    end: DateTime<FixedOffset>,
    start_at: Position,
    end_at: Position,
    travel_s: i64,
    return_s: i64,
    walk_m: i64,
    stops: Vec<StopAnswer>,
}

#[derive(Serialize)]
struct StopAnswer {
    owed: OwedId,
    dwelling: DwellingId,
    property: PropertyId,
    village: VillageCode,
    class: Class,
    period: (NaiveDate, NaiveDate),
    late: bool,
    lon: f64,
    lat: f64,
    travel_s: i64,
    walk_m: i64,
    wait_s: i64,
    arrive: DateTime<FixedOffset>,
    depart: DateTime<FixedOffset>,
    service_s: i64,
    joint_with: Option<UserId>,
    why: String,
}

/// A joint visit counts once among the visits.
#[derive(Default, Serialize)]
struct Totals {
    visits: usize,
    owed: usize,
    late: usize,
    travel_s: i64,
    walk_m: i64,
    overtime_s: i64,
}

impl Answer {
    pub(super) fn new(planned: &Planned, args: &Args, took: Duration, lang: Lang) -> Self {
        let versions = planned.stations.iter().flat_map(|s| &s.days).map(|(row, _)| row.version);
        Self {
            version: versions.max().unwrap_or(0),
            seed: args.seed,
            seconds: (took.as_secs_f64() * 1000.0).round() / 1000.0,
            iterations: planned.iterations,
            stations: planned.stations.iter().map(|s| station(s, lang)).collect(),
            totals: totals(&planned.stations),
        }
    }

    pub(super) fn text(&self, lang: Lang, planned: &Planned) -> String {
        let Totals { visits, owed, late, travel_s, .. } = self.totals;
        let rounds: usize = self.stations.iter().flat_map(|s| &s.days).map(|d| d.rounds.len()).sum();
        let (minutes, seconds) = (travel_s / 60, self.seconds);
        let changes: Vec<String> =
            planned.stations.iter().flat_map(|s| &s.changes).map(|(on, c)| changed(lang, *on, c)).collect();
        let sums = match lang {
            Lang::ZhCn => format!(
                "已排 {rounds} 条路线，走访 {visits} 户（其中逾期补访 {late} 户），应访 {owed} 户；\
                 路上共 {minutes} 分钟；用时 {seconds:.1} 秒。"
            ),
            Lang::En => format!(
                "{rounds} rounds with {visits} visits ({late} overdue) of {owed} owed; \
                 {minutes} minutes on the way; planned in {seconds:.1} s."
            ),
        };
        std::iter::once(sums).chain(changes).collect::<Vec<_>>().join("\n")
    }
}

/// One line: whose round of which day, and how many visits.
fn changed(lang: Lang, on: NaiveDate, Changed { name, change }: &Changed) -> String {
    let counts =
        app::words::plan::changed(lang, [&change.added, &change.removed, &change.moved].map(Vec::len));
    match lang {
        Lang::ZhCn => format!("{on} {name}：{counts}"),
        Lang::En => format!("{on} {name}: {counts}"),
    }
}

fn station(plan: &StationPlan, lang: Lang) -> StationAnswer {
    let day = |(row, rounds): &(PlanRow, Vec<PlannedRound>)| DayAnswer {
        date: row.on,
        rounds: rounds.iter().map(|r| round(r, lang)).collect(),
        changes: plan.changes.iter().filter(|(on, _)| *on == row.on).map(|(_, c)| c.change.clone()).collect(),
    };
    StationAnswer {
        id: plan.station.id,
        days: plan.days.iter().map(day).collect(),
        unassigned: plan.unassigned.clone(),
    }
}

fn round(round: &PlannedRound, lang: Lang) -> RoundAnswer {
    RoundAnswer {
        visitor: round.visitor,
        role: round.role,
        mode: round.mode,
        shift: round.shift,
        start: round.start,
        end: round.end,
        start_at: round.start_at,
        end_at: round.end_at,
        travel_s: round.travel_s,
        return_s: round.return_s,
        walk_m: round.walk_m,
        stops: round.stops.iter().map(|s| stop(s, lang)).collect(),
    }
}

fn stop(stop: &PlannedStop, lang: Lang) -> StopAnswer {
    let why = app::words::plan::why(lang, &stop.why);
    StopAnswer {
        owed: stop.owed,
        dwelling: stop.dwelling,
        property: stop.property,
        village: stop.village.clone(),
        class: stop.class,
        period: stop.period,
        late: stop.late,
        lon: stop.at.lon,
        lat: stop.at.lat,
        travel_s: stop.travel_s,
        walk_m: stop.walk_m,
        wait_s: stop.wait_s,
        arrive: stop.arrive,
        depart: stop.depart,
        service_s: stop.service_s,
        joint_with: stop.joint_with,
        why: if stop.why.reentry { format!("reentry: {why}") } else { why },
    }
}

fn totals(stations: &[StationPlan]) -> Totals {
    let mut totals = Totals::default();
    let (mut visits, mut late) = (BTreeSet::new(), BTreeSet::new());
    for round in stations.iter().flat_map(|s| &s.days).flat_map(|(_, rounds)| rounds) {
        totals.travel_s += round.travel_s;
        totals.walk_m += round.walk_m;
        totals.overtime_s += (round.end - round.shift[1]).num_seconds().max(0);
        for stop in &round.stops {
            visits.insert(stop.owed);
            late.extend(stop.late.then_some(stop.owed));
        }
    }
    totals.visits = visits.len();
    totals.late = late.len();
    totals.owed = visits.len() + stations.iter().map(|s| s.unassigned.len()).sum::<usize>();
    totals
}
