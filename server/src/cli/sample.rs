//! `rounds sample`: the bundled sample area, register, stations, staff and history.

use super::{Context, Trouble};
use chrono::NaiveDate;
use clap::ValueEnum;

/// Arguments of `rounds sample`.
#[derive(clap::Args)]
pub struct Args {
    /// The sample's present day; by default the last working day
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// How much of it
    #[arg(long, value_enum, default_value_t = Scale::County)]
    pub scale: Scale,
    /// Make new passwords and write them to DATA/sample-staff.txt
    #[arg(long)]
    pub reset_passwords: bool,
}

/// How large the sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scale {
    /// Many counties.
    Country,
    /// One county.
    County,
}

/// Loads the sample.
pub async fn run(_args: Args, _context: &Context) -> Result<(), Trouble> {
    Err(super::not_in_this_build())
}
