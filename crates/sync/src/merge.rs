//! The round from the server under what this phone has done since: a pull replaces the round and
//! touches nothing that was done here.

use domain::Time;
use domain::id::{DwellingId, RecordId};
use domain::record::SkipReason;
use domain::round::{Round, Stop};
use domain::visit::{AttemptOutcome, Outcome};
use serde::{Deserialize, Serialize};

/// What this phone did at a stop, kept in the same transaction as its records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// What was done.
    pub done: Done,
    /// When, by the device's clock.
    pub at: Time,
    /// The visit, attempt or skip, for corrections.
    pub record: RecordId,
    /// Its body, for corrections.
    pub body: String,
}

/// What was done at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "done", content = "how", rename_all = "snake_case")]
pub enum Done {
    /// A visit.
    Visited(Outcome),
    /// An attempt.
    Attempted(AttemptOutcome),
    /// Left out.
    Skipped(SkipReason),
}

/// A stop as the day's list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Door<'a> {
    /// Its place in the round, from 1.
    pub number: usize,
    /// The stop.
    pub stop: &'a Stop,
    /// What was done here; none while it is open.
    pub done: Option<Done>,
}

/// A village of the day, in the order walked.
#[derive(Clone, Debug, PartialEq)]
pub struct Village<'a> {
    /// Name.
    pub name: &'a str,
    /// Its properties.
    pub properties: Vec<Property<'a>>,
}

/// A property of the day, in the order walked.
#[derive(Clone, Debug, PartialEq)]
pub struct Property<'a> {
    /// Address or name.
    pub name: &'a str,
    /// Its doors.
    pub doors: Vec<Door<'a>>,
}

/// Every stop with what was done there; the latest mark of a dwelling counts.
pub fn doors<'a>(round: &'a Round, marks: &[Mark]) -> Vec<Door<'a>> {
    let done = |stop: &Stop| {
        marks.iter().filter(|mark| mark.dwelling == stop.dwelling).max_by_key(|mark| mark.at).map(|m| m.done)
    };
    round.stops.iter().enumerate().map(|(i, stop)| Door { number: i + 1, stop, done: done(stop) }).collect()
}

/// The first stop that is still open.
pub fn next<'a>(doors: &[Door<'a>]) -> Option<Door<'a>> {
    doors.iter().find(|door| door.done.is_none()).cloned()
}

/// Groups `doors` by village, then property, in the order walked. A village that is left and
/// entered again stands twice, as it is walked.
pub fn villages<'a>(doors: Vec<Door<'a>>) -> Vec<Village<'a>> {
    let mut villages: Vec<Village<'a>> = Vec::new();
    let mut last: Option<&Stop> = None;
    for door in doors {
        let stop = door.stop;
        let same_village = last.is_some_and(|before| before.village == stop.village);
        let same_property = same_village && last.is_some_and(|before| before.property == stop.property);
        last = Some(stop);
        if !same_village {
            villages.push(Village { name: &stop.village_name, properties: Vec::new() });
        }
        let Some(village) = villages.last_mut() else { continue };
        if !same_property {
            village.properties.push(Property { name: &stop.property_name, doors: Vec::new() });
        }
        if let Some(property) = village.properties.last_mut() {
            property.doors.push(door);
        }
    }
    villages
}
