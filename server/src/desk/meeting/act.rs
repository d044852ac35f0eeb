//! Calling a meeting, keeping its minutes, filing it, and settling what it agreed on.

use super::stations_of;
use crate::desk::{Desk, zone_of};
use crate::http::Outcome;
use crate::store::meeting::action::{self, ActionRow};
use crate::store::meeting::{self, MeetingRow};
use crate::store::{Chain, Conn, Entry, Tx, property, tenancy};
use app::desk::meeting::{MeetingStep, NewMeeting};
use chrono::NaiveDate;
use domain::hex;
use domain::id::{ActionId, DwellingId, MeetingId, UserId};
use domain::meeting::{
    Item, LONGEST_ITEM, LONGEST_MINUTES, LONGEST_PLACE, MeetingKind, MeetingState, check_due, check_time,
};
use domain::problem::Problem;
use domain::text;
use serde_json::json;
use sha2::{Digest, Sha256};

impl Desk {
    /// An audit entry about a meeting, which is no single station's.
    fn meeting_entry(&self, action: &'static str, kind: &'static str) -> Entry {
        Entry::new(Chain::Installation, action, kind).by(self.actor.user, self.actor.role)
    }

    pub(super) async fn call_meeting(&self, new: NewMeeting) -> Outcome<MeetingId> {
        self.allow(new.kind.may_call(self.actor.role, self.actor.is_county()))?;
        let desk = self.clone();
        self.state.store.write(move |tx| Box::pin(async move { desk.called(tx, new).await })).await
    }

    async fn called(&self, tx: &mut Tx, new: NewMeeting) -> Outcome<MeetingId> {
        let malformed = |place: &str| Problem::Malformed { place: place.to_owned() };
        check_time(new.on, new.hours, self.here_today(tx).await?)?;
        let people = self.people(tx).await?;
        let may_come = |id: &UserId| people.iter().any(|p| p.id == *id && new.kind.may_attend(p.role));
        if new.attendees.is_empty() || !new.attendees.iter().all(may_come) {
            return Err(malformed("attendees").into());
        }
        let mut town = self.actor.town.clone();
        if new.kind == MeetingKind::Employer {
            let id = new.property.ok_or_else(|| malformed("property"))?;
            let lodging = property::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
            self.actor.check_station(lodging.property.station)?;
            if !lodging.property.kind.is_lodging() {
                return Err(malformed("property").into());
            }
            town = Some(lodging.town);
        }
        let row = MeetingRow {
            id: MeetingId(tx.new_id()),
            kind: new.kind,
            town,
            property: new.property.filter(|_| new.kind == MeetingKind::Employer),
            on: new.on,
            hours: new.hours,
            place: text::kept(&new.place, LONGEST_PLACE, &[], "place")?,
            departments: new.departments,
            state: MeetingState::Called,
            agenda: vec![],
            minutes: None,
            called_by: self.actor.user,
            called_at: tx.now(),
            filed: None,
        };
        meeting::call(tx, &row, &new.attendees).await?;
        let detail = json!({"kind": row.kind, "on": row.on, "attendees": new.attendees.len()});
        tx.audit(self.meeting_entry("call", "meeting").of(row.id).detail(detail)).await?;
        Ok(row.id)
    }

    pub(super) async fn step_meeting(&self, id: MeetingId, step: MeetingStep) -> Outcome<()> {
        let desk = self.clone();
        self.state.store.write(move |tx| Box::pin(async move { desk.take_step(tx, id, step).await })).await
    }

    async fn take_step(&self, tx: &mut Tx, id: MeetingId, step: MeetingStep) -> Outcome<()> {
        let mut row = self.seen_meeting(tx, id).await?;
        self.allow(self.actor.keeps(&row))?;
        row.state.check_open()?;
        match step {
            MeetingStep::Propose { text } => self.propose(tx, row, &text).await,
            MeetingStep::Hold { minutes } => self.hold(tx, row, &minutes).await,
            MeetingStep::Agree { text, owner, due } => self.agree(tx, &row, &text, owner, due).await,
            MeetingStep::File => {
                row.state = row.state.file()?;
                row.filed = Some((self.actor.user, tx.now()));
                let detail = json!({"sha256": content(tx, &row).await?});
                self.keep(tx, row, "file", detail).await
            }
        }
    }

