//! `rounds export`: what an account may see, as a file; audited.

use super::{Context, Trouble};
use crate::export::{self, ExportError};
use chrono::NaiveDate;
use domain::Lang;
use domain::export::{ExportAsk, ExportFormat, ExportPurpose, Exportable, Receiver};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::PathBuf;

/// Arguments of `rounds export`.
#[derive(clap::Args)]
pub struct Args {
    /// ledger, register or findings
    #[arg(value_name = "WHAT", value_parser = one_of::<Exportable>)]
    pub what: Exportable,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub from: NaiveDate,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub to: NaiveDate,
    /// csv, xlsx, pdf or geojson
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = one_of::<ExportFormat>)]
    pub format: ExportFormat,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The account whose rights count, and whom the audit names
    #[arg(long = "as", value_name = "USER")]
    pub user: String,
    /// What for; households read it
    #[arg(long, value_name = "PURPOSE", default_value = "archive", value_parser = one_of::<ExportPurpose>)]
    pub purpose: ExportPurpose,
    /// Who receives it; households read it
    #[arg(long, value_name = "RECEIVER", default_value = "station", value_parser = one_of::<Receiver>)]
    pub receiver: Receiver,
}

/// A value of a closed set by its key.
fn one_of<T: DeserializeOwned>(key: &str) -> Result<T, String> {
    serde_json::from_value(key.into()).map_err(|error| error.to_string())
}

#[derive(Serialize)]
struct Written {
    rows: usize,
}

/// Writes the export.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let Args { what, format, from, to, purpose, receiver, .. } = args;
    let ask = ExportAsk { what, format, from, to, purpose, receiver };
    let made = export::export(&store, ask, &args.user, context.lang, context.clock.now()).await;
    let made = made.map_err(trouble)?;
    std::fs::write(&args.out, &made.bytes)?;
    context.answer(&Written { rows: made.rows }, |lang| match lang {
        Lang::ZhCn => format!("已写入 {} 行", made.rows),
        Lang::En => format!("{} rows written", made.rows),
    })
}

fn trouble(error: ExportError) -> Trouble {
    match error {
        ExportError::UnknownUser => {
            Trouble::said("没有这个账号，或已停用。", "There is no such account, or its holder has left.")
        }
        ExportError::NotAllowed => Trouble::said(
            "只有工作站的协管员、民警或督导员可以导出，且只限本站。",
            "Only a coordinator, officer or supervisor of a station exports, and only its own rows.",
        ),
        ExportError::Days => Trouble::said("--from 晚于 --to。", "--from is after --to."),
        ExportError::Store(error) => error.into(),
        ExportError::File(error) => Trouble::inside(error),
    }
}
