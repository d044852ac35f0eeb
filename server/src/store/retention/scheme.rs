//! What meetings, stations, inspection and classes leave behind.

use super::Lines;
use crate::args;
use crate::store::{Conn, StoreError, Tx, meeting, message, practice};
use domain::retention::{Counts, Rule, Thing};

/// What is over the period of visits, and no other rule speaks of.
pub async fn scheme(tx: &mut Tx, lines: &Lines, counts: &mut Counts) -> Result<(), StoreError> {
    let (before, day) = (lines.moment(Rule::History), lines.day(Rule::History));
    counts.add(Thing::Meeting, meeting::erase(tx, day).await?);
    counts.add(Thing::Message, message::erase(tx, before).await?);
    counts.add(Thing::Message, practice::erase(tx, before).await?);
    for (thing, sql) in BY_MOMENT {
        counts.add(thing, tx.execute(sql, args![before]).await?);
    }
    counts
        .add(Thing::SpotCheck, tx.execute("DELETE FROM spot_checks WHERE drawn_on < $1", args![day]).await?);
    tx.execute("DELETE FROM order_events WHERE order_id NOT IN (SELECT id FROM orders)", args![]).await?;
    Ok(())
}

const BY_MOMENT: [(Thing, &str); 5] = [
    (
        Thing::ClassChange,
        "DELETE FROM class_proposals WHERE state <> 'open' AND COALESCE(decided_at, made_at) < $1",
    ),
    (
        Thing::ClassChange,
        "DELETE FROM class_appeals WHERE state <> 'open' AND COALESCE(answered_at, made_at) < $1",
    ),
    (Thing::Order, "DELETE FROM orders WHERE state = 'accepted' AND issued_at < $1"),
    (Thing::FieldVersion, "DELETE FROM field_versions WHERE standing = 'gone' AND at < $1"),
    // What was counted of a household goes with it.
    (
        Thing::FieldVersion,
        "DELETE FROM field_versions WHERE at < $1 AND subject <> dwelling
           AND NOT EXISTS (SELECT 1 FROM tenancies t WHERE t.id = field_versions.subject)",
    ),
];

/// Texts of last resort beside those of findings: messages, and the proofs of orders.
pub async fn texts(tx: &mut Tx, lines: &Lines) -> Result<u64, StoreError> {
    let before = lines.moment(Rule::FreeText);
    let proofs = "UPDATE order_events SET proof = NULL WHERE proof IS NOT NULL AND at < $1";
    Ok(message::erase_texts(tx, before).await? + tx.execute(proofs, args![before]).await?)
}
