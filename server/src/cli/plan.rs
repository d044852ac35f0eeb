//! `rounds plan`: the rounds of a day or several.

mod answer;

use super::{Context, Trouble};
use crate::jobs::plan_day::{self, Ask, Limit, PlanError};
use answer::Answer;
use chrono::NaiveDate;
use domain::id::StationId;
use std::time::{Duration, Instant};

/// Arguments of `rounds plan`.
#[derive(clap::Args)]
pub struct Args {
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub date: NaiveDate,
    /// How many days
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=62))]
    pub days: u32,
    /// One station; by default every one
    #[arg(long, value_name = "ID")]
    pub station: Option<StationId>,
    /// Wall time for the whole run
    #[arg(long, value_name = "S", default_value_t = 10.0, conflicts_with = "iterations", value_parser = seconds)]
    pub seconds: f64,
    /// Iterations instead of seconds: the same seed then gives the same plan
    #[arg(long, value_name = "N")]
    pub iterations: Option<u32>,
    /// Seed of the search
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub seed: u64,
    /// Threads; by default one a core
    #[arg(long, value_name = "T")]
    pub threads: Option<usize>,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("'{text}' is no number of seconds"))?;
    if (0.0..=86_400.0).contains(&seconds) { Ok(seconds) } else { Err("from 0 to 86400 seconds".into()) }
}

/// Plans and saves a new version.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let began = Instant::now();
    let store = context.store().await?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let ask = Ask {
        station: args.station,
        from: args.date,
        days: args.days,
        limit: match args.iterations {
            Some(iterations) => Limit::Iterations(iterations),
            None => Limit::Until(began + Duration::from_secs_f64(args.seconds)),
        },
        seed: args.seed,
        threads: args.threads.unwrap_or(cores),
        by: None,
    };
    let planned = plan_day::plan(&store, ask).await.map_err(trouble)?;
    let answer = Answer::new(&planned, &args, began.elapsed(), context.lang);
    store.close().await;
    context.answer(&answer, |lang| answer.text(lang, &planned))
}

fn trouble(error: PlanError) -> Trouble {
    match error {
        PlanError::NoMap => Trouble::said(
            "还没有地图：请先运行 rounds map import 文件。",
            "There is no map yet: run rounds map import FILE first.",
        ),
        PlanError::NoStation(id) => {
            Trouble::said(format!("没有工作站 {id}。"), format!("There is no station {id}."))
        }
        other => Trouble::inside(other),
    }
}
