//! What was tapped, compared with what the server holds.

use super::World;
use crate::photo::{self, There};
use crate::store::record::{self, RecordRow, RecordState};
use crate::store::{Conn, finding, visit};
use domain::id::{DwellingId, RecordId};
use domain::record::{Kind, PhotoRef};
use std::collections::{BTreeMap, BTreeSet};
use sync::PhoneStore;

impl World {
    /// Compares what was tapped with what the server holds. Answers how many records that are.
    pub async fn check(&self) -> Result<u64, String> {
        let broken = self.visitors.iter().find_map(|visitor| visitor.broken.clone());
        broken.map_or(Ok(()), Err)?;
        let mut reader = self.server.app.state.store.reader().await.unwrap();
        let doors: BTreeSet<DwellingId> = self.made.borrow().values().map(|made| made.dwelling).collect();
        let mut kept = BTreeMap::new();
        for door in doors {
            let rows = record::of_dwelling(&mut reader, door).await.unwrap();
            check_view(&mut reader, door, &rows).await?;
            for row in rows {
                let vault = self.server.app.state.store.vault();
                let body = record::body(&mut reader, vault, row.id).await.unwrap();
                self.check_record(&row, body).await?;
                kept.insert(row.id, row);
            }
        }
        self.check_taps(&kept)?;
        self.check_visits(&kept)?;
        self.check_numbers(&kept).await?;
        self.check_fields(&kept).await?;
        Ok(kept.len() as u64)
    }

    /// A record is as it was tapped: body, author, order; it was applied, and its photo is there whole.
    async fn check_record(&self, row: &RecordRow, body: Option<String>) -> Result<(), String> {
        let made = self.made.borrow().get(&row.id).cloned().ok_or(format!("nobody made {}", row.id))?;
        let (what, id) = (made.what, row.id);
        hold(body.as_ref() == Some(&made.body), || format!("{what} {id} has another body"))?;
        hold(row.author == made.author, || format!("{what} {id} has another author"))?;
        hold(row.after == made.after, || format!("{what} {id} comes after {:?}", row.after))?;
        // What belongs to a visit that the server refused waits for it.
        let waits = row.state == RecordState::Held && self.refused_visits().contains(&made.visit);
        hold(row.state == RecordState::Applied || waits, || format!("{what} {id} is {:?}", row.state))?;
        let Ok(photo) = serde_json::from_str::<PhotoRef>(&made.body) else { return Ok(()) };
        let there = photo::there(&self.server.app.state.config.data, &photo.sha256).await.unwrap();
        let is_whole = matches!(there, There::Whole { length, .. } if length == photo.bytes);
        hold(is_whole, || format!("{there:?} of the photo of visit {}", made.visit))
    }

    /// What a phone said is kept is on the server, or still on the phone with the server's reason.
    fn check_taps(&self, kept: &BTreeMap<RecordId, RecordRow>) -> Result<(), String> {
        let made = self.made.borrow();
        for (id, made) in made.iter().filter(|(_, made)| made.confirmed) {
            hold(kept.contains_key(id) != self.refused.contains(id), || {
                let fate = if kept.contains_key(id) { "kept and refused" } else { "lost" };
                format!("{} {id} of visit {} is {fate}", made.what, made.visit)
            })?;
        }
        Ok(())
    }

    /// A visit that a phone shows as done is there once, and nothing of any visit twice.
    fn check_visits(&self, kept: &BTreeMap<RecordId, RecordRow>) -> Result<(), String> {
        let made = self.made.borrow();
        let mut there: BTreeMap<(u64, &str), u64> = BTreeMap::new();
        for made in kept.keys().filter_map(|id| made.get(id)) {
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
    async fn check_numbers(&self, kept: &BTreeMap<RecordId, RecordRow>) -> Result<(), String> {
        for (phone, visitor) in self.visitors.iter().enumerate() {
            let is_own =
                |row: &&RecordRow| row.device.is_some_and(|device| visitor.devices.contains(&device));
            let own = kept.values().filter(is_own).map(|row| row.seq);
            let refused = visitor.storage.outbox().await.map_err(|e| e.to_string())?;
            let refused = refused.iter().map(|row| row.seq);
            let mut numbers: Vec<u64> = own.chain(refused).collect();
            numbers.sort_unstable();
            for (want, seq) in (1..).zip(numbers) {
                hold(seq == want, || format!("phone {phone} has no record {want} but {seq}"))?;
            }
        }
        Ok(())
    }
}

/// The view shows each applied visit and finding of a dwelling once, and nothing else.
async fn check_view(conn: &mut dyn Conn, door: DwellingId, rows: &[RecordRow]) -> Result<(), String> {
    let applied = |kind| {
        let of_kind = rows.iter().filter(move |row| row.kind == kind && row.state == RecordState::Applied);
        let mut ids: Vec<RecordId> = of_kind.map(|row| row.id).collect();
        ids.sort_unstable();
        ids
    };
    let visits = visit::of_dwelling(conn, door).await.unwrap().into_iter().map(|visit| visit.id);
    let findings = finding::of_dwelling(conn, door).await.unwrap().into_iter().map(|found| found.record);
    for (kind, mut shown) in [(Kind::Visit, visits.collect()), (Kind::Finding, findings.collect())] {
        let shown: &mut Vec<RecordId> = &mut shown;
        shown.sort_unstable();
        hold(*shown == applied(kind), || format!("the view of {door} shows {} of {kind:?}", shown.len()))?;
    }
    Ok(())
}

pub(super) fn hold(promise: bool, broken: impl Fn() -> String) -> Result<(), String> {
    if promise { Ok(()) } else { Err(broken()) }
}
