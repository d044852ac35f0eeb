//! Official divisions: towns of 9 digits and villages of 12, each belonging to what is above it
//! by the first digits of its code (GB/T 10114; the statistics office's 12-digit codes).

mod save;

pub use save::{Report, import};

use super::table::{self, Rejected, header};
use domain::area::{Town, TownCode, Village, VillageCode};
use domain::fault::Fault;
use serde::Serialize;
use std::collections::HashSet;

const TOWN_COLUMNS: [&str; 5] = ["code", "name", "areacode", "provincecode", "citycode"];
const VILLAGE_COLUMNS: [&str; 6] = ["code", "name", "streetcode", "provincecode", "citycode", "areacode"];
/// Digits of province, city and county codes: the beginnings of a town's code.
const LEVELS: [(&str, usize); 3] = [("provincecode", 2), ("citycode", 4), ("areacode", 6)];
const MAX_NAME: usize = 60;

/// A fault with the list it is in.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct RejectedArea {
    /// `towns` or `villages`.
    pub file: &'static str,
    /// Row, column and fault.
    #[serde(flatten)]
    pub rejected: Rejected,
}

/// Both lists as read.
#[derive(Debug, Default)]
pub struct Areas {
    /// Towns, in the order of the list.
    pub towns: Vec<Town>,
    /// Villages, in the order of the list.
    pub villages: Vec<Village>,
    /// Everything wrong; with anything here nothing is to be stored.
    pub rejected: Vec<RejectedArea>,
}

/// Reads both lists. A village's town must be in the list of towns.
pub fn read(towns: &[u8], villages: &[u8]) -> Areas {
    let mut areas = Areas::default();
    let (rows, faults) = lines(towns, &TOWN_COLUMNS, 9);
    areas.reject("towns", faults);
    areas.towns = rows.into_iter().map(|l| Town { code: TownCode(l.code), name: l.name }).collect();

    let (rows, faults) = lines(villages, &VILLAGE_COLUMNS, 12);
    areas.reject("villages", faults);
    let known: HashSet<String> = areas.towns.iter().map(|t| t.code.0.clone()).collect();
    for line in rows {
        let town = line.code[..9].to_owned();
        if known.contains(&town) {
            areas.villages.push(Village {
                code: VillageCode(line.code),
                name: line.name,
                town: TownCode(town),
            });
        } else {
            let fault = Fault::TownUnknown { code: town };
            areas.reject("villages", vec![Rejected::cell(line.row, "code", fault)]);
        }
    }
    areas
}

impl Areas {
    fn reject(&mut self, file: &'static str, faults: Vec<Rejected>) {
        self.rejected.extend(faults.into_iter().map(|rejected| RejectedArea { file, rejected }));
    }
}

/// A sound row of either list.
struct Line {
    row: usize,
    code: String,
    name: String,
}

