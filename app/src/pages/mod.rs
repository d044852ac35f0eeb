//! One file a page.

pub mod desk;
pub mod resident;
