//! A dwelling's appointment.

use super::{Desk, names, zone_of};
use crate::http::Outcome;
use crate::store::dwelling::DwellingRow;
use crate::store::visitor::{self, VisitorRow};
use crate::store::{Conn, Tx, appointment, dwelling, station};
use app::desk::Answer;
use app::desk::appointment::{AppointmentDesk, AppointmentPart};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::appointment::Appointment;
use domain::area::Station;
use domain::id::{DwellingId, UserId};
use domain::problem::Problem;
use domain::role::Role;

#[async_trait]
impl AppointmentDesk for Desk {
    async fn make(&self, dwelling: DwellingId, appointment: Appointment) -> Answer<()> {
        let desk = self.clone();
        let made = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.appoint(tx, dwelling, appointment).await }));
        self.answer(made).await
    }

    async fn cancel(&self, dwelling: DwellingId) -> Answer<()> {
        let desk = self.clone();
        let cancelled = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.cancel_appointment(tx, dwelling).await }));
        self.answer(cancelled).await
    }
}

impl Desk {
    /// Those who arrange visits with households.
    pub(super) fn may_appoint(&self) -> bool {
        matches!(self.actor.role, Role::Officer | Role::Coordinator)
    }

    async fn appoint(&self, tx: &mut Tx, id: DwellingId, new: Appointment) -> Outcome<()> {
        let (file, home) = self.own_file(tx, id).await?;
        new.check(self.today(zone_of(&home)))?;
        if let Some(visitor) = new.visitor {
            let known = visitors(tx, &home).await?.iter().any(|v| v.id == visitor);
            known.then_some(()).ok_or(Problem::Malformed { place: "visitor".into() })?;
        }
        appointment::put(tx, &file.town, id, &new, self.actor.user).await?;
        let detail = serde_json::json!({"on": new.on, "hours": new.hours, "visitor": new.visitor, "reason": new.reason});
        tx.audit(self.entry(file.station, "make", "appointment").of(id).detail(detail)).await?;
        Ok(())
    }

    async fn cancel_appointment(&self, tx: &mut Tx, id: DwellingId) -> Outcome<()> {
        let (file, _) = self.own_file(tx, id).await?;
        if !appointment::cancel(tx, id).await? {
            return Err(Problem::NotFound.into());
        }
        tx.audit(self.entry(file.station, "cancel", "appointment").of(id)).await?;
        Ok(())
    }

    async fn own_file(&self, tx: &mut Tx, id: DwellingId) -> Outcome<(DwellingRow, Station)> {
        self.allow(self.may_appoint())?;
        let file = dwelling::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(file.station)?;
        let home = station::by_id(tx, file.station).await?.ok_or(Problem::NotFound)?;
        Ok((file, home))
    }

    /// Whom this account may ask for: nobody where it may make no appointment.
    pub(super) async fn may_come(&self, tx: &mut Tx, home: &Station) -> Outcome<Vec<(UserId, String)>> {
        if !self.may_appoint() {
            return Ok(vec![]);
        }
        Ok(visitors(tx, home).await?.into_iter().map(|v| (v.id, v.name)).collect())
    }
}

async fn visitors(conn: &mut dyn Conn, home: &Station) -> Outcome<Vec<VisitorRow>> {
    Ok(visitor::all(conn).await?.into_iter().filter(|v| v.serves(home)).collect())
}

/// The dwelling's appointment as its file shows it.
pub(super) async fn shown(tx: &mut Tx, id: DwellingId, today: NaiveDate) -> Outcome<Option<AppointmentPart>> {
    let Some((appointment, made_by)) = appointment::of_dwelling(tx, id, today).await? else {
        return Ok(None);
    };
    let names = names(tx).await?;
    let name = |user: UserId| names.get(&user).cloned();
    let made_by = name(made_by).unwrap_or_default();
    Ok(Some(AppointmentPart { appointment, visitor: appointment.visitor.and_then(name), made_by }))
}
