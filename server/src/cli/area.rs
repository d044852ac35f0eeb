//! `rounds area`: official divisions.

use super::{Context, Trouble};
use crate::import::area;
use crate::import::table::Rejected;
use app::words::fault;
use clap::Subcommand;
use domain::Lang;
use std::path::{Path, PathBuf};

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
pub async fn run(area: Area, context: &Context) -> Result<(), Trouble> {
    let Area::Import { towns, villages } = area;
    let areas = area::read(&read_file(&towns)?, &read_file(&villages)?);
    let store = context.store().await?;
    let report = area::import(&store, areas).await?;
    for line in &report.rejected {
        let Rejected { row, column, fault } = &line.rejected;
        eprintln!("{} {row} {column}: {}", line.file, fault::text(context.lang, fault));
    }
    context.answer(&report, |lang| match lang {
        Lang::ZhCn => format!("乡镇 {} 个，村（居） {} 个", report.towns, report.villages),
        Lang::En => format!("{} towns, {} villages", report.towns, report.villages),
    })?;
    match report.rejected.len() {
        0 => Ok(()),
        count => Err(Trouble::said(
            format!("名单有 {count} 处问题，没有导入任何内容。"),
            format!("The lists have {count} faults; nothing was imported."),
        )),
    }
}

/// The bytes of a file, or a failure that names it.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Trouble> {
    std::fs::read(path).map_err(|error| {
        let path = path.display();
        Trouble::said(format!("无法读取 {path}：{error}"), format!("{path} cannot be read: {error}"))
    })
}