fn lines(bytes: &[u8], columns: &[&'static str], digits: usize) -> (Vec<Line>, Vec<Rejected>) {
    let table = match table::read(bytes) {
        Ok(table) => table,
        Err(fault) => return (Vec::new(), vec![Rejected::file(fault)]),
    };
    let places = match header::places(&table.header, columns) {
        Ok(places) => places,
        Err(faults) => return (Vec::new(), faults),
    };
    if table.rows.is_empty() {
        return (Vec::new(), vec![Rejected::file(Fault::RowsNone)]);
    }
    let (mut lines, mut faults, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for row in &table.rows {
        let line = line(row, table.header.len(), columns, &places, digits).and_then(|line| {
            let new = seen.insert(line.code.clone());
            if new { Ok(line) } else { Err(Rejected::cell(row.number, "code", Fault::CodeTwice)) }
        });
        match line {
            Ok(line) => lines.push(line),
            Err(fault) => faults.push(fault),
        }
    }
    (lines, faults)
}

fn line(
    row: &table::Row,
    width: usize,
    columns: &[&'static str],
    places: &[usize],
    digits: usize,
) -> Result<Line, Rejected> {
    if row.cells.len() != width {
        let fault = Fault::CellCount { expected: width, found: row.cells.len() };
        return Err(Rejected::cell(row.number, "", fault));
    }
    let cell = |column: &'static str| -> Result<&str, Rejected> {
        let place = columns.iter().position(|c| *c == column).map_or(0, |i| places[i]);
        row.cells[place].as_deref().map_err(|fault| Rejected::cell(row.number, column, fault.clone()))
    };
    let wrong = |column: &str, fault: Fault| Err(Rejected::cell(row.number, column, fault));

    let code = cell("code")?;
    if code.is_empty() {
        return wrong("code", Fault::CodeMissing);
    }
    if code.len() != digits || !code.bytes().all(|b| b.is_ascii_digit()) {
        return wrong("code", Fault::CodeDigits { digits });
    }
    for (column, length) in LEVELS.into_iter().chain((digits == 12).then_some(("streetcode", 9))) {
        let parent = cell(column)?;
        if parent.len() != length || !parent.bytes().all(|b| b.is_ascii_digit()) {
            return wrong(column, Fault::CodeDigits { digits: length });
        }
        if !code.starts_with(parent) {
            return wrong("code", Fault::CodeForeign { parent: parent.into() });
        }
    }
    let name = cell("name")?;
    if name.is_empty() {
        return wrong("name", Fault::NameMissing);
    }
    if name.chars().count() > MAX_NAME {
        return wrong("name", Fault::TooLong { limit: MAX_NAME });
    }
    Ok(Line { row: row.number, code: code.into(), name: name.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWNS: &[u8] = include_bytes!("../../assets/areas/chongming-towns.csv");
    const VILLAGES: &[u8] = include_bytes!("../../assets/areas/chongming-villages.csv");

    fn codes(towns: &str, villages: &str) -> Vec<(&'static str, usize, String, &'static str)> {
        let all = read(towns.as_bytes(), villages.as_bytes()).rejected;
        all.into_iter()
            .map(|r| (r.file, r.rejected.row, r.rejected.column, r.rejected.fault.code()))
            .collect()
    }

    #[test]
    fn the_lists_of_chongming_load_whole() {
        let areas = read(TOWNS, VILLAGES);
        assert_eq!(areas.rejected, []);
        assert_eq!((areas.towns.len(), areas.villages.len()), (21, 361));
        assert_eq!(areas.villages[0].name, "南门居委会");
        assert_eq!(areas.villages[0].town.0, "310151101");
    }

    #[test]
    fn bom_and_crlf_change_nothing() {
        let text = std::str::from_utf8(TOWNS).unwrap().replace('\n', "\r\n");
        let areas = read(format!("\u{feff}{text}").as_bytes(), VILLAGES);
        assert_eq!((areas.towns.len(), areas.rejected.len()), (21, 0));
    }

    #[test]
    fn a_code_that_belongs_elsewhere_or_has_a_wrong_length_is_named() {
        let towns = "code,name,areaCode,provinceCode,cityCode\n\
                     310151101,城桥镇,310151,31,3101\n\
                     31015110,堡镇,310151,31,3101\n\
                     310151103,新河镇,310152,31,3101\n\
                     310151101,又一个,310151,31,3101\n\
                     310151104,,310151,31,3101\n";
        let villages = "code,name,streetCode,provinceCode,cityCode,areaCode\n\
                        310151101001,南门居委会,310151101,31,3101,310151\n\
                        310151101002,花园弄居委会,310151102,31,3101,310151\n\
                        310151999001,无镇村,310151999,31,3101,310151\n\
                        ,无码村,310151101,31,3101,310151\n";
        assert_eq!(
            codes(towns, villages),
            [
                ("towns", 3, "code".into(), "code_digits"),
                ("towns", 4, "code".into(), "code_foreign"),
                ("towns", 5, "code".into(), "code_twice"),
                ("towns", 6, "name".into(), "name_missing"),
                ("villages", 3, "code".into(), "code_foreign"),
                ("villages", 5, "code".into(), "code_missing"),
                ("villages", 4, "code".into(), "town_unknown"),
            ]
        );
    }

    #[test]
    fn the_lists_given_in_the_wrong_order_are_told_apart() {
        let areas = read(VILLAGES, TOWNS);
        assert!(areas.towns.is_empty());
        assert!(areas.rejected.iter().any(|r| r.rejected.fault.code() == "column_unknown"));
    }
}
