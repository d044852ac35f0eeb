//! The rest of a day in a new order, asked and answered on the phone: after a door that nobody opened,
//! for a detour, or to be home in time. Times are seconds after the civil midnight.

use crate::Position;
use crate::area::VillageCode;
use crate::hours::{Minutes, VISITING};
use crate::id::{OwedId, PropertyId};
use crate::plan::LeftOut;
use crate::role::TravelMode;
use crate::round::{Round, Stop};
use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

/// What is left to do, from where and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// How the visitor travels.
    pub mode: TravelMode,
    /// Where the visitor is.
    pub from: Position,
    /// Where the day ends.
    pub to: Position,
    /// Now.
    pub now_s: i32,
    /// When the visitor must be at the end.
    pub home_by_s: i32,
    /// The midday pause, from and to, that is still to come.
    pub pause_s: Option<(i32, i32)>,
    /// What is left, in any order.
    pub rest: Vec<Rest>,
}

/// A visit that is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rest {
    /// The owed visit.
    pub owed: OwedId,
    /// Its property: the doors of one follow each other.
    pub property: PropertyId,
    /// Its village: entered once.
    pub village: VillageCode,
    /// The door point.
    pub at: Position,
    /// Time at the door, seconds.
    pub service_s: i32,
    /// It begins and ends within these seconds of the day.
    pub within_s: (i32, i32),
    /// Someone counts on it, the household or another visitor: left out last.
    pub is_agreed: bool,
    /// Its period is over: left out after those that are not.
    pub is_late: bool,
}

/// The new order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// What can be done, in order.
    pub legs: Vec<Leg>,
    /// From the last door to the end, seconds.
    pub return_s: i32,
    /// What cannot.
    pub left_out: Vec<(OwedId, LeftOut)>,
}

/// One visit and the way there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// The owed visit.
    pub owed: OwedId,
    /// Seconds from the door before.
    pub travel_s: i32,
    /// Metres from the door before.
    pub walk_m: i32,
    /// Arrival; a visit that is agreed begins later.
    pub arrive_s: i32,
    /// The visit is over.
    pub depart_s: i32,
    /// The way from the door before.
    pub way: Vec<Position>,
}

impl Ask {
    /// The rest of a round for someone who is at `from` at `now`: all stops but those done.
    pub fn of(round: &Round, is_done: impl Fn(&Stop) -> bool, from: Position, now_s: i32) -> Self {
        Self {
            mode: round.mode,
            from,
            to: round.start_at,
            now_s,
            home_by_s: second_of_day(round.shift_end),
            pause_s: round.pause.map(seconds).filter(|(begins, _)| now_s < *begins),
            rest: round.stops.iter().filter(|stop| !is_done(stop)).map(rest).collect(),
        }
    }
}

impl Order {
    /// The round as it is walked by this order: what was not asked about stays first, what is left out
    /// comes last with its planned time.
    pub fn of_round(&self, round: &Round) -> Round {
        let mut round = round.clone();
        let place = |stop: &Stop| self.legs.iter().position(|leg| leg.owed == stop.owed);
        let is_left_out = |stop: &Stop| self.left_out.iter().any(|(owed, _)| *owed == stop.owed);
        round.stops.sort_by_key(|stop| match place(stop) {
            Some(at) => (1, at),
            None => (if is_left_out(stop) { 2 } else { 0 }, 0),
        });
        let midnight = midnight(&round);
        for stop in &mut round.stops {
            if let Some(at) = place(stop) {
                self.legs[at].apply(stop, midnight);
            }
        }
        round
    }

    /// When the visitor is at the end of the day's way, seconds of the day; none where nothing is left.
    pub fn back_s(&self) -> Option<i32> {
        self.legs.last().map(|leg| leg.depart_s + self.return_s)
    }
}

impl Leg {
    fn apply(&self, stop: &mut Stop, midnight: DateTime<FixedOffset>) {
        let moment = |second: i32| midnight + TimeDelta::seconds(i64::from(second));
        stop.travel_s = u32::try_from(self.travel_s).unwrap_or(0);
        stop.walk_m = u32::try_from(self.walk_m).unwrap_or(0);
        stop.way.clone_from(&self.way);
        (stop.arrive, stop.depart) = (moment(self.arrive_s), moment(self.depart_s));
    }
}

/// Midnight of the round's day by the offset that its plan counts with.
fn midnight(round: &Round) -> DateTime<FixedOffset> {
    let offset = *round.shift_start.offset();
    let utc = round.date.and_time(NaiveTime::MIN) - TimeDelta::seconds(i64::from(offset.local_minus_utc()));
    DateTime::from_naive_utc_and_offset(utc, offset)
}

fn rest(stop: &Stop) -> Rest {
    let service_s = stop.service_s as i32;
    let joint = stop.joint_with.is_some().then(|| second_of_day(stop.begins()));
    let hours = seconds(stop.hours.unwrap_or(VISITING));
    Rest {
        owed: stop.owed,
        property: stop.property,
        village: stop.village.clone(),
        at: stop.at,
        service_s,
        within_s: joint.map_or(hours, |begins| (begins, begins + service_s)),
        is_agreed: stop.is_agreed(),
        is_late: stop.late,
    }
}

