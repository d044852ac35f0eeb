//! Nothing lost, nothing doubled, whatever the network does and wherever a run is cut.

use crate::support::net::{Net, Weather};
use crate::support::phone::Phone;
use crate::support::{cut_after, finish};
use domain::finding::{Category, Finding, Severity};
use domain::id::{DwellingId, FindingId, RecordId};
use domain::record::{Kind, PhotoRef};
use proptest::prelude::*;
use sync::contract::draft;
use sync::{Change, Counter, Draft, End, Fate, PhoneStore, Photo, drain};
use uuid::Uuid;

/// A visitor who works through drafts 100, 101, … and after a cut looks whether the draft is still
/// there before doing it again, as the screens do.
struct Visitor {
    phone: Phone,
    net: Net,
    started: u128,
}

impl Visitor {
    fn new() -> Self {
        Self { phone: Phone::default(), net: Net::default(), started: 0 }
    }

    fn key(n: u128) -> String {
        format!("draft/{n}")
    }

    /// Fills in a draft and sends it off, cut after `polls` and done again if it did not happen.
    fn work(&mut self, polls: usize) {
        let n = 100 + self.started;
        self.started += 1;
        let put = Change::Put { key: Self::key(n), value: "{}".into() };
        finish(self.phone.change(vec![put])).unwrap();
        let append = || {
            let done = Change::Remove { key: Self::key(n) };
            self.phone.append(vec![draft(n)], vec![], vec![done])
        };
        if cut_after(polls, append()).is_none() && finish(self.phone.view(&Self::key(n))).unwrap().is_some() {
            finish(append()).unwrap();
        }
    }

    fn drain(&self, polls: usize) {
        cut_after(polls, drain(&self.phone, &self.net));
    }

    /// Every record is on the phone or on the server, byte for byte, under one number.
    fn assert_nothing_is_lost(&self) {
        let rows = finish(self.phone.outbox()).unwrap();
        let stored = self.net.stored();
        for n in 100..100 + self.started {
            let want = draft(n);
            let here = rows.iter().filter(|row| row.draft == want).count();
            let there = stored.get(&want.id).is_some_and(|record| record.body == want.body);
            assert!(here == 1 || there, "record {n}: {here} on the phone, on the server: {there}");
            assert!(here <= 1, "record {n} waits twice");
        }
        let mut numbers: Vec<u64> =
            rows.iter().map(|row| row.seq).chain(stored.values().map(|record| record.seq)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers, (1..=self.started as u64).collect::<Vec<_>>(), "numbers without gaps");
    }

    /// Once the network is fine again, everything arrives once and the phone is empty.
    fn assert_all_arrives(&self) {
        self.net.clear();
        let end = finish(drain(&self.phone, &self.net)).unwrap();
        assert_eq!(end.end, End::Empty);
        assert_eq!(Counter::of(&finish(self.phone.outbox()).unwrap()), Counter::default());
        assert_eq!(self.net.stored().len() as u128, self.started);
        assert_eq!(self.net.order().len() as u128, self.started);
    }
}

