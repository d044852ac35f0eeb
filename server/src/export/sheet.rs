//! A sheet of the office as a file.

use super::cell;
use app::desk::sheet::Sheet;

/// Headings and rows as CSV (RFC 4180), UTF-8 with BOM.
pub fn csv(sheet: &Sheet) -> Result<Vec<u8>, csv::Error> {
    let mut csv = cell::writer();
    csv.write_record(&sheet.headings)?;
    for row in &sheet.rows {
        csv.write_record(row.iter().map(|text| cell::text(text)))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
