//! Work for later: claimed by one server, tried again with back-off, the same twice.

pub mod apply_record;
pub mod class_review;
pub mod erase;
pub mod escalate;
pub mod inspection;
pub mod plan_day;
pub mod rebuild;
pub mod seal_audit;

use crate::store::job::{self, Job, Lane};
use crate::store::{Store, StoreError};
use apply_record::Restricted;
use domain::id::{FindingId, StationId};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use url::Url;

/// How many jobs a server claims at a time.
const AT_ONCE: i64 = 16;

/// How often a server looks for jobs that other servers left or that have come due.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Why a job failed; it comes again.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The payload is not what the kind carries.
    #[error("payload: {0}")]
    Payload(#[from] serde_json::Error),
    /// The alarm's receiver.
    #[error("alarm: {0}")]
    Alarm(#[from] reqwest::Error),
    /// A day could not be planned.
    #[error("plan: {0}")]
    Plan(#[from] plan_day::PlanError),
    /// Nobody here knows the kind: a newer server wrote it.
    #[error("unknown job: {0}")]
    Unknown(String),
}

/// Tells the open pages of those who may read it of a restricted flag; everything else is told by
/// the change feed.
pub type Publish = Arc<dyn Fn(Restricted) + Send + Sync>;

/// Runs jobs.
#[derive(Clone)]
pub struct Worker {
    store: Store,
    publish: Publish,
    webhook: Option<Url>,
    wake: Arc<Notify>,
}

impl Worker {
    /// A worker over `store` that tells by `publish` and alarms by `webhook`, where one is configured.
    pub fn new(store: Store, publish: Publish, webhook: Option<Url>) -> Self {
        Self { store, publish, webhook, wake: Arc::new(Notify::new()) }
    }

    /// Has jobs looked for now: someone has just written one.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Tells the open pages of those who may read it of a restricted flag, after its commit.
    pub fn tell(&self, flag: Restricted) {
        (self.publish)(flag);
    }

    /// Runs jobs until the future is dropped, planning beside what someone waits for. A job under way
    /// when that happens is claimed again later: what it had written whole stays, the rest it does then.
    pub async fn run(&self) {
        tokio::join!(self.keep_running(Lane::Quick), self.keep_running(Lane::Long));
    }

    async fn keep_running(&self, lane: Lane) {
        loop {
            match self.run_lane(lane).await {
                Ok(0) if lane == Lane::Long => tokio::time::sleep(LOOK_AGAIN).await,
                Ok(0) => {
                    let _ = tokio::time::timeout(LOOK_AGAIN, self.wake.notified()).await;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "jobs could not be claimed");
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
            }
        }
    }

    /// Runs the jobs that are due now. Answers how many were claimed.
    pub async fn run_due(&self) -> Result<usize, StoreError> {
        Ok(self.run_lane(Lane::Quick).await? + self.run_lane(Lane::Long).await?)
    }

    async fn run_lane(&self, lane: Lane) -> Result<usize, StoreError> {
        let jobs = job::claim(&self.store, lane, AT_ONCE).await?;
        for claimed in &jobs {
            match self.run_one(claimed).await {
                Ok(()) => self.done(claimed).await?,
                Err(error) => {
                    tracing::error!(job = %claimed.id, kind = claimed.kind, tries = claimed.tries, %error, "job failed");
                    job::failed(&self.store, claimed, &error.to_string()).await?;
                }
            }
        }
        Ok(jobs.len())
    }

    async fn run_one(&self, claimed: &Job) -> Result<(), JobError> {
        match (claimed.kind.as_str(), claimed.subject) {
            (apply_record::JOB, _) => {
                let payload = serde_json::from_value(claimed.payload.clone())?;
                apply_record::run(&self.store, payload, |flag| self.tell(flag)).await?;
            }
            (escalate::ALARM, Some(flag)) => self.alarm(FindingId(flag)).await?,
            (escalate::ESCALATE, Some(flag)) => {
                if let Some(flag) = escalate::escalate(&self.store, FindingId(flag)).await? {
                    self.tell(flag);
                }
            }
            (plan_day::JOB, Some(station)) => {
                let payload = serde_json::from_value(claimed.payload.clone())?;
                plan_day::run(&self.store, StationId(station), &payload).await?;
            }
            (other, _) => return Err(JobError::Unknown(other.to_owned())),
        }
        Ok(())
    }

    async fn alarm(&self, flag: FindingId) -> Result<(), JobError> {
        let Some(alarm) = escalate::due(&self.store, flag).await? else { return Ok(()) };
        if let Some(webhook) = &self.webhook {
            escalate::post(webhook, &alarm).await?;
        }
        Ok(escalate::told(&self.store, &alarm).await?)
    }

    async fn done(&self, claimed: &Job) -> Result<(), StoreError> {
        let id = claimed.id;
        self.store
            .write_unaudited(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    job::done(tx, id, now).await
                })
            })
            .await
    }
}
