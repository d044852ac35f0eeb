//! `rounds area`: official divisions.

use super::{Context, Trouble};
use clap::Subcommand;
use std::path::PathBuf;

/// Subcommands of `rounds area`.
#[derive(Subcommand)]
pub enum Area {
    /// Import the lists of towns and villages
    Import {
        /// CSV of towns
        #[arg(long, value_name = "CSV")]
        towns: PathBuf,
        /// CSV of villages
        #[arg(long, value_name = "CSV")]
        villages: PathBuf,
    },
}

/// Runs a subcommand of `rounds area`.
pub async fn run(_area: Area, _context: &Context) -> Result<(), Trouble> {
    Err(super::not_in_this_build())
}
