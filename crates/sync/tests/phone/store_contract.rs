//! The simulated phone keeps the promises that IndexedDB is held to in a browser.

use crate::support::phone::Phone;

#[test]
fn the_simulated_phone_keeps_every_promise_of_a_store() {
    crate::support::finish(sync::contract::run(async || Phone::default())).unwrap();
}