fn seconds((from, to): Minutes) -> (i32, i32) {
    (i32::from(from) * 60, i32::from(to) * 60)
}

fn second_of_day(at: DateTime<FixedOffset>) -> i32 {
    at.num_seconds_from_midnight() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DwellingId, PlanId, StationId, UserId};
    use crate::property::PropertyKind;
    use crate::round::{Cadence, Partner};
    use chrono::NaiveDate;
    use uuid::Uuid;

    fn at(hour: u32, minute: u32) -> DateTime<FixedOffset> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        day.and_local_timezone(FixedOffset::east_opt(8 * 3600).unwrap()).unwrap()
    }

    fn stop(n: u128, depart: DateTime<FixedOffset>, joint: bool) -> Stop {
        let partner = Partner { user: UserId(Uuid::from_u128(9)), name: "Li".into() };
        Stop {
            owed: OwedId(Uuid::from_u128(n)),
            dwelling: DwellingId(Uuid::from_u128(n)),
            property: PropertyId(Uuid::from_u128(n)),
            property_name: String::new(),
            property_kind: PropertyKind::RuralHouse,
            door: String::new(),
            label: String::new(),
            village: VillageCode("310151001001".into()),
            village_name: String::new(),
            cadence: Cadence::Month,
            period: (depart.date_naive(), depart.date_naive()),
            late: n == 2,
            at: [121.4, 31.6].into(),
            travel_s: 60,
            walk_m: 80,
            way: vec![],
            arrive: depart - chrono::TimeDelta::minutes(20),
            depart,
            service_s: 600,
            agreed: n == 2,
            hours: (n == 2).then_some((600, 720)),
            joint_with: joint.then_some(partner),
            why: String::new(),
            last_visit: None,
            headcount: None,
            open_findings: vec![],
        }
    }

    fn round(stops: Vec<Stop>) -> Round {
        Round {
            plan: PlanId(Uuid::nil()),
            visitor: UserId(Uuid::nil()),
            station: StationId(Uuid::nil()),
            station_name: String::new(),
            duty_phone: None,
            date: at(0, 0).date_naive(),
            utc_offset_s: 8 * 3600,
            mode: TravelMode::Ebike,
            shift_start: at(8, 30),
            shift_end: at(17, 0),
            pause: Some((720, 750)),
            start_at: [121.5, 31.5].into(),
            stops,
            planned_at: at(4, 0).to_utc(),
        }
    }

    #[test]
    fn what_is_left_of_a_round_keeps_what_was_agreed_the_pause_and_the_home_time() {
        let round =
            round(vec![stop(1, at(9, 0), false), stop(2, at(9, 30), false), stop(3, at(10, 30), true)]);
        let here = Position::from([121.45, 31.55]);
        let ask = Ask::of(&round, |stop| stop.owed.0.as_u128() == 1, here, 32_400);
        assert_eq!((ask.from, ask.to, ask.now_s, ask.home_by_s), (here, round.start_at, 32_400, 17 * 3600));
        assert_eq!(ask.pause_s, Some((43_200, 45_000)));
        let rest = |r: &Rest| (r.owed.0.as_u128(), r.within_s, r.is_agreed, r.is_late);
        let rest: Vec<_> = ask.rest.iter().map(rest).collect();
        assert_eq!(rest, [(2, (36_000, 43_200), true, true), (3, (37_200, 37_800), true, false)]);
        let after_noon = Ask::of(&round, |_| false, here, 43_200);
        assert_eq!(after_noon.pause_s, None);
        assert_eq!(after_noon.rest[0].within_s, (28_800, 72_000));
    }

    #[test]
    fn an_order_that_is_taken_keeps_what_was_done_first_and_what_is_left_out_last() {
        let round = round(vec![
            stop(1, at(9, 0), false),
            stop(2, at(9, 30), false),
            stop(3, at(10, 30), true),
            stop(4, at(11, 0), false),
        ]);
        let leg = |n: u128, arrive_s: i32| Leg {
            owed: OwedId(Uuid::from_u128(n)),
            travel_s: 300,
            walk_m: 400,
            arrive_s,
            depart_s: arrive_s + 600,
            way: vec![],
        };
        let order = Order {
            legs: vec![leg(4, 36_000), leg(3, 37_200)],
            return_s: 900,
            left_out: vec![(OwedId(Uuid::from_u128(2)), LeftOut::NoTime)],
        };
        let walked = order.of_round(&round);
        let owed: Vec<_> = walked.stops.iter().map(|stop| stop.owed.0.as_u128()).collect();
        assert_eq!(owed, [1, 4, 3, 2]);
        assert_eq!((walked.stops[1].arrive, walked.stops[1].begins()), (at(10, 0), at(10, 0)));
        assert_eq!((walked.stops[1].depart, walked.stops[1].travel_s), (at(10, 10), 300));
        assert_eq!(walked.stops[3], round.stops[1]);
        assert_eq!(order.back_s(), Some(38_700));
    }
}
