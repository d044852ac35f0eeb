//! Tables as a workbook of one sheet: its first row holds the keys, so that a register can be
//! imported again, and stays in view; dates are dates.

use super::head::Head;
use super::table::{Cell, Table};
use chrono::{Datelike, NaiveDate, Timelike};
use domain::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// The workbook's bytes.
pub fn write(table: &Table, head: &Head, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = head.made_utc();
    let made = date_of(made.date_naive())?.and_hms(made.hour() as u16, made.minute() as u8, 0)?;
    book.set_properties(&DocProperties::new().set_title(head.title(lang)).set_creation_datetime(&made));
    let (bold, date) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    let sheet = book.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, place, column.key, &bold)?;
        sheet.set_column_width(place, f64::from(column.share) * 9.0)?;
    }
    for (line, row) in (1u32..).zip(&table.rows) {
        for (place, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Day(Some(day)) => sheet.write_date_with_format(line, place, date_of(*day)?, &date)?,
                Cell::Degrees(Some(degrees)) => sheet.write_number(line, place, *degrees)?,
                Cell::Day(None) | Cell::Degrees(None) => continue,
                Cell::Text(_) | Cell::Word(..) => sheet.write_string(line, place, cell.plain())?,
            };
        }
    }
    book.save_to_buffer()
}

fn date_of(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)
}
