//! What the dwellings tell, as rows: records as phones would have sent them, and the view of them.

use super::door::{evidence, visit, visit_row};
use super::file::File;
use super::flags::{self, Decided};
use super::history::{Did, Found, Seen, Told};
use super::maker::{Maker, civil};
use super::staff::Crew;
use crate::store::finding::FindingRow;
use crate::store::flag::{FlagEvent, FlagRow};
use crate::store::owed_visit::OwedRow;
use crate::store::record::{NewRecord, RecordRow, RecordState};
use crate::store::visit::VisitRow;
use chrono::TimeDelta;
use domain::Time;
use domain::area::Station;
use domain::finding::Finding;
use domain::flag::Decision;
use domain::id::{DeviceId, OwedId, RecordId, SessionId, UserId};
use domain::ledger::{By, Settled};
use domain::record::{FORMAT, Kind};
use domain::triage::{Triage, triage};
use domain::visit::{Attempt, AttemptOutcome, CheckIn};
use serde::Serialize;
use std::collections::HashMap;

/// Rows of everything that happened.
#[derive(Default)]
pub struct Rows {
    /// Records, numbered at the end.
    pub records: Vec<NewRecord>,
    /// Visits and attempts.
    pub visits: Vec<VisitRow>,
    /// Findings.
    pub findings: Vec<FindingRow>,
    /// Flags with what was decided about them.
    pub flags: Vec<(FlagRow, Vec<FlagEvent>)>,
    /// The ledger.
    pub owed: Vec<OwedRow>,
}

/// Where and by whom the dwellings of one station are told of.
pub struct Scene<'a> {
    /// The station.
    pub station: &'a Station,
    /// Its people.
    pub crew: &'a Crew,
    /// An officer of the next station, for what takes a second one.
    pub second: UserId,
}

impl Rows {
    /// Adds what was told of one dwelling.
    pub fn add(
        &mut self,
        file: &File,
        told: Told,
        scene: &Scene<'_>,
        maker: &mut Maker,
    ) -> Result<(), serde_json::Error> {
        for seen in &told.seen {
            self.seen(file, seen, scene, maker)?;
        }
        for (owed, settlement, excuse) in told.owed {
            self.owed.push(OwedRow {
                town: scene.station.town.clone(),
                id: OwedId(maker.id(super::maker::moment(owed.period.from, 0))),
                station: scene.station.id,
                dwelling: file.home.id,
                owed,
                settled: settlement.map(|s| s.how),
                settled_on: settlement.map(|s| s.on),
                settled_by: settlement.map(|s| match s.by {
                    By::Record(record) => record.0,
                    By::Officer(user) => user.0,
                }),
                reason: settlement.filter(|s| s.how == Settled::Excused).and_then(|s| s.reason),
                excuse,
            });
        }
        Ok(())
    }

    /// Numbers each device's records in the order of their making, from 1.
    pub fn number(&mut self) {
        self.records.sort_by_key(|r| (r.row.made_at, r.row.id));
        let mut last: HashMap<Option<DeviceId>, u64> = HashMap::new();
        for record in &mut self.records {
            let seq = last.entry(record.row.device).or_default();
            *seq += 1;
            record.row.seq = if record.row.device.is_some() { *seq } else { 0 };
        }
    }

    fn seen(
        &mut self,
        file: &File,
        seen: &Seen,
        scene: &Scene<'_>,
        maker: &mut Maker,
    ) -> Result<(), serde_json::Error> {
        let dwelling = file.home.id;
        let evidence = evidence(file, maker);
        let check_in = CheckIn { dwelling, owed: None, evidence: evidence.clone() };
        let mut desk = Desk { rows: self, file, scene, maker };
        let by = (seen.visitor.user, seen.visitor.device);
        desk.record(seen.check_in, Kind::CheckIn, by, seen.at, vec![], &check_in)?;
        let after = vec![seen.check_in];
        let done = seen.at + TimeDelta::minutes(5);
        match seen.did {
            Did::Visit(outcome) => {
                let visit = visit(file, seen, outcome);
                desk.record(seen.record, Kind::Visit, by, done, after, &visit)?;
            }
            Did::NobodyHome(letter) => {
                let outcome = AttemptOutcome::NobodyHome;
                let attempt = Attempt { dwelling, check_in: seen.check_in, outcome, letter };
                desk.record(seen.record, Kind::Attempt, by, done, after, &attempt)?;
            }
        }
        desk.rows.visits.push(visit_row(file, seen, &evidence, done, scene));
        match &seen.found {
            Some(found) => desk.found(seen, found),
            None => Ok(()),
        }
    }
}

