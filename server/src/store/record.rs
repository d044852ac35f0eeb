//! Records: an envelope that stays and an encrypted body that retention can destroy.

mod add;

pub use add::{NewRecord, add_all};

use super::vault::Place;
use super::{Conn, Row, StoreError, Vault, list, retention, word};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::id::{DeviceId, DwellingId, RecordId, SessionId, StationId, UserId};
use domain::receipt::commitment;
use domain::record::{Kind, Mark};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// On disk, not yet in the view.
    Received,
    /// Waits for a record that must be applied first.
    Held,
    /// In the view.
    Applied,
    /// Kept, but not for the view: it names what it may not.
    Quarantined,
}

/// A record's envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// Identity.
    pub id: RecordId,
    /// The station of the device or of the desk.
    pub station: StationId,
    /// The device; none for a desk.
    pub device: Option<DeviceId>,
    /// Place in the device's sequence.
    pub seq: u64,
    /// What the body is.
    pub kind: Kind,
    /// Version of the body's format.
    pub v: u16,
    /// Who made it.
    pub author: UserId,
    /// In which session.
    pub session: SessionId,
    /// The device's clock.
    pub made_at: Time,
    /// A clock that only runs forward.
    pub mono_ms: Option<i64>,
    /// Measured offset of the device's clock.
    pub offset_ms: Option<i64>,
    /// The last receipt that the device held.
    pub receipt_at: Option<Time>,
    /// What must be applied first.
    pub after: Vec<RecordId>,
    /// The file it belongs to.
    pub dwelling: Option<DwellingId>,
    /// When it came.
    pub stored_at: Time,
    /// When it happened.
    pub happened_at: Time,
    /// What is remarkable about how it came.
    pub marks: Vec<Mark>,
    /// What became of it.
    pub state: RecordState,
}

fn place(id: RecordId) -> Place {
    Place { column: "record_bodies.body", row: id.0 }
}

/// What is known of a record that comes again.
pub struct Known {
    /// When it was first stored.
    pub stored_at: Time,
    commitment: [u8; 32],
    salt: Option<[u8; 32]>,
}

impl Known {
    /// Whether `body` is what was stored. After an erasure nobody can tell, and nobody is refused.
    pub fn is_same(&self, body: &str) -> bool {
        self.salt.is_none_or(|salt| commitment(&salt, body.as_bytes()) == self.commitment)
    }
}

/// Which of `ids` came before.
pub async fn known(conn: &mut dyn Conn, ids: &[RecordId]) -> Result<HashMap<RecordId, Known>, StoreError> {
    let rows = conn
        .rows(
            "SELECT r.id, r.stored_at, r.commitment, b.salt
             FROM records r LEFT JOIN record_bodies b ON b.town = r.town AND b.id = r.id
             WHERE r.id IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(ids)?],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let salt: Option<[u8; 32]> = row.get("salt")?;
            let known = Known {
                stored_at: row.get("stored_at")?,
                commitment: row.get("commitment")?,
                salt: salt.filter(|salt| !retention::is_redacted(salt)),
            };
            Ok((row.get("id")?, known))
        })
        .collect()
}

/// Where the rows of these dwellings are kept and which stations serve them; unknown ones are left
/// out.
pub async fn places(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
) -> Result<HashMap<DwellingId, (TownCode, StationId)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, town, station FROM dwellings
             WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(dwellings)?],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("id")?, (row.get("town")?, row.get("station")?)))).collect()
}

fn record(row: &Row) -> Result<RecordRow, StoreError> {
    let (after, marks): (String, String) = (row.get("after_ids")?, row.get("marks")?);
    let seq: i64 = row.get("seq")?;
    Ok(RecordRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        device: row.get("device")?,
        seq: u64::try_from(seq).unwrap_or_default(),
        kind: word::read(row, "kind")?,
        v: row.get("v")?,
        author: row.get("author")?,
        session: row.get("session")?,
        made_at: row.get("made_at")?,
        mono_ms: row.get("mono_ms")?,
        offset_ms: row.get("offset_ms")?,
        receipt_at: row.get("receipt_at")?,
        after: serde_json::from_str(&after).map_err(StoreError::Json)?,
        dwelling: row.get("dwelling")?,
        stored_at: row.get("stored_at")?,
        happened_at: row.get("happened_at")?,
        marks: serde_json::from_str(&marks).map_err(StoreError::Json)?,
        state: word::read(row, "state")?,
    })
}

