//! Who made a record: the account that the phone named, in a session of that phone, under whichever
//! enrolment.

use crate::auth::Phone;
use crate::store::{StoreError, Tx, change, device, session, user};
use domain::Time;
use domain::area::TownCode;
use domain::field::Said;
use domain::flag::FlagAction;
use domain::id::{SessionId, StationId, UserId};
use domain::problem::Problem;
use domain::record::{Body, Mark, Record};
use domain::role::Role;
use std::collections::HashMap;

/// Authors of a batch, looked up once each.
pub struct Authors<'p> {
    phone: &'p Phone,
    now: Time,
    known: HashMap<(UserId, SessionId), Option<Author>>,
    /// Looked up once, when the first record is new.
    signed_in: Option<Option<UserId>>,
}

#[derive(Clone)]
struct Author {
    role: Role,
    station: Option<StationId>,
    area: Option<Vec<StationId>>,
    left: bool,
    session_live: bool,
}

impl<'p> Authors<'p> {
    /// None known yet.
    pub fn new(phone: &'p Phone, now: Time) -> Self {
        Self { phone, now, known: HashMap::new(), signed_in: None }
    }

    /// Marks of a record's author, or why the record is not kept. Whoever signed out, has left or
    /// serves elsewhere by now is marked, never refused.
    pub async fn check(
        &mut self,
        tx: &mut Tx,
        record: &Record,
        body: &Body,
        place: Option<&(TownCode, StationId)>,
    ) -> Result<Result<Vec<Mark>, Problem>, StoreError> {
        let Some(author) = self.author(tx, record).await? else { return Ok(Err(Problem::NotAllowed)) };
        if !may_say(author.role, body) {
            return Ok(Err(Problem::NotAllowed));
        }
        let at_home = author.station.is_none_or(|station| station == self.phone.station);
        if let Some((_, station)) = place
            && *station != self.phone.station
            && author.area.as_ref().is_some_and(|area| !area.contains(station))
            && !self.served(tx, body).await?
        {
            return Ok(Err(Problem::NotFound));
        }
        let mut marks = Vec::new();
        if self.signed_in(tx).await?.is_some_and(|user| user != record.author) {
            marks.push(Mark::HandedOver);
        }
        if !author.session_live {
            marks.push(Mark::SignedOut);
        }
        if author.left || !at_home {
            marks.push(Mark::AuthorMovedOn);
        }
        Ok(Ok(marks))
    }

    /// Whether the phone's station served the dwelling before: what was made then is received.
    async fn served(&self, tx: &mut Tx, body: &Body) -> Result<bool, StoreError> {
        match body.dwelling() {
            Some(dwelling) => change::was_removed(tx, self.phone.station, "dwelling", dwelling).await,
            None => Ok(false),
        }
    }

    /// Who used the phone last.
    async fn signed_in(&mut self, tx: &mut Tx) -> Result<Option<UserId>, StoreError> {
        if self.signed_in.is_none() {
            self.signed_in = Some(session::last_on(tx, self.phone.device, self.now).await?);
        }
        Ok(self.signed_in.flatten())
    }

    async fn author(&mut self, tx: &mut Tx, record: &Record) -> Result<Option<Author>, StoreError> {
        let key = (record.author, record.session);
        if !self.known.contains_key(&key) {
            let author = self.look_up(tx, record).await?;
            self.known.insert(key, author);
        }
        Ok(self.known.get(&key).cloned().flatten())
    }

    async fn look_up(&self, tx: &mut Tx, record: &Record) -> Result<Option<Author>, StoreError> {
        let session = session::by_id(tx, record.session, self.now).await?;
        let Some(session) = session.filter(|s| s.user.id == record.author) else { return Ok(None) };
        let Some(device) = session.device else { return Ok(None) };
        // A phone that was enrolled anew still sends what it wrote before.
        if device != self.phone.device && !device::are_one_phone(tx, device, self.phone.device).await? {
            return Ok(None);
        }
        let villages = user::villages(tx, record.author).await?;
        let area = user::stations(tx, &session.user, &villages).await?;
        Ok(Some(Author {
            role: session.user.role,
            station: session.user.station,
            area,
            left: session.user.left_at.is_some(),
            session_live: session.live,
        }))
    }
}

/// Whether a role may say this at all: officers decide on flags and choose among values.
fn may_say(role: Role, body: &Body) -> bool {
    match body {
        Body::Decision(decision) => may_decide(role, &decision.action),
        Body::Correction(change) => {
            role == Role::Officer || !change.said.as_ref().is_some_and(Said::is_choice)
        }
        _ => true,
    }
}

/// Officers decide; a visitor may say that a hazard is remedied. Verifying takes a visit.
fn may_decide(role: Role, action: &FlagAction) -> bool {
    match action {
        FlagAction::Remedy => role.visits() || role == Role::Supervisor,
        FlagAction::Verify => false,
        _ => matches!(role, Role::Officer | Role::Supervisor),
    }
}