struct Desk<'a> {
    rows: &'a mut Rows,
    file: &'a File,
    scene: &'a Scene<'a>,
    maker: &'a mut Maker,
}

impl Desk<'_> {
    fn record<T: Serialize>(
        &mut self,
        id: RecordId,
        kind: Kind,
        (author, device): (UserId, Option<DeviceId>),
        at: Time,
        after: Vec<RecordId>,
        body: &T,
    ) -> Result<(), serde_json::Error> {
        let town = self.scene.station.town.clone();
        let row = RecordRow {
            town: town.clone(),
            id,
            station: self.scene.station.id,
            device,
            seq: 0,
            kind,
            v: FORMAT,
            author,
            session: SessionId(self.maker.id(at)),
            made_at: at,
            mono_ms: None,
            offset_ms: Some(0),
            receipt_at: None,
            after,
            dwelling: Some(self.file.home.id),
            stored_at: at + TimeDelta::minutes(2),
            happened_at: at,
            marks: Vec::new(),
            state: RecordState::Applied,
        };
        let body = serde_json::to_string(body)?;
        let salt = self.maker.bytes();
        self.rows.records.push(NewRecord { row, body, key: self.file.home.id.0, key_town: town, salt });
        Ok(())
    }

    fn found(&mut self, seen: &Seen, found: &Found) -> Result<(), serde_json::Error> {
        let at = seen.at + TimeDelta::minutes(4);
        let body = Finding {
            finding: found.id,
            dwelling: self.file.home.id,
            visit: seen.record,
            category: found.category,
            severity: found.severity,
            note: None,
            photos: Vec::new(),
            person_agrees: None,
            straight_to: None,
        };
        let by = (seen.visitor.user, seen.visitor.device);
        self.record(found.record, Kind::Finding, by, at, vec![seen.check_in], &body)?;
        let mut row = FindingRow {
            town: self.scene.station.town.clone(),
            id: found.id,
            station: self.scene.station.id,
            dwelling: self.file.home.id,
            record: found.record,
            visit: seen.record,
            category: found.category,
            severity: found.severity,
            restricted: false,
            found_by: seen.visitor.user,
            found_at: at,
            found_on: civil(at).date(),
            gone_on: found.gone_on,
        };
        if let Triage::Flag { reason, deadline } = triage(found.category, found.severity, at, 1) {
            let raised = at + TimeDelta::minutes(2);
            let decided = self.decided(found, raised)?;
            let closed = decided.iter().find(|d| matches!(d.action, domain::flag::FlagAction::Verify));
            row.gone_on = closed.map(|d| civil(d.by.at).date());
            let flag = FlagRow {
                town: row.town.clone(),
                id: found.id,
                station: row.station,
                dwelling: row.dwelling,
                reason,
                severity: found.severity,
                category: found.category,
                restricted: false,
                straight: false,
                found_by: row.found_by,
                raised_at: raised,
                deadline,
                state: flags::state(found, &decided),
                version: i64::try_from(decided.len()).unwrap_or_default(),
                seen_at: decided.first().map(|d| d.by.at),
                alarmed_at: None,
                escalated_at: None,
            };
            let events = decided.into_iter().map(|d| FlagEvent {
                record: d.record,
                by: d.by,
                action: d.action,
                in_force: true,
            });
            self.rows.flags.push((flag, events.collect()));
        }
        self.rows.findings.push(row);
        Ok(())
    }

    /// The decisions about a hazard, each a record made at a desk.
    fn decided(&mut self, found: &Found, raised: Time) -> Result<Vec<Decided>, serde_json::Error> {
        let Some(ending) = found.ending else { return Ok(Vec::new()) };
        let scene = self.scene;
        let decided = flags::decisions(found, ending, raised, scene.crew, scene.second, self.maker);
        for step in &decided {
            let body = Decision { flag: found.id, action: step.action.clone() };
            let by = (step.by.user, None);
            self.record(step.record, Kind::Decision, by, step.by.at, vec![found.record], &body)?;
        }
        Ok(decided)
    }
}
