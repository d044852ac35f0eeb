//! `POST /api/v1/dwellings/{id}/contact`: the one contact of a household, for a visitor's call. Opened
//! one at a time, with a purpose of the closed list, which the household can read; no phone keeps it.

use super::{Failure, Outcome, Read};
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::audit::{Chain, Entry};
use crate::store::{Tx, alert, dwelling, tenancy};
use axum::Json;
use axum::extract::{Path, State};
use domain::id::DwellingId;
use domain::problem::Problem;
use domain::record::Purpose;
use domain::tenancy::Contact;
use serde::Deserialize;

/// What is asked.
#[derive(Deserialize)]
pub struct Ask {
    purpose: Purpose,
}

/// Answers the contact and logs the look at it in the same transaction.
pub async fn open(
    State(state): State<AppState>,
    actor: Actor,
    Path(dwelling): Path<DwellingId>,
    Read(ask): Read<Ask>,
) -> Outcome<Json<Contact>> {
    let contact: Result<Contact, Failure> = state
        .store
        .write(move |tx| Box::pin(async move { opened(tx, &actor, dwelling, ask.purpose).await }))
        .await;
    Ok(Json(contact?))
}

async fn opened(tx: &mut Tx, actor: &Actor, id: DwellingId, purpose: Purpose) -> Outcome<Contact> {
    let file = dwelling::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
    actor.check_station(file.station)?;
    let household = tenancy::current(tx, id).await?.ok_or(Problem::NotFound)?;
    let vault = tx.vault();
    let contact = tenancy::contact(tx, &vault, household.id).await?.ok_or(Problem::NotFound)?;
    let zone = tx.zone(file.station).await?;
    alert::contact_opened(tx, actor.user, zone).await?;
    let entry = Entry::new(Chain::Station(file.station), "open_contact", "dwelling");
    tx.audit(entry.by(actor.user, actor.role).of(id).purpose(purpose)).await?;
    Ok(Contact { name: contact.name, phone: contact.phone })
}
