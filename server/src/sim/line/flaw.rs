//! Mistakes of the line, or of the server behind it.

use super::Line;
use domain::id::RecordId;
use domain::receipt::{Answer, BatchAnswer, Receipt, RecordResult};
use domain::record::Record;
use sync::WireFault;

/// A mistake of the line or of the server behind it, planted to see that it is caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Receipts are given for what was never stored.
    ReceiptsForNothing,
    /// No answer counts as a receipt.
    SilenceIsReceipt,
    /// A refused call counts as a receipt.
    RefusalIsReceipt,
    /// Receipts come for the first record alone, but name all.
    OneForAll,
    /// Records lose whom they come after.
    ForgetsAfter,
    /// The last record of a call is dropped, and receipted.
    DropsLast,
    /// A record that was sent before gets another id.
    NewIdEachTime,
    /// Records of somebody else than the one signed in now are dropped, and receipted.
    DropsOthers,
    /// Problems are answered as receipts.
    ProblemIsReceipt,
    /// Half of a photo counts as all.
    HalfPhotos,
    /// A photo of which nothing was told counts as there.
    SilenceIsPhoto,
    /// Records are numbered by their place in the call.
    Renumbers,
}

impl Flaw {
    pub const ALL: [Self; 12] = [
        Self::ReceiptsForNothing,
        Self::SilenceIsReceipt,
        Self::RefusalIsReceipt,
        Self::OneForAll,
        Self::ForgetsAfter,
        Self::DropsLast,
        Self::NewIdEachTime,
        Self::DropsOthers,
        Self::ProblemIsReceipt,
        Self::HalfPhotos,
        Self::SilenceIsPhoto,
        Self::Renumbers,
    ];
}

impl Line {
    /// What a planted mistake makes of the records on their way.
    pub(super) fn spoil(&self, records: &[Record]) -> Vec<Record> {
        let mut records = records.to_vec();
        match self.flaw {
            Some(Flaw::ForgetsAfter) => records.iter_mut().for_each(|record| record.after.clear()),
            Some(Flaw::DropsLast) => drop(records.pop()),
            Some(Flaw::Renumbers) => (1..).zip(&mut records).for_each(|(seq, record)| record.seq = seq),
            Some(Flaw::NewIdEachTime) => {
                let mut dice = self.dice.borrow_mut();
                records.iter_mut().for_each(|record| record.id = RecordId(dice.uuid()));
            }
            Some(Flaw::DropsOthers) => {
                let first = records.first().map(|record| record.author);
                records.retain(|record| Some(record.author) == first);
            }
            Some(Flaw::ReceiptsForNothing) => records.clear(),
            _ => {}
        }
        records
    }

    /// Receipts as a mistaken side would see them.
    pub(super) fn forge(
        &self,
        sent: &[Record],
        answer: Result<BatchAnswer, WireFault>,
    ) -> Result<BatchAnswer, WireFault> {
        let forged = |record: &Record| RecordResult {
            id: record.id,
            answer: Answer::Receipt(Receipt::new(&record.body, self.server.app.state.clock.now())),
        };
        let all = || BatchAnswer {
            results: sent.iter().map(forged).collect(),
            server_time: self.server.app.state.clock.now(),
            audit_head: None,
        };
        let is_problem = |result: &RecordResult| matches!(result.answer, Answer::Problem(_));
        match (self.flaw, answer) {
            (
                Some(
                    Flaw::ReceiptsForNothing
                    | Flaw::DropsLast
                    | Flaw::DropsOthers
                    | Flaw::NewIdEachTime
                    | Flaw::OneForAll,
                ),
                Ok(_),
            ) => Ok(all()),
            (Some(Flaw::SilenceIsReceipt), Err(WireFault::NoAnswer)) => Ok(all()),
            (Some(Flaw::RefusalIsReceipt), Err(WireFault::TooLarge)) => Ok(all()),
            (Some(Flaw::ProblemIsReceipt), Ok(answer)) if answer.results.iter().any(is_problem) => Ok(all()),
            (_, answer) => answer,
        }
    }
}
