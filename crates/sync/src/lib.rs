//! What can lose a record, written once: the outbox, batches, receipts, merging and purging.
//!
//! Generic over the phone's store ([`PhoneStore`]) and its way to the server ([`Wire`]): no runtime,
//! no browser, no clock. A row leaves the phone only on its own receipt; whatever is cut, lost,
//! doubled or answered late in between changes when that happens, never whether.

// One thread drives a phone; futures that cannot be sent elsewhere are what a browser has.
#![allow(async_fn_in_trait)]

mod back_off;
mod batch;
mod outbox;
mod photo;
mod purge;
mod sender;
mod store;
mod verdict;
mod wire;

pub mod contract;
pub mod merge;
pub mod pack;

pub use back_off::back_off_ms;
pub use batch::{Limits, plan_batch};
pub use outbox::{Counter, Draft, Fate, Row};
pub use photo::{Photo, forget_unnamed};
pub use purge::{Age, plan_purge};
pub use sender::{Drained, End, drain};
pub use store::{Change, PhoneStore, StoreFault};
pub use verdict::{Verdict, judge};
pub use wire::{There, Wire, WireFault};
