//! `rounds stored`: the processing record and the sheet of the impact assessment, in Markdown.

use super::{Context, Trouble};
use crate::stored;
use app::desk::sheet::Sheet;
use domain::retention::Periods;

/// Arguments of `rounds stored`.
#[derive(clap::Args)]
pub struct Args {
    /// The sheet of the impact assessment instead of the processing record
    #[arg(long)]
    pub impact: bool,
}

/// Prints a sheet with the periods that nobody has shortened.
pub fn run(args: &Args, context: &Context) -> Result<(), Trouble> {
    let make = if args.impact { stored::impact } else { stored::record };
    let sheet = make(context.lang, &Periods::default());
    context.answer(&sheet, |_| markdown(&sheet))
}

fn markdown(sheet: &Sheet) -> String {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let rule = vec!["---".to_owned(); sheet.headings.len()];
    let mut lines = vec![format!("# {}", sheet.title), String::new(), line(&sheet.headings), line(&rule)];
    lines.extend(sheet.rows.iter().map(|row| line(row)));
    lines.join("\n")
}
