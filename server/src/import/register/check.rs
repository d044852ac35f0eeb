//! A whole register against itself and against what is known: who may come in, and why not.

use super::entry::{COLUMNS, Entry};
use super::known::{DoorKey, Known, KnownDoor, PropertyKey};
use super::{place, row};
use crate::import::table::{Rejected, Table, header};
use domain::Position;
use domain::class::Class;
use domain::crs::Crs;

use domain::fault::{Fault, Remark};
use domain::property::PropertyKind;
use std::collections::HashMap;

/// How far two rows may put the same property apart, metres: a door and its yard.
const SAME_PROPERTY_M: f64 = 50.0;
/// A village without boundary holds no two dwellings further apart than this from its middle.
const VILLAGE_REACH_KM: f64 = 30.0;

/// How a register is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The coordinate system of `lon` and `lat`.
    pub crs: Crs,
    /// Unknown villages are made.
    pub create_villages: bool,
}

/// What a register comes to.
#[derive(Debug, Default)]
pub struct Checked {
    /// Rows to be registered, each with its position.
    pub fresh: Vec<Entry>,
    /// Rows that say what is registered already.
    pub unchanged: usize,
    /// Faults, in the order of rows.
    pub rejected: Vec<Rejected>,
    /// Things to know about accepted rows.
    pub remarks: Vec<(usize, Remark)>,
}

/// Judges every row. Reads nothing but its parameters.
pub fn check(table: &Table, options: Options, known: &Known) -> Checked {
    let places = match header::places(&table.header, &COLUMNS) {
        Ok(places) => places,
        Err(rejected) => return Checked { rejected, ..Checked::default() },
    };
    if table.rows.is_empty() {
        return Checked { rejected: vec![Rejected::file(Fault::RowsNone)], ..Checked::default() };
    }
    let mut judge = Judge { known, options, seen: Seen::default(), checked: Checked::default() };
    for line in &table.rows {
        match row::read(line, table.header.len(), &places, options.crs) {
            Ok(entry) => judge.hear(entry),
            Err(faults) => judge.checked.rejected.extend(faults),
        }
    }
    judge.reject_strays();
    judge.checked.rejected.sort_by_key(|r| r.row);
    judge.checked
}

/// What earlier rows of the file said.
#[derive(Default)]
struct Seen {
    doors: HashMap<DoorKey, usize>,
    properties: HashMap<PropertyKey, (usize, PropertyKind, Position)>,
    new_villages: HashMap<String, String>,
}

struct Judge<'a> {
    known: &'a Known,
    options: Options,
    seen: Seen,
    checked: Checked,
}

