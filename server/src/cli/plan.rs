//! `rounds plan`: the rounds of a day or several.

use super::{Context, Trouble};
use chrono::NaiveDate;
use domain::id::StationId;

/// Arguments of `rounds plan`.
#[derive(clap::Args)]
pub struct Args {
    /// The first day, a date or `today` (the present day of each station)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Day,
    /// How many days
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub days: u32,
    /// One station; by default every one
    #[arg(long, value_name = "ID")]
    pub station: Option<StationId>,
    /// Wall time for the whole run
    #[arg(long, value_name = "S", default_value_t = 10.0, conflicts_with = "iterations")]
    pub seconds: f64,
    /// Iterations instead of seconds: the same seed then gives the same plan
    #[arg(long, value_name = "N")]
    pub iterations: Option<u64>,
    /// Seed of the search
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub seed: u64,
    /// Threads; by default one a core
    #[arg(long, value_name = "T")]
    pub threads: Option<usize>,
}

/// A day that the user named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The station's present day.
    Today,
    /// A date.
    On(NaiveDate),
}

fn day(text: &str) -> Result<Day, String> {
    match text {
        "today" => Ok(Day::Today),
        date => date
            .parse()
            .map(Day::On)
            .map_err(|_| format!("'{date}' is neither a date like 2026-11-24 nor today")),
    }
}

/// Plans and saves a new version.
pub async fn run(_args: Args, _context: &Context) -> Result<(), Trouble> {
    Err(super::not_in_this_build())
}
