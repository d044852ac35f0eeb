//! Storing records as they come.

use super::{RecordRow, place};
use crate::args;
use crate::store::{Conn, StoreError, Vault, list, word};
use domain::area::TownCode;
use domain::hex;
use domain::id::{DeviceId, DwellingId, RecordId, SessionId, StationId, UserId};
use domain::receipt::commitment;
use serde::Serialize;
use uuid::Uuid;

/// An envelope with its body, to be stored.
pub struct NewRecord {
    /// The envelope.
    pub row: RecordRow,
    /// JSON text as sent.
    pub body: String,
    /// The data key that encrypts the body: the dwelling's, or the station's where there is none.
    pub key: Uuid,
    /// The town that the key is kept under.
    pub key_town: TownCode,
    /// Random.
    pub salt: [u8; 32],
}

#[derive(Serialize)]
struct Envelope<'a> {
    town: &'a TownCode,
    id: RecordId,
    station: StationId,
    device: Option<DeviceId>,
    seq: u64,
    kind: &'static str,
    v: u16,
    author: UserId,
    session: SessionId,
    made_at: i64,
    mono_ms: Option<i64>,
    offset_ms: Option<i64>,
    receipt_at: Option<i64>,
    after: String,
    dwelling: Option<DwellingId>,
    commitment: String,
    stored_at: i64,
    happened_at: i64,
    marks: String,
    state: String,
}

#[derive(Serialize)]
struct Sealed<'a> {
    town: &'a TownCode,
    id: RecordId,
    salt: String,
    key: Uuid,
    body: String,
}

/// Stores records whose keys exist, as one statement for envelopes and one for bodies. One whose id
/// is there already stays as it is.
pub async fn add_all(conn: &mut dyn Conn, vault: &Vault, records: &[NewRecord]) -> Result<(), StoreError> {
    let mut key_ids: Vec<Uuid> = records.iter().map(|r| r.key).collect();
    key_ids.sort();
    key_ids.dedup();
    let keys = vault.keys(conn, &key_ids).await?;
    let (mut envelopes, mut bodies) = (Vec::with_capacity(records.len()), Vec::with_capacity(records.len()));
    for record in records {
        let key = keys.get(&record.key).ok_or(StoreError::Erased)?;
        envelopes.push(envelope(record)?);
        bodies.push(sealed(record, &key.seal(place(record.row.id), record.body.as_bytes())?));
    }
    conn.execute(INSERT_ENVELOPES, args![list(&envelopes)?]).await?;
    conn.execute(INSERT_BODIES, args![list(&bodies)?]).await?;
    Ok(())
}

// A line is written out once and not for each of its columns: on SQLite a third of the time.
const INSERT_ENVELOPES: &str = "INSERT INTO records (town, id, station, device, seq, kind, v, author, session,
    made_at, mono_ms, offset_ms, receipt_at, after_ids, dwelling, commitment, stored_at, happened_at, marks, state)
  WITH line AS MATERIALIZED (SELECT value FROM json_each($1))
  SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'station', '-'), unhex(value->>'device', '-'),
    CAST(value->>'seq' AS BIGINT), value->>'kind', CAST(value->>'v' AS BIGINT), unhex(value->>'author', '-'),
    unhex(value->>'session', '-'), CAST(value->>'made_at' AS BIGINT), CAST(value->>'mono_ms' AS BIGINT),
    CAST(value->>'offset_ms' AS BIGINT), CAST(value->>'receipt_at' AS BIGINT), value->>'after',
    unhex(value->>'dwelling', '-'), unhex(value->>'commitment'), CAST(value->>'stored_at' AS BIGINT),
    CAST(value->>'happened_at' AS BIGINT), value->>'marks', value->>'state'
  FROM line WHERE true
  ON CONFLICT DO NOTHING";

const INSERT_BODIES: &str = "INSERT INTO record_bodies (town, id, salt, key_id, body)
  WITH line AS MATERIALIZED (SELECT value FROM json_each($1))
  SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'salt'), unhex(value->>'key', '-'),
    unhex(value->>'body')
  FROM line WHERE true
  ON CONFLICT DO NOTHING";

fn envelope(record: &NewRecord) -> Result<Envelope<'_>, StoreError> {
    let row = &record.row;
    Ok(Envelope {
        town: &row.town,
        id: row.id,
        station: row.station,
        device: row.device,
        seq: row.seq,
        kind: row.kind.key(),
        v: row.v,
        author: row.author,
        session: row.session,
        made_at: row.made_at.timestamp_millis(),
        mono_ms: row.mono_ms,
        offset_ms: row.offset_ms,
        receipt_at: row.receipt_at.map(|at| at.timestamp_millis()),
        after: list(&row.after)?,
        dwelling: row.dwelling,
        commitment: hex::encode(&commitment(&record.salt, record.body.as_bytes())),
        stored_at: row.stored_at.timestamp_millis(),
        happened_at: row.happened_at.timestamp_millis(),
        marks: list(&row.marks)?,
        state: word::word(&row.state)?,
    })
}

fn sealed<'a>(record: &'a NewRecord, body: &[u8]) -> Sealed<'a> {
    let row = &record.row;
    Sealed {
        town: &row.town,
        id: row.id,
        salt: hex::encode(&record.salt),
        key: record.key,
        body: hex::encode(body),
    }
}
