//! The server as phones meet it, and mistakes that it could make where it receives and applies.

use super::template::door;
use super::visitor::FILES;
use crate::store::field::{self, VersionRow};
use crate::store::job::{self, Lane};
use crate::store::record::{self, RecordState};
use crate::store::visit;
use crate::store::{StoreError, Tx};
use crate::testing::{self, App};
use axum::body::Body;
use axum::http::{Request, header};
use domain::field::Standing;
use domain::id::{DwellingId, RecordId, UserId};
use domain::receipt::{Answer, Batch, BatchAnswer, Receipt, RecordResult};
use domain::record::{self as said, Kind, Record};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use sync::WireFault;
use uuid::Uuid;

/// Every so many calls or hours a mistake happens that does not happen each time.
const NOW_AND_THEN: u64 = 6;

/// A mistake of the server, planted to see that it is caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Receipts go out before the commit, and now and then the server stops between.
    ReceiptBeforeCommit,
    /// Half of a batch is committed, and now and then the server stops before the rest; all is receipted.
    CommitsHalf,
    /// What a signed-out author wrote is dropped, and receipted.
    DropsSignedOut,
    /// Whoever wrote first in a call counts as the author of all.
    OneAuthor,
    /// Each answer names the record after its own.
    AnswersOthers,
    /// A problem of one record is told of the record after it.
    ProblemOfOther,
    /// A job counts as done before it is, and now and then the server stops between.
    LosesJobs,
    /// A record is shown twice.
    AppliesTwice,
    /// A record takes out what earlier ones of its dwelling show.
    ClearsView,
    /// A record that waited is not looked at again.
    ForgetsHeld,
    /// Of two values of a field the one that came last is in force, whoever knew of what.
    LastWriterWins,
    /// What waits for an officer is dropped.
    DropsWaiting,
}

impl Flaw {
    pub const ALL: [Self; 12] = [
        Self::ReceiptBeforeCommit,
        Self::CommitsHalf,
        Self::DropsSignedOut,
        Self::OneAuthor,
        Self::AnswersOthers,
        Self::ProblemOfOther,
        Self::LosesJobs,
        Self::AppliesTwice,
        Self::ClearsView,
        Self::ForgetsHeld,
        Self::LastWriterWins,
        Self::DropsWaiting,
    ];
}

/// The server of a run.
pub struct Server {
    pub app: App,
    flaw: Option<Flaw>,
    calls: Cell<u64>,
    hours: Cell<u64>,
    visits: RefCell<Vec<(RecordId, DwellingId)>>,
    /// People whose sessions were ended.
    pub signed_out: RefCell<BTreeSet<UserId>>,
}

impl Server {
    pub fn new(app: App, flaw: Option<Flaw>) -> Self {
        let (calls, hours) = (Cell::default(), Cell::default());
        Self { app, flaw, calls, hours, visits: RefCell::default(), signed_out: RefCell::default() }
    }

    /// Brings a call to the server, and reads the answer as the app does.
    pub async fn deliver(&self, credential: &str, body: String) -> Result<BatchAnswer, WireFault> {
        let Some(flaw) = self.flaw else { return post(&self.app, credential, body).await };
        let Ok(mut batch) = serde_json::from_str::<Batch>(&body) else {
            return post(&self.app, credential, body).await;
        };
        let sent = batch.records.clone();
        self.note_visits(&sent);
        let happens = happens_now(&self.calls);
        match flaw {
            Flaw::ReceiptBeforeCommit if happens => batch.records.clear(),
            Flaw::CommitsHalf if happens => batch.records.truncate(sent.len() / 2),
            Flaw::DropsSignedOut => {
                batch.records.retain(|record| !self.signed_out.borrow().contains(&record.author));
            }
            Flaw::OneAuthor => {
                let first = sent.first().map(|first| (first.author, first.session));
                let of_first = |record: &mut Record| (record.author, record.session) = first.unwrap();
                batch.records.iter_mut().for_each(of_first);
            }
            _ => {}
        }
        let answer = post(&self.app, credential, serde_json::to_string(&batch).unwrap()).await?;
        Ok(self.forge(flaw, &sent, answer))
    }

    fn note_visits(&self, records: &[Record]) {
        for record in records.iter().filter(|record| record.kind == Kind::Visit) {
            if let Ok(body) = said::Body::parse(record.kind, record.v, &record.body) {
                self.visits.borrow_mut().extend(body.dwelling().map(|dwelling| (record.id, dwelling)));
            }
        }
    }

