//! What planning a station reads, once for all days asked.

use crate::jobs::plan_day::PlanError;
use crate::store::ledger::{self, OpenVisit};
use crate::store::plan::PlannedRound;
use crate::store::visitor::{self, VisitorRow};
use crate::store::{Conn, StoreError, appointment, dwelling, plan, property, station};
use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};
use chrono_tz::Tz;
use domain::Position;
use domain::appointment::Appointment;
use domain::area::{Station, VillageCode};
use domain::cadence::{self, Rule};
use domain::hours::Part;
use domain::id::{DwellingId, OwedId, PropertyId, UserId};
use domain::plan::Turn;
use domain::property::Property;
use domain::role::{Role, TravelMode};
use std::collections::{BTreeMap, BTreeSet};

/// Days back in which contacts and visits count for ceiling and spacing.
const BACK_DAYS: i64 = 62;

/// Who may visit, and where: the same for every station of a run.
pub(super) struct Staff {
    stations: Vec<Station>,
    visitors: Vec<VisitorRow>,
}

impl Staff {
    /// Reads them.
    pub(super) async fn read(conn: &mut dyn Conn) -> Result<Self, StoreError> {
        Ok(Self { stations: station::all(conn).await?, visitors: visitor::all(conn).await? })
    }
}

/// Days ahead that the level share looks at, and plans that are kept: the longest period.
pub(super) const AHEAD_DAYS: i64 = 62;

/// Everything that a station's days are planned from.
pub(super) struct Inputs {
    pub station: Station,
    pub zone: Tz,
    pub visitors: Vec<VisitorRow>,
    /// Stations each shared officer serves, in the order of their ids; the officer takes turns.
    turns: BTreeMap<UserId, Vec<Station>>,
    /// By id, with a dense index.
    pub properties: BTreeMap<PropertyId, (u32, Property)>,
    /// The property of each dwelling, with a dense index of the dwelling.
    homes: BTreeMap<DwellingId, (u32, PropertyId)>,
    /// Where properties lie and visitors start.
    pub places: Vec<Position>,
    /// By visitor, the place of the start.
    pub starts: Vec<u32>,
    /// By property, its place.
    homes_at: Vec<Option<u32>>,
    /// Where each property lies on a plane, metres east and north of the station.
    pub doors: Vec<[i32; 2]>,
    /// Dense index of each village of the register.
    villages: BTreeMap<VillageCode, u32>,
    pub open: Vec<OpenVisit>,
    /// Plans in use of the days asked and of later ones: what visitors have seen.
    pub seen: BTreeMap<NaiveDate, Vec<PlannedRound>>,
    /// Their days by visit, in order.
    seen_on: BTreeMap<OwedId, Vec<(NaiveDate, Turn)>>,
    /// Days on which a household was contacted or a visit settled, by dwelling; planned days too.
    pub contacts: BTreeMap<DwellingId, Vec<NaiveDate>>,
    /// Attempts at which nobody was home, the earliest first, by dwelling.
    pub attempts: BTreeMap<DwellingId, Vec<(NaiveDate, Part)>>,
    /// Appointments from the first day asked on.
    appointments: BTreeMap<DwellingId, Appointment>,
}

impl Inputs {
    /// Reads them for days from `from` to `until`. Visits planned for a day before `from`, but not
    /// before `today`, count as made.
    pub(super) async fn read(
        conn: &mut dyn Conn,
        staff: &Staff,
        station: Station,
        [today, from, until]: [NaiveDate; 3],
    ) -> Result<Self, PlanError> {
        let zone: Tz = station.zone.parse().map_err(|_| PlanError::Zone(station.zone.clone()))?;
        let visitors: Vec<VisitorRow> =
            staff.visitors.iter().filter(|v| v.serves(&station)).cloned().collect();
        let turns = visitors.iter().map(|v| (v.id, turns_of(v, &staff.stations))).collect();
        let properties: Vec<Property> =
            property::of_station(conn, station.id).await?.into_iter().map(|row| row.property).collect();
        let homes = dwelling::of_station(conn, station.id).await?;
        let open = ledger::open(conn, station.id, until).await?;
        let (mut places, mut known) = (vec![], BTreeMap::new());
        let mut place = |at: Position| {
            *known.entry([at.lon, at.lat].map(f64::to_bits)).or_insert_with(|| {
                places.push(at);
                places.len() as u32 - 1
            })
        };
        let starts = visitors.iter().map(|v| place(v.start.unwrap_or(station.at))).collect();
        let homes_at = properties.iter().map(|p| p.at.map(&mut place)).collect();
        let mut inputs = Self {
            zone,
            places,
            starts,
            homes_at,
            visitors,
            turns,
            villages: numbered(properties.iter().map(|p| p.village.clone())).collect(),
            homes: (0..).zip(homes).map(|(n, row)| (row.dwelling.id, (n, row.dwelling.property))).collect(),
            doors: properties.iter().map(|p| on_plane(station.at, p.at.unwrap_or(station.at))).collect(),
            properties: (0..).zip(properties).map(|(n, p)| (p.id, (n, p))).collect(),
            open,
            seen: BTreeMap::new(),
            seen_on: BTreeMap::new(),
            contacts: BTreeMap::new(),
            attempts: BTreeMap::new(),
            appointments: appointment::of_station(conn, station.id, from).await?.into_iter().collect(),
            station,
        };
        inputs.read_contacts(conn, from).await?;
        let ahead = from + TimeDelta::days(AHEAD_DAYS);
        for (on, round) in plan::rounds_between(conn, inputs.station.id, today.min(from), ahead).await? {
            match on < from {
                true => round.stops.iter().for_each(|stop| inputs.count_as_made(stop.dwelling, on)),
                false => inputs.see(on, round),
            }
        }
        Ok(inputs)
    }

