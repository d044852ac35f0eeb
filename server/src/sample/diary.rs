//! Who is where when: one place at a time, so many visits a day.

use super::maker::moment;
use super::staff::Person;
use chrono::NaiveDate;
use domain::Time;
use domain::id::UserId;
use std::collections::HashMap;

/// Most visits of one person on one day.
const A_DAY: i64 = 40;
/// First visit of a day, minutes after midnight, and minutes from one to the next.
const FIRST: i64 = 9 * 60;
const STEP: i64 = 12;

/// How many visits each person has on each day.
#[derive(Default)]
pub struct Diary {
    taken: HashMap<(UserId, NaiveDate), i64>,
}

impl Diary {
    /// The next moment that everyone has free on that day; none when the day is full.
    pub fn slot(&mut self, people: &[&Person], date: NaiveDate) -> Option<Time> {
        let taken = |p: &&Person| self.taken.get(&(p.user, date)).copied().unwrap_or_default();
        let next = people.iter().map(taken).max()?;
        if next >= A_DAY {
            return None;
        }
        for person in people {
            self.taken.insert((person.user, date), next + 1);
        }
        Some(moment(date, FIRST + STEP * next))
    }
}
