//! `rounds erase`: retention, as every night.

use super::{Context, Trouble};
use crate::jobs::erase;
use app::words::domain::Label;
use domain::Lang;
use domain::retention::{Counts, Thing};

/// Arguments of `rounds erase`.
#[derive(clap::Args)]
pub struct Args {
    /// Count what would be erased now, and erase nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Erases what is over its period, or counts it.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let counts = if args.dry_run { erase::dry_run(&store).await? } else { erase::run(&store).await? };
    store.close().await;
    context.answer(&counts, |lang| text(lang, &counts, args.dry_run))
}

fn text(lang: Lang, counts: &Counts, is_dry: bool) -> String {
    let head = match (lang, is_dry) {
        (Lang::ZhCn, true) => "到期、将要删除：",
        (Lang::ZhCn, false) => "已删除：",
        (Lang::En, true) => "Over their period, to be erased:",
        (Lang::En, false) => "Erased:",
    };
    let lines = Thing::ALL.into_iter().filter(|thing| counts.of(*thing) > 0);
    let lines: Vec<String> =
        lines.map(|thing| format!("{:>9}  {}", counts.of(thing), thing.label(lang))).collect();
    match (lines.is_empty(), lang) {
        (true, Lang::ZhCn) => "没有到期的内容。".to_owned(),
        (true, Lang::En) => "Nothing is over its period.".to_owned(),
        (false, _) => format!("{head}\n{}", lines.join("\n")),
    }
}
