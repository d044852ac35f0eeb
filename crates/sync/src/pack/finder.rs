//! Finds files by what is remembered of them ([`domain::find`]).

use super::{Pack, natural};
use chrono::NaiveDate;
use domain::find::{Fit, Hay, Index, Query};
use domain::id::DwellingId;
use domain::round::Cadence;
use serde::{Deserialize, Serialize};

/// Characters of a query that count.
const LONGEST: usize = 40;

/// The files of a pack in the order of doors, ready to be looked through.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    index: Index,
    doors: Vec<Door>,
    asked: String,
    found: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Door {
    hay: Hay,
    label: Hay,
    row: Row,
}

/// A file in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which.
    pub dwelling: DwellingId,
    /// Its village.
    pub village: String,
    /// Its property.
    pub property: String,
    /// Its door mark.
    pub door: String,
    /// The code on its label.
    pub label: String,
    /// How often it is visited.
    pub cadence: Cadence,
    /// Day of the last contact.
    pub last_visit: Option<NaiveDate>,
}

/// A part of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// How many there are in all.
    pub count: usize,
    /// Those asked for.
    pub rows: Vec<Row>,
}

impl Finder {
    /// Makes a pack ready.
    pub fn new(pack: &Pack) -> Self {
        let mut index = Index::default();
        index.learn(&pack.readings);
        let mut rows: Vec<Row> = pack.files.keys().filter_map(|&id| row(pack, id)).collect();
        rows.sort_by(|a, b| {
            let village = natural::compare(&a.village, &b.village);
            let property = || natural::compare(&a.property, &b.property);
            village.then_with(property).then_with(|| natural::compare(&a.door, &b.door))
        });
        let doors: Vec<Door> = rows.into_iter().map(|row| door(&index, row)).collect();
        let found = (0..doors.len() as u32).collect();
        Self { index, doors, asked: String::new(), found }
    }

    /// The rows from `from` on, at most `count` of them, of what answers the query: codes of labels
    /// first, then what begins with it, then what holds it; everything where nothing is asked.
    pub fn find(&mut self, typed: &str, from: usize, count: usize) -> Rows {
        let typed: String = typed.chars().take(LONGEST).collect();
        if typed != self.asked {
            self.found = self.matching(&typed);
            self.asked = typed;
        }
        let rows = self.found.iter().skip(from).take(count);
        let rows = rows.map(|&at| self.doors[at as usize].row.clone()).collect();
        Rows { count: self.found.len(), rows }
    }

    fn matching(&self, typed: &str) -> Vec<u32> {
        let Some(query) = Query::new(typed) else { return (0..self.doors.len() as u32).collect() };
        let fit = |door: &Door| match self.index.fit(&door.label, &query) {
            Some(Fit::Start) => Some((false, Fit::Start)),
            _ => self.index.fit(&door.hay, &query).map(|fit| (true, fit)),
        };
        let mut found: Vec<((bool, Fit), u32)> =
            (0..).zip(&self.doors).filter_map(|(at, door)| Some((fit(door)?, at))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }
}

fn row(pack: &Pack, id: DwellingId) -> Option<Row> {
    let (file, property, village) = pack.file(id)?;
    Some(Row {
        dwelling: id,
        village: village.name.clone(),
        property: property.name.clone(),
        door: file.door.clone(),
        label: file.label.clone(),
        cadence: file.cadence,
        last_visit: file.last_visit,
    })
}

fn door(index: &Index, row: Row) -> Door {
    let hay = index.hay(&format!("{} {} {}", row.village, row.property, row.door));
    Door { hay, label: index.hay(&row.label), row }
}