    /// Only before the minutes: afterwards the agenda is what it was.
    async fn propose(&self, tx: &mut Tx, mut row: MeetingRow, item: &str) -> Outcome<()> {
        if row.state != MeetingState::Called {
            return Err(Problem::InvalidTransition.into());
        }
        let names = self.known_names(tx, &row).await?;
        let text = text::kept(item, LONGEST_ITEM, &as_strs(&names), "text")?;
        row.agenda.push(Item::Free { text });
        self.keep(tx, row, "propose", json!({})).await
    }

    async fn hold(&self, tx: &mut Tx, mut row: MeetingRow, minutes: &str) -> Outcome<()> {
        let stations = stations_of(tx, &row).await?;
        let today = self.today(stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of));
        let names = self.known_names(tx, &row).await?;
        let state = row.state.hold(row.on, today)?;
        row.minutes = Some(text::kept(minutes, LONGEST_MINUTES, &as_strs(&names), "minutes")?);
        row.agenda = self.items(tx, &row, &stations).await?;
        row.state = state;
        self.keep(tx, row, "hold", json!({})).await
    }

    async fn agree(
        &self,
        tx: &mut Tx,
        row: &MeetingRow,
        what: &str,
        owner: UserId,
        due: NaiveDate,
    ) -> Outcome<()> {
        check_due(due, row.on)?;
        if !meeting::attendees(tx, row.id).await?.contains(&owner) {
            return Err(Problem::Malformed { place: "owner".into() }.into());
        }
        let names = self.known_names(tx, row).await?;
        let text = text::kept(what, LONGEST_ITEM, &as_strs(&names), "text")?;
        let new = ActionRow { id: ActionId(tx.new_id()), meeting: row.id, text, owner, due, done: None };
        action::add(tx, &new).await?;
        let detail = json!({"meeting": row.id, "owner": owner, "due": due});
        tx.audit(self.meeting_entry("agree", "action").of(new.id).detail(detail)).await?;
        Ok(())
    }

    async fn keep(
        &self,
        tx: &mut Tx,
        row: MeetingRow,
        verb: &'static str,
        detail: serde_json::Value,
    ) -> Outcome<()> {
        if !meeting::keep(tx, &row).await? {
            return Err(Problem::InvalidTransition.into());
        }
        tx.audit(self.meeting_entry(verb, "meeting").of(row.id).detail(detail)).await?;
        Ok(())
    }

    pub(super) async fn settle_action(&self, id: ActionId, done: bool) -> Outcome<()> {
        let desk = self.clone();
        self.state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let row = action::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
                    let of = desk.seen_meeting(tx, row.meeting).await?;
                    desk.allow(row.owner == desk.actor.user || desk.actor.keeps(&of))?;
                    let by = done.then_some((desk.actor.user, tx.now()));
                    action::settle(tx, id, by).await?;
                    let verb = if done { "settle" } else { "reopen" };
                    tx.audit(desk.meeting_entry(verb, "action").of(id)).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Names of the households whose files are on the agenda: no text of the meeting may hold them.
    async fn known_names(&self, tx: &mut Tx, row: &MeetingRow) -> Outcome<Vec<String>> {
        let stations = stations_of(tx, row).await?;
        let items = self.items(tx, row, &stations).await?;
        let dwellings = items.iter().filter_map(|item| match item {
            Item::Flag { dwelling, .. } => Some(*dwelling),
            _ => None,
        });
        contact_names(tx, &dwellings.collect::<Vec<_>>()).await
    }
}

/// Names of the contacts of these dwellings, for a check that tells nobody.
pub(in crate::desk) async fn contact_names(tx: &mut Tx, dwellings: &[DwellingId]) -> Outcome<Vec<String>> {
    let vault = tx.vault();
    let current = tenancy::current_of(tx, dwellings).await?;
    let ids: Vec<_> = current.values().map(|tenancy| tenancy.id).collect();
    let contacts = tenancy::contacts(tx, &vault, &ids).await?;
    Ok(contacts.into_values().map(|contact| contact.name).collect())
}

/// The names as a check takes them.
pub(in crate::desk) fn as_strs(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// SHA-256 of what is filed, for the log: that it stays as it was can be shown.
async fn content(conn: &mut dyn Conn, row: &MeetingRow) -> Outcome<String> {
    let agreed: Vec<_> = action::of_meeting(conn, row.id)
        .await?
        .into_iter()
        .map(|action| json!([action.id, action.text, action.owner, action.due]))
        .collect();
    let filed =
        json!([row.kind, row.on, row.hours, row.place, row.departments, row.agenda, row.minutes, agreed]);
    Ok(hex::encode(&Sha256::digest(filed.to_string().as_bytes())))
}
