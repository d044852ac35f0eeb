//! XLSX, read cell by cell: a workbook may claim any size, so nothing is allocated by its claim.

use super::{MAX_ROWS, Row, Table, checked};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use domain::fault::Fault;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// What a workbook may unpack to, megabytes of 1,000,000 bytes: a full register of
/// [`MAX_ROWS`] rows has about 150.
const MAX_UNPACKED_MB: u64 = 200;
/// Right-most column looked at; the register has 14.
const MAX_COLUMNS: u32 = 64;
/// Entries of the archive; a plain workbook has about 12.
const MAX_ENTRIES: usize = 1000;

/// Cells by row, then column.
type Cells = BTreeMap<u32, BTreeMap<u32, Result<String, Fault>>>;

/// Reads the one sheet that has content.
pub fn read(bytes: &[u8]) -> Result<Table, Fault> {
    refuse_bomb(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut filled = Vec::new();
    for name in book.sheet_names() {
        let cells = sheet(&mut book, &name)?;
        if !cells.is_empty() {
            filled.push((name, cells));
        }
    }
    match filled.len() {
        0 => Err(Fault::FileEmpty),
        1 => Ok(table(filled.remove(0).1)),
        _ => {
            Err(Fault::SheetsMany { names: filled.into_iter().map(|f| f.0).collect::<Vec<_>>().join("、") })
        }
    }
}

/// Unpacks every entry once and throws it away: sizes in a directory can lie.
fn refuse_bomb(bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::FileUnreadable)?;
    let too_large = Fault::FileUnpacksTooLarge { limit_mb: MAX_UNPACKED_MB };
    if archive.len() > MAX_ENTRIES {
        return Err(too_large);
    }
    let mut left = MAX_UNPACKED_MB * 1_000_000;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Fault::FileUnreadable)?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| Fault::FileUnreadable)?;
        left = left.checked_sub(size).ok_or_else(|| too_large.clone())?;
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Cells, Fault> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Cells::new()), // a chart has no cells
        Err(error) => return Err(unreadable(error)),
    };
    let mut cells = Cells::new();
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(unreadable)? {
        let (row, column) = found.pos;
        let cell = match found.formula {
            Some(_) => Err(Fault::CellFormula),
            None => text(&found.value),
        };
        if column >= MAX_COLUMNS || cell.as_deref() == Ok("") {
            continue;
        }
        cells.entry(row).or_default().insert(column, cell);
        if cells.len() > MAX_ROWS + 1 {
            return Err(Fault::RowsTooMany { limit: MAX_ROWS });
        }
    }
    Ok(cells)
}

/// The first row with content is the header; the others are as wide as it, or wider.
fn table(mut cells: Cells) -> Table {
    let Some((_, first)) = cells.pop_first() else { return Table::default() };
    let header: Vec<String> = row(&first, 0).into_iter().map(Result::unwrap_or_default).collect();
    let rows = cells
        .iter()
        .map(|(number, cells)| Row { number: *number as usize + 1, cells: row(cells, header.len()) })
        .collect();
    Table { header, rows }
}

fn row(cells: &BTreeMap<u32, Result<String, Fault>>, width: usize) -> Vec<Result<String, Fault>> {
    let last = cells.keys().next_back().map_or(0, |c| *c as usize + 1);
    (0..width.max(last))
        .map(|c| cells.get(&(c as u32)).cloned().unwrap_or_else(|| Ok(String::new())))
        .collect()
}

fn text(value: &DataRef<'_>) -> Result<String, Fault> {
    match value {
        DataRef::Empty => Ok(String::new()),
        DataRef::Int(n) => Ok(n.to_string()),
        // Excel keeps every number as a float; a code of 12 digits is exact below 2^53.
        DataRef::Float(n) => Ok(n.to_string()),
        DataRef::Bool(b) => Ok(b.to_string()),
        DataRef::String(s) => checked(s),
        DataRef::SharedString(s) => checked(s),
        DataRef::DateTime(d) => Ok(d.as_f64().to_string()),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => checked(s),
        DataRef::Error(_) => Err(Fault::CellError),
    }
}

fn unreadable(_: XlsxError) -> Fault {
    Fault::FileUnreadable
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    fn saved(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
        let mut book = Workbook::new();
        fill(&mut book);
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn numbers_texts_and_gaps_are_read_as_a_spreadsheet_shows_them() {
        let bytes = saved(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "code").unwrap();
            sheet.write(0, 1, "door").unwrap();
            sheet.write(3, 0, 310_151_101_001_f64).unwrap();
            sheet.write(3, 1, "０１").unwrap();
        });
        let table = read(&bytes).unwrap();
        assert_eq!(table.header, ["code", "door"]);
        assert_eq!(table.rows[0].number, 4);
        assert_eq!(table.rows[0].cells[0], Ok("310151101001".into()));
    }

    #[test]
    fn a_formula_is_named_whatever_it_shows() {
        let bytes = saved(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "adults").unwrap();
            sheet.write_formula(1, 0, "=1+1").unwrap();
        });
        assert_eq!(read(&bytes).unwrap().rows[0].cells[0], Err(Fault::CellFormula));
    }

    #[test]
    fn two_filled_sheets_are_refused_by_name_and_an_empty_one_is_not_counted() {
        let two = saved(|book| {
            book.add_worksheet().set_name("一").unwrap().write(0, 0, "a").unwrap();
            book.add_worksheet().set_name("二").unwrap().write(0, 0, "a").unwrap();
        });
        assert_eq!(read(&two), Err(Fault::SheetsMany { names: "一、二".into() }));
        let one = saved(|book| {
            book.add_worksheet().write(0, 0, "a").unwrap();
            book.add_worksheet();
        });
        assert_eq!(read(&one).unwrap().header, ["a"]);
    }

    #[test]
    fn a_cell_at_the_far_corner_costs_no_memory() {
        let bytes = saved(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "a").unwrap();
            sheet.write(1_048_575, 16_383, "x").unwrap();
            sheet.write(1_048_575, 0, "y").unwrap();
        });
        assert_eq!(read(&bytes).unwrap().rows.len(), 1);
    }

    #[test]
    fn a_cut_workbook_is_unreadable() {
        let bytes = saved(|book| {
            book.add_worksheet().write(0, 0, "a").unwrap();
        });
        assert_eq!(read(&bytes[..bytes.len() / 2]), Err(Fault::FileUnreadable));
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_parsed() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let zeros = vec![b' '; 10_000_000];
        for _ in 0..21 {
            std::io::Write::write_all(&mut archive, &zeros).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1_000_000);
        assert_eq!(read(&bytes), Err(Fault::FileUnpacksTooLarge { limit_mb: MAX_UNPACKED_MB }));
    }
}
