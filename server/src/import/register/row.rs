//! One row by itself: cells to an [`Entry`], or every fault that the row alone shows.

use super::entry::{COLUMNS, Entry};
use super::{household, numbers, papers, place};
use crate::import::table::{Rejected, Row};
use domain::area::VillageCode;
use domain::class::Class;
use domain::crs::Crs;
use domain::dwelling::PaperState;
use domain::fault::Fault;
use domain::property::PropertyKind;

const MAX_VILLAGE_CODE: usize = 20;
const MAX_NAME: usize = 60;
const MAX_PROPERTY: usize = 120;
const MAX_DOOR: usize = 40;
const MAX_REASON: usize = 200;

/// Columns of free text, where a number of a person could hide.
const TEXTS: [&str; 7] =
    ["village_name", "property", "door", "class_reason", "contact_name", "contact_phone", "papers"];

/// Texts of one row by column, with the faults found so far.
struct Cells<'a> {
    row: usize,
    texts: [&'a str; COLUMNS.len()],
    faults: Vec<Rejected>,
}

impl<'a> Cells<'a> {
    fn get(&self, column: &str) -> &'a str {
        COLUMNS.iter().position(|c| *c == column).map_or("", |place| self.texts[place])
    }

    fn fault(&mut self, column: &str, fault: Fault) {
        self.faults.push(Rejected::cell(self.row, column, fault));
    }

    /// The value, or its fault noted.
    fn take<T>(&mut self, result: Result<T, (&'static str, Fault)>) -> Option<T> {
        result.map_err(|(column, fault)| self.fault(column, fault)).ok()
    }
}

/// Reads a row whose columns stand at `places`, in the order of [`COLUMNS`].
///
/// # Errors
/// Every fault that the row alone shows; never empty.
pub fn read(row: &Row, width: usize, places: &[usize], crs: Crs) -> Result<Entry, Vec<Rejected>> {
    if row.cells.len() != width {
        let fault = Fault::CellCount { expected: width, found: row.cells.len() };
        return Err(vec![Rejected::cell(row.number, "", fault)]);
    }
    let mut cells = Cells { row: row.number, texts: [""; COLUMNS.len()], faults: Vec::new() };
    for (slot, place) in places.iter().enumerate() {
        match &row.cells[*place] {
            Ok(text) => cells.texts[slot] = text,
            Err(fault) => cells.fault(COLUMNS[slot], fault.clone()),
        }
    }
    if cells.faults.is_empty() {
        refuse_numbers(&mut cells);
    }
    if !cells.faults.is_empty() {
        return Err(cells.faults);
    }
    entry(&mut cells, crs).ok_or(cells.faults)
}

fn refuse_numbers(cells: &mut Cells<'_>) {
    for column in TEXTS {
        if let Some(fault) = numbers::refused(cells.get(column)) {
            cells.fault(column, fault);
        }
    }
}

fn entry(cells: &mut Cells<'_>, crs: Crs) -> Option<Entry> {
    let village = village(cells);
    let property = required(cells, "property", MAX_PROPERTY, Fault::PropertyMissing);
    let kind = kind(cells);
    let at = place::cells(cells.get("lon"), cells.get("lat"), crs);
    let at = cells.take(at);
    let door = limited(cells, "door", MAX_DOOR);
    let papers = papers::read(cells.get("papers")).map_err(|fault| ("papers", fault));
    let papers = cells.take(papers);
    let class = class(cells);
    let reason = reason(cells);
    let headcount = household::headcount(cells.get("adults"), cells.get("children"));
    let headcount = cells.take(headcount);
    let contact = household::contact(cells.get("contact_name"), cells.get("contact_phone"));
    let contact = cells.take(contact);
    let entry = Entry {
        row: cells.row,
        village: VillageCode(village?),
        village_name: limited(cells, "village_name", MAX_NAME)?,
        property: property?,
        kind: kind?,
        at: at?,
        door: door?,
        class: class?,
        reason: reason.filter(|r| !r.is_empty()),
        headcount: headcount?,
        contact: contact?,
        papers: papers?,
    };
    agree(cells, &entry);
    cells.faults.is_empty().then_some(entry)
}

/// What two cells of a row say about each other.
fn agree(cells: &mut Cells<'_>, entry: &Entry) {
    if entry.class == Class::C && entry.reason.is_none() {
        cells.fault("class_reason", Fault::ReasonMissing);
    }
    let undone = |p: domain::dwelling::Papers| p.lease == PaperState::NotDone || p.tax == PaperState::NotDone;
    if entry.class == Class::A && entry.papers.is_some_and(undone) {
        cells.fault("class", Fault::PapersNotInOrder);
    }
    if entry.contact.is_some() && entry.headcount.is_none() {
        cells.fault("contact_name", Fault::ContactWithoutHousehold);
    }
}

fn village(cells: &mut Cells<'_>) -> Option<String> {
    let code: String = cells.get("village_code").chars().map(numbers::half_width).collect();
    let sound = code.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if code.is_empty() {
        cells.fault("village_code", Fault::VillageMissing);
    } else if !sound || code.chars().count() > MAX_VILLAGE_CODE {
        cells.fault("village_code", Fault::VillageMalformed);
    } else {
        return Some(code);
    }
    None
}

fn kind(cells: &mut Cells<'_>) -> Option<PropertyKind> {
    let text = cells.get("property_kind").to_ascii_lowercase();
    if text.is_empty() {
        cells.fault("property_kind", Fault::KindMissing);
        return None;
    }
    let kind = serde_json::from_value(serde_json::Value::String(text)).ok();
    if kind.is_none() {
        cells.fault("property_kind", Fault::KindUnknown);
    }
    kind
}

fn class(cells: &mut Cells<'_>) -> Option<Class> {
    let text: String = cells.get("class").chars().map(numbers::half_width).collect();
    match text.to_ascii_uppercase().as_str() {
        "A" => Some(Class::A),
        "" | "B" => Some(Class::B),
        "C" => Some(Class::C),
        _ => {
            cells.fault("class", Fault::ClassUnknown);
            None
        }
    }
}

/// The reason of a class: free text, so checked as all free text is. The household's own contact is
/// a known name.
fn reason(cells: &mut Cells<'_>) -> Option<String> {
    let reason = limited(cells, "class_reason", MAX_REASON)?;
    let names: Vec<&str> = [cells.get("contact_name")].into_iter().filter(|name| !name.is_empty()).collect();
    match domain::text::check(&reason, &names) {
        Ok(()) => Some(reason),
        Err(refused) => {
            cells.fault("class_reason", Fault::ReasonAboutPerson { part: refused.part });
            None
        }
    }
}

fn required(cells: &mut Cells<'_>, column: &str, limit: usize, missing: Fault) -> Option<String> {
    if cells.get(column).is_empty() {
        cells.fault(column, missing);
        return None;
    }
    limited(cells, column, limit)
}

fn limited(cells: &mut Cells<'_>, column: &str, limit: usize) -> Option<String> {
    let text = cells.get(column);
    if text.chars().count() > limit {
        cells.fault(column, Fault::TooLong { limit });
        return None;
    }
    Some(text.to_owned())
}
