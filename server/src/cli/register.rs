//! `rounds register`: properties and dwellings.

use super::{Context, Trouble};
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

/// Subcommands of `rounds register`.
#[derive(Subcommand)]
pub enum Register {
    /// Import properties and dwellings from CSV or XLSX; all or nothing
    Import {
        /// `.csv` (UTF-8, with or without BOM) or `.xlsx`
        file: PathBuf,
        /// Coordinate system of the file's positions
        #[arg(long, value_enum, default_value_t = Crs::Wgs84)]
        crs: Crs,
        /// Take the good rows and list the bad ones
        #[arg(long)]
        partial: bool,
        /// Make villages that the file names and the areas do not know
        #[arg(long)]
        create_villages: bool,
    },
}

/// Coordinate systems that registers come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Crs {
    /// GPS and OpenStreetMap.
    Wgs84,
    /// Maps published in China.
    Gcj02,
    /// Baidu's maps.
    Bd09,
}

/// Runs a subcommand of `rounds register`.
pub async fn run(_register: Register, _context: &Context) -> Result<(), Trouble> {
    Err(super::not_in_this_build())
}
