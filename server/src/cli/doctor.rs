//! `rounds doctor`: what is wrong with this installation, and what to do.

mod checks;

use super::{Context, Trouble};
use domain::Lang;
use serde::Serialize;
use std::path::PathBuf;
use url::Url;

/// Arguments of `rounds doctor`: those of `serve` that it judges.
#[derive(clap::Args)]
pub struct Args {
    /// The address that phones and browsers use
    #[arg(long, value_name = "URL", env = "ROUNDS_PUBLIC_URL")]
    pub public_url: Option<Url>,
    /// Certificate chain, PEM
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Folder of the built pages
    #[arg(long, value_name = "DIR", env = "ROUNDS_SITE")]
    pub site: Option<PathBuf>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// As it should be.
    Good,
    /// Works, but not for everyone or not for long.
    Warning,
    /// Does not work.
    Bad,
}

/// What one check found.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// Which check.
    pub check: &'static str,
    /// How bad.
    pub level: Level,
    /// What was found and what to do, in the user's language.
    pub text: String,
}

#[derive(Serialize)]
struct Report {
    findings: Vec<Found>,
}

/// Checks and reports; fails when something does not work.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let mut findings = vec![
        checks::https(&args, context),
        checks::site(&args, context),
        checks::disk(context).await,
        checks::keys(context),
    ];
    findings.extend(checks::database(context).await);
    let worst = findings.iter().map(|found| found.level).max();
    let report = Report { findings };
    context.answer(&report, |_| lines(&report.findings))?;
    if worst == Some(Level::Bad) {
        return Err(Trouble::said("请先处理标 ✗ 的项目。", "Put right what is marked ✗ first."));
    }
    Ok(())
}

fn lines(findings: &[Found]) -> String {
    let line = |found: &Found| {
        let sign = match found.level {
            Level::Good => '✓',
            Level::Warning => '!',
            Level::Bad => '✗',
        };
        format!("{sign} {}", found.text)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A finding in the user's language.
fn found(context: &Context, check: &'static str, level: Level, zh: String, en: String) -> Found {
    let text = match context.lang {
        Lang::ZhCn => zh,
        Lang::En => en,
    };
    Found { check, level, text }
}
