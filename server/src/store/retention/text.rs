//! Free text of findings. It stands in encrypted bodies, which are written anew without it. A body
//! that is not as it was sent has no salt any more: nobody can hold it against its commitment.

use super::{Lines, scheme};
use crate::args;
use crate::store::vault::Place;
use crate::store::{Conn, Row, StoreError, Tx, list};
use domain::hex;
use domain::id::RecordId;
use domain::record::Kind;
use domain::retention::{Counts, Rule, Thing};
use serde_json::Value;

/// What stands in place of the salt of a body without its free text.
const NO_SALT: [u8; 32] = [0; 32];
/// Bodies opened at a time.
const PAGE: i64 = 2_000;

/// Whether the salt is that of a body from which free text was taken.
pub fn is_redacted(salt: &[u8; 32]) -> bool {
    *salt == NO_SALT
}

/// A body without its free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted(pub String);

impl Redacted {
    /// Takes the note out of a finding, or of a finding that a correction tells; none where there is
    /// no note.
    pub fn of(kind: Kind, body: &str) -> Option<Self> {
        let mut value: Value = serde_json::from_str(body).ok()?;
        let taken = match kind {
            Kind::Finding => take_note(&mut value),
            Kind::Correction => {
                let inner = value.get("body").and_then(Value::as_str);
                let mut inner: Value = inner.and_then(|text| serde_json::from_str(text).ok())?;
                let taken = take_note(&mut inner);
                value["body"] = Value::String(inner.to_string());
                taken
            }
            _ => false,
        };
        taken.then(|| Self(value.to_string()))
    }
}

fn take_note(value: &mut Value) -> bool {
    let note = value.as_object_mut().and_then(|object| object.remove("note"));
    note.is_some_and(|note| !note.is_null())
}

/// Free text of findings, and what an import gave as the reason of a class.
pub async fn texts(tx: &mut Tx, lines: &Lines) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    let mut after = RecordId(uuid::Uuid::nil());
    loop {
        let rows = page(tx, lines, after).await?;
        let Some(last) = rows.last() else { break };
        after = last.get("id")?;
        counts.add(Thing::FreeText, redact(tx, &rows).await?);
    }
    let reasons = tx
        .execute(
            "UPDATE class_changes SET reason = '' WHERE since < $1 AND decided_by IS NULL AND reason <> ''",
            args![lines.day(Rule::FreeText)],
        )
        .await?;
    counts.add(Thing::FreeText, reasons + scheme::texts(tx, lines).await?);
    Ok(counts)
}

async fn page(tx: &mut Tx, lines: &Lines, after: RecordId) -> Result<Vec<Row>, StoreError> {
    tx.rows(
        "SELECT b.id, b.key_id, b.body, k.wrapped, r.kind FROM record_bodies b
         JOIN records r ON r.id = b.id JOIN data_keys k ON k.id = b.key_id
         WHERE b.id > $1 AND r.kind IN ('finding', 'correction') AND r.happened_at < $2
           AND b.salt <> $3 AND k.wrapped IS NOT NULL
         ORDER BY b.id LIMIT $4",
        args![after, lines.moment(Rule::FreeText), NO_SALT, PAGE],
    )
    .await
}

async fn redact(tx: &mut Tx, rows: &[Row]) -> Result<u64, StoreError> {
    let vault = tx.vault();
    let mut written = Vec::new();
    for row in rows {
        let id: RecordId = row.get("id")?;
        let key = vault.data_key(row.get("key_id")?, &row.get::<Vec<u8>>("wrapped")?)?;
        let place = Place { column: "record_bodies.body", row: id.0 };
        let plain = key.open(place, &row.get::<Vec<u8>>("body")?)?;
        let text = String::from_utf8(plain).map_err(|_| StoreError::Tampered)?;
        if let Some(Redacted(text)) = Redacted::of(crate::store::word::read(row, "kind")?, &text) {
            let sealed = key.seal(place, text.as_bytes())?;
            written.push(serde_json::json!({"id": id, "body": hex::encode(&sealed)}));
        }
    }
    if written.is_empty() {
        return Ok(0);
    }
    tx.execute(
        "UPDATE record_bodies SET salt = $2, body = w.body
         FROM (SELECT unhex(value->>'id', '-') AS id, unhex(value->>'body') AS body FROM json_each($1)) w
         WHERE record_bodies.id = w.id",
        args![list(&written)?, NO_SALT],
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_taken_out_of_a_finding_and_of_its_correction_and_nothing_else() {
        let finding = r#"{"finding":"x","note":"楼道堆物","photos":["ab"]}"#;
        let Redacted(text) = Redacted::of(Kind::Finding, finding).unwrap();
        assert_eq!(text, r#"{"finding":"x","photos":["ab"]}"#);
        let correction = serde_json::json!({"of": "y", "body": finding}).to_string();
        let Redacted(text) = Redacted::of(Kind::Correction, &correction).unwrap();
        assert!(!text.contains("楼道") && text.contains("photos"), "{text}");
    }

    #[test]
    fn what_has_no_note_stays_as_it_was_sent() {
        for body in [r#"{"finding":"x","note":null}"#, r#"{"finding":"x"}"#, "not json"] {
            assert_eq!(Redacted::of(Kind::Finding, body), None, "{body}");
        }
        assert_eq!(Redacted::of(Kind::Visit, r#"{"note":"x"}"#), None);
    }
}
