//! A plan in the store's words: civil times, metres, lines, reasons.

use super::pose::Meaning;
use crate::store::plan::{PlannedRound, PlannedStop};
use chrono::{DateTime, FixedOffset, NaiveTime, Offset, TimeDelta, TimeZone};
use domain::Position;
use domain::id::UserId;
use domain::plan::{Here, Why};
use planner::horizon::Turn;
use planner::problem::VISITING_HOURS;
use planner::{Mode, Plan, Problem, Visit};

impl Meaning<'_> {
    fn position(&self, place: u32) -> Position {
        self.inputs.places[self.places[place as usize] as usize]
    }

    fn metres(&self, mode: Mode, from: u32, to: u32) -> i64 {
        self.ways.metres(mode, self.places[from as usize], self.places[to as usize])
    }
}

/// Every round with stops.
pub(super) fn rounds(problem: &Problem, plan: &Plan, meaning: &Meaning) -> Vec<PlannedRound> {
    plan.rounds.iter().map(|round| planned(problem, round, meaning)).collect()
}

fn planned(problem: &Problem, round: &planner::Round, meaning: &Meaning) -> PlannedRound {
    let who = &problem.visitors()[round.visitor as usize];
    let row = &meaning.inputs.visitors[round.visitor as usize];
    let mut stops = vec![];
    let (mut place, mut before) = (who.start, None);
    for stop in &round.stops {
        let visit = &problem.visits()[stop.visit as usize];
        let door = visit.place.unwrap_or(place);
        let leg = Leg { mode: who.mode, places: [place, door], here: here(before, visit) };
        stops.extend(planned_stop(problem, stop, meaning, &leg));
        (place, before) = (door, Some(visit));
    }
    let back_m = meaning.metres(who.mode, place, who.end);
    let travel_s: i64 = stops.iter().map(|s| s.travel_s).sum();
    PlannedRound {
        visitor: row.id,
        role: row.role,
        mode: row.mode,
        shift: [who.shift.from, who.shift.to].map(|s| moment(meaning, s)),
        pause: problem.pause().map(|pause| (minute(pause.at), minute(pause.at + pause.length))),
        start: moment(meaning, round.start),
        end: moment(meaning, round.end),
        start_at: meaning.position(who.start),
        end_at: meaning.position(who.end),
        travel_s: travel_s + i64::from(round.return_s),
        return_s: i64::from(round.return_s),
        walk_m: stops.iter().map(|s| s.walk_m).sum::<i64>() + back_m,
        stops,
    }
}

/// The way to a stop.
struct Leg {
    mode: Mode,
    places: [u32; 2],
    here: Here,
}

fn here(before: Option<&Visit>, visit: &Visit) -> Here {
    match before {
        None => Here::First,
        Some(before) if before.property == visit.property => Here::SameProperty,
        Some(before) if before.village == visit.village => Here::SameVillage,
        Some(_) => Here::NextVillage,
    }
}

fn planned_stop(
    problem: &Problem,
    stop: &planner::Stop,
    meaning: &Meaning,
    leg: &Leg,
) -> Option<PlannedStop> {
    let Leg { mode, places: [from, to], here } = *leg;
    let (open, turn, tried) = meaning.visits[stop.visit as usize];
    let property = meaning.inputs.property_of(&open)?;
    let period = open.owed.period;
    let visit = &problem.visits()[stop.visit as usize];
    let partner = stop.joint_with.map(|other| -> UserId { meaning.inputs.visitors[other as usize].id });
    Some(PlannedStop {
        owed: open.id,
        dwelling: open.dwelling,
        property: property.id,
        village: property.village.clone(),
        class: open.owed.class,
        period: (period.from, period.to),
        late: period.to < meaning.date,
        at: meaning.position(to),
        travel_s: i64::from(stop.travel_s),
        walk_m: meaning.metres(mode, from, to),
        wait_s: i64::from(stop.wait_s),
        arrive: moment(meaning, stop.arrive),
        depart: moment(meaning, stop.depart),
        service_s: i64::from(visit.service_s),
        hours: (visit.window != VISITING_HOURS).then(|| (minute(visit.window.from), minute(visit.window.to))),
        joint_with: partner,
        why: Why {
            turn: said(turn),
            until: period.to,
            joint: partner.is_some(),
            reentry: stop.reentry,
            tried,
            here: Some(here),
            way_min: u16::try_from((stop.travel_s + 59) / 60).unwrap_or(u16::MAX),
        },
        way: meaning.ways.line(mode, meaning.places[from as usize], meaning.places[to as usize]),
    })
}

fn said(turn: Turn) -> domain::plan::Turn {
    match turn {
        Turn::Appointment => domain::plan::Turn::Appointment,
        Turn::Overdue => domain::plan::Turn::Overdue,
        Turn::LastDay => domain::plan::Turn::LastDay,
        Turn::Soon => domain::plan::Turn::Soon,
        Turn::Share => domain::plan::Turn::Share,
        Turn::SameProperty => domain::plan::Turn::SameProperty,
    }
}

/// The minute of the day that a second lies in.
fn minute(second: i32) -> u16 {
    u16::try_from(second / 60).unwrap_or_default()
}

/// Seconds after the civil midnight as a moment. On a day on which clocks change, the offset of
/// noon counts throughout, so that differences stay what was planned.
fn moment(meaning: &Meaning, seconds: i32) -> DateTime<FixedOffset> {
    let noon = meaning.date.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    let zone = meaning.inputs.zone;
    let offset = zone.offset_from_local_datetime(&noon).earliest().map_or(utc(), |o| o.fix());
    let midnight =
        meaning.date.and_time(NaiveTime::MIN) - TimeDelta::seconds(i64::from(offset.local_minus_utc()));
    DateTime::from_naive_utc_and_offset(midnight + TimeDelta::seconds(i64::from(seconds)), offset)
}

fn utc() -> FixedOffset {
    chrono::Utc.fix()
}
