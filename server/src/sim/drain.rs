//! What a phone sends, by `crates/sync`; and the same once more with one mistake, as that crate, or a
//! page that calls it, could make.

use domain::Time;
use domain::receipt::{Answer, BatchAnswer, Receipt};
use sync::{
    Drained, End, Limits, PhoneStore, Row, StoreFault, There, Verdict, Wire, WireFault, judge, plan_batch,
};

/// Bytes of a photo sent in one call, as the original sends.
const CHUNK: usize = 128 * 1024;

/// A mistake of `crates/sync`, planted to see that it is caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// None: the copy runs as the original does.
    Faithful,
    /// An answer counts for the row in its place, whatever its id.
    AnswersByPlace,
    /// A row that the answer does not speak of counts as received.
    MissingIsReceived,
    /// What is to be tried later counts as received.
    LaterIsReceived,
    /// The row of a photo that was refused counts as received.
    RefusedPhotoIsReceived,
    /// A row goes without the bytes of its photo.
    LeavesPhotoBehind,
    /// The bytes of a photo are forgotten before they are sent.
    ForgetsPhotoFirst,
    /// Rows that found no place in a smaller call count as received.
    HalvesForGood,
    /// Rows are settled before the answer is there.
    SettlesFirst,
    /// Views that a waiting row needs are forgotten with the others of their day.
    PurgesNeeded,
    /// Views without a day are forgotten with the old ones.
    PurgesDrafts,
    /// A new round takes what was done here with it.
    PullForgetsMarks,
}

impl Flaw {
    pub const ALL: [Self; 11] = [
        Self::AnswersByPlace,
        Self::MissingIsReceived,
        Self::LaterIsReceived,
        Self::RefusedPhotoIsReceived,
        Self::LeavesPhotoBehind,
        Self::ForgetsPhotoFirst,
        Self::HalvesForGood,
        Self::SettlesFirst,
        Self::PurgesNeeded,
        Self::PurgesDrafts,
        Self::PullForgetsMarks,
    ];
}

/// Sends what waits, by the copy where it has a mistake to make. Answers how it ended.
pub async fn drain<S: PhoneStore, W: Wire>(
    store: &S,
    wire: &W,
    flaw: Option<Flaw>,
) -> Result<End, StoreFault> {
    match flaw {
        None => sync::drain(store, wire).await.map(|Drained { end, .. }| end),
        Some(flaw) => Copy { store, wire, flaw, limits: Limits::default(), passed: vec![] }.run().await,
    }
}

struct Copy<'a, S, W> {
    store: &'a S,
    wire: &'a W,
    flaw: Flaw,
    limits: Limits,
    passed: Vec<u64>,
}

impl<S: PhoneStore, W: Wire> Copy<'_, S, W> {
    async fn run(mut self) -> Result<End, StoreFault> {
        loop {
            let rows = self.store.outbox().await?;
            let batch = plan_batch(&rows, self.limits, &self.passed);
            let Some(first) = batch.first() else {
                return Ok(if self.passed.is_empty() { End::Empty } else { End::Later });
            };
            let step = match self.bytes_first(first).await? {
                Ok(()) => self.send(&batch).await?,
                Err(fault) => Err(fault),
            };
            match step {
                Ok(()) => {}
                Err(WireFault::Refused(_)) if first.photo.is_some() => self.refused(first).await?,
                Err(fault) => return Ok(End::Stopped(fault)),
            }
        }
    }

    async fn refused(&mut self, row: &Row) -> Result<(), StoreFault> {
        if self.flaw == Flaw::RefusedPhotoIsReceived {
            return self.store.settle(vec![received(row)]).await;
        }
        self.passed.push(row.seq);
        Ok(())
    }

    async fn send(&mut self, batch: &[&Row]) -> Result<Result<(), WireFault>, StoreFault> {
        if self.flaw == Flaw::SettlesFirst {
            self.store.settle(batch.iter().map(|row| received(row)).collect()).await?;
        }
        let records: Vec<_> = batch.iter().map(|row| row.record()).collect();
        match self.wire.send(&records).await {
            Ok(answer) => {
                let verdicts = self.judge(batch, answer);
                self.passed.extend(verdicts.iter().filter_map(later));
                self.store.settle(verdicts).await.map(Ok)
            }
            Err(WireFault::TooLarge) if records.len() > 1 => {
                self.limits = Limits { records: records.len(), ..self.limits }.halved();
                let left = if self.flaw == Flaw::HalvesForGood { &batch[self.limits.records..] } else { &[] };
                if !left.is_empty() {
                    self.store.settle(left.iter().map(|row| received(row)).collect()).await?;
                }
                Ok(Ok(()))
            }
            Err(fault) => Ok(Err(fault)),
        }
    }

    fn judge(&self, batch: &[&Row], mut answer: BatchAnswer) -> Vec<Verdict> {
        if self.flaw == Flaw::AnswersByPlace {
            for (row, result) in batch.iter().zip(&mut answer.results) {
                result.id = row.draft.id;
                if let Answer::Receipt(receipt) = &mut result.answer {
                    *receipt = Receipt::new(&row.draft.body, receipt.stored_at);
                }
            }
        }
        let is_missing = |row: &Row| answer.results.iter().all(|result| result.id != row.draft.id);
        let judged = judge(batch, &answer);
        let mistaken = batch.iter().zip(judged).map(|(row, verdict)| match self.flaw {
            Flaw::MissingIsReceived if is_missing(row) => received(row),
            Flaw::LaterIsReceived if later(&verdict).is_some() => received(row),
            _ => verdict,
        });
        mistaken.collect()
    }

    async fn bytes_first(&self, row: &Row) -> Result<Result<(), WireFault>, StoreFault> {
        let Some(sha256) = row.photo.as_ref().filter(|_| self.flaw != Flaw::LeavesPhotoBehind) else {
            return Ok(Ok(()));
        };
        let Some(bytes) = self.store.photo_to_send(sha256).await? else { return Ok(Ok(())) };
        if self.flaw == Flaw::ForgetsPhotoFirst {
            self.store.forget_photo(sha256).await?;
        }
        if let Err(fault) = self.put(sha256, &bytes).await {
            return Ok(Err(fault));
        }
        self.store.forget_photo(sha256).await.map(Ok)
    }

    async fn put(&self, sha256: &str, bytes: &[u8]) -> Result<(), WireFault> {
        let total = bytes.len() as u64;
        let mut there = self.wire.photo_there(sha256).await?;
        while let There::Part(from) = there {
            let from = from.min(total.saturating_sub(1));
            let rest = &bytes[from as usize..];
            let chunk = &rest[..rest.len().min(CHUNK)];
            there = self.wire.put_photo(sha256, from, total, chunk).await?;
            if there == There::Part(from) {
                return Err(WireFault::NoAnswer);
            }
        }
        Ok(())
    }
}

fn received(row: &Row) -> Verdict {
    Verdict::Received { seq: row.seq, stored_at: Time::UNIX_EPOCH }
}

fn later(verdict: &Verdict) -> Option<u64> {
    match verdict {
        Verdict::Later { seq } => Some(*seq),
        _ => None,
    }
}
