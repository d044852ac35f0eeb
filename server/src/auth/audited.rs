//! Audit entries of accounts and sessions: what an account does to itself stands in the
//! installation's chain.

use super::Actor;
use crate::store::audit::{Chain, Entry};
use crate::store::user::UserRow;
use uuid::Uuid;

/// An entry of what a signed-in actor did.
pub fn by(actor: &Actor, action: &'static str, object_kind: &'static str, object: Uuid) -> Entry {
    Entry::new(Chain::Installation, action, object_kind).by(actor.user, actor.role).of(object)
}

/// An entry of what an account did with its password, before it had a session.
pub fn by_user(user: &UserRow, action: &'static str, object_kind: &'static str, object: Uuid) -> Entry {
    Entry::new(Chain::Installation, action, object_kind).by(user.id, user.role).of(object)
}

/// An entry of what the command line did; whoever may run it on the server needs no account.
pub fn by_command(action: &'static str, object_kind: &'static str, object: Uuid) -> Entry {
    let detail = serde_json::json!({"by": "command line"});
    Entry::new(Chain::Installation, action, object_kind).of(object).detail(detail)
}
