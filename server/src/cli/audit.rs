//! `rounds audit`: the audit chains.

use super::{Context, Trouble};
use crate::store::audit;
use clap::Subcommand;
use domain::Lang;

/// Subcommands of `rounds audit`.
#[derive(Subcommand)]
pub enum Audit {
    /// Walk the chains and their heads
    Verify,
}

/// Runs a subcommand of `rounds audit`.
pub async fn run(audit: Audit, context: &Context) -> Result<(), Trouble> {
    match audit {
        Audit::Verify => verify(context).await,
    }
}

async fn verify(context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let report = audit::verify(&store).await?;
    context.answer(&report, |lang| match lang {
        Lang::ZhCn => format!("{} 条链，{} 条记录，已逐条核对。", report.chains, report.entries),
        Lang::En => format!("{} chains, {} entries, each checked.", report.chains, report.entries),
    })?;
    match &report.first_bad {
        None => Ok(()),
        Some(bad) => Err(Trouble::said(
            format!("第一处不符：链 {}，第 {} 条：{}", bad.chain, bad.seq, bad.problem),
            format!("First bad entry: chain {}, entry {}: {}", bad.chain, bad.seq, bad.problem),
        )),
    }
}
