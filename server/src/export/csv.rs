//! Tables as CSV (RFC 4180), UTF-8 with BOM.

use super::cell;
use super::table::Table;

/// The header of keys and every row.
pub fn write(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut csv = cell::writer();
    csv.write_record(table.columns.iter().map(|column| column.key))?;
    for row in &table.rows {
        csv.write_record(row.iter().map(|cell| cell.plain()))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
