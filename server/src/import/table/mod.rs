//! A table read from CSV or XLSX: rows as a spreadsheet numbers them, every cell text or a
//! named flaw.

mod csv;
pub mod header;
mod xlsx;

use domain::fault::Fault;
use serde::Serialize;

/// Largest file taken, megabytes of 1,000,000 bytes.
pub const MAX_FILE_MB: u64 = 50;
/// Most rows taken under the header: a county's register has some 100,000 dwellings.
pub const MAX_ROWS: usize = 300_000;
/// Longest cell taken, characters.
pub const MAX_CELL: usize = 500;

/// A row with its number: the header is row 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet shows it.
    pub number: usize,
    /// Trimmed texts, or what is wrong with the cell.
    pub cells: Vec<Result<String, Fault>>,
}

/// Header and rows. Rows that are blank throughout are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of columns as written, trimmed.
    pub header: Vec<String>,
    /// Rows under the header.
    pub rows: Vec<Row>,
}

/// A fault with its place: what `--json` lists under `rejected`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Row as a spreadsheet shows it; 0 for the file as a whole, 1 for the header.
    pub row: usize,
    /// Name of the column, empty where the whole row or file is meant.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Rejected {
    /// A fault of the file as a whole.
    pub fn file(fault: Fault) -> Self {
        Self { row: 0, column: String::new(), fault }
    }

    /// A fault of one cell.
    pub fn cell(row: usize, column: &str, fault: Fault) -> Self {
        Self { row, column: column.into(), fault }
    }
}

impl Serialize for Rejected {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'a> {
            row: usize,
            column: &'a str,
            problem: &'static str,
            zh: String,
            en: String,
        }
        Line {
            row: self.row,
            column: &self.column,
            problem: self.fault.code(),
            zh: app::words::fault::text(domain::Lang::ZhCn, &self.fault),
            en: app::words::fault::text(domain::Lang::En, &self.fault),
        }
        .serialize(serializer)
    }
}

/// Reads a table, XLSX by its first bytes and CSV otherwise. The first row is the header.
///
/// # Errors
/// A fault of the file as a whole.
pub fn read(bytes: &[u8]) -> Result<Table, Fault> {
    if bytes.len() as u64 > MAX_FILE_MB * 1_000_000 {
        return Err(Fault::FileTooLarge { limit_mb: MAX_FILE_MB });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::FileEmpty);
    }
    let table = match bytes {
        [b'P', b'K', 3, 4, ..] => xlsx::read(bytes)?,
        // The compound file of old .xls and of workbooks locked with a password.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(Fault::FileUnreadable),
        _ => csv::read(bytes)?,
    };
    if table.header.iter().all(String::is_empty) { Err(Fault::FileEmpty) } else { Ok(table) }
}

/// A cell's text, trimmed, or what is wrong with it.
fn checked(text: &str) -> Result<String, Fault> {
    let text = text.trim_matches([' ', '\u{3000}', '\u{a0}']);
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'))
    {
        return Err(Fault::CellControl);
    }
    if text.chars().count() > MAX_CELL {
        return Err(Fault::TooLong { limit: MAX_CELL });
    }
    if is_formula(text) { Err(Fault::CellFormula) } else { Ok(text.to_owned()) }
}

/// Whether a spreadsheet would calculate this text. A sign before a digit is a number or a phone.
fn is_formula(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('=' | '@') => true,
        Some('+' | '-') => !matches!(chars.next(), None | Some('0'..='9' | '.')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_before_a_digit_is_no_formula() {
        assert!(!is_formula("-54.61"));
        assert!(!is_formula("+8613800000000"));
        assert!(!is_formula("-"));
        assert!(is_formula("-A1"));
        assert!(is_formula("=1+1"));
        assert!(is_formula("@SUM(A1)"));
    }

    #[test]
    fn an_old_workbook_and_a_blank_file_are_named() {
        assert_eq!(read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Err(Fault::FileUnreadable));
        assert_eq!(read(b" \r\n \n"), Err(Fault::FileEmpty));
        assert_eq!(read(b""), Err(Fault::FileEmpty));
    }
}
