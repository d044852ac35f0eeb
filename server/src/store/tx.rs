//! The two things that statements run on.

use super::audit::{Chain, Entry};
use super::engine::{Conn, Dialect};
use super::value::{Args, Row};
use super::{Shared, StoreError, Vault, audit, change, job, station};
use async_trait::async_trait;
use chrono_tz::Tz;
use domain::Time;
use domain::audit::Head;
use domain::id::StationId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};
use uuid::Uuid;

/// A connection that only reads.
pub struct Reader {
    conn: Box<dyn Conn>,
}

impl Reader {
    pub(super) fn new(conn: Box<dyn Conn>) -> Self {
        Self { conn }
    }
}

/// A transaction of [`Store::write`](super::Store::write).
pub struct Tx {
    conn: Box<dyn Conn>,
    shared: Arc<Shared>,
    now: Time,
    entries: Vec<Entry>,
    changes: Vec<change::Pending>,
    changed: BTreeSet<StationId>,
    audited: bool,
}

/// Whether a write must have an audit entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    Audited,
    Unaudited,
}

impl Tx {
    pub(super) fn new(conn: Box<dyn Conn>, shared: Arc<Shared>) -> Self {
        let now = shared.clock.now();
        let (entries, changes, changed) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { conn, shared, now, entries, changes, changed, audited: false }
    }

    /// The moment of this transaction, the same from its first statement to its last.
    pub fn now(&self) -> Time {
        self.now
    }

    /// A new UUIDv7.
    pub fn new_id(&mut self) -> Uuid {
        self.shared.ids.id(self.now)
    }

    /// Random bytes fit for salts and codes.
    pub fn random<const N: usize>(&mut self) -> [u8; N] {
        self.shared.ids.bytes()
    }

    /// Keys and encryption.
    pub fn vault(&self) -> Vault {
        self.shared.vault.clone()
    }

    /// Says in the audit what this write reads or writes. Entries are chained when the write ends,
    /// in the order of the calls.
    pub async fn audit(&mut self, entry: Entry) -> Result<(), StoreError> {
        self.audited = true;
        self.entries.push(entry);
        Ok(())
    }

    /// Tells phones and pages of a station that `id` of `kind` is new, other or gone.
    pub async fn change(
        &mut self,
        station: StationId,
        kind: &'static str,
        id: impl Into<Uuid> + Send,
        removed: bool,
    ) -> Result<(), StoreError> {
        self.changes.push(change::Pending { station, kind, id: id.into(), removed });
        Ok(())
    }

    /// Leaves work for later, in the same transaction as its cause. `payload` is JSON.
    pub async fn job(
        &mut self,
        kind: &'static str,
        subject: Option<Uuid>,
        payload: &serde_json::Value,
        run_at: Time,
    ) -> Result<(), StoreError> {
        let id = self.new_id();
        job::add(self, id, kind, subject, payload, run_at).await
    }

    /// Chains the entries so far and answers the head of the chain, for a receipt.
    pub async fn head(&mut self, chain: Chain) -> Result<Head, StoreError> {
        match self.chain_entries().await?.remove(&chain) {
            Some(head) => Ok(head),
            None => audit::head(self, chain).await,
        }
    }

    async fn chain_entries(&mut self) -> Result<BTreeMap<Chain, Head>, StoreError> {
        let entries = std::mem::take(&mut self.entries);
        let now = self.now;
        audit::append(self.conn.as_mut(), now, &entries).await
    }

    /// The zone of a station's civil dates, which never changes. Asia/Shanghai where there is none:
    /// a zone is checked when the station is made.
    pub async fn zone(&mut self, id: StationId) -> Result<Tz, StoreError> {
        let zones = self.shared.zones.clone();
        let known = zones.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied();
        if let Some(zone) = known {
            return Ok(zone);
        }
        let Some(zone) = station::zone(self, id).await? else { return Ok(Tz::Asia__Shanghai) };
        zones.lock().unwrap_or_else(PoisonError::into_inner).insert(id, zone);
        Ok(zone)
    }

    pub(super) async fn finish(&mut self, guard: Guard) -> Result<(), StoreError> {
        if guard == Guard::Audited && !self.audited {
            return Err(StoreError::Unaudited);
        }
        let changes = std::mem::take(&mut self.changes);
        change::append(self.conn.as_mut(), self.now, &changes).await?;
        self.changed = changes.iter().map(|change| change.station).collect();
        change::notify(self.conn.as_mut(), &self.changed).await?;
        self.chain_entries().await?;
        Ok(())
    }

    /// The stations that a finished write changed.
    pub(super) fn into_changed(self) -> Vec<StationId> {
        self.changed.into_iter().collect()
    }
}

macro_rules! conn {
    ($type:ty) => {
        #[async_trait]
        impl Conn for $type {
            async fn rows(&mut self, sql: &'static str, args: Args) -> Result<Vec<Row>, StoreError> {
                self.conn.rows(sql, args).await
            }

            async fn execute(&mut self, sql: &'static str, args: Args) -> Result<u64, StoreError> {
                self.conn.execute(sql, args).await
            }

            fn dialect(&self) -> Dialect {
                self.conn.dialect()
            }
        }
    };
}
conn!(Reader);
conn!(Tx);
