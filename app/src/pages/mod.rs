//! One file a page.

pub mod desk;
pub mod figure;
pub mod label;
pub mod resident;
