//! A visitor and a phone: works as the app's pages do, and after each stop looks at what the phone shows
//! before doing anything again.

use super::dice::Dice;
use super::drain::{self, drain};
use super::line::Line;
use super::storage::Storage;
use super::tally::Tally;
use super::template::Person;
use chrono::TimeDelta;
use domain::Time;
use domain::field::Field;
use domain::finding::{Category, Finding, Severity};
use domain::hex;
use domain::id::{DeviceId, DwellingId, FindingId, RecordId, UserId};
use domain::record::{Body, FORMAT, FileRead, PhotoRef, Purpose};
use domain::visit::{CheckIn, Consent, Evidence, NoEvidence, Outcome, Visit};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use sync::{Change, Draft, PhoneStore, Photo, StoreFault};

mod said;
mod start;

pub use said::FILES;

/// Bytes of a photo: more than one call takes.
const PHOTO_BYTES: usize = 150_000;

/// How a photo begins.
const JPEG: [u8; 4] = [0xff, 0xd8, 0xff, 0xdb];

/// A record that a tap made, and for what.
#[derive(Clone, Debug)]
pub struct Made {
    /// The visit that it belongs to: doors are numbered as they are visited.
    pub visit: u64,
    pub dwelling: DwellingId,
    pub what: &'static str,
    pub body: String,
    pub author: UserId,
    pub after: Vec<RecordId>,
    /// The phone said that it is kept.
    pub confirmed: bool,
}

/// One phone with those who use it.
pub struct Visitor {
    /// As it was enrolled, one time after the other, with one key.
    pub devices: Vec<DeviceId>,
    pub storage: Storage,
    pub line: Line,
    pub dice: Dice,
    pub people: Vec<Person>,
    pub now: usize,
    /// The phone's clock minus the server's.
    pub skew: TimeDelta,
    pub made: Rc<RefCell<BTreeMap<RecordId, Made>>>,
    /// Visits begun and not seen as done, with their doors.
    pub open: BTreeMap<u64, DwellingId>,
    pub done: Vec<u64>,
    /// The versions that the phone last saw of fields.
    pub seen: BTreeMap<(DwellingId, Field), Option<RecordId>>,
    /// A mistake in what the phone runs.
    pub flaw: Option<drain::Flaw>,
    pub tally: Tally,
    /// A promise that the phone did not keep.
    pub broken: Option<String>,
}

impl Visitor {
    /// Works at a door until the phone says that it is done, or refuses to write.
    pub async fn work(&mut self, visit: u64, trouble: u64) {
        for _ in 0..6 {
            let draft = format!("draft/{visit}");
            if self.is_marked(visit).await {
                self.open.remove(&visit);
                self.done.push(visit);
                return;
            }
            if self.dice.percent(trouble) {
                let steps = self.dice.below(6);
                self.storage.steps.stop_after(steps);
            }
            let kept = if self.shows(&draft).await {
                self.finish(visit, draft).await
            } else {
                self.check_in(visit, draft).await
            };
            if kept == Some(Err(StoreFault::Full)) {
                return;
            }
            let has_no_power = self.dice.percent(trouble / 4);
            if has_no_power {
                self.tally.count("NoPower");
                self.storage.cut_power();
            }
            if kept.is_none() || has_no_power {
                self.start().await;
            }
        }
    }

    async fn shows(&self, key: &str) -> bool {
        self.storage.view(key).await.is_ok_and(|value| value.is_some())
    }

    async fn check_in(&mut self, visit: u64, draft: String) -> Option<Result<(), StoreFault>> {
        let dwelling = self.open[&visit];
        let evidence = Evidence::None { reason: NoEvidence::LabelMissing };
        let check_in =
            self.record("check-in", visit, vec![], Body::CheckIn(CheckIn { dwelling, owed: None, evidence }));
        let put = Change::Put { key: draft, value: serde_json::to_string(&check_in.id).unwrap() };
        self.append(vec![check_in], vec![], vec![put]).await
    }

