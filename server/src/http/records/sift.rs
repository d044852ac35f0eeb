//! Reading a batch: what is a record, and what is not.

use super::Refusal;
use domain::id::{DeviceId, RecordId};
use domain::problem::Problem;
use domain::record::{Body, FORMAT, Kind, Record};
use domain::refusal::{self, Rule};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashSet;
use uuid::Uuid;

/// A batch whose records are not read yet.
#[derive(Debug, Deserialize)]
pub struct RawBatch<'a> {
    /// The device that sends.
    pub device: DeviceId,
    /// What it says are records.
    #[serde(borrow)]
    pub records: Vec<&'a RawValue>,
}

/// A record that can be kept, with its body read.
#[derive(Debug)]
pub struct Sifted {
    /// As sent.
    pub record: Record,
    /// Its body.
    pub body: Body,
}

/// The batch as a whole.
pub fn read(bytes: &[u8]) -> Result<RawBatch<'_>, Problem> {
    serde_json::from_slice(bytes).map_err(|error| Problem::Malformed { place: error.to_string() })
}

/// What was sent as a record: its id, and the record if it is one.
pub type Read = (RecordId, Result<Record, Problem>);

/// Reads records, their bodies as text.
pub fn records(raw: &[&RawValue]) -> Vec<Read> {
    let read = |value: &&RawValue| match serde_json::from_str::<Record>(value.get()) {
        Ok(record) => (record.id, Ok(record)),
        Err(error) => {
            (id_of(value), Err(named(value.get(), Problem::Malformed { place: error.to_string() })))
        }
    };
    raw.iter().map(read).collect()
}

/// The ids as sent, the records whose bodies can be read, and a problem for each of the others.
pub fn sift(read: Vec<Read>) -> (Vec<RecordId>, Vec<Sifted>, Vec<Refusal>) {
    let (mut order, mut sifted, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for (id, record) in read {
        order.push(id);
        if !seen.insert(id) {
            continue;
        }
        match record.and_then(with_body) {
            Ok(one) => sifted.push(one),
            Err(problem) => refused.push(Refusal { id, problem }),
        }
    }
    (order, sifted, refused)
}

/// The id of what is no record. What has no readable id can only be answered as such.
fn id_of(value: &RawValue) -> RecordId {
    #[derive(Deserialize)]
    struct WithId {
        id: RecordId,
    }
    serde_json::from_str::<WithId>(value.get()).map_or(RecordId(Uuid::nil()), |with| with.id)
}

fn with_body(record: Record) -> Result<Sifted, Problem> {
    let body = understood(record.kind, record.v, &record.body)?;
    if let Body::Correction(change) = &body
        && change.of.is_some()
    {
        check_corrected(&change.body)?;
    }
    Ok(Sifted { record, body })
}

/// A body that Rounds keeps.
fn understood(kind: Kind, v: u16, text: &str) -> Result<Body, Problem> {
    let body = Body::parse(kind, v, text).map_err(|problem| named(text, problem))?;
    body.check()?;
    check_fields(text, &body)?;
    Ok(body)
}

/// The body that a correction brings is one that Rounds would keep. Of which kind it has to be shows
/// when it meets the record that it corrects.
fn check_corrected(text: &str) -> Result<(), Problem> {
    let mut problem = named(text, Problem::Malformed { place: "body.body".into() });
    for kind in Kind::ALL {
        match understood(kind, FORMAT, text) {
            Ok(_) => return Ok(()),
            Err(told @ (Problem::TextRefused { .. } | Problem::RefusedByRule { .. })) => problem = told,
            Err(_) => {}
        }
    }
    Err(problem)
}

/// A body is kept as it was sent, so it holds nothing that was not understood.
fn check_fields(sent: &str, body: &Body) -> Result<(), Problem> {
    let value = |text: &str| serde_json::from_str::<Value>(text);
    match (value(sent), body.to_json().and_then(|text| value(&text))) {
        (Ok(sent), Ok(known)) => refusal::check_fields(&sent, &known),
        _ => Err(Problem::Malformed { place: "body".into() }),
    }
}

/// The refusal that `sent` asks for, where it asks for one; else `problem`.
fn named(sent: &str, problem: Problem) -> Problem {
    let asked = serde_json::from_str(sent).ok().as_ref().and_then(refusal::asked_in);
    asked.map_or(problem, Rule::problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::value::to_raw_value;
    use serde_json::{Value, json};

    fn sifted(records: &[Value]) -> (Vec<RecordId>, Vec<Sifted>, Vec<Refusal>) {
        let raw: Vec<_> = records.iter().map(|record| to_raw_value(record).unwrap()).collect();
        sift(super::records(&raw.iter().map(AsRef::as_ref).collect::<Vec<_>>()))
    }

    fn record(id: u128, kind: &str, body: &Value) -> Value {
        json!({"id": Uuid::from_u128(id), "seq": 1, "kind": kind, "v": 1, "author": Uuid::nil(),
               "session": Uuid::nil(), "made_at": "2026-11-24T02:00:00Z", "body": body.to_string()})
    }

    #[test]
    fn one_bad_record_does_not_hold_up_the_others() {
        let good = record(1, "file_read", &json!({"dwelling": Uuid::nil(), "purpose": "visit"}));
        let unknown_kind = record(2, "gossip", &json!({}));
        let no_body = record(3, "visit", &json!({}));
        let (order, sifted, refused) = sifted(&[json!(7), unknown_kind, good, no_body]);
        assert_eq!(order.len(), 4);
        assert_eq!(sifted.iter().map(|s| s.record.id.0.as_u128()).collect::<Vec<_>>(), [1]);
        assert!(refused.iter().all(|refusal| refusal.problem.code() == "malformed"));
        assert_eq!(refused.iter().map(|r| r.id.0.as_u128()).collect::<Vec<_>>(), [0, 2, 3]);
    }

    #[test]
    fn a_record_twice_in_a_batch_is_sifted_once_and_answered_twice() {
        let one = record(1, "file_read", &json!({"dwelling": Uuid::nil(), "purpose": "visit"}));
        let (order, sifted, _) = sifted(&[one.clone(), one]);
        assert_eq!((order.len(), sifted.len()), (2, 1));
    }
}