impl Judge<'_> {
    fn hear(&mut self, mut entry: Entry) {
        match self.judge(&mut entry) {
            Ok(Some(known)) => match difference(&entry, known) {
                Some(column) => self.reject(entry.row, column, Fault::DoorRegistered { column }),
                None => self.checked.unchanged += 1,
            },
            Ok(None) => {
                self.remark(&entry);
                self.checked.fresh.push(entry);
            }
            Err((column, fault)) => self.reject(entry.row, column, fault),
        }
    }

    fn reject(&mut self, row: usize, column: &str, fault: Fault) {
        self.checked.rejected.push(Rejected::cell(row, column, fault));
    }

    /// Fills in the position; answers the registered dwelling of the same door, if any.
    fn judge(&mut self, entry: &mut Entry) -> Result<Option<&KnownDoor>, (&'static str, Fault)> {
        self.village(entry)?;
        let key = (entry.village.0.clone(), entry.property.clone());
        let at = self.position(entry, &key)?;
        entry.at = Some(at);
        self.property(entry, &key, at)?;
        let door = (key.0.clone(), key.1.clone(), entry.door.clone());
        if let Some(row) = self.seen.doors.get(&door) {
            return Err(("door", Fault::DoorTwice { row: *row }));
        }
        self.seen.doors.insert(door.clone(), entry.row);
        self.seen.properties.entry(key).or_insert((entry.row, entry.kind, at));
        Ok(self.known.doors.get(&door))
    }

    fn village(&mut self, entry: &Entry) -> Result<(), (&'static str, Fault)> {
        let code = &entry.village.0;
        if self.known.villages.contains_key(code) {
            return Ok(());
        }
        if !self.options.create_villages {
            return Err(("village_code", Fault::VillageUnknown));
        }
        if entry.village_name.is_empty() {
            return Err(("village_name", Fault::VillageNameMissing));
        }
        let name = self.seen.new_villages.entry(code.clone()).or_insert_with(|| entry.village_name.clone());
        if *name != entry.village_name {
            return Err(("village_name", Fault::VillageNameDiffers { other: name.clone() }));
        }
        Ok(())
    }

    /// From the cells, else from the register, an earlier row or the map.
    fn position(&self, entry: &Entry, key: &PropertyKey) -> Result<Position, (&'static str, Fault)> {
        if let Some(at) = entry.at {
            place::near(at, &key.0, self.known)?;
            return Ok(at);
        }
        let registered = self.known.properties.get(key).and_then(|p| p.at);
        let earlier = self.seen.properties.get(key).map(|p| p.2);
        match registered.or(earlier) {
            Some(at) => Ok(at),
            None => place::of_address(&key.1, &key.0, self.known).map_err(|fault| ("lon", fault)),
        }
    }

    fn property(&self, entry: &Entry, key: &PropertyKey, at: Position) -> Result<(), (&'static str, Fault)> {
        let registered = self.known.properties.get(key);
        if let Some(column) = registered.and_then(|p| differs(entry.kind, at, p.kind, p.at)) {
            return Err((column, Fault::PropertyRegistered { column }));
        }
        let earlier = self.seen.properties.get(key);
        match earlier
            .and_then(|(row, kind, there)| Some((row, differs(entry.kind, at, *kind, Some(*there))?)))
        {
            Some((row, column)) => Err((column, Fault::PropertyDiffers { row: *row, column })),
            None => Ok(()),
        }
    }

    fn remark(&mut self, entry: &Entry) {
        let mut add = |remark| self.checked.remarks.push((entry.row, remark));
        match entry.kind {
            PropertyKind::Hotel => add(Remark::HotelNotPlanned),
            PropertyKind::PortBerth => add(Remark::PortBerthNotPlanned),
            _ => {}
        }
        if entry.class == Class::A && entry.papers.is_none() {
            add(Remark::PapersNotStated);
        }
        let village = self.known.villages.get(&entry.village.0);
        if let Some(v) = village.filter(|v| !entry.village_name.is_empty() && v.name != entry.village_name) {
            add(Remark::VillageKnownAs { name: v.name.clone() });
        }
        if !village.is_some_and(|v| v.served) {
            add(Remark::NoStationYet);
        }
    }

    /// Villages without a boundary: rows far from the middle of their village's rows.
    fn reject_strays(&mut self) {
        let mut by_village: HashMap<&str, Vec<Position>> = HashMap::new();
        for entry in &self.checked.fresh {
            by_village.entry(&entry.village.0).or_default().extend(entry.at);
        }
        let known = self.known;
        let middles: HashMap<String, Position> = by_village
            .into_iter()
            .filter(|(code, _)| known.villages.get(*code).is_none_or(|v| v.bounds.is_none()))
            .map(|(code, at)| (code.to_owned(), middle(at)))
            .collect();
        let mut strays = Vec::new();
        self.checked.fresh.retain(|entry| {
            let far = entry.at.zip(middles.get(&entry.village.0)).map(|(a, b)| a.distance_m(*b) / 1000.0);
            let stray = far.filter(|km| *km > VILLAGE_REACH_KM);
            strays.extend(stray.map(|km| (entry.row, km.ceil() as u32)));
            stray.is_none()
        });
        for (row, km) in strays {
            self.reject(row, "lon", Fault::PositionFar { km });
            self.checked.remarks.retain(|(r, _)| *r != row);
        }
    }
}

fn differs(
    kind: PropertyKind,
    at: Position,
    other: PropertyKind,
    there: Option<Position>,
) -> Option<&'static str> {
    if kind != other {
        return Some("property_kind");
    }
    there.filter(|there| at.distance_m(*there) > SAME_PROPERTY_M).map(|_| "lon")
}

/// The first column in which a row differs from the registered dwelling. Contacts are not
/// compared: that would open every one of them.
fn difference(entry: &Entry, known: &KnownDoor) -> Option<&'static str> {
    if entry.class != known.class {
        Some("class")
    } else if entry.headcount != known.headcount {
        Some("adults")
    } else if entry.papers.is_some_and(|p| p != known.papers) {
        Some("papers")
    } else {
        None
    }
}

/// The median of longitudes and of latitudes: a stray row does not move it.
fn middle(mut at: Vec<Position>) -> Position {
    let half = at.len() / 2;
    at.sort_by(|a, b| a.lon.total_cmp(&b.lon));
    let lon = at[half].lon;
    at.sort_by(|a, b| a.lat.total_cmp(&b.lat));
    Position { lon, lat: at[half].lat }
}
