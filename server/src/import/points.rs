//! Lists of points: CSV or XLSX with the columns `id,lon,lat`, degrees in WGS 84.

use super::table::{self, Rejected, Row, header};
use domain::fault::Fault;
use roads::Point;
use std::collections::HashSet;

const COLUMNS: [&str; 3] = ["id", "lon", "lat"];

/// A point and what its list calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPoint {
    /// As written; no two are the same.
    pub id: String,
    /// Where.
    pub at: Point,
}

/// Reads a list of at most `limit` points, in its order.
///
/// # Errors
/// Every fault of the list at once.
pub fn read(bytes: &[u8], limit: usize) -> Result<Vec<NamedPoint>, Vec<Rejected>> {
    let of_file = |fault| vec![Rejected::file(fault)];
    let table = table::read(bytes).map_err(of_file)?;
    let places = header::places(&table.header, &COLUMNS)?;
    if table.rows.is_empty() {
        return Err(of_file(Fault::RowsNone));
    }
    if table.rows.len() > limit {
        return Err(of_file(Fault::RowsTooMany { limit }));
    }
    let (mut points, mut faults, mut known) = (Vec::new(), Vec::new(), HashSet::new());
    for row in &table.rows {
        match point(row, &places, table.header.len()) {
            Ok(point) if known.contains(&point.id) => {
                faults.push(Rejected::cell(row.number, "id", Fault::CodeTwice));
            }
            Ok(point) => {
                known.insert(point.id.clone());
                points.push(point);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(points) } else { Err(faults) }
}

fn point(row: &Row, places: &[usize], width: usize) -> Result<NamedPoint, Rejected> {
    if row.cells.len() != width {
        let fault = Fault::CellCount { expected: width, found: row.cells.len() };
        return Err(Rejected::cell(row.number, "", fault));
    }
    let wrong = |column: usize, fault: Fault| Rejected::cell(row.number, COLUMNS[column], fault);
    let cell =
        |column: usize| row.cells[places[column]].as_deref().map_err(|fault| wrong(column, fault.clone()));
    let degrees = |column: usize| -> Result<f64, Rejected> {
        let number = cell(column)?.parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| wrong(column, Fault::NumberBad))
    };
    let id = cell(0)?;
    if id.is_empty() {
        return Err(wrong(0, Fault::CodeMissing));
    }
    let (lon, lat) = (degrees(1)?, degrees(2)?);
    let at = Point::from_degrees(lon, lat).ok_or_else(|| {
        let is_swapped = Point::from_degrees(lat, lon).is_some();
        let fault = if is_swapped { Fault::PositionSwapped } else { Fault::PositionOutOfRange };
        wrong(if lat.abs() > 90.0 { 2 } else { 1 }, fault)
    })?;
    Ok(NamedPoint { id: id.to_owned(), at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_in_their_order() {
        let points = read("lat,id,lon\n47.1,b,9.5\n\n47.2, a ,9.6\n".as_bytes(), 2).unwrap();
        let ids: Vec<&str> = points.iter().map(|point| point.id.as_str()).collect();
        assert_eq!(ids, ["b", "a"]);
        assert_eq!(points[0].at, Point::from_degrees(9.5, 47.1).unwrap());
    }

    #[test]
    fn every_fault_is_named_with_its_row_and_column() {
        let list = "id,lon,lat\na,9.5,47.1\na,9.5,47.1\n,9.5,47.1\nc,east,47.1\nd,9.5,NaN\n\
                    e,47.1,121.4\nf,200,100\ng,9.5\n";
        let faults = read(list.as_bytes(), 100).unwrap_err();
        let places: Vec<(usize, &str, &str)> =
            faults.iter().map(|f| (f.row, f.column.as_str(), f.fault.code())).collect();
        let wanted = [
            (3, "id", "code_twice"),
            (4, "id", "code_missing"),
            (5, "lon", "number_bad"),
            (6, "lat", "number_bad"),
            (7, "lat", "position_swapped"),
            (8, "lat", "position_out_of_range"),
            (9, "", "cell_count"),
        ];
        assert_eq!(places, wanted);
    }

    #[test]
    fn a_list_without_points_or_with_too_many_is_refused() {
        let code = |list: &str| read(list.as_bytes(), 2).unwrap_err()[0].fault.code();
        assert_eq!(code("id,lon,lat\n"), "rows_none");
        assert_eq!(code(""), "file_empty");
        assert_eq!(code("id,lon,lat\na,1,1\nb,1,1\nc,1,1\n"), "rows_too_many");
        assert_eq!(code("id,lon\na,1\n"), "column_missing");
    }
}
