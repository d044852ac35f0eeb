//! Fills a day: what presses, then a level share of the rest, near what is chosen already.

use super::level::{self, Work};
use super::{Calendar, Due, Turn};
use std::collections::{BTreeMap, BTreeSet};

/// Doors fill at most this part of the day's working time before anything presses: the other half
/// is for the ways.
const AT_DOORS: i64 = 2;

/// A property with the visits it owes, in the order given.
struct Property {
    visits: Vec<usize>,
    village: u32,
    door: Option<[i32; 2]>,
    /// Metres, squared, to the nearest chosen door.
    near: i64,
}

/// A day being filled.
pub(super) struct Filling<'d> {
    dues: &'d [Due],
    calendar: &'d Calendar,
    properties: Vec<Property>,
    turns: Vec<Option<Turn>>,
    /// Whether another visit to the same household stands for this one.
    doubled: Vec<bool>,
    /// Ends of periods; once one is over, the end of what the household owes next.
    until: Vec<i32>,
    /// Whether it is for a later day: for its spacing, for the plan of that day, or for want of a
    /// second visitor.
    waits: Vec<bool>,
    /// Whether its property is visited again before its period ends, for what begins later.
    returns: Vec<bool>,
    soon: Vec<bool>,
    entered: BTreeSet<u32>,
}

/// What comes first: overdue; what the share still holds; nearly ended; in a village that the day
/// enters anyway, else in the village whose periods end first and that has most to do; there the
/// nearest door.
type Rank = (bool, bool, bool, bool, i32, i64, i64);

impl<'d> Filling<'d> {
    pub(super) fn new(dues: &'d [Due], calendar: &'d Calendar, doors: &[[i32; 2]]) -> Self {
        let mut properties: BTreeMap<u32, Property> = BTreeMap::new();
        let mut households: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (i, due) in dues.iter().enumerate().filter(|(_, due)| due.from <= calendar.today) {
            let property = properties.entry(due.property).or_insert_with(|| Property {
                visits: vec![],
                village: due.village,
                door: due.place.and_then(|place| doors.get(place as usize).copied()),
                near: i64::MAX,
            });
            property.visits.push(i);
            households.entry(due.household).or_default().push(i);
        }
        let mut doubled = vec![false; dues.len()];
        let mut until: Vec<i32> = dues.iter().map(|due| due.until).collect();
        for mut visits in households.into_values() {
            visits.sort_by_key(|&i| dues[i].until);
            visits[1..].iter().for_each(|&i| doubled[i] = true);
            let running = visits.iter().map(|&i| dues[i].until).find(|end| *end >= calendar.today);
            until[visits[0]] = running.unwrap_or(dues[visits[0]].until);
        }
        let properties = properties.into_values().collect();
        let turns = vec![None; dues.len()];
        let waits = |due: &Due| due.is_spaced(calendar) || due.planned_later(calendar).is_some();
        let waits = dues.iter().map(|due| waits(due) || due.may_lack_partner(calendar)).collect();
        let returns = returns(dues, calendar);
        let soon = dues.iter().map(|d| d.is_soon(calendar)).collect();
        let entered = BTreeSet::new();
        Self { dues, calendar, properties, turns, doubled, until, waits, returns, soon, entered }
    }

    pub(super) fn turn(&self, due: usize) -> Option<Turn> {
        self.turns[due]
    }

    /// Appointments and last days, each with the rest of its property that has no later visit.
    pub(super) fn take_pressing(&mut self) {
        let mut pressing = vec![false; self.properties.len()];
        for (at, property) in self.properties.iter().enumerate() {
            for &i in &property.visits {
                let due = &self.dues[i];
                if !due.is_possible() {
                    self.turns[i] = Some(Turn::Share);
                } else if due.is_pressing(self.calendar) && !self.waits[i] {
                    self.turns[i] = due.turn(self.calendar);
                    pressing[at] = true;
                }
            }
        }
        (0..pressing.len()).filter(|&at| pressing[at]).for_each(|at| self.take(at, &|_| false));
    }

    /// What visitors have seen in a plan of today, each with the rest of its property that has no
    /// later visit.
    pub(super) fn take_planned(&mut self) {
        for at in 0..self.properties.len() {
            let mut any = false;
            for i in self.waiting(at).collect::<Vec<_>>() {
                if let Some((_, turn)) = self.dues[i].planned.filter(|(day, _)| *day == self.calendar.today) {
                    self.turns[i] = Some(turn);
                    any = true;
                }
            }
            if any {
                self.take(at, &|_| false);
            }
        }
    }

    /// Takes properties until the day has its share of joint visits, or of all. What ends earlier
    /// has a share of its own, so that work with time to spare does not push it to its last days.
    pub(super) fn fill(&mut self, joint: bool) {
        let days = self.calendar.working(joint);
        if days.first() != Some(&self.calendar.today) {
            return;
        }
        let spans: Vec<Option<(usize, usize)>> =
            (0..self.dues.len()).map(|i| self.counts(i, joint).then(|| self.days(i, &days))).collect();
        let ends: BTreeSet<usize> = spans.iter().flatten().map(|(_, last)| *last).collect();
        for end in ends {
            let due_by = |i: usize| spans[i].is_some_and(|(_, last)| last <= end);
            let share = level::today(works(spans.iter().flatten().filter(|(_, last)| *last <= end)));
            self.fill_to(share, joint, &due_by);
        }
    }

