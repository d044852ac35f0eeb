//! What visitors write in a day, kind by kind as at real doors.

use super::phone::Phone;
use chrono::TimeDelta;
use domain::finding::{Category, Finding, Severity};
use domain::hex;
use domain::id::{DwellingId, FindingId, NoticeId, RecordId, StationId};
use domain::notice::{Notice, NoticeForm};
use domain::record::{Body, FORMAT, FileRead, Purpose, Record};
use domain::visit::{Answer, Attempt, AttemptOutcome, CheckIn, Consent, Evidence, Outcome, Seen, Visit};
use domain::{Position, Time};
use std::collections::HashMap;
use uuid::{Builder, Uuid};

/// The doors of each station that may be visited.
pub type Doors = HashMap<StationId, Vec<DwellingId>>;

/// The first visit of the day, nine in the morning in Shanghai.
const NINE: &str = "2026-11-24T01:00:00Z";

/// Doors that are left, and the number of the next one.
pub struct Work {
    doors: Doors,
    next: u64,
}

impl Work {
    /// The doors of the day.
    pub fn new(doors: Doors) -> Self {
        Self { doors, next: 0 }
    }

    /// The next `count` records of a phone, door by door. The last door may be left half done, as when
    /// the day ends.
    pub fn records(&mut self, phone: &mut Phone, count: usize) -> Vec<Record> {
        let mut records = Vec::with_capacity(count + 8);
        while records.len() < count {
            let door = self.doors.get_mut(&phone.station).and_then(Vec::pop);
            let door = door.expect("the station has doors left: take a larger county or fewer records");
            self.next += 1;
            at_door(&mut records, phone, door, self.next);
        }
        records.truncate(count);
        for record in &mut records {
            phone.seq += 1;
            record.seq = phone.seq;
        }
        records
    }
}

/// The file read before, arrival, the visit or the attempt, a finding at every eighth door, a notice at
/// every second.
fn at_door(records: &mut Vec<Record>, phone: &Phone, dwelling: DwellingId, n: u64) {
    let at = NINE.parse::<Time>().unwrap() + TimeDelta::minutes(n as i64 % 480);
    let mut say = |after: Vec<RecordId>, body: Body| {
        let record = record(phone, at, after, &body);
        let id = record.id;
        records.push(record);
        id
    };
    say(vec![], Body::FileRead(FileRead { dwelling, purpose: Purpose::Visit }));
    let evidence = Evidence::Position { at: Position { lon: 121.4, lat: 31.6 }, accuracy_m: 12.5 };
    let check_in = say(vec![], Body::CheckIn(CheckIn { dwelling, owed: None, evidence }));
    if n.is_multiple_of(6) {
        let outcome = AttemptOutcome::NobodyHome;
        say(vec![check_in], Body::Attempt(Attempt { dwelling, check_in, outcome, letter: true }));
        return;
    }
    let visit = say(vec![check_in], Body::Visit(visit(dwelling, check_in, n.is_multiple_of(8))));
    if n.is_multiple_of(8) {
        say(vec![visit], Body::Finding(finding(dwelling, visit)));
    }
    if n.is_multiple_of(2) {
        let code_hash = hex::sha256(Uuid::new_v4().as_bytes());
        let notice = NoticeId(id(at));
        let form = NoticeForm::Shown;
        say(
            vec![visit],
            Body::Notice(Notice { notice, dwelling, visit, form, code_hash, secret_hash: None }),
        );
    }
}

fn visit(dwelling: DwellingId, check_in: RecordId, is_found: bool) -> Visit {
    let seen = if is_found { Seen::NotInOrder } else { Seen::InOrder };
    let questions = ["escape_route", "indoor_charging", "wiring", "gas_and_flue", "sanitation"];
    let answers = questions.map(|question| Answer { question: question.into(), seen });
    Visit {
        dwelling,
        check_in,
        outcome: Outcome::Entered,
        consent: Some(Consent::ToEnter),
        answers: answers.into(),
        gone: vec![],
        with: None,
        asked_for: false,
    }
}

fn finding(dwelling: DwellingId, visit: RecordId) -> Finding {
    Finding {
        finding: FindingId(Uuid::new_v4()),
        dwelling,
        visit,
        category: Category::Fire,
        severity: Severity::High,
        note: Some("楼梯间堆放纸箱，影响通行".into()),
        photos: vec![],
        person_agrees: None,
        straight_to: None,
    }
}

fn record(phone: &Phone, at: Time, after: Vec<RecordId>, body: &Body) -> Record {
    Record {
        id: RecordId(id(at)),
        seq: 0,
        kind: body.kind(),
        v: FORMAT,
        author: phone.tokens.me.user,
        session: phone.tokens.session,
        made_at: at,
        mono_ms: Some(7_200_000),
        offset_ms: Some(-350),
        receipt_at: None,
        after,
        body: body.to_json().unwrap(),
    }
}

/// As phones make them: UUIDv7.
fn id(at: Time) -> Uuid {
    let random: [u8; 10] = *Uuid::new_v4().as_bytes().first_chunk().unwrap();
    Builder::from_unix_timestamp_millis(at.timestamp_millis() as u64, &random).into_uuid()
}