    fn see(&mut self, on: NaiveDate, round: PlannedRound) {
        for stop in &round.stops {
            self.seen_on.entry(stop.owed).or_default().push((on, stop.why.turn));
        }
        self.seen.entry(on).or_default().push(round);
    }

    async fn read_contacts(&mut self, conn: &mut dyn Conn, from: NaiveDate) -> Result<(), StoreError> {
        let back = from - TimeDelta::days(BACK_DAYS);
        for (dwelling, on) in ledger::contacts(conn, self.station.id, back, from).await? {
            self.contacts.entry(dwelling).or_default().push(on);
        }
        for (dwelling, on, at) in ledger::attempts(conn, self.station.id, back, from).await? {
            let minute = at.with_timezone(&self.zone).num_seconds_from_midnight() / 60;
            self.attempts.entry(dwelling).or_default().push((on, Part::of(minute as u16)));
        }
        Ok(())
    }

    /// A visit on that day settles everything the dwelling owes by periods begun until then.
    pub(super) fn count_as_made(&mut self, dwelling: DwellingId, on: NaiveDate) {
        self.open.retain(|open| open.dwelling != dwelling || open.owed.period.from > on);
        self.contacts.entry(dwelling).or_default().push(on);
    }

    /// The appointment for the visit on a day from `from` on, if its period has begun by then.
    pub(super) fn appointment(&self, open: &OpenVisit, from: NaiveDate) -> Option<&Appointment> {
        self.appointments.get(&open.dwelling).filter(|a| a.on >= from && open.owed.period.from <= a.on)
    }

    /// The first day from `from` on for which a plan that visitors have seen holds the visit, and why.
    pub(super) fn seen_on(&self, open: &OpenVisit, from: NaiveDate) -> Option<(NaiveDate, Turn)> {
        self.seen_on.get(&open.id)?.iter().find(|(on, _)| *on >= from).copied()
    }

    /// The cadence table's row for an open visit; none for a kind that is not planned.
    pub(super) fn rule(&self, open: &OpenVisit) -> Option<Rule> {
        cadence::rule(self.station.mode, self.property_of(open)?.kind, open.owed.class)
    }

    pub(super) fn property_of(&self, open: &OpenVisit) -> Option<&Property> {
        Some(&self.numbered_property(open)?.1)
    }

    /// The property with its index.
    pub(super) fn numbered_property(&self, open: &OpenVisit) -> Option<&(u32, Property)> {
        self.properties.get(&self.homes.get(&open.dwelling)?.1)
    }

    /// The place of a property; none where its position is not known.
    pub(super) fn place_of(&self, property: u32) -> Option<u32> {
        self.homes_at.get(property as usize).copied().flatten()
    }

    /// How the station's visitors travel.
    pub(super) fn modes(&self) -> Vec<TravelMode> {
        self.visitors.iter().map(|v| v.mode).collect()
    }

    /// Index of the household behind an open visit.
    pub(super) fn household(&self, open: &OpenVisit) -> u32 {
        self.homes.get(&open.dwelling).map_or(u32::MAX, |(n, _)| *n)
    }

    /// Index of a village; one that the register does not know has a number of its own.
    pub(super) fn village(&self, code: &VillageCode) -> u32 {
        self.villages.get(code).copied().unwrap_or(u32::MAX)
    }

    /// Who works for the station on that day.
    pub(super) fn works(&self, visitor: &VisitorRow, date: NaiveDate) -> bool {
        let turns = self.turns.get(&visitor.id).map_or(&[][..], Vec::as_slice);
        let is_turn = turns.is_empty() || {
            let at = date.num_days_from_ce().unsigned_abs() as usize % turns.len();
            turns[at].id == self.station.id
        };
        visitor.works_on(date) && is_turn
    }

    /// Seconds of work on that day by those who lead visits, or by officers.
    pub(super) fn seconds(&self, date: NaiveDate, officers: bool) -> i64 {
        let of = |v: &&VisitorRow| (v.role == Role::Officer) == officers && self.works(v, date);
        let seconds = |v: &VisitorRow| i64::from(v.shift.1.saturating_sub(v.shift.0)) * 60;
        self.visitors.iter().filter(of).map(seconds).sum()
    }
}

/// Metres east and north: enough to say which doors are near each other.
fn on_plane(origin: Position, at: Position) -> [i32; 2] {
    let degree_m = 111_195.0;
    let east = (at.lon - origin.lon) * degree_m * origin.lat.to_radians().cos();
    [east.round() as i32, ((at.lat - origin.lat) * degree_m).round() as i32]
}

fn numbered<T: Ord>(items: impl Iterator<Item = T>) -> impl Iterator<Item = (T, u32)> {
    items.collect::<BTreeSet<T>>().into_iter().zip(0..)
}

/// An officer of several stations is at one of them a day, in turn; everybody else at their own.
fn turns_of(visitor: &VisitorRow, stations: &[Station]) -> Vec<Station> {
    if visitor.station.is_some() {
        return vec![];
    }
    let mut served: Vec<Station> = stations.iter().filter(|s| visitor.serves(s)).cloned().collect();
    served.sort_by_key(|station| station.id);
    served
}
