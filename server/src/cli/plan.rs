//! `rounds plan`: the rounds of a day or several.

use super::{Context, Trouble};
use crate::jobs::plan_day::{self, Ask, Limit, PlanError, Planned, StationPlan};
use crate::store::plan::{PlanRow, PlannedRound, PlannedStop, Unassigned};
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::area::VillageCode;
use domain::class::Class;
use domain::id::{DwellingId, OwedId, PropertyId, StationId, UserId};
use domain::role::{Role, TravelMode};
use domain::{Lang, Position};
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Arguments of `rounds plan`.
#[derive(clap::Args)]
pub struct Args {
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub date: NaiveDate,
    /// How many days
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=62))]
    pub days: u32,
    /// One station; by default every one
    #[arg(long, value_name = "ID")]
    pub station: Option<StationId>,
    /// Wall time for the whole run
    #[arg(long, value_name = "S", default_value_t = 10.0, conflicts_with = "iterations", value_parser = seconds)]
    pub seconds: f64,
    /// Iterations instead of seconds: the same seed then gives the same plan
    #[arg(long, value_name = "N")]
    pub iterations: Option<u32>,
    /// Seed of the search
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub seed: u64,
    /// Threads; by default one a core
    #[arg(long, value_name = "T")]
    pub threads: Option<usize>,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("'{text}' is no number of seconds"))?;
    if (0.0..=86_400.0).contains(&seconds) { Ok(seconds) } else { Err("from 0 to 86400 seconds".into()) }
}

/// Plans and saves a new version.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let began = Instant::now();
    let store = context.store().await?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let ask = Ask {
        station: args.station,
        from: args.date,
        days: args.days,
        limit: match args.iterations {
            Some(iterations) => Limit::Iterations(iterations),
            None => Limit::Until(began + Duration::from_secs_f64(args.seconds)),
        },
        seed: args.seed,
        threads: args.threads.unwrap_or(cores),
        by: None,
    };
    let planned = plan_day::plan(&store, ask).await.map_err(trouble)?;
    let answer = Answer::new(&planned, &args, began.elapsed(), context.lang);
    store.close().await;
    context.answer(&answer, |lang| answer.text(lang))
}

fn trouble(error: PlanError) -> Trouble {
    match error {
        PlanError::NoMap => Trouble::said(
            "还没有地图：请先运行 rounds map import 文件。",
            "There is no map yet: run rounds map import FILE first.",
        ),
        PlanError::NoStation(id) => {
            Trouble::said(format!("没有工作站 {id}。"), format!("There is no station {id}."))
        }
        other => Trouble::inside(other),
    }
}

#[derive(Serialize)]
struct Answer {
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
    fn new(planned: &Planned, args: &Args, took: Duration, lang: Lang) -> Self {
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

    fn text(&self, lang: Lang) -> String {
        let Totals { visits, owed, late, travel_s, .. } = self.totals;
        let rounds: usize = self.stations.iter().flat_map(|s| &s.days).map(|d| d.rounds.len()).sum();
        let (minutes, seconds) = (travel_s / 60, self.seconds);
        match lang {
            Lang::ZhCn => format!(
                "已排 {rounds} 条路线，走访 {visits} 户（其中逾期补访 {late} 户），应访 {owed} 户；\
                 路上共 {minutes} 分钟；用时 {seconds:.1} 秒。"
            ),
            Lang::En => format!(
                "{rounds} rounds with {visits} visits ({late} overdue) of {owed} owed; \
                 {minutes} minutes on the way; planned in {seconds:.1} s."
            ),
        }
    }
}

fn station(plan: &StationPlan, lang: Lang) -> StationAnswer {
    let day = |(row, rounds): &(PlanRow, Vec<PlannedRound>)| DayAnswer {
        date: row.on,
        rounds: rounds.iter().map(|r| round(r, lang)).collect(),
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