    fn forge(&self, flaw: Flaw, sent: &[Record], mut answer: BatchAnswer) -> BatchAnswer {
        match flaw {
            Flaw::ReceiptBeforeCommit | Flaw::CommitsHalf | Flaw::DropsSignedOut => {
                for record in sent {
                    if answer.results.iter().all(|result| result.id != record.id) {
                        answer.results.push(self.receipt(record));
                    }
                }
            }
            Flaw::AnswersOthers => {
                let ids: Vec<RecordId> = answer.results.iter().map(|result| result.id).collect();
                let next = ids.iter().cycle().skip(1);
                answer.results.iter_mut().zip(next).for_each(|(result, next)| result.id = *next);
            }
            Flaw::ProblemOfOther => {
                let is_problem = |result: &RecordResult| matches!(result.answer, Answer::Problem(_));
                if let Some(at) = answer.results.iter().position(is_problem).filter(|_| sent.len() > 1) {
                    let other = (at + 1) % sent.len();
                    answer.results[other] = RecordResult { id: sent[other].id, ..answer.results[at].clone() };
                    answer.results[at] = self.receipt(&sent[at]);
                }
            }
            _ => {}
        }
        answer
    }

    fn receipt(&self, record: &Record) -> RecordResult {
        let receipt = Receipt::new(&record.body, self.app.state.clock.now());
        RecordResult { id: record.id, answer: Answer::Receipt(receipt) }
    }

    /// Does the jobs that are due.
    pub async fn work(&self) -> Result<(), String> {
        let happens = happens_now(&self.hours);
        if self.flaw == Some(Flaw::LosesJobs) && happens {
            self.lose_a_job().await;
        }
        while self.app.state.jobs.run_due().await.map_err(|error| error.to_string())? > 0 {}
        if let Some(flaw @ (Flaw::LastWriterWins | Flaw::DropsWaiting)) = self.flaw {
            self.spoil_fields(flaw).await;
        }
        match self.flaw {
            Some(flaw @ (Flaw::AppliesTwice | Flaw::ClearsView | Flaw::ForgetsHeld)) if happens => {
                self.spoil_view(flaw).await;
            }
            _ => {}
        }
        Ok(())
    }

    async fn lose_a_job(&self) {
        for job in job::claim(&self.app.state.store, Lane::Quick, 1).await.unwrap() {
            self.app
                .write(move |tx| {
                    Box::pin(async move {
                        let now = tx.now();
                        job::done(tx, job.id, now).await
                    })
                })
                .await;
        }
    }

    async fn spoil_view(&self, flaw: Flaw) {
        let Some((id, dwelling)) = self.visits.borrow().last().copied() else { return };
        self.app
            .write(move |tx| {
                Box::pin(async move {
                    match flaw {
                        Flaw::ClearsView => visit::clear(tx, dwelling).await,
                        Flaw::ForgetsHeld => record::set_state(tx, id, RecordState::Held, None).await,
                        _ => {
                            let mut rows = visit::of_dwelling(tx, dwelling).await?;
                            rows.iter_mut().for_each(|row| row.id = RecordId(Uuid::new_v4()));
                            visit::add_all(tx, &rows).await
                        }
                    }
                })
            })
            .await;
    }

    /// As a server does that keeps one value a field.
    async fn spoil_fields(&self, flaw: Flaw) {
        self.app
            .write(move |tx| {
                Box::pin(async move {
                    for file in 0..FILES {
                        let rows = field::of_dwelling(tx, door(file)).await?;
                        for rows in rows.chunk_by(|one, other| one.subject == other.subject) {
                            spoil_field(tx, rows, flaw).await?;
                        }
                    }
                    Ok(())
                })
            })
            .await;
    }
}

async fn spoil_field(tx: &mut Tx, rows: &[VersionRow], flaw: Flaw) -> Result<(), StoreError> {
    let Some(last) = rows.iter().rfind(|row| row.standing == "waiting") else { return Ok(()) };
    let before = rows.iter().find(|row| row.standing == "in_force").map_or(last.version, |row| row.version);
    let in_force = if flaw == Flaw::LastWriterWins { last.version } else { before };
    if flaw == Flaw::LastWriterWins {
        field::register(tx, last.subject, &last.value).await?;
    }
    let standing = Standing { in_force, waiting: vec![], gone: BTreeMap::new() };
    field::set_standing(tx, rows, &standing).await
}

fn happens_now(count: &Cell<u64>) -> bool {
    count.set(count.get() + 1);
    count.get().is_multiple_of(NOW_AND_THEN)
}

async fn post(app: &App, credential: &str, body: String) -> Result<BatchAnswer, WireFault> {
    let request = Request::post("/api/v1/records")
        .header(header::AUTHORIZATION, format!("Device {credential}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap();
    let answer = app.send(request).await;
    if answer.status().is_success() {
        return Ok(testing::body(answer).await);
    }
    Err(match testing::code(answer).await.as_str() {
        "too_large" => WireFault::TooLarge,
        "device_unknown" => WireFault::DeviceUnknown,
        "internal" => WireFault::NoAnswer,
        code => WireFault::Refused(code.to_owned()),
    })
}
