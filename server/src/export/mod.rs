//! What leaves Rounds as a file: rows of the own station only, by a closed list of columns
//! (docs/privacy.md). Every export is audited before its bytes exist.

pub mod cell;

use crate::store::export::{LedgerRow, RegisterRow, ledger, register};
use crate::store::user::{self, UserRow};
use crate::store::{Chain, Entry, Store, StoreError};
use app::desk::export::{ExportAsk, Exportable};
use cell::text;
use domain::id::StationId;

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No account has the name, or its holder has left.
    #[error("no such account")]
    UnknownUser,
    /// The account has no station of its own, or a role without files.
    #[error("the account may not export")]
    NotAllowed,
    /// The first day is after the last.
    #[error("the first day is after the last")]
    Days,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A cell could not be written.
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// A file and how many rows it has under its header.
#[derive(Debug)]
pub struct Exported {
    /// CSV, UTF-8 with BOM.
    pub bytes: Vec<u8>,
    /// Rows.
    pub rows: usize,
}

/// Rows of the station of the account of that name, audited in the station's chain.
pub async fn export(store: &Store, ask: ExportAsk, name: &str) -> Result<Exported, ExportError> {
    let ExportAsk { what, from, to, purpose, receiver } = ask;
    if from > to {
        return Err(ExportError::Days);
    }
    let found = user::by_name(&mut store.reader().await?, name).await?;
    let user = found.filter(|user| user.left_at.is_none()).ok_or(ExportError::UnknownUser)?;
    let station = own_station(&user).ok_or(ExportError::NotAllowed)?;
    store
        .write(move |tx| {
            Box::pin(async move {
                let (object, exported) = match what {
                    Exportable::Register => ("register", register_csv(&register(tx, station, from, to).await?)?),
                    Exportable::Ledger => ("ledger", ledger_csv(&ledger(tx, station, from, to).await?)?),
                };
                let detail = serde_json::json!({"from": from, "to": to, "rows": exported.rows, "format": "csv",
                    "purpose": purpose, "receiver": receiver});
                let entry = Entry::new(Chain::Station(station), "export", object).by(user.id, user.role);
                tx.audit(entry.detail(detail)).await?;
                Ok(exported)
            })
        })
        .await
}

/// Exports are of the own station, for those who keep its files.
fn own_station(user: &UserRow) -> Option<StationId> {
    user.station.filter(|_| user.role.keeps_files())
}

fn register_csv(rows: &[RegisterRow]) -> Result<Exported, ExportError> {
    let mut csv = cell::writer();
    csv.write_record([
        "village_code",
        "village_name",
        "property",
        "property_kind",
        "lon",
        "lat",
        "door",
        "class",
        "let",
        "lease",
        "tax",
        "registered",
    ])?;
    for row in rows {
        csv.write_record([
            text(&row.village),
            text(&row.village_name),
            text(&row.property),
            text(&row.kind),
            number(row.lon),
            number(row.lat),
            text(&row.door),
            text(&row.class),
            row.is_let.to_string(),
            text(&row.lease),
            text(&row.tax),
            row.registered.to_string(),
        ])?;
    }
    finished(csv, rows.len())
}

fn ledger_csv(rows: &[LedgerRow]) -> Result<Exported, ExportError> {
    let mut csv = cell::writer();
    csv.write_record([
        "village_code",
        "village_name",
        "property",
        "door",
        "class",
        "period_from",
        "period_to",
        "state",
        "settled_on",
    ])?;
    for row in rows {
        csv.write_record([
            text(&row.village),
            text(&row.village_name),
            text(&row.property),
            text(&row.door),
            text(&row.class),
            row.period_from.to_string(),
            row.period_to.to_string(),
            text(&row.state),
            row.settled_on.map(|day| day.to_string()).unwrap_or_default(),
        ])?;
    }
    finished(csv, rows.len())
}

/// A coordinate is a number of ours, so its sign starts no formula.
fn number(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.6}")).unwrap_or_default()
}

fn finished(csv: csv::Writer<Vec<u8>>, rows: usize) -> Result<Exported, ExportError> {
    let bytes = csv.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(Exported { bytes, rows })
}
