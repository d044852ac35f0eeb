//! The rows of each kind of export, as tables.

use super::table::Cell::{Day, Degrees, Text, Word};
use super::table::{Cell, Column, Table};
use crate::store::export::{self, FindingRow, LedgerRow, RegisterRow};
use crate::store::{StoreError, Tx, word};
use app::words::domain::Label;
use app::words::export::{Words, words};
use domain::Lang;
use domain::export::{ExportAsk, Exportable};
use domain::id::StationId;
use serde::Serialize;

/// The table that `ask` asks for.
pub async fn read(tx: &mut Tx, station: StationId, ask: ExportAsk, lang: Lang) -> Result<Table, StoreError> {
    let ExportAsk { from, to, .. } = ask;
    match ask.what {
        Exportable::Register => register(&export::register(tx, station, from, to).await?, lang),
        Exportable::Ledger => ledger(&export::ledger(tx, station, from, to).await?, lang),
        Exportable::Findings => findings(&export::findings(tx, station, from, to).await?, lang),
    }
}

fn column(key: &'static str, heading: &'static str, share: f32) -> Column {
    Column { key, heading, share }
}

/// The columns that every row has: where it is.
fn place(words: &Words) -> Vec<Column> {
    vec![
        column("village_code", words.village_code, 1.4),
        column("village_name", words.village_name, 1.5),
        column("property", words.property, 2.5),
    ]
}

/// The cells below them.
fn placed(village: &str, village_name: &str, property: &str) -> Vec<Cell> {
    [village, village_name, property].map(|text| Text(text.to_owned())).into()
}

/// A table whose rows continue the place that each is at.
fn table<R>(
    columns: Vec<Column>,
    rows: &[R],
    place: impl Fn(&R) -> Vec<Cell>,
    rest: impl Fn(&R) -> Result<Vec<Cell>, StoreError>,
) -> Result<Table, StoreError> {
    let whole = |row: &R| Ok([place(row), rest(row)?].into_iter().flatten().collect());
    Ok(Table { columns, rows: rows.iter().map(whole).collect::<Result<_, StoreError>>()? })
}

fn labelled<T: Serialize + Label>(value: &T, lang: Lang) -> Result<Cell, StoreError> {
    Ok(Word(word::word(value)?, value.label(lang)))
}

fn register(rows: &[RegisterRow], lang: Lang) -> Result<Table, StoreError> {
    let words = words(lang);
    let mut columns = place(words);
    columns.extend([
        column("property_kind", words.property_kind, 1.4),
        column("lon", words.lon, 1.1),
        column("lat", words.lat, 1.1),
        column("door", words.door, 1.0),
        column("class", words.class, 0.5),
        column("let", words.is_let, 0.6),
        column("lease", words.lease, 0.9),
        column("tax", words.tax, 0.9),
        column("registered", words.registered, 1.1),
    ]);
    let rest = |row: &RegisterRow| {
        let is_let = if row.is_let { ("true", words.yes) } else { ("false", words.no) };
        Ok(vec![
            labelled(&row.kind, lang)?,
            Degrees(row.lon),
            Degrees(row.lat),
            Text(row.door.clone()),
            Text(word::word(&row.class)?),
            Word(is_let.0.into(), is_let.1),
            labelled(&row.lease, lang)?,
            labelled(&row.tax, lang)?,
            Day(Some(row.registered)),
        ])
    };
    table(columns, rows, |row| placed(&row.village, &row.village_name, &row.property), rest)
}

fn ledger(rows: &[LedgerRow], lang: Lang) -> Result<Table, StoreError> {
    let words = words(lang);
    let mut columns = place(words);
    columns.extend([
        column("door", words.door, 1.0),
        column("class", words.class, 0.5),
        column("period_from", words.period_from, 1.1),
        column("period_to", words.period_to, 1.1),
        column("state", words.state, 0.9),
        column("settled_on", words.settled_on, 1.1),
    ]);
    let rest = |row: &LedgerRow| {
        Ok(vec![
            Text(row.door.clone()),
            Text(word::word(&row.class)?),
            Day(Some(row.period_from)),
            Day(Some(row.period_to)),
            row.settled.map_or(Ok(Word("open".into(), words.open)), |how| labelled(&how, lang))?,
            Day(row.settled_on),
        ])
    };
    table(columns, rows, |row| placed(&row.village, &row.village_name, &row.property), rest)
}

fn findings(rows: &[FindingRow], lang: Lang) -> Result<Table, StoreError> {
    let words = words(lang);
    let mut columns = place(words);
    columns.extend([
        column("door", words.door, 1.0),
        column("category", words.category, 1.6),
        column("severity", words.severity, 0.8),
        column("department", words.department, 1.2),
        column("found_on", words.found_on, 1.1),
        column("gone_on", words.gone_on, 1.1),
    ]);
    let rest = |row: &FindingRow| {
        Ok(vec![
            Text(row.door.clone()),
            labelled(&row.category, lang)?,
            labelled(&row.severity, lang)?,
            labelled(&row.category.department(), lang)?,
            Day(Some(row.found_on)),
            Day(row.gone_on),
        ])
    };
    table(columns, rows, |row| placed(&row.village, &row.village_name, &row.property), rest)
}
