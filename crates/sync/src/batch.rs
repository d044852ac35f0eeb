//! Which rows go together, and first.

use crate::outbox::Row;
use domain::receipt::{MAX_BYTES, MAX_RECORDS};

/// What one call may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Records.
    pub records: usize,
    /// Bytes of JSON, estimated from above.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { records: MAX_RECORDS, bytes: MAX_BYTES }
    }
}

impl Limits {
    /// Half of it, for a server that takes less; never less than one record.
    pub fn halved(self) -> Self {
        Self { records: (self.records / 2).max(1), bytes: self.bytes / 2 }
    }
}

/// An envelope without its body: ids, times and names come to some 420 bytes; a batch has a little
/// around them.
const ENVELOPE_BYTES: usize = 512;

/// The next rows to send, given those that `passed` over in this run (the server asked to try them
/// later).
///
/// Urgent findings go first, with nothing larger to delay them; then rows in the order of the
/// sequence; last, one at a time, rows whose photo has to arrive before them. One row goes even if
/// it alone is over the limit: the server then names its problem instead of the phone keeping it
/// for ever in silence.
pub fn plan_batch<'a>(rows: &'a [Row], limits: Limits, passed: &[u64]) -> Vec<&'a Row> {
    let waiting = || rows.iter().filter(|row| row.is_waiting() && !passed.contains(&row.seq));
    let urgent = fill(waiting().filter(|row| row.urgent), limits);
    if !urgent.is_empty() {
        return urgent;
    }
    let plain = fill(waiting().filter(|row| row.photo.is_none()), limits);
    if plain.is_empty() { waiting().take(1).collect() } else { plain }
}

fn fill<'a>(rows: impl Iterator<Item = &'a Row>, limits: Limits) -> Vec<&'a Row> {
    let mut batch = Vec::new();
    let mut bytes = ENVELOPE_BYTES;
    for row in rows.take(limits.records) {
        bytes += size(row);
        if !batch.is_empty() && bytes > limits.bytes {
            break;
        }
        batch.push(row);
    }
    batch
}

/// From above: each byte of the body may need an escape, and ids in `after` take 39 bytes.
fn size(row: &Row) -> usize {
    let escapes = row.draft.body.bytes().filter(|b| matches!(b, b'"' | b'\\')).count();
    let control = row.draft.body.bytes().filter(|b| *b < 0x20).count() * 5;
    ENVELOPE_BYTES + row.draft.body.len() + escapes + control + 39 * row.draft.after.len()
}
