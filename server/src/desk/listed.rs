//! Logging of lists: rows of many files, read at once. Pages renew their lists with every event, so a
//! list that the same account keeps open is one entry in a while, not one a renewal.

use super::Desk;
use crate::http::Outcome;
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
    /// Whether this read is to be logged: none of the same list was in the last ten minutes.
    fn begins(&self, key: Key, now: Time) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, at| now - *at < WHILE);
        let begins = !open.contains_key(&key);
        open.entry(key).or_insert(now);
        begins
    }
}

impl Desk {
    /// Logs that the account listed `kind` of these stations.
    pub(super) async fn log_list(&self, stations: &[StationId], kind: &'static str) -> Outcome<()> {
        let now = self.now();
        let begun: Vec<StationId> = stations
            .iter()
            .copied()
            .filter(|station| self.state.listed.begins((self.actor.user, *station, kind), now))
            .collect();
        if begun.is_empty() {
            return Ok(());
        }
        let desk = self.clone();
        self.state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    for station in begun {
                        tx.audit(desk.entry(station, "list", kind)).await?;
                    }
                    Ok(())
                })
            })
            .await
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
        assert!(listed.begins(key(1), start));
        assert!(!listed.begins(key(1), start + TimeDelta::minutes(9)));
        assert!(listed.begins(key(2), start));
        assert!(listed.begins(key(1), start + TimeDelta::minutes(10)));
    }
}
