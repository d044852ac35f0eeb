//! One file a page.

pub mod desk;
pub mod label;
pub mod resident;
