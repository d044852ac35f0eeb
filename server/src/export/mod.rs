//! What leaves Rounds as a file: rows of the own station only, by a closed list of columns
//! (docs/privacy.md). Every export is audited before its bytes exist.

mod cell;
mod csv;
mod geojson;
mod head;
mod pdf;
mod places;
mod rows;
pub mod sheet;
mod table;
mod xlsx;

#[cfg(test)]
mod tests;

use crate::store::user::{self, UserRow};
use crate::store::{Chain, Entry, Store, StoreError, Tx};
use domain::export::{ExportAsk, ExportFormat, Exportable};
use domain::id::StationId;
use domain::{Lang, Time};
use head::Head;
use table::Table;

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
    /// The file could not be made.
    #[error("the file could not be made: {0}")]
    File(#[from] FileError),
}

/// What a writer of a format says.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct FileError(String);

impl FileError {
    fn of(error: impl ToString) -> Self {
        Self(error.to_string())
    }
}

/// A file and how many rows it has under its header.
#[derive(Debug)]
pub struct Exported {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Rows; of places, features.
    pub rows: usize,
}

/// Rows of the station of the account of that name, audited in the station's chain. `now` and
/// `lang` are those of the head of a printed file.
pub async fn export(
    store: &Store,
    ask: ExportAsk,
    name: &str,
    lang: Lang,
    now: Time,
) -> Result<Exported, ExportError> {
    if ask.from > ask.to {
        return Err(ExportError::Days);
    }
    let found = user::by_name(&mut store.reader().await?, name).await?;
    let user = found.filter(|user| user.left_at.is_none()).ok_or(ExportError::UnknownUser)?;
    let station = own_station(&user).ok_or(ExportError::NotAllowed)?;
    let (content, head) = store
        .write(move |tx| {
            Box::pin(async move {
                let content = Content::read(tx, station, ask, lang).await?;
                tx.audit(entry(ask, station, &user, content.rows())).await?;
                let head = Head::read(tx, station, ask, user.name, now).await?;
                Ok::<_, StoreError>((content, head))
            })
        })
        .await?;
    let rows = content.rows();
    Ok(Exported { bytes: content.write(&head, lang)?, rows })
}

/// Exports are of the own station, for those who keep its files.
fn own_station(user: &UserRow) -> Option<StationId> {
    user.station.filter(|_| user.role.keeps_files())
}

fn entry(ask: ExportAsk, station: StationId, user: &UserRow, rows: usize) -> Entry {
    let object = match ask.what {
        Exportable::Ledger => "ledger",
        Exportable::Register => "register",
        Exportable::Findings => "findings",
    };
    let ExportAsk { from, to, purpose, receiver, format, .. } = ask;
    let detail = serde_json::json!({"from": from, "to": to, "rows": rows, "format": format,
        "purpose": purpose, "receiver": receiver});
    Entry::new(Chain::Station(station), "export", object).by(user.id, user.role).detail(detail)
}

/// What a file holds, before it has a format.
enum Content {
    Table(ExportFormat, Table),
    Places(Vec<serde_json::Value>),
}

impl Content {
    async fn read(tx: &mut Tx, station: StationId, ask: ExportAsk, lang: Lang) -> Result<Self, StoreError> {
        match ask.format {
            ExportFormat::Geojson => Ok(Self::Places(places::read(tx, station, ask).await?)),
            format => Ok(Self::Table(format, rows::read(tx, station, ask, lang).await?)),
        }
    }

    fn rows(&self) -> usize {
        match self {
            Self::Table(_, table) => table.rows.len(),
            Self::Places(features) => features.len(),
        }
    }

    fn write(self, head: &Head, lang: Lang) -> Result<Vec<u8>, FileError> {
        match self {
            Self::Places(features) => geojson::write(features, head).map_err(FileError::of),
            Self::Table(ExportFormat::Csv, table) => csv::write(&table).map_err(FileError::of),
            Self::Table(ExportFormat::Pdf, table) => pdf::write(&table, head, lang).map_err(FileError::of),
            Self::Table(_, table) => xlsx::write(&table, head, lang).map_err(FileError::of),
        }
    }
}
