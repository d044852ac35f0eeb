//! The ceiling: how often, when and by how many a household may be contacted at most.

use crate::cadence;
use crate::id::{RecordId, UserId};
use chrono::{NaiveDateTime, NaiveTime};

/// First minute of the day at which a door may be knocked on.
pub const FIRST_HOUR: u32 = 8;

/// Hour from which no door is knocked on any more.
pub const LAST_HOUR: u32 = 20;

/// A contact with a household: met, entered or refused; spot checks and joint visits count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The visit.
    pub record: RecordId,
    /// Civil time at the station.
    pub at: NaiveDateTime,
    /// Who came.
    pub visitors: Vec<UserId>,
    /// A visit of officer and staff together.
    pub joint: bool,
}

/// Why more than the ceiling may be allowed: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// An urgent danger in the dwelling is open.
    UrgentDanger,
    /// The household asked for it.
    OwnRequest,
}

/// What a contact breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Breach {
    /// The household was contacted in this 旬 before, by this visit.
    SecondInThird(RecordId),
    /// Before 8:00 or after 20:00.
    Hours,
    /// More than two people, three at a joint visit.
    People,
}

/// Every breach that `new` makes after the `earlier` contacts with the same household.
///
/// Two records of one joint visit, made the same day by each other's partners, are one contact.
pub fn breaches(new: &Contact, earlier: &[Contact], exception: Option<Exception>) -> Vec<Breach> {
    let mut breaches = Vec::new();
    if exception.is_none() {
        let third = cadence::third_of_month(new.at.date());
        let second = earlier
            .iter()
            .filter(|c| c.record != new.record && third.contains(c.at.date()))
            .find(|c| !same_visit(new, c));
        breaches.extend(second.map(|c| Breach::SecondInThird(c.record)));
        if !is_within_hours(new.at.time()) {
            breaches.push(Breach::Hours);
        }
    }
    if new.visitors.len() > if new.joint { 3 } else { 2 } {
        breaches.push(Breach::People);
    }
    breaches
}

/// Whether a door may be knocked on at `time`; 20:00 itself is the last moment.
pub fn is_within_hours(time: NaiveTime) -> bool {
    let hour = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap_or_default();
    (hour(FIRST_HOUR)..=hour(LAST_HOUR)).contains(&time)
}

fn same_visit(a: &Contact, b: &Contact) -> bool {
    let share_a_visitor = a.visitors.iter().any(|v| b.visitors.contains(v));
    a.joint && b.joint && a.at.date() == b.at.date() && share_a_visitor
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn contact(n: u128, at: &str, visitors: &[u128]) -> Contact {
        Contact {
            record: RecordId(Uuid::from_u128(n)),
            at: at.parse().unwrap(),
            visitors: visitors.iter().map(|v| UserId(Uuid::from_u128(*v))).collect(),
            joint: visitors.len() > 1,
        }
    }

    #[test]
    fn a_second_contact_in_a_third_is_a_breach_and_in_the_next_is_none() {
        let first = contact(1, "2026-02-11T09:00:00", &[1]);
        let second = contact(2, "2026-02-20T09:00:00", &[2]);
        let expected = vec![Breach::SecondInThird(first.record)];
        assert_eq!(breaches(&second, std::slice::from_ref(&first), None), expected);
        assert_eq!(breaches(&contact(2, "2026-02-21T09:00:00", &[2]), &[first], None), []);
    }

    #[test]
    fn an_urgent_danger_or_the_households_request_allows_a_second_contact() {
        let first = contact(1, "2026-02-11T09:00:00", &[1]);
        let second = contact(2, "2026-02-12T21:00:00", &[2]);
        for exception in [Exception::UrgentDanger, Exception::OwnRequest] {
            assert_eq!(breaches(&second, std::slice::from_ref(&first), Some(exception)), []);
        }
    }

    #[test]
    fn the_same_record_and_the_partners_record_are_no_second_contact() {
        let mine = contact(1, "2026-02-11T09:00:00", &[1, 2]);
        let partners = contact(2, "2026-02-11T09:01:00", &[2, 1]);
        assert_eq!(breaches(&mine, std::slice::from_ref(&mine), None), []);
        assert_eq!(breaches(&partners, &[mine], None), []);
    }

    #[test]
    fn doors_are_knocked_on_between_eight_and_twenty() {
        for (at, within) in [("07:59:59", false), ("08:00:00", true), ("20:00:00", true), ("20:00:01", false)]
        {
            let new = contact(1, &format!("2026-02-11T{at}"), &[1]);
            assert_eq!(breaches(&new, &[], None).is_empty(), within, "{at}");
        }
    }

    #[test]
    fn three_people_come_only_together_and_four_never() {
        let mut three = contact(1, "2026-02-11T09:00:00", &[1, 2, 3]);
        assert_eq!(breaches(&three, &[], None), []);
        three.joint = false;
        assert_eq!(breaches(&three, &[], None), [Breach::People]);
        assert_eq!(breaches(&contact(1, "2026-02-11T09:00:00", &[1, 2, 3, 4]), &[], None), [Breach::People]);
    }
}
