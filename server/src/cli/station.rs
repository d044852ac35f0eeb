//! `rounds station`: stations.

use super::{Context, Trouble};
use clap::Subcommand;

/// Subcommands of `rounds station`.
#[derive(Subcommand)]
pub enum Station {
    /// Add a station
    Add {
        /// Its name
        #[arg(long)]
        name: String,
        /// Codes of the villages it serves
        #[arg(long, num_args = 1.., required = true, value_name = "CODE")]
        villages: Vec<String>,
        /// Where it is, WGS 84
        #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true, value_parser = super::position)]
        at: domain::Position,
        /// IANA zone of its civil dates
        #[arg(long, value_name = "TZ", default_value = "Asia/Shanghai")]
        zone: chrono_tz::Tz,
    },
}

/// Runs a subcommand of `rounds station`.
pub async fn run(_station: Station, _context: &Context) -> Result<(), Trouble> {
    Err(super::not_in_this_build())
}
