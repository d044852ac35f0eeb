//! What every handler can reach.

use crate::auth::password::Passwords;
use crate::auth::token::TokenKeys;
use crate::config::Config;
use crate::desk::Listed;
use crate::events::Events;
use crate::jobs::Worker;
use crate::map::Maps;
use crate::store::Store;
use domain::clock::Clock;
use std::sync::Arc;

/// The server's state; cloning it is cheap.
#[derive(Clone)]
pub struct AppState {
    /// Rows, keys, audit.
    pub store: Store,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// What `serve` was told.
    pub config: Arc<Config>,
    /// What just happened, for open pages.
    pub events: Events,
    /// Work for later.
    pub jobs: Worker,
    /// Keys of tokens.
    pub keys: TokenKeys,
    /// Password hashing, a few at a time.
    pub passwords: Passwords,
    /// The map in use.
    pub maps: Maps,
    /// Lists that desks have open.
    pub listed: Listed,
}

impl AppState {
    /// The state over an open store.
    pub fn new(store: Store, config: Config) -> Self {
        let keys =
            TokenKeys::new(store.vault().derive("access token"), store.vault().derive("refresh token"));
        let events = Events::default();
        let tell = events.clone();
        let restricted = Arc::new(move |flag| tell.restricted(flag));
        Self {
            clock: store.clock().clone(),
            jobs: Worker::new(store.clone(), restricted, config.alarm_webhook.clone()),
            events,
            passwords: Passwords::default(),
            maps: Maps::new(store.clone()),
            listed: Listed::default(),
            config: Arc::new(config),
            keys,
            store,
        }
    }
}
