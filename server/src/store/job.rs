//! Work for later. A job is written in the transaction of its cause, so that neither comes without
//! the other; it may run more than once, so what it does must be the same twice.

use super::{Conn, Dialect, Store, StoreError};
use crate::args;
use chrono::TimeDelta;
use domain::Time;
use uuid::Uuid;

/// How long a claim holds before the job counts as abandoned (its server was killed).
const CLAIM: TimeDelta = TimeDelta::minutes(2);
/// The longest wait between two tries.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

/// A claimed job.
#[derive(Clone, Debug)]
pub struct Job {
    /// Identity.
    pub id: Uuid,
    /// What to do: `apply_record`, `plan_day`.
    pub kind: String,
    /// What to do it to.
    pub subject: Option<Uuid>,
    /// Parameters, JSON.
    pub payload: serde_json::Value,
    /// How often it was claimed, this time included.
    pub tries: i64,
}

pub(super) async fn add(
    conn: &mut dyn Conn,
    id: Uuid,
    kind: &'static str,
    subject: Option<Uuid>,
    payload: &serde_json::Value,
    run_at: Time,
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO jobs (id, kind, subject, payload, run_at) VALUES ($1, $2, $3, $4, $5)",
        args![id, kind, subject, payload.to_string(), run_at],
    )
    .await?;
    Ok(())
}

const CLAIM_SQLITE: &str = "UPDATE jobs SET tries = tries + 1, claimed_until = $2
  WHERE id IN (SELECT id FROM jobs WHERE done_at IS NULL AND run_at <= $1
      AND (claimed_until IS NULL OR claimed_until <= $1) AND (kind = 'plan_day') = $4
      ORDER BY run_at, id LIMIT $3)
  RETURNING id, kind, subject, payload, tries";

const CLAIM_POSTGRES: &str = "UPDATE jobs SET tries = tries + 1, claimed_until = $2
  WHERE id IN (SELECT id FROM jobs WHERE done_at IS NULL AND run_at <= $1
      AND (claimed_until IS NULL OR claimed_until <= $1) AND (kind = 'plan_day') = $4
      ORDER BY run_at, id LIMIT $3
      FOR UPDATE SKIP LOCKED)
  RETURNING id, kind, subject, payload, tries";

/// Jobs that do not wait for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Those that someone waits for: records, alarms.
    Quick,
    /// Those that take seconds: planning.
    Long,
}

/// Claims at most `limit` due jobs of a lane, oldest first. No two servers get the same one.
pub async fn claim(store: &Store, lane: Lane, limit: i64) -> Result<Vec<Job>, StoreError> {
    store
        .write_beside(move |tx| {
            Box::pin(async move {
                let sql = match tx.dialect() {
                    Dialect::Sqlite => CLAIM_SQLITE,
                    Dialect::Postgres => CLAIM_POSTGRES,
                };
                let now = tx.now();
                let rows = tx.rows(sql, args![now, now + CLAIM, limit, lane == Lane::Long]).await?;
                let mut jobs = rows.iter().map(job).collect::<Result<Vec<_>, StoreError>>()?;
                jobs.sort_by_key(|job| job.id);
                Ok(jobs)
            })
        })
        .await
}

const GIVE_BACK: &str = "UPDATE jobs SET claimed_until = NULL, tries = tries - 1
  WHERE done_at IS NULL AND claimed_until IS NOT NULL";

/// Takes up at once what a killed server had claimed, where a database serves one server alone; such
/// a claim was no try. On PostgreSQL others may be at work on their claims, which run out by themselves.
pub async fn give_back(store: &Store) -> Result<(), StoreError> {
    store
        .write_unaudited(|tx| {
            Box::pin(async move {
                if tx.dialect() == Dialect::Sqlite {
                    tx.execute(GIVE_BACK, args![]).await?;
                }
                Ok(())
            })
        })
        .await
}

fn job(row: &super::Row) -> Result<Job, StoreError> {
    let payload: String = row.get("payload")?;
    Ok(Job {
        id: row.get("id")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        payload: serde_json::from_str(&payload).map_err(StoreError::Json)?,
        tries: row.get("tries")?,
    })
}

/// Marks a job done, in the transaction of what it did.
pub async fn done(conn: &mut dyn Conn, id: Uuid, at: Time) -> Result<(), StoreError> {
    conn.execute("UPDATE jobs SET done_at = $2, error = NULL WHERE id = $1", args![id, at]).await?;
    Ok(())
}

/// Gives a job back to be tried again: after 1, 2, 4 … seconds, at most an hour.
pub async fn failed(store: &Store, job: &Job, error: &str) -> Result<(), StoreError> {
    let (id, tries, error) = (job.id, job.tries, error.to_owned());
    store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let again = tx.now() + wait(tries);
                tx.execute(
                    "UPDATE jobs SET claimed_until = NULL, run_at = $2, error = $3 WHERE id = $1",
                    args![id, again, error],
                )
                .await?;
                Ok(())
            })
        })
        .await
}

fn wait(tries: i64) -> TimeDelta {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(12);
    TimeDelta::seconds(1 << doublings).min(LONGEST_WAIT)
}

/// Whether a job of this kind and subject is not done yet.
pub async fn is_open(conn: &mut dyn Conn, kind: &str, subject: Uuid) -> Result<bool, StoreError> {
    let row = conn
        .row(
            "SELECT COUNT(*) AS n FROM jobs WHERE kind = $1 AND subject = $2 AND done_at IS NULL",
            args![kind, subject],
        )
        .await?;
    row.map_or(Ok(false), |row| Ok(row.get::<i64>("n")? > 0))
}

/// Jobs that are not done yet: zero once everything has been applied.
pub async fn open(conn: &mut dyn Conn) -> Result<i64, StoreError> {
    let row = conn.row("SELECT COUNT(*) AS n FROM jobs WHERE done_at IS NULL", args![]).await?;
    row.map_or(Ok(0), |row| row.get("n"))
}