/// One envelope.
pub async fn by_id(conn: &mut dyn Conn, id: RecordId) -> Result<Option<RecordRow>, StoreError> {
    let row = conn.row("SELECT * FROM records WHERE id = $1", args![id]).await?;
    row.as_ref().map(record).transpose()
}

/// The envelopes of a dwelling's records in the order of their arrival.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<RecordRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM records WHERE dwelling = $1 ORDER BY stored_at, seq, id", args![dwelling])
        .await?;
    rows.iter().map(record).collect()
}

/// The corrections among a dwelling's records.
pub async fn corrections(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<RecordRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM records WHERE dwelling = $1 AND kind = 'correction'", args![dwelling])
        .await?;
    rows.iter().map(record).collect()
}

/// Records of a station that wait for another one.
pub async fn held(conn: &mut dyn Conn, station: StationId) -> Result<Vec<RecordRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM records WHERE station = $1 AND state = 'held' ORDER BY stored_at, seq, id",
            args![station],
        )
        .await?;
    rows.iter().map(record).collect()
}

/// Notes what became of a record.
pub async fn set_state(
    conn: &mut dyn Conn,
    id: RecordId,
    state: RecordState,
    problem: Option<&str>,
) -> Result<(), StoreError> {
    let state = word::word(&state)?;
    conn.execute("UPDATE records SET state = $2, problem = $3 WHERE id = $1", args![id, state, problem])
        .await?;
    Ok(())
}

/// The body as sent; none where retention has destroyed it.
pub async fn body(conn: &mut dyn Conn, vault: &Vault, id: RecordId) -> Result<Option<String>, StoreError> {
    let row = conn
        .row(
            "SELECT b.key_id, b.body, k.wrapped FROM record_bodies b
             JOIN data_keys k ON k.id = b.key_id WHERE b.id = $1",
            args![id],
        )
        .await?;
    row.map_or(Ok(None), |row| opened(&row, vault, id))
}

/// A record with what decides whether it can be applied now.
pub struct Pending {
    /// The envelope.
    pub row: RecordRow,
    /// The body as sent; none where retention has destroyed it.
    pub body: Option<String>,
    /// How many of the records that come first are in the view.
    pub applied: usize,
}

/// A record that is to be applied.
pub async fn pending(
    conn: &mut dyn Conn,
    vault: &Vault,
    id: RecordId,
) -> Result<Option<Pending>, StoreError> {
    let row = conn
        .row(
            "SELECT r.*, b.key_id, b.body, k.wrapped,
               (SELECT COUNT(*) FROM records first WHERE first.state = 'applied'
                  AND first.id IN (SELECT unhex(atom, '-') FROM json_each(r.after_ids))) AS applied
             FROM records r LEFT JOIN record_bodies b ON b.id = r.id LEFT JOIN data_keys k ON k.id = b.key_id
             WHERE r.id = $1",
            args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let applied: i64 = row.get("applied")?;
    let applied = usize::try_from(applied).unwrap_or_default();
    Ok(Some(Pending { row: record(&row)?, body: opened(&row, vault, id)?, applied }))
}

/// The body in a row with `key_id`, `body` and `wrapped`; none where one of them is gone.
fn opened(row: &Row, vault: &Vault, id: RecordId) -> Result<Option<String>, StoreError> {
    let sealed: Option<Vec<u8>> = row.get("body")?;
    let Some((sealed, wrapped)) = sealed.zip(row.get::<Option<Vec<u8>>>("wrapped")?) else { return Ok(None) };
    let plain = vault.data_key(row.get("key_id")?, &wrapped)?.open(place(id), &sealed)?;
    String::from_utf8(plain).map(Some).map_err(|_| StoreError::Tampered)
}

/// Destroys bodies and salts. Envelopes, receipts and the audit's chains stay whole; the caller
/// rebuilds the view of the dwellings.
pub async fn erase_bodies(conn: &mut dyn Conn, ids: &[RecordId]) -> Result<u64, StoreError> {
    conn.execute(
        "DELETE FROM record_bodies WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))",
        args![list(ids)?],
    )
    .await
}
