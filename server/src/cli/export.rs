//! `rounds export`: what an account may see, as a file; audited.

use super::{Context, Trouble};
use chrono::NaiveDate;
use clap::ValueEnum;
use std::path::PathBuf;

/// Arguments of `rounds export`.
#[derive(clap::Args)]
pub struct Args {
    /// What
    #[arg(value_enum)]
    pub what: What,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub from: NaiveDate,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub to: NaiveDate,
    /// Format of the file
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub format: Format,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The account whose rights count, and whom the audit names
    #[arg(long = "as", value_name = "USER")]
    pub user: String,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Owed visits and how they were settled.
    Ledger,
    /// Properties and dwellings.
    Register,
}

/// Formats of exported files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated, UTF-8 with BOM.
    Csv,
}

/// Writes the export.
pub async fn run(_args: Args, _context: &Context) -> Result<(), Trouble> {
    Err(super::not_in_this_build())
}
