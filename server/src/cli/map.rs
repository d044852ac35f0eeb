//! `rounds map`: road maps.

use super::{Context, Trouble};
use clap::Subcommand;
use std::path::PathBuf;

/// Subcommands of `rounds map`.
#[derive(Subcommand)]
pub enum Map {
    /// Import an OpenStreetMap extract: road graph, basemap tiles, addresses, places, villages
    Import {
        /// `.osm.pbf`, `.osm` or `.osm.gz`
        file: PathBuf,
    },
}

/// Runs a subcommand of `rounds map`.
pub async fn run(_map: Map, _context: &Context) -> Result<(), Trouble> {
    Err(super::not_in_this_build())
}
