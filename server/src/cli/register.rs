//! `rounds register`: properties and dwellings.

use super::area::read_file;
use super::{Context, Trouble, rows};
use crate::import::register::{ImportError, Options, Report, import};
use crate::import::table::{self, Rejected};
use app::words::fault;
use clap::{Subcommand, ValueEnum};
use domain::Lang;
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

impl From<Crs> for domain::crs::Crs {
    fn from(crs: Crs) -> Self {
        match crs {
            Crs::Wgs84 => Self::Wgs84,
            Crs::Gcj02 => Self::Gcj02,
            Crs::Bd09 => Self::Bd09,
        }
    }
}

/// Runs a subcommand of `rounds register`.
pub async fn run(register: Register, context: &Context) -> Result<(), Trouble> {
    let Register::Import { file, crs, partial, create_villages } = register;
    let bytes = read_file(&file)?;
    let report = match table::read(&bytes) {
        Ok(table) => {
            let store = context.store().await?;
            import(&store, table, Options { crs: crs.into(), create_villages }, partial).await
        }
        Err(fault) => {
            let rejected = vec![Rejected::file(fault)];
            Err(ImportError::Rejected(Box::new(Report { rejected, ..Report::default() })))
        }
    };
    match report {
        Ok(report) => tell(&report, context),
        Err(ImportError::Rejected(report)) => {
            tell(&report, context)?;
            let count = report.rejected.len();
            Err(Trouble::said(
                format!("有 {count} 处问题，没有导入任何内容；--partial 只导入正确的行。"),
                format!("{count} faults; nothing was imported. --partial takes the rows that are right."),
            ))
        }
        Err(ImportError::Store(error)) => Err(error.into()),
    }
}

fn tell(report: &Report, context: &Context) -> Result<(), Trouble> {
    let faults = report.rejected.iter().map(|Rejected { row, column, fault }| {
        (*row, format!("{column}: {}", fault::text(context.lang, fault)))
    });
    let remarks =
        report.remarks.iter().map(|remark| (remark.row, context.pick(&remark.zh, &remark.en).to_string()));
    for line in rows::grouped(faults.chain(remarks)) {
        eprintln!("{line}");
    }
    context.answer(report, |lang| match lang {
        Lang::ZhCn => format!("登记 {} 行，其中 {} 行原已登记", report.accepted, report.unchanged),
        Lang::En => format!("{} rows registered, {} of them before", report.accepted, report.unchanged),
    })
}
