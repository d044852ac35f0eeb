//! What an answer means for the rows that were sent.

use crate::outbox::Row;
use domain::Time;
use domain::receipt::{Answer, BatchAnswer};

/// What to do with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its receipt covers its bytes: delete it.
    Received {
        /// The row.
        seq: u64,
        /// When the server stored it.
        stored_at: Time,
    },
    /// The server cannot keep it as it is: keep it, with its problem.
    Quarantine {
        /// The row.
        seq: u64,
        /// Code of the problem.
        code: String,
        /// What to do, in the user's language.
        detail: String,
    },
    /// Not now: it stays as it is.
    Later {
        /// The row.
        seq: u64,
    },
}

/// Judges `answer` for `sent`. A row that the answer does not speak of, or whose receipt is over
/// other bytes, stays: it is sent again later.
pub fn judge(sent: &[&Row], answer: &BatchAnswer) -> Vec<Verdict> {
    sent.iter()
        .map(|row| {
            let result = answer.results.iter().find(|result| result.id == row.draft.id);
            verdict(row, result.map(|result| &result.answer))
        })
        .collect()
}

fn verdict(row: &Row, answer: Option<&Answer>) -> Verdict {
    let seq = row.seq;
    match answer {
        Some(Answer::Receipt(receipt)) if receipt.covers(&row.draft.body) => {
            Verdict::Received { seq, stored_at: receipt.stored_at }
        }
        Some(Answer::Problem(problem)) if !problem.retry => {
            Verdict::Quarantine { seq, code: problem.code.clone(), detail: problem.detail.clone() }
        }
        _ => Verdict::Later { seq },
    }
}
