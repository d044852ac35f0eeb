//! Fills a day: what presses, then a level share of the rest, near what is chosen already.

use super::{Calendar, Due, Turn};
use crate::Matrix;
use std::collections::{BTreeMap, BTreeSet};

/// A day being filled.
pub(super) struct Filling<'d> {
    dues: &'d [Due],
    calendar: &'d Calendar,
    matrix: &'d Matrix,
    /// Visits by property, in the order given.
    properties: BTreeMap<u32, Vec<usize>>,
    turns: Vec<Option<Turn>>,
    /// Whether another visit to the same household stands for this one.
    doubled: Vec<bool>,
    villages: BTreeSet<u32>,
    /// Seconds to the nearest chosen door, by property.
    near: BTreeMap<u32, i32>,
}

impl<'d> Filling<'d> {
    pub(super) fn new(dues: &'d [Due], calendar: &'d Calendar, matrix: &'d Matrix) -> Self {
        let mut properties: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut first: BTreeMap<u32, usize> = BTreeMap::new();
        let mut doubled = vec![false; dues.len()];
        for (i, due) in dues.iter().enumerate() {
            properties.entry(due.property).or_default().push(i);
            let stands = first.entry(due.household).or_insert(i);
            let later = if dues[*stands].until <= due.until { i } else { std::mem::replace(stands, i) };
            doubled[later] |= *stands != later;
        }
        let turns = vec![None; dues.len()];
        let (villages, near) = (BTreeSet::new(), BTreeMap::new());
        Self { dues, calendar, matrix, properties, turns, doubled, villages, near }
    }

    pub(super) fn turn(&self, due: usize) -> Option<Turn> {
        self.turns[due]
    }

    /// Overdue visits and last days, each with the rest of its property.
    pub(super) fn take_pressing(&mut self) {
        let mut pressing = BTreeSet::new();
        for (i, due) in self.dues.iter().enumerate() {
            self.turns[i] = if due.is_possible() { due.pressing(self.calendar) } else { Some(Turn::Share) };
            if due.is_possible() && self.turns[i].is_some() {
                pressing.insert(due.property);
            }
        }
        pressing.into_iter().for_each(|property| self.take(property));
    }

    /// Takes properties until the day has its share of joint or of other visits.
    pub(super) fn fill_share(&mut self, joint: bool) {
        let share = self.share(joint).min(self.calendar.seconds(joint, self.calendar.today));
        while self.taken_s(joint) < share {
            let open = self.properties.keys().copied().filter(|p| self.is_open(*p, joint));
            let Some(next) = open.min_by_key(|p| self.rank(*p)) else { return };
            self.take(next);
        }
    }

    /// The largest of what each day to come asks of today, so that none asks for more later.
    fn share(&self, joint: bool) -> i64 {
        let mut by_day: BTreeMap<i32, i64> = BTreeMap::new();
        for i in (0..self.dues.len()).filter(|&i| self.counts(i, joint)) {
            *by_day.entry(self.dues[i].until.max(self.calendar.today)).or_default() +=
                i64::from(self.dues[i].service_s);
        }
        let mut work = 0;
        let share = |(day, s)| {
            work += s;
            self.calendar.share(joint, work, day)
        };
        by_day.into_iter().map(share).max().unwrap_or(0)
    }

    fn counts(&self, due: usize, joint: bool) -> bool {
        let of = &self.dues[due];
        of.partner.is_some() == joint && of.is_possible() && !self.doubled[due]
    }

    fn taken_s(&self, joint: bool) -> i64 {
        let taken = (0..self.dues.len()).filter(|&i| self.turns[i].is_some() && self.counts(i, joint));
        taken.map(|i| i64::from(self.dues[i].service_s)).sum()
    }

    fn is_waiting(&self, due: usize) -> bool {
        self.turns[due].is_none() && !self.dues[due].is_spaced(self.calendar)
    }

    fn is_open(&self, property: u32, joint: bool) -> bool {
        self.properties[&property].iter().any(|&i| self.is_waiting(i) && self.counts(i, joint))
    }

    /// Nearly ended periods first, then villages that the day enters anyway, then the village
    /// whose periods end first and that has most to do, there the nearest door.
    fn rank(&self, property: u32) -> (bool, bool, i32, i64, i32, u32) {
        let visits = &self.properties[&property];
        let village = self.dues[visits[0]].village;
        let waiting = || visits.iter().filter(|&&i| self.is_waiting(i)).map(|&i| &self.dues[i]);
        let is_soon = waiting().any(|due| due.is_soon(self.calendar));
        let is_entered = self.villages.contains(&village);
        let (ends, work) = if is_entered { (0, 0) } else { self.village_rank(village) };
        let near = if is_entered { self.near.get(&property).copied().unwrap_or(i32::MAX) } else { 0 };
        (!is_soon, !is_entered, ends, -work, near, property)
    }

    fn village_rank(&self, village: u32) -> (i32, i64) {
        let open = (0..self.dues.len()).filter(|&i| self.dues[i].village == village && self.is_waiting(i));
        open.fold((i32::MAX, 0), |(ends, work), i| {
            (ends.min(self.dues[i].until), work + i64::from(self.dues[i].service_s))
        })
    }

    fn take(&mut self, property: u32) {
        let visits = self.properties[&property].clone();
        let came_for = visits.iter().any(|&i| self.turns[i].is_some() && self.dues[i].is_possible());
        let waiting: Vec<usize> = visits.iter().copied().filter(|&i| self.is_waiting(i)).collect();
        for i in waiting {
            self.turns[i] = Some(match came_for {
                true => Turn::SameProperty,
                false if self.dues[i].is_soon(self.calendar) => Turn::Soon,
                false => Turn::Share,
            });
        }
        let Some(first) = visits.first().map(|&i| &self.dues[i]) else { return };
        self.villages.insert(first.village);
        let Some(door) = visits.iter().find_map(|&i| self.dues[i].place) else { return };
        for (other, visits) in &self.properties {
            let Some(place) = visits.iter().find_map(|&i| self.dues[i].place) else { continue };
            let least = self.near.entry(*other).or_insert(i32::MAX);
            *least = (*least).min(self.matrix.cost(door, place));
        }
    }
}
