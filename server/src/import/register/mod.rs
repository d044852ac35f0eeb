//! The register: properties and dwellings from a file. [`check()`] decides about every row
//! without touching anything; only then is written, all of it or, with `--partial`, what is sound.

mod check;
mod entry;
mod household;
mod known;
mod load;
mod numbers;
mod papers;
mod place;
mod report;
mod row;
mod save;

pub use check::{Checked, Options, check};
pub use entry::{COLUMNS, Entry};
pub use known::{Box4, Known, KnownAddress, KnownDoor, KnownProperty, KnownVillage};
pub use report::{RemarkLine, Report};
pub use save::{ImportError, import};

#[cfg(test)]
mod tests;