    fn fill_to(&mut self, share: u64, joint: bool, due_by: &dyn Fn(usize) -> bool) {
        loop {
            let taken = (0..self.dues.len()).filter(|&i| self.turns[i].is_some() && due_by(i)).count() as u64;
            if taken >= share || !self.has_time(joint) {
                return;
            }
            let villages = self.villages();
            let open = (0..self.properties.len()).filter_map(|at| {
                let visits = self.waiting(at).filter(|&i| due_by(i)).count() as u64;
                let is_open = self.waiting(at).any(|i| due_by(i) && self.counts_as(i, joint));
                let over = if taken == 0 { 0 } else { visits.saturating_sub(share - taken) };
                is_open.then(|| (self.rank(at, over > 0, &villages), over, at))
            });
            match open.min() {
                // Further over the share than the day is short of it.
                Some(((is_not_overdue, ..), over, _)) if is_not_overdue && over > share - taken => return,
                Some((_, _, next)) => self.take(next, due_by),
                None => return,
            }
        }
    }

    /// Whether the doors chosen leave time for the ways.
    fn has_time(&self, joint: bool) -> bool {
        let taken = (0..self.dues.len()).filter(|&i| self.turns[i].is_some() && self.counts(i, joint));
        let at_doors: i64 = taken.map(|i| i64::from(self.dues[i].service_s)).sum();
        AT_DOORS * at_doors < self.calendar.seconds(joint, self.calendar.today)
    }

    /// Whether it is part of what is levelled: joint visits for themselves, then all together.
    fn counts(&self, due: usize, joint: bool) -> bool {
        let of = &self.dues[due];
        (!joint || of.partner.is_some()) && of.is_possible() && !self.doubled[due]
    }

    /// Whether a visit may bring its property into the share: joint ones only into their own.
    fn counts_as(&self, due: usize, joint: bool) -> bool {
        self.counts(due, joint) && self.dues[due].partner.is_some() == joint
    }

    fn days(&self, due: usize, days: &[i32]) -> (usize, usize) {
        self.dues[due].days(days, self.calendar, self.until[due])
    }

    fn is_waiting(&self, due: usize) -> bool {
        self.turns[due].is_none() && !self.waits[due]
    }

    fn waiting(&self, property: usize) -> impl Iterator<Item = usize> {
        self.properties[property].visits.iter().copied().filter(|&i| self.is_waiting(i))
    }

    /// Of each village, when its waiting visits' periods end and how many there are.
    fn villages(&self) -> BTreeMap<u32, (i32, i64)> {
        let mut villages: BTreeMap<u32, (i32, i64)> = BTreeMap::new();
        for (at, property) in self.properties.iter().enumerate() {
            let village = villages.entry(property.village).or_insert((i32::MAX, 0));
            for i in self.waiting(at) {
                *village = (village.0.min(self.dues[i].until), village.1 + 1);
            }
        }
        villages
    }

    fn rank(&self, at: usize, is_over: bool, villages: &BTreeMap<u32, (i32, i64)>) -> Rank {
        let property = &self.properties[at];
        let is_overdue = self.waiting(at).any(|i| self.dues[i].is_overdue(self.calendar));
        let is_soon = self.waiting(at).any(|i| self.soon[i]);
        let is_entered = self.entered.contains(&property.village);
        let (ends, work) = match is_entered {
            true => (0, 0),
            false => villages.get(&property.village).copied().unwrap_or_default(),
        };
        (!is_overdue, is_over, !is_soon, !is_entered, ends, -work, property.near)
    }

    /// Takes a property for the visits that `is_called` names, and with them what else it owes; but
    /// what a later visit to it can take along is left for the day's share to decide, or all long
    /// periods would be served in their first weeks.
    fn take(&mut self, at: usize, is_called: &dyn Fn(usize) -> bool) {
        let visits = self.properties[at].visits.clone();
        let came_for = visits.iter().any(|&i| self.turns[i].is_some() && self.dues[i].is_possible());
        let goes_along = |&i: &usize| is_called(i) || !self.returns[i];
        for i in self.waiting(at).filter(goes_along).collect::<Vec<_>>() {
            let due = &self.dues[i];
            self.turns[i] = Some(match came_for {
                _ if due.is_overdue(self.calendar) => Turn::Overdue,
                true => Turn::SameProperty,
                false if self.soon[i] => Turn::Soon,
                false => Turn::Share,
            });
        }
        self.entered.insert(self.properties[at].village);
        let Some(door) = self.properties[at].door else { return };
        for property in &mut self.properties {
            property.near = property.near.min(property.door.map_or(i64::MAX, |other| apart(door, other)));
        }
    }
}

/// Of each visit, whether its property owes another that begins after today and before its end.
fn returns(dues: &[Due], calendar: &Calendar) -> Vec<bool> {
    let mut next: BTreeMap<u32, i32> = BTreeMap::new();
    for due in dues.iter().filter(|due| due.from > calendar.today) {
        let from = next.entry(due.property).or_insert(due.from);
        *from = due.from.min(*from);
    }
    dues.iter().map(|due| next.get(&due.property).is_some_and(|from| *from <= due.until)).collect()
}

/// Metres between two doors, squared.
fn apart(a: [i32; 2], b: [i32; 2]) -> i64 {
    let [x, y] = [0, 1].map(|i| i64::from(a[i]) - i64::from(b[i]));
    x * x + y * y
}

/// Visits of one and the same days as one lot.
fn works<'s>(spans: impl Iterator<Item = &'s (usize, usize)>) -> Vec<Work> {
    let mut lots: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    spans.for_each(|span| *lots.entry(*span).or_default() += 1);
    lots.into_iter().map(|((first, last), visits)| Work { first, last, visits }).collect()
}
