//! Logging of lists: rows of many files, read at once. Pages renew their lists with every event, so a
//! list that the same account keeps open is one entry in a while, not one a renewal.

use super::Desk;
use crate::http::Outcome;
use crate::store::{Entry, StoreError};
use chrono::TimeDelta;
use domain::Time;
use domain::id::{StationId, UserId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How long an entry stands for further reads of the same list.
const WHILE: TimeDelta = TimeDelta::minutes(10);

type Key = (UserId, StationId, &'static str);

/// The lists that accounts have open on this server.
#[derive(Clone, Default)]
pub struct Listed(Arc<Mutex<HashMap<Key, Time>>>);

impl Listed {
    /// Whether a read is to be logged: none of the same list was in the last ten minutes.
    fn is_new(&self, key: Key, now: Time) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, at| now - *at < WHILE);
        !open.contains_key(&key)
    }

    /// Remembers a read that is in the log.
    fn logged(&self, key: Key, now: Time) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, now);
    }
}

impl Desk {
    /// Logs that the account listed `kind` of these stations; a list that cannot be logged is not shown.
    pub(super) async fn log_list(&self, stations: &[StationId], kind: &'static str) -> Outcome<()> {
        let (now, listed) = (self.now(), &self.state.listed);
        let key = |station: StationId| (self.actor.user, station, kind);
        let new: Vec<StationId> =
            stations.iter().copied().filter(|station| listed.is_new(key(*station), now)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let entries: Vec<Entry> = new.iter().map(|station| self.entry(*station, "list", kind)).collect();
        let written: Result<(), StoreError> = self
            .state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    for entry in entries {
                        tx.audit(entry).await?;
                    }
                    Ok(())
                })
            })
            .await;
        written?;
        new.into_iter().for_each(|station| listed.logged(key(station), now));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_list_kept_open_is_logged_once_in_ten_minutes() {
        let listed = Listed::default();
        let key = |n: u128| (UserId(Uuid::from_u128(n)), StationId(Uuid::from_u128(7)), "register");
        let start: Time = "2026-11-24T02:00:00Z".parse().unwrap();
        assert!(listed.is_new(key(1), start));
        listed.logged(key(1), start);
        assert!(!listed.is_new(key(1), start + TimeDelta::minutes(9)));
        assert!(listed.is_new(key(2), start));
        assert!(listed.is_new(key(1), start + TimeDelta::minutes(10)));
    }
}
