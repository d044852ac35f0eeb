//! `rounds map`: road maps.

use super::{Context, Trouble};
use crate::import::map::{Imported, Progress, Stage, import};
use clap::Subcommand;
use domain::Lang;
use domain::problem::Problem;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

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
pub async fn run(map: Map, context: &Context) -> Result<(), Trouble> {
    let Map::Import { file } = map;
    let store = context.store().await?;
    let imported = import(&store, &file, progress(context.lang)).await.map_err(|error| {
        // The catalogue's text has the cure; what failed inside explains itself.
        match error.problem() {
            Problem::Internal => Trouble::inside(error),
            problem => Trouble::Problem(problem),
        }
    })?;
    context.answer(&imported, |lang| told(lang, &imported))
}

fn told(lang: Lang, map: &Imported) -> String {
    let Imported { nodes, edges, components, tiles, addresses, villages, seconds, .. } = map;
    match lang {
        Lang::ZhCn => format!(
            "地图已启用：路口 {nodes} 个、路段 {edges} 条（{components} 片），瓦片 {tiles} 块，地址 {addresses} 个，村（居） {villages} 个，用时 {seconds:.1} 秒。"
        ),
        Lang::En => format!(
            "The map is in use: {nodes} junctions, {edges} stretches of way in {components} parts, {tiles} tiles, {addresses} addresses, {villages} villages, in {seconds:.1} s."
        ),
    }
}

/// A bar on a terminal, a line a stage elsewhere.
fn progress(lang: Lang) -> Progress {
    let bar = ProgressBar::new(1);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent}%") {
        bar.set_style(style);
    }
    let last = Mutex::new(None);
    Arc::new(move |stage, done, of| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.replace(stage) != Some(stage) {
            bar.set_message(named(lang, stage));
            if bar.is_hidden() {
                eprintln!("{}", named(lang, stage));
            }
        }
        bar.set_length(of.max(1));
        bar.set_position(done);
        if stage == Stage::Store && done == of {
            bar.finish_and_clear();
        }
    })
}

fn named(lang: Lang, stage: Stage) -> &'static str {
    match (lang, stage) {
        (Lang::ZhCn, Stage::Read) => "读取地图",
        (Lang::ZhCn, Stage::Roads) => "建立路网",
        (Lang::ZhCn, Stage::Tiles) => "绘制底图",
        (Lang::ZhCn, Stage::Store) => "保存",
        (Lang::En, Stage::Read) => "Reading the map",
        (Lang::En, Stage::Roads) => "Building roads",
        (Lang::En, Stage::Tiles) => "Drawing tiles",
        (Lang::En, Stage::Store) => "Storing",
    }
}
