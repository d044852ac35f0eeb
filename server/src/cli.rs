//! The command line: one subcommand a file. Exit code 0 on success, 1 on a failure that is
//! explained on stderr, 2 on wrong usage.

pub mod area;
pub mod audit;
mod context;
pub mod doctor;
pub mod erase;
pub mod export;
pub mod map;
pub mod matrix;
pub mod phone;
pub mod plan;
pub mod records;
pub mod register;
mod rows;
pub mod sample;
pub mod serve;
pub mod solve;
pub mod station;
pub mod stored;
mod trouble;
pub mod user;

pub use context::Context;
pub use trouble::Trouble;

use clap::{Parser, Subcommand};
use domain::clock::Clock;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Rounds (走访): recurring visits to rented homes.
#[derive(Parser)]
#[command(name = "rounds", version)]
pub struct Cli {
    /// `sqlite:PATH` or `postgres://…`
    #[arg(long, global = true, env = "ROUNDS_DATABASE", default_value = "sqlite:data/rounds.db")]
    pub database: String,
    /// Folder of photos, caches and keys
    #[arg(long, global = true, env = "ROUNDS_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Print one JSON document on stdout and nothing else there
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Subcommand)]
#[expect(clippy::large_enum_variant, reason = "made once a process")]
pub enum Command {
    /// Run the server; migrates the database first
    Serve(serve::Args),
    /// Load the bundled sample area, register, stations, staff and history
    Sample(sample::Args),
    /// Road maps
    #[command(subcommand)]
    Map(map::Map),
    /// Official divisions
    #[command(subcommand)]
    Area(area::Area),
    /// Properties and dwellings
    #[command(subcommand)]
    Register(register::Register),
    /// Enrolled phones
    #[command(subcommand)]
    Phone(phone::Phone),
    /// Records that came by another way than the network
    #[command(subcommand)]
    Records(records::Records),
    /// Stations
    #[command(subcommand)]
    Station(station::Station),
    /// Accounts
    #[command(subcommand)]
    User(user::User),
    /// Plan rounds and save a new version of them
    Plan(plan::Args),
    /// Measure times and distances between many points
    Matrix(matrix::Args),
    /// Solve a public routing instance or a day in VROOM's JSON
    Solve(solve::Args),
    /// Write what an account may see to a file; audited
    Export(export::Args),
    /// The audit chains
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Erase what is over its period of retention
    Erase(erase::Args),
    /// Print what is stored, what for and how long: the processing record and the impact sheet
    Stored(stored::Args),
    /// Check configuration, https, database, disk, clock, map and keys; say what to do
    Doctor(doctor::Args),
}

/// Runs one command to its end.
pub async fn run(cli: Cli, clock: Arc<dyn Clock>) -> ExitCode {
    let context = Context::new(cli.database, cli.data, cli.json, clock);
    match dispatch(cli.command, &context).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{}", trouble.text(context.lang));
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(command: Command, context: &Context) -> Result<(), Trouble> {
    match command {
        Command::Serve(args) => serve::run(args, context).await,
        Command::Sample(args) => sample::run(args, context).await,
        Command::Map(map) => map::run(map, context).await,
        Command::Area(area) => area::run(area, context).await,
        Command::Register(register) => register::run(register, context).await,
        Command::Phone(phone) => phone::run(phone, context).await,
        Command::Records(records) => records::run(records, context).await,
        Command::Station(station) => station::run(station, context).await,
        Command::User(user) => user::run(user, context).await,
        Command::Plan(args) => plan::run(args, context).await,
        Command::Matrix(args) => matrix::run(args, context),
        Command::Solve(args) => solve::run(args, context).await,
        Command::Export(args) => export::run(args, context).await,
        Command::Audit(audit) => audit::run(audit, context).await,
        Command::Erase(args) => erase::run(args, context).await,
        Command::Stored(args) => stored::run(&args, context),
        Command::Doctor(args) => doctor::run(args, context).await,
    }
}

fn position(text: &str) -> Result<domain::Position, String> {
    let wrong = || format!("'{text}' is not like 121.40,31.63 (longitude, latitude)");
    let (lon, lat) = text.split_once(',').ok_or_else(wrong)?;
    let (lon, lat): (f64, f64) =
        (lon.trim().parse().map_err(|_| wrong())?, lat.trim().parse().map_err(|_| wrong())?);
    let position = domain::Position { lon, lat };
    if position.is_valid() { Ok(position) } else { Err(wrong()) }
}
