//! When the station pauses at midday.

use planner::{Pause, Visit, Visitor};

/// A shift longer than this has a pause, seconds.
const LONG_SHIFT_S: i32 = 6 * 3600;
/// How long it is, seconds.
const PAUSE_S: i32 = 30 * 60;
/// When it may begin, the best first: with a visit under way finished before, all are over by 13:30.
const BEGINS: [i32; 3] = [12 * 3600, 11 * 3600 + 1800, 12 * 3600 + 1800];

/// The day's pause: none where nobody works longer than six hours. It begins when it leaves most
/// visits some of the hours that their households asked for.
pub(super) fn of(visitors: &[Visitor], visits: &[Visit]) -> Option<Pause> {
    let is_long = |v: &Visitor| v.present && v.shift.to - v.shift.from > LONG_SHIFT_S;
    visitors.iter().any(is_long).then_some(())?;
    let pauses = BEGINS.map(|at| Pause { at, length: PAUSE_S });
    pauses.into_iter().min_by_key(|pause| visits.iter().filter(|v| is_in_the_way(*pause, v)).count())
}

fn is_in_the_way(pause: Pause, visit: &Visit) -> bool {
    let before = pause.at - visit.window.from;
    let after = visit.window.to - (pause.at + pause.length);
    before.max(after) < visit.service_s
}

#[cfg(test)]
mod tests {
    use super::*;
    use planner::{Mode, Role, RoleSet, Span, Urgency};

    fn visitor(hours: i32) -> Visitor {
        let shift = Span { from: 32_400, to: 32_400 + hours * 3600 };
        let (skills, villages) = (0, vec![]);
        Visitor {
            role: Role::Patrol,
            mode: Mode::Foot,
            shift,
            start: 0,
            end: 0,
            skills,
            villages,
            present: true,
        }
    }

    fn visit(from: i32, to: i32) -> Visit {
        Visit {
            household: 0,
            had_contact: false,
            place: Some(0),
            property: 0,
            village: 0,
            window: Span { from: from * 60, to: to * 60 },
            service_s: 360,
            urgency: Urgency::Level,
            roles: RoleSet::of(&[Role::Patrol]),
            skills: 0,
            partner: None,
            by: None,
        }
    }

    #[test]
    fn only_a_day_with_a_long_shift_has_a_pause_and_it_makes_room_for_what_was_asked() {
        assert_eq!(of(&[visitor(6)], &[]), None);
        let begins = |visits: &[Visit]| of(&[visitor(8)], visits).unwrap().at;
        assert_eq!(begins(&[visit(480, 1200)]), 12 * 3600);
        // Asked for between 12:05 and 12:25.
        assert_eq!(begins(&[visit(725, 745)]), 11 * 3600 + 1800);
    }
}
