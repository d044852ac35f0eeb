//! A plan in the store's words: civil times, metres, lines, reasons.

use super::day::Meaning;
use crate::store::plan::{PlannedRound, PlannedStop};
use chrono::{DateTime, FixedOffset, NaiveTime, Offset, TimeDelta, TimeZone};
use domain::id::UserId;
use domain::plan::Why;
use planner::horizon::Turn;
use planner::{Mode, Plan, Problem};

/// Every round with stops.
pub(super) fn rounds(problem: &Problem, plan: &Plan, meaning: &Meaning) -> Vec<PlannedRound> {
    plan.rounds.iter().map(|round| planned(problem, round, meaning)).collect()
}

fn planned(problem: &Problem, round: &planner::Round, meaning: &Meaning) -> PlannedRound {
    let who = &problem.visitors()[round.visitor as usize];
    let row = &meaning.inputs.visitors[round.visitor as usize];
    let mut stops = vec![];
    let mut place = who.start;
    for stop in &round.stops {
        let door = problem.visits()[stop.visit as usize].place.unwrap_or(place);
        stops.extend(planned_stop(problem, stop, meaning, who.mode, [place, door]));
        place = door;
    }
    let back_m = meaning.ways.metres(who.mode, place, who.end);
    let travel_s: i64 = stops.iter().map(|s| s.travel_s).sum();
    PlannedRound {
        visitor: row.id,
        role: row.role,
        mode: row.mode,
        shift: [who.shift.from, who.shift.to].map(|s| moment(meaning, s)),
        start: moment(meaning, round.start),
        end: moment(meaning, round.end),
        start_at: meaning.places[who.start as usize],
        end_at: meaning.places[who.end as usize],
        travel_s: travel_s + i64::from(round.return_s),
        return_s: i64::from(round.return_s),
        walk_m: stops.iter().map(|s| s.walk_m).sum::<i64>() + back_m,
        stops,
    }
}

fn planned_stop(
    problem: &Problem,
    stop: &planner::Stop,
    meaning: &Meaning,
    mode: Mode,
    [from, to]: [u32; 2],
) -> Option<PlannedStop> {
    let (open, turn) = meaning.visits[stop.visit as usize];
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
        at: meaning.places[to as usize],
        travel_s: i64::from(stop.travel_s),
        walk_m: meaning.ways.metres(mode, from, to),
        wait_s: i64::from(stop.wait_s),
        arrive: moment(meaning, stop.arrive),
        depart: moment(meaning, stop.depart),
        service_s: i64::from(visit.service_s),
        joint_with: partner,
        why: Why { turn: said(turn), until: period.to, joint: partner.is_some(), reentry: stop.reentry },
        way: meaning.ways.line(mode, from, to),
    })
}

fn said(turn: Turn) -> domain::plan::Turn {
    match turn {
        Turn::Overdue => domain::plan::Turn::Overdue,
        Turn::LastDay => domain::plan::Turn::LastDay,
        Turn::Soon => domain::plan::Turn::Soon,
        Turn::Share => domain::plan::Turn::Share,
        Turn::SameProperty => domain::plan::Turn::SameProperty,
    }
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