    async fn finish(&mut self, visit: u64, draft: String) -> Option<Result<(), StoreFault>> {
        let dwelling = self.open[&visit];
        let kept = self.storage.view(&draft).await.ok().flatten().unwrap_or_default();
        let check_in: RecordId = serde_json::from_str(&kept).unwrap();
        let body = Body::Visit(Visit {
            dwelling,
            check_in,
            outcome: Outcome::Met,
            consent: Some(Consent::AtDoorOnly),
            answers: vec![],
            gone: vec![],
            with: None,
            asked_for: false,
        });
        let record = self.record("visit", visit, vec![check_in], body);
        let (of, mut records, mut photos) = (record.id, vec![record], vec![]);
        // What a door brings is drawn by its number: the same when the visit is made again.
        let mut door = Dice::new(visit);
        if door.percent(30) {
            let severity = door.one_of(&[Severity::Low, Severity::High, Severity::Urgent]);
            let with_photo = door.percent(20);
            self.find((visit, dwelling, of), severity, with_photo, (&mut records, &mut photos));
        }
        if door.percent(20) {
            let body = Body::FileRead(FileRead { dwelling, purpose: Purpose::Visit });
            records.push(self.record("reading", visit, vec![], body));
        }
        if door.percent(30) {
            records.push(self.say(visit, &mut door).await);
        }
        let mark = format!("mark/{}/{visit}/{dwelling}", self.date());
        let done = Change::Put { key: mark, value: "true".into() };
        self.append(records, photos, vec![Change::Remove { key: draft }, done]).await
    }

    fn find(
        &mut self,
        (visit, dwelling, of): (u64, DwellingId, RecordId),
        severity: Severity,
        with_photo: bool,
        (records, photos): (&mut Vec<Draft>, &mut Vec<Photo>),
    ) {
        let finding = FindingId(self.dice.uuid());
        let mut sha256 = vec![];
        if with_photo {
            let mut bytes: Vec<u8> = (0..PHOTO_BYTES).map(|at| (at as u64 * 31 + visit) as u8).collect();
            bytes[..JPEG.len()].copy_from_slice(&JPEG);
            sha256.push(hex::sha256(&bytes));
            photos.push(Photo { sha256: hex::sha256(&bytes), bytes });
        }
        let body = Body::Finding(Finding {
            finding,
            dwelling,
            visit: of,
            category: Category::GasAndCo,
            severity,
            note: None,
            photos: sha256.clone(),
            person_agrees: None,
            straight_to: None,
        });
        records.push(self.record("finding", visit, vec![of], body));
        for sha256 in sha256 {
            let body = Body::PhotoRef(PhotoRef {
                dwelling,
                finding,
                sha256,
                bytes: PHOTO_BYTES as u64,
                media_type: "image/jpeg".into(),
            });
            records.push(self.record("photo", visit, vec![], body));
        }
    }

    fn record(&mut self, what: &'static str, visit: u64, after: Vec<RecordId>, body: Body) -> Draft {
        let dwelling = body.dwelling().unwrap_or(self.open[&visit]);
        let (id, person) = (RecordId(self.dice.uuid()), self.people[self.now]);
        let draft = Draft {
            id,
            kind: body.kind(),
            v: FORMAT,
            author: person.user,
            session: person.session,
            made_at: self.clock(),
            mono_ms: None,
            offset_ms: Some(-self.skew.num_milliseconds()),
            receipt_at: None,
            after: after.clone(),
            body: body.to_json().unwrap(),
        };
        let body = draft.body.clone();
        let made = Made { visit, dwelling, what, body, author: person.user, after, confirmed: false };
        self.made.borrow_mut().insert(id, made);
        draft
    }

    fn clock(&self) -> Time {
        self.line.server.app.state.clock.now() + self.skew
    }

    async fn append(
        &mut self,
        records: Vec<Draft>,
        photos: Vec<Photo>,
        view: Vec<Change>,
    ) -> Option<Result<(), StoreFault>> {
        let ids: Vec<RecordId> = records.iter().map(|record| record.id).collect();
        let kept = self.run(self.storage.append(records, photos, view)).await;
        if kept == Some(Ok(())) {
            let mut made = self.made.borrow_mut();
            for id in ids {
                made.entry(id).and_modify(|made| made.confirmed = true);
            }
        }
        kept
    }

    /// Sends what waits, and may stop anywhere.
    pub async fn sync(&mut self, trouble: u64) -> Option<sync::End> {
        if self.dice.percent(trouble) {
            let steps = self.dice.below(12);
            self.storage.steps.stop_after(steps);
        }
        self.run(drain(&self.storage, &self.line, self.flaw)).await.and_then(Result::ok)
    }

    /// Runs `work` until it is done, or the phone stops.
    async fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let done = self.storage.steps.run(work).await;
        if done.is_none() {
            self.tally.count("Stopped");
        }
        done
    }
}
