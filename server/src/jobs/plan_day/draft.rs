//! The days of one station, one after another, before they are saved.

use super::ask::{Changed, PlanError};
use super::day::{self, Day};
use super::inputs::Inputs;
use super::search::Search;
use super::ways::Ways;
use crate::store::plan::{PlannedRound, Unassigned};
use chrono::{NaiveDate, TimeDelta};
use domain::area::Station;
use domain::id::{DwellingId, OwedId};
use domain::plan::LeftOut;
use roads::Roads;
use std::collections::BTreeMap;

/// A station's days before they are saved.
pub(super) struct Draft {
    pub station: Station,
    pub days: Vec<(NaiveDate, Day)>,
    /// What each day changes of the plan before.
    pub changes: Vec<(NaiveDate, Changed)>,
    /// What none of the days holds.
    pub unassigned: BTreeMap<OwedId, Unassigned>,
}

/// Plans a station's days; what one day visits, the next does not.
pub(super) fn draft(
    mut inputs: Inputs,
    roads: &Roads,
    from: NaiveDate,
    count: u32,
    search: &mut Search,
) -> Result<Draft, PlanError> {
    let ways = Ways::new(roads, &inputs.places, &inputs.modes());
    let mut days = vec![];
    let mut unassigned = BTreeMap::new();
    let mut changes = vec![];
    let mut visited: BTreeMap<DwellingId, NaiveDate> = BTreeMap::new();
    for date in (0..count).map(|n| from + TimeDelta::days(i64::from(n))) {
        let planned = day::plan(&inputs, &ways, date, search)?;
        unassigned.extend(planned.unassigned.iter().map(|u| (u.owed, *u)));
        for stop in planned.rounds.iter().flat_map(|r| &r.stops) {
            unassigned.remove(&stop.owed);
            visited.insert(stop.dwelling, date);
            inputs.count_as_made(stop.dwelling, date);
        }
        changes.extend(changed(&inputs, date, &planned.rounds).into_iter().map(|change| (date, change)));
        days.push((date, planned));
    }
    days.iter_mut().for_each(|(date, day)| keep_left_out(&mut day.unassigned, *date, &visited));
    Ok(Draft { station: inputs.station, days, changes, unassigned })
}

/// What the day changes of the plan that visitors have seen; nothing where they have seen none.
fn changed(inputs: &Inputs, date: NaiveDate, rounds: &[PlannedRound]) -> Vec<Changed> {
    let Some(seen) = inputs.seen.get(&date) else { return vec![] };
    let orders = |rounds: &[PlannedRound]| rounds.iter().map(PlannedRound::order).collect::<Vec<_>>();
    let name = |id| inputs.visitors.iter().find(|v| v.id == id).map(|v| v.name.clone()).unwrap_or_default();
    let changes = domain::plan::changes(&orders(seen), &orders(rounds));
    changes.into_iter().map(|change| Changed { name: name(change.visitor), change }).collect()
}

/// A visit that a later of these days makes is not left out: it has its day.
fn keep_left_out(
    unassigned: &mut Vec<Unassigned>,
    date: NaiveDate,
    visited: &BTreeMap<DwellingId, NaiveDate>,
) {
    unassigned.retain(|u| {
        u.reason == LeftOut::Ceiling || visited.get(&u.dwelling).is_none_or(|visited| *visited <= date)
    });
}
