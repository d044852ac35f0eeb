//! What was tapped, compared with what the server holds.

use super::World;
use crate::args;
use crate::photo;
use crate::store::{Conn, Row, record};
use domain::id::{DeviceId, RecordId, UserId};
use domain::record::PhotoRef;
use std::collections::{BTreeMap, BTreeSet};
use sync::PhoneStore;

impl World {
    /// Compares what was tapped with what the server holds.
    pub async fn check(&self) -> Result<(), String> {
        let mut reader = self.app.state.store.reader().await.unwrap();
        let rows =
            reader.rows("SELECT id, author, after_ids, state, problem FROM records", args![]).await.unwrap();
        let mut kept = BTreeSet::new();
        for row in &rows {
            let id: RecordId = row.get("id").unwrap();
            let body = record::body(&mut reader, self.app.state.store.vault(), id).await.unwrap();
            self.check_record(id, row, body).await?;
            kept.insert(id);
        }
        self.check_taps(&kept)?;
        self.check_visits(&kept)?;
        self.check_numbers(&mut reader).await
    }

    /// A record is as it was tapped: body, author, order; it was applied, and its photo is there whole.
    async fn check_record(&self, id: RecordId, row: &Row, body: Option<String>) -> Result<(), String> {
        let made = self.made.borrow().get(&id).cloned().ok_or(format!("nobody made {id}"))?;
        let what = made.what;
        hold(body.as_ref() == Some(&made.body), || format!("{what} {id} has another body"))?;
        let author: UserId = row.get("author").unwrap();
        hold(author == made.author, || format!("{what} {id} has another author"))?;
        let after: Vec<RecordId> = serde_json::from_str(&row.get::<String>("after_ids").unwrap()).unwrap();
        hold(after == made.after, || format!("{what} {id} comes after {after:?}"))?;
        let (state, problem) =
            (row.get::<String>("state").unwrap(), row.get::<Option<String>>("problem").unwrap());
        // What belongs to a visit that the server refused waits for it.
        let waits = state == "held" && self.refused_visits().contains(&made.visit);
        hold(state == "applied" || waits, || format!("{what} {id} is {state}: {problem:?}"))?;
        let Ok(photo) = serde_json::from_str::<PhotoRef>(&made.body) else { return Ok(()) };
        let length = photo::length(&self.app.state.config.data, &photo.sha256).await.unwrap();
        hold(length == photo.bytes, || format!("{length} bytes of the photo of visit {}", made.visit))
    }

    /// What a phone said is kept is on the server, or still on the phone with the server's reason.
    fn check_taps(&self, kept: &BTreeSet<RecordId>) -> Result<(), String> {
        let made = self.made.borrow();
        for (id, made) in made.iter().filter(|(_, made)| made.confirmed) {
            hold(kept.contains(id) != self.refused.contains(id), || {
                format!("{} {id} of visit {} is lost", made.what, made.visit)
            })?;
        }
        Ok(())
    }

    /// A visit that a phone shows as done is there once, and nothing of any visit twice.
    fn check_visits(&self, kept: &BTreeSet<RecordId>) -> Result<(), String> {
        let made = self.made.borrow();
        let mut there: BTreeMap<(u64, &str), u64> = BTreeMap::new();
        for made in kept.iter().filter_map(|id| made.get(id)) {
            *there.entry((made.visit, made.what)).or_default() += 1;
        }
        let refused = self.refused_visits();
        let done = self.visitors.iter().flat_map(|visitor| &visitor.done);
        for visit in done.filter(|visit| !refused.contains(visit)) {
            for what in ["check-in", "visit"] {
                there.entry((*visit, what)).or_default();
            }
        }
        for ((visit, what), count) in there {
            hold(count == 1, || format!("visit {visit} has {count} records of its {what}"))?;
        }
        Ok(())
    }

    fn refused_visits(&self) -> BTreeSet<u64> {
        let made = self.made.borrow();
        self.refused.iter().filter_map(|id| made.get(id)).map(|made| made.visit).collect()
    }

    /// A phone's records are numbered from 1 without gaps, under whichever credential they came.
    async fn check_numbers(&self, reader: &mut dyn Conn) -> Result<(), String> {
        let rows = reader.rows("SELECT device, seq FROM records ORDER BY seq", args![]).await.unwrap();
        let rows: Vec<(DeviceId, i64)> =
            rows.iter().map(|row| (row.get("device").unwrap(), row.get("seq").unwrap())).collect();
        for (phone, visitor) in self.visitors.iter().enumerate() {
            let own = rows.iter().filter(|(device, _)| visitor.devices.contains(device));
            let refused = visitor.storage.outbox().await.map_err(|e| e.to_string())?;
            let refused = refused.iter().map(|row| row.seq as i64);
            let mut numbers: Vec<i64> = own.map(|(_, seq)| *seq).chain(refused).collect();
            numbers.sort_unstable();
            for (want, seq) in (1..).zip(numbers) {
                hold(seq == want, || format!("phone {phone} has no record {want} but {seq}"))?;
            }
        }
        Ok(())
    }
}

pub(super) fn hold(promise: bool, broken: impl Fn() -> String) -> Result<(), String> {
    if promise { Ok(()) } else { Err(broken()) }
}
