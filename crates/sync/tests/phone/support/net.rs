//! A network that loses, doubles, delays and garbles, and a server that keeps what arrives.

use super::pause;
use domain::Time;
use domain::hex;
use domain::id::RecordId;
use domain::receipt::{Answer, BatchAnswer, Receipt, RecordProblem, RecordResult};
use domain::record::Record;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use sync::{There, Wire, WireFault};

/// What happens to one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    Fine,
    /// The call does not arrive.
    Lost,
    /// It arrives, its answer does not.
    AnswerLost,
    /// It arrives twice.
    Doubled,
    /// It arrives after the next call.
    Delayed,
    /// The receipts are over other bytes.
    WrongReceipts,
    /// The answer leaves out every second record.
    HalfAnswer,
    /// The server asks for all of it later.
    Busy,
    /// The server takes one record at a time.
    TooLarge,
}

impl Weather {
    pub const BAD: [Self; 8] = [
        Self::Lost,
        Self::AnswerLost,
        Self::Doubled,
        Self::Delayed,
        Self::WrongReceipts,
        Self::HalfAnswer,
        Self::Busy,
        Self::TooLarge,
    ];
}

#[derive(Clone, Default)]
pub struct Net(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    forecast: Vec<Weather>,
    delayed: Vec<Vec<Record>>,
    stored: BTreeMap<RecordId, Record>,
    order: Vec<RecordId>,
    bad: BTreeSet<RecordId>,
    photos: BTreeMap<String, Vec<u8>>,
    whole: BTreeSet<String>,
}

impl State {
    fn receive(&mut self, records: &[Record]) -> Vec<RecordResult> {
        records
            .iter()
            .map(|record| {
                let answer = if self.bad.contains(&record.id) {
                    Answer::Problem(problem("malformed", false))
                } else {
                    self.stored.entry(record.id).or_insert_with(|| {
                        self.order.push(record.id);
                        record.clone()
                    });
                    Answer::Receipt(Receipt::new(&self.stored[&record.id].body, Time::UNIX_EPOCH))
                };
                RecordResult { id: record.id, answer }
            })
            .collect()
    }
}

fn problem(code: &str, retry: bool) -> RecordProblem {
    RecordProblem { code: code.into(), detail: String::new(), retry }
}

impl Net {
    /// The weather of the next calls, then fine.
    pub fn forecast(&self, weather: &[Weather]) {
        self.0.borrow_mut().forecast = weather.iter().rev().copied().collect();
    }

    /// Calls under way arrive at last.
    pub fn clear(&self) {
        let mut state = self.0.borrow_mut();
        for call in std::mem::take(&mut state.delayed) {
            state.receive(&call);
        }
        state.forecast.clear();
    }

    /// The server will not keep this record.
    pub fn refuse(&self, id: RecordId) {
        self.0.borrow_mut().bad.insert(id);
    }

    pub fn accept(&self, id: RecordId) {
        self.0.borrow_mut().bad.remove(&id);
    }

    pub fn stored(&self) -> BTreeMap<RecordId, Record> {
        self.0.borrow().stored.clone()
    }

    /// Ids in the order of their first arrival.
    pub fn order(&self) -> Vec<RecordId> {
        self.0.borrow().order.clone()
    }

    pub fn photo(&self, sha256: &str) -> Option<Vec<u8>> {
        self.0.borrow().photos.get(sha256).cloned()
    }
}

impl Wire for Net {
    async fn send(&self, records: &[Record]) -> Result<BatchAnswer, WireFault> {
        pause().await;
        let weather = self.0.borrow_mut().forecast.pop().unwrap_or(Weather::Fine);
        let mut results = match weather {
            Weather::Lost => return Err(WireFault::NoAnswer),
            Weather::TooLarge if records.len() > 1 => return Err(WireFault::TooLarge),
            Weather::Delayed => {
                self.0.borrow_mut().delayed.push(records.to_vec());
                return Err(WireFault::NoAnswer);
            }
            Weather::Busy => records
                .iter()
                .map(|r| RecordResult { id: r.id, answer: Answer::Problem(problem("internal", true)) })
                .collect(),
            _ => self.0.borrow_mut().receive(records),
        };
        let late = std::mem::take(&mut self.0.borrow_mut().delayed);
        late.iter().for_each(|call| drop(self.0.borrow_mut().receive(call)));
        pause().await;
        match weather {
            Weather::AnswerLost => return Err(WireFault::NoAnswer),
            Weather::Doubled => drop(self.0.borrow_mut().receive(records)),
            Weather::WrongReceipts => garble(&mut results),
            Weather::HalfAnswer => {
                let mut kept = 0..;
                results.retain(|_| kept.next().is_some_and(|n| n % 2 == 1));
            }
            _ => {}
        }
        Ok(BatchAnswer { results, server_time: Time::UNIX_EPOCH, audit_head: None })
    }

    async fn photo_there(&self, sha256: &str) -> Result<There, WireFault> {
        pause().await;
        let state = self.0.borrow();
        if state.whole.contains(sha256) {
            return Ok(There::Whole);
        }
        Ok(There::Part(state.photos.get(sha256).map_or(0, |bytes| bytes.len() as u64)))
    }

    async fn put_photo(&self, sha256: &str, from: u64, total: u64, bytes: &[u8]) -> Result<There, WireFault> {
        pause().await;
        let there = {
            let mut state = self.0.borrow_mut();
            let photo = state.photos.entry(sha256.into()).or_default();
            if photo.len() as u64 == from {
                photo.extend_from_slice(bytes);
            }
            let there = photo.len() as u64;
            if there == total {
                state.whole.insert(sha256.into());
            }
            if there == total { There::Whole } else { There::Part(there) }
        };
        pause().await;
        Ok(there)
    }
}

fn garble(results: &mut [RecordResult]) {
    for result in results {
        if let Answer::Receipt(receipt) = &mut result.answer {
            receipt.sha256 = hex::sha256(b"other bytes");
        }
    }
}
