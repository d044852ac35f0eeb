//! How good a plan is: one ordered tuple, no weights.

use crate::Urgency;
use serde::{Deserialize, Serialize};

/// Smaller is better; the fields count in the order of their declaration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Score {
    /// Urgent visits left out.
    pub missed_urgent: u32,
    /// Overdue visits left out.
    pub missed_overdue: u32,
    /// Times a village is entered again.
    pub reentries: u32,
    /// Visits left out whose period is nearly over.
    pub missed_soon: u32,
    /// Other visits left out.
    pub missed_level: u32,
    /// Seconds on the road, waiting and at doors; in a levelled problem a second counts more
    /// the fuller the day.
    pub effort_s: i64,
    /// Fingerprint of the order of stops, so that equal plans are told apart the same way
    /// everywhere.
    pub tie: u64,
}

impl Score {
    pub(crate) fn new(missed: [u32; Urgency::COUNT], reentries: u32, effort_s: i64, tie: u64) -> Self {
        let [missed_urgent, missed_overdue, missed_soon, missed_level] = missed;
        Self { missed_urgent, missed_overdue, reentries, missed_soon, missed_level, effort_s, tie }
    }
}
