//! Fields of files as the server shows them, compared with what was said of them.

use super::World;
use super::books::hold;
use crate::store::field::{self, VersionRow};
use crate::store::record::{RecordRow, RecordState};
use crate::store::{Conn, dwelling};
use domain::field::{Change, Field, Opening, Said, Versioned};
use domain::id::{DwellingId, RecordId};
use domain::record::Correction;
use std::collections::{BTreeMap, BTreeSet};

type Told<'r> = Vec<(&'r RecordRow, Said)>;

impl World {
    /// Every value that was said is kept; what is in force and what waits follows from who knew of what,
    /// whichever way it came; and the register says what is in force.
    pub(super) async fn check_fields(&self, kept: &BTreeMap<RecordId, RecordRow>) -> Result<(), String> {
        let mut told: BTreeMap<(DwellingId, Field), Told<'_>> = BTreeMap::new();
        for row in kept.values().filter(|row| row.state == RecordState::Applied) {
            let Some(made) = self.made.borrow().get(&row.id).cloned() else { continue };
            let Ok(change) = serde_json::from_str::<Correction>(&made.body) else { continue };
            let Some(said) = change.said else { continue };
            told.entry((change.dwelling, said.field)).or_default().push((row, said));
        }
        let mut reader = self.server.app.state.store.reader().await.unwrap();
        for ((door, of), told) in told {
            let mut rows = field::of_dwelling(&mut reader, door).await.unwrap();
            rows.retain(|row| row.subject.field == of);
            check_values(door, &rows, &told)?;
            check_standing(door, &rows, &told)?;
            check_register(&mut reader, door, of, &rows).await?;
        }
        Ok(())
    }
}

fn check_values(door: DwellingId, rows: &[VersionRow], told: &Told<'_>) -> Result<(), String> {
    let said: BTreeSet<(RecordId, &str)> =
        told.iter().map(|(row, said)| (row.id, said.value.as_str())).collect();
    let kept = rows.iter().filter(|row| row.by.is_some()).map(|row| (row.version, row.value.as_str()));
    let kept: BTreeSet<(RecordId, &str)> = kept.collect();
    hold(said == kept, || format!("of {door} was said {said:?} and is kept {kept:?}"))
}

fn check_standing(door: DwellingId, rows: &[VersionRow], told: &Told<'_>) -> Result<(), String> {
    let first = rows.iter().find(|row| row.by.is_none()).ok_or(format!("{door} began with nothing"))?;
    let opening = Opening { version: RecordId(door.0), value: first.value.clone(), past: vec![] };
    let mut expected = Versioned::new(opening);
    for (row, said) in told {
        expected.add(Change {
            version: row.id,
            value: said.value.clone(),
            by: row.author,
            at: row.happened_at,
            base: said.base.unwrap_or(RecordId(door.0)),
            over: vec![],
            taken: false,
        });
    }
    let expected = expected.standing();
    let all = |standing: &str| -> BTreeSet<RecordId> {
        rows.iter().filter(|row| row.standing == standing).map(|row| row.version).collect()
    };
    let (in_force, waiting) = (all("in_force"), all("waiting"));
    hold(in_force == BTreeSet::from([expected.in_force]), || {
        format!("of {door} {in_force:?} is in force, and not {}", expected.in_force)
    })?;
    let wanted: BTreeSet<RecordId> = expected.waiting.into_iter().collect();
    hold(waiting == wanted, || format!("of {door} {waiting:?} waits, and not {wanted:?}"))
}

async fn check_register(
    conn: &mut dyn Conn,
    door: DwellingId,
    of: Field,
    rows: &[VersionRow],
) -> Result<(), String> {
    let file = dwelling::by_id(conn, door).await.unwrap().unwrap().dwelling;
    let says = match of {
        Field::Door => file.door,
        Field::Lease => file.papers.lease.key().to_owned(),
        _ => file.papers.tax.key().to_owned(),
    };
    let in_force = rows.iter().find(|row| row.standing == "in_force").map(|row| row.value.clone());
    hold(in_force.as_ref() == Some(&says), || format!("the register says {says} of {door}, not {in_force:?}"))
}