fn weather() -> impl Strategy<Value = Weather> {
    prop_oneof![
        1 => Just(Weather::Fine),
        2 => prop::sample::select(Weather::BAD.to_vec()),
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Work { polls: usize },
    Send { polls: usize, forecast: Vec<Weather> },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0usize..4).prop_map(|polls| Step::Work { polls }),
        (0usize..30, prop::collection::vec(weather(), 0..6))
            .prop_map(|(polls, forecast)| Step::Send { polls, forecast }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn no_weather_and_no_cut_loses_or_doubles_a_record(steps in prop::collection::vec(step(), 1..25)) {
        let mut visitor = Visitor::new();
        for step in steps {
            match step {
                Step::Work { polls } => visitor.work(polls),
                Step::Send { polls, forecast } => {
                    visitor.net.forecast(&forecast);
                    visitor.drain(polls);
                }
            }
            visitor.assert_nothing_is_lost();
        }
        visitor.assert_all_arrives();
    }
}

#[test]
fn a_run_cut_at_each_await_in_each_weather_loses_nothing() {
    for weather in Weather::BAD {
        for polls in 0..60 {
            let mut visitor = Visitor::new();
            (0..5).for_each(|_| visitor.work(10));
            visitor.net.forecast(&[weather, Weather::Fine, weather]);
            visitor.drain(polls);
            visitor.work(polls % 4);
            visitor.assert_nothing_is_lost();
            visitor.assert_all_arrives();
        }
    }
}

#[test]
fn a_row_stays_until_a_receipt_over_its_own_bytes_comes() {
    let mut visitor = Visitor::new();
    visitor.work(10);
    visitor.net.forecast(&[Weather::WrongReceipts]);
    let end = finish(drain(&visitor.phone, &visitor.net)).unwrap();
    assert_eq!(end.end, End::Later);
    assert_eq!(finish(visitor.phone.outbox()).unwrap().len(), 1);
    visitor.assert_all_arrives();
}

#[test]
fn a_bad_record_is_kept_with_its_problem_and_holds_up_no_other() {
    let mut visitor = Visitor::new();
    (0..3).for_each(|_| visitor.work(10));
    let bad = draft(101).id;
    visitor.net.refuse(bad);
    finish(drain(&visitor.phone, &visitor.net)).unwrap();
    let rows = finish(visitor.phone.outbox()).unwrap();
    assert_eq!(rows.len(), 1);
    assert!(matches!(&rows[0].fate, Fate::Quarantined { code, .. } if code == "malformed"));
    assert_eq!(visitor.net.stored().len(), 2);

    visitor.net.accept(bad);
    finish(visitor.phone.requeue(rows[0].seq, None)).unwrap();
    visitor.assert_all_arrives();
}

#[test]
fn an_urgent_finding_arrives_before_everything_that_waited_longer() {
    let mut visitor = Visitor::new();
    (0..3).for_each(|_| visitor.work(10));
    let urgent = finding(900, Severity::Urgent);
    finish(visitor.phone.append(vec![finding(901, Severity::High), urgent.clone()], vec![], vec![])).unwrap();
    finish(drain(&visitor.phone, &visitor.net)).unwrap();
    assert_eq!(visitor.net.order()[0], urgent.id);
}

#[test]
fn a_photo_is_whole_on_the_server_before_its_record_wherever_it_was_cut() {
    let bytes: Vec<u8> = (0..300_000u32).map(|i| i as u8).collect();
    for polls in 0..40 {
        let visitor = Visitor::new();
        let photo = Photo { sha256: "aa".into(), bytes: bytes.clone() };
        finish(visitor.phone.append(vec![photo_ref("aa")], vec![photo], vec![])).unwrap();
        visitor.drain(polls);
        if !visitor.net.stored().is_empty() {
            assert_eq!(visitor.net.photo("aa").as_ref(), Some(&bytes));
        }
        finish(drain(&visitor.phone, &visitor.net)).unwrap();
        assert_eq!(visitor.net.photo("aa").as_ref(), Some(&bytes));
        assert!(finish(visitor.phone.photo("aa")).unwrap().is_none());
    }
}

fn finding(n: u128, severity: Severity) -> Draft {
    let body = Finding {
        finding: FindingId(Uuid::from_u128(n)),
        dwelling: DwellingId(Uuid::from_u128(1)),
        visit: RecordId(Uuid::from_u128(2)),
        category: Category::GasAndCo,
        severity,
        note: None,
        photos: vec![],
        person_agrees: None,
        straight_to: None,
    };
    Draft { kind: Kind::Finding, body: serde_json::to_string(&body).unwrap(), ..draft(n) }
}

fn photo_ref(sha256: &str) -> Draft {
    let body = PhotoRef {
        dwelling: DwellingId(Uuid::from_u128(1)),
        finding: FindingId(Uuid::from_u128(900)),
        sha256: sha256.into(),
        bytes: 300_000,
        media_type: "image/jpeg".into(),
    };
    Draft { kind: Kind::PhotoRef, body: serde_json::to_string(&body).unwrap(), ..draft(950) }
}
