//! Sends what waits, until nothing more can go.

use crate::batch::{Limits, plan_batch};
use crate::outbox::Row;
use crate::store::{PhoneStore, StoreFault};
use crate::verdict::{Verdict, judge};
use crate::wire::{There, Wire, WireFault};
use domain::Time;

/// Bytes of a photo sent in one call: small enough that a cut costs seconds on a slow uplink.
const PHOTO_CHUNK: usize = 128 * 1024;

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drained {
    /// How it ended.
    pub end: End,
    /// The server's clock in the last answer, if one came.
    pub server_time: Option<Time>,
    /// The latest `stored_at` of the receipts that came: later records carry it.
    pub receipt_at: Option<Time>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing is left that can be sent.
    Empty,
    /// Some rows wait: the server asked for them later, or answered without a right receipt.
    Later,
    /// The way to the server failed; what was not received still waits.
    Stopped(WireFault),
}

/// Sends waiting rows, urgent findings first, and settles each answer before the next call. May be
/// dropped at any await. Only one run at a time is useful, several are harmless.
pub async fn drain<S: PhoneStore, W: Wire>(store: &S, wire: &W) -> Result<Drained, StoreFault> {
    let mut run = Run { limits: Limits::default(), passed: vec![], server_time: None, receipt_at: None };
    loop {
        let rows = store.outbox().await?;
        let batch = plan_batch(&rows, run.limits, &run.passed);
        let Some(first) = batch.first() else {
            let end = if run.passed.is_empty() { End::Empty } else { End::Later };
            return Ok(run.told(end));
        };
        let step = match bytes_first(store, wire, first).await? {
            Ok(()) => run.send(store, wire, &batch).await?,
            Err(fault) => Err(fault),
        };
        match step {
            Ok(()) => {}
            // A photo that is refused holds up no other row.
            Err(WireFault::Refused(_)) if first.photo.is_some() => run.passed.push(first.seq),
            Err(fault) => return Ok(run.told(End::Stopped(fault))),
        }
    }
}

struct Run {
    limits: Limits,
    passed: Vec<u64>,
    server_time: Option<Time>,
    receipt_at: Option<Time>,
}

impl Run {
    async fn send<S: PhoneStore, W: Wire>(
        &mut self,
        store: &S,
        wire: &W,
        batch: &[&Row],
    ) -> Result<Result<(), WireFault>, StoreFault> {
        let records: Vec<_> = batch.iter().map(|row| row.record()).collect();
        match wire.send(&records).await {
            Ok(answer) => {
                let verdicts = judge(batch, &answer);
                self.server_time = Some(answer.server_time);
                self.note(&verdicts);
                store.settle(verdicts).await?;
                Ok(Ok(()))
            }
            Err(WireFault::TooLarge) if records.len() > 1 => {
                self.limits = Limits { records: records.len(), ..self.limits }.halved();
                Ok(Ok(()))
            }
            Err(fault) => Ok(Err(fault)),
        }
    }

    fn note(&mut self, verdicts: &[Verdict]) {
        for verdict in verdicts {
            match verdict {
                Verdict::Received { stored_at, .. } => {
                    self.receipt_at = self.receipt_at.max(Some(*stored_at));
                }
                Verdict::Later { seq } => self.passed.push(*seq),
                Verdict::Quarantine { .. } => {}
            }
        }
    }

    fn told(self, end: End) -> Drained {
        Drained { end, server_time: self.server_time, receipt_at: self.receipt_at }
    }
}

/// Sends the bytes that have to be with the server before `row`.
async fn bytes_first<S: PhoneStore, W: Wire>(
    store: &S,
    wire: &W,
    row: &Row,
) -> Result<Result<(), WireFault>, StoreFault> {
    let Some(sha256) = &row.photo else { return Ok(Ok(())) };
    let Some(bytes) = store.photo_to_send(sha256).await? else { return Ok(Ok(())) };
    if let Err(fault) = put(wire, sha256, &bytes).await {
        return Ok(Err(fault));
    }
    store.forget_photo(sha256).await?;
    Ok(Ok(()))
}

/// Sends the bytes that the server does not have yet.
async fn put<W: Wire>(wire: &W, sha256: &str, bytes: &[u8]) -> Result<(), WireFault> {
    let total = bytes.len() as u64;
    let mut there = wire.photo_there(sha256).await?;
    while let There::Part(from) = there {
        // All there and not whole: the server stopped before it looked. The last byte makes it look.
        let from = from.min(total.saturating_sub(1));
        let rest = &bytes[from as usize..];
        let chunk = &rest[..rest.len().min(PHOTO_CHUNK)];
        there = wire.put_photo(sha256, from, total, chunk).await?;
        if there == There::Part(from) {
            return Err(WireFault::NoAnswer);
        }
    }
    Ok(())
}
