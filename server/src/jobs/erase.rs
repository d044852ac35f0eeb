//! Retention, every night: what is over its period is erased, and the log says how much of what.

use super::rebuild;
use crate::photo;
use crate::store::audit::{self, Chain, Entry};
use crate::store::retention::{self, Lines};
use crate::store::{Store, StoreError, Tx, dwelling, setting};
use chrono::Timelike;
use domain::retention::{Counts, Rule, Thing};
use std::time::Duration;

/// How often the day is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(600);

/// The hour of the night from which it runs, in the zone of [`retention::today`]: phones are still.
const HOUR: u32 = 2;

/// Setting: the day of the last run.
const ERASED_ON: &str = "erased_on";

/// The order of the rules in a run: photos and files hang on the history before them.
const ORDER: [Rule; 9] = [
    Rule::Contact,
    Rule::FreeText,
    Rule::History,
    Rule::Photo,
    Rule::File,
    Rule::Trace,
    Rule::Request,
    Rule::Account,
    Rule::Audit,
];

/// What one rule erased.
#[derive(Default)]
struct Erased {
    counts: Counts,
    photos: Vec<String>,
}

/// Erases what is over its period now, a transaction a rule, and answers how many of what.
pub async fn run(store: &Store) -> Result<Counts, StoreError> {
    let lines = lines(store).await?;
    let mut all = Counts::default();
    for rule in ORDER {
        let lines = lines.clone();
        let erased: Erased = store
            .write(move |tx| {
                Box::pin(async move {
                    let erased = erase(tx, rule, &lines).await?;
                    tx.audit(entry(rule, &erased.counts)).await?;
                    Ok::<_, StoreError>(erased)
                })
            })
            .await?;
        merge(&mut all, &erased.counts);
        for sha256 in erased.photos {
            photo::delete(store.data_dir(), &sha256)?;
        }
    }
    Ok(all)
}

/// Counts what [`run`] would erase now: it does the same in one transaction and undoes it.
pub async fn dry_run(store: &Store) -> Result<Counts, StoreError> {
    let lines = lines(store).await?;
    let counted: Result<(), Counted> = store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let mut all = Counts::default();
                for rule in ORDER {
                    merge(&mut all, &erase(tx, rule, &lines).await?.counts);
                }
                Err(Counted::All(all))
            })
        })
        .await;
    match counted {
        Err(Counted::All(counts)) => Ok(counts),
        Err(Counted::Failed(error)) => Err(error),
        Ok(()) => Ok(Counts::default()),
    }
}

/// How a dry run ends: by an error in any case, so that nothing of it is stored.
enum Counted {
    All(Counts),
    Failed(StoreError),
}

impl From<StoreError> for Counted {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// The day of the last nightly run.
pub async fn last_run(store: &Store) -> Result<Option<String>, StoreError> {
    setting::get(&mut store.reader().await?, ERASED_ON).await
}

/// Runs once a night, until the future is dropped. A failure is logged and tried again.
pub async fn nightly(store: Store) {
    loop {
        if let Err(error) = run_if_due(&store).await {
            tracing::error!(%error, "what is over its period could not be erased");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Runs unless that was done today. Two servers that do it at the same time do no harm.
pub async fn run_if_due(store: &Store) -> Result<bool, StoreError> {
    let now = store.clock().now();
    let today = retention::today(now).to_string();
    let is_night = now.with_timezone(&chrono_tz::Asia::Shanghai).hour() >= HOUR;
    if !is_night || last_run(store).await?.is_some_and(|day| day == today) {
        return Ok(false);
    }
    let counts = run(store).await?;
    tracing::info!(counts = %serde_json::json!(counts), "erased what is over its period");
    store
        .write_unaudited(move |tx| Box::pin(async move { setting::set(tx, ERASED_ON, &today).await }))
        .await?;
    Ok(true)
}

async fn lines(store: &Store) -> Result<Lines, StoreError> {
    let periods = retention::periods(&mut store.reader().await?).await?;
    Ok(Lines::at(store.clock().now(), periods))
}

async fn erase(tx: &mut Tx, rule: Rule, lines: &Lines) -> Result<Erased, StoreError> {
    let mut photos = Vec::new();
    let counts = match rule {
        Rule::Contact => retention::contacts(tx, lines).await?,
        Rule::FreeText => retention::texts(tx, lines).await?,
        Rule::History => history(tx, lines).await?,
        Rule::Photo => {
            let (counts, files) = retention::photos(tx, lines).await?;
            photos = files;
            counts
        }
        Rule::File => retention::files(tx, lines).await?,
        Rule::Trace => retention::traces(tx, lines).await?,
        Rule::Request => retention::requests(tx, lines).await?,
        Rule::Account => retention::accounts(tx, lines).await?,
        Rule::Audit => {
            let mut counts = Counts::default();
            counts.add(Thing::AuditEntry, audit::prune(tx, lines.moment(Rule::Audit)).await?);
            counts
        }
    };
    Ok(Erased { counts, photos })
}

/// Views that are not just what is left of them are built again from the records that stay.
async fn history(tx: &mut Tx, lines: &Lines) -> Result<Counts, StoreError> {
    let (counts, rebuilt) = retention::history(tx, lines).await?;
    for id in rebuilt {
        if let Some(file) = dwelling::by_id(tx, id).await? {
            rebuild::build(tx, &file).await?;
        }
    }
    Ok(counts)
}

fn merge(all: &mut Counts, more: &Counts) {
    Thing::ALL.into_iter().for_each(|thing| all.add(thing, more.of(thing)));
}

fn entry(rule: Rule, counts: &Counts) -> Entry {
    let told: serde_json::Map<String, serde_json::Value> = Thing::ALL
        .into_iter()
        .filter(|thing| thing.rule() == rule)
        .map(|thing| (thing.key().to_owned(), counts.of(thing).into()))
        .collect();
    Entry::new(Chain::Installation, "erase", "retention")
        .detail(serde_json::json!({"rule": rule.key(), "counts": told}))
}
