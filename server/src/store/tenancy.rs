//! Tenancies. A contact is encrypted under the tenancy's own key: forgetting the key erases it.

use super::vault::Place;
use super::{Conn, Row, StoreError, Tx, Vault, list};
use crate::args;
use chrono::NaiveDate;
use domain::area::TownCode;
use domain::hex;
use domain::id::{DwellingId, TenancyId};
use domain::tenancy::{Headcount, Tenancy};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// The one contact of a household. Its `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name, may be empty.
    pub name: String,
    /// Digits, with `+` for another country.
    pub phone: String,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// A tenancy to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTenancy {
    /// The town of the dwelling.
    pub town: TownCode,
    /// The tenancy.
    pub tenancy: Tenancy,
    /// Its contact, in plain.
    pub contact: Option<Contact>,
}

#[derive(Serialize)]
struct Line<'a> {
    town: &'a TownCode,
    id: TenancyId,
    dwelling: DwellingId,
    adults: u16,
    children: u16,
    moved_in: NaiveDate,
    moved_out: Option<NaiveDate>,
    refuses: i64,
    contact: Option<String>,
}

fn place(tenancy: TenancyId) -> Place {
    Place { column: "tenancies.contact", row: tenancy.0 }
}

/// Adds tenancies with a key each; one whose id exists stays as it is.
pub async fn add_all(tx: &mut Tx, tenancies: &[NewTenancy]) -> Result<(), StoreError> {
    let ids: Vec<(TownCode, Uuid)> = tenancies.iter().map(|t| (t.town.clone(), t.tenancy.id.0)).collect();
    let (vault, at) = (tx.vault(), tx.now());
    vault.make_keys(tx, at, &ids).await?;
    let with_contact: Vec<Uuid> =
        tenancies.iter().filter(|t| t.contact.is_some()).map(|t| t.tenancy.id.0).collect();
    let keys = vault.keys(tx, &with_contact).await?;
    let mut lines = Vec::with_capacity(tenancies.len());
    for new in tenancies {
        let sealed = match (&new.contact, keys.get(&new.tenancy.id.0)) {
            (Some(contact), Some(key)) => {
                let plain = serde_json::to_vec(contact).map_err(StoreError::Json)?;
                Some(hex::encode(&key.seal(place(new.tenancy.id), &plain)?))
            }
            _ => None,
        };
        lines.push(line(new, sealed));
    }
    tx.execute(
        "INSERT INTO tenancies (town, id, dwelling, adults, children, moved_in, moved_out, refuses_visits, contact)
         SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'dwelling', '-'),
           CAST(value->>'adults' AS BIGINT), CAST(value->>'children' AS BIGINT), value->>'moved_in',
           value->>'moved_out', CAST(value->>'refuses' AS BIGINT) = 1, unhex(value->>'contact')
         FROM json_each($1) WHERE true
         ON CONFLICT DO NOTHING",
        args![list(&lines)?],
    )
    .await?;
    Ok(())
}

fn line(new: &NewTenancy, contact: Option<String>) -> Line<'_> {
    let tenancy = &new.tenancy;
    Line {
        town: &new.town,
        id: tenancy.id,
        dwelling: tenancy.dwelling,
        adults: tenancy.headcount.adults,
        children: tenancy.headcount.children,
        moved_in: tenancy.moved_in,
        moved_out: tenancy.moved_out,
        refuses: i64::from(tenancy.refuses_visits),
        contact,
    }
}

fn tenancy(row: &Row) -> Result<Tenancy, StoreError> {
    Ok(Tenancy {
        id: row.get("id")?,
        dwelling: row.get("dwelling")?,
        headcount: Headcount { adults: row.get("adults")?, children: row.get("children")? },
        moved_in: row.get("moved_in")?,
        moved_out: row.get("moved_out")?,
        refuses_visits: row.get("refuses_visits")?,
    })
}

/// Every tenancy of a dwelling, the latest last.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<Tenancy>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, dwelling, adults, children, moved_in, moved_out, refuses_visits
             FROM tenancies WHERE dwelling = $1 ORDER BY moved_in, id",
            args![dwelling],
        )
        .await?;
    rows.iter().map(tenancy).collect()
}

/// The tenancy that lasts now, if any does.
pub async fn current(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Option<Tenancy>, StoreError> {
    Ok(of_dwelling(conn, dwelling).await?.into_iter().rev().find(|t| t.moved_out.is_none()))
}

/// The tenancies that last now of these dwellings.
pub async fn current_of(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
) -> Result<HashMap<DwellingId, Tenancy>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, dwelling, adults, children, moved_in, moved_out, refuses_visits
             FROM tenancies
             WHERE moved_out IS NULL AND dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))
             ORDER BY moved_in, id",
            args![list(dwellings)?],
        )
        .await?;
    rows.iter().map(|row| tenancy(row).map(|t| (t.dwelling, t))).collect()
}

/// Ends the tenancies of a dwelling that last now.
pub async fn end(conn: &mut dyn Conn, dwelling: DwellingId, on: NaiveDate) -> Result<u64, StoreError> {
    conn.execute(
        "UPDATE tenancies SET moved_out = $2 WHERE dwelling = $1 AND moved_out IS NULL",
        args![dwelling, on],
    )
    .await
}

/// The tenancies of a dwelling that have a contact, opened or not.
pub async fn with_contact(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<TenancyId>, StoreError> {
    let rows = conn
        .rows("SELECT id FROM tenancies WHERE dwelling = $1 AND contact IS NOT NULL", args![dwelling])
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// The contact in plain; none where there is none or its key is erased. The caller audits it, one
/// at a time, with a purpose.
pub async fn contact(
    conn: &mut dyn Conn,
    vault: &Vault,
    id: TenancyId,
) -> Result<Option<Contact>, StoreError> {
    Ok(contacts(conn, vault, &[id]).await?.remove(&id))
}

/// The contacts of several tenancies in plain, without those that are none or whose key is erased:
/// for checks that tell nobody.
pub async fn contacts(
    conn: &mut dyn Conn,
    vault: &Vault,
    ids: &[TenancyId],
) -> Result<HashMap<TenancyId, Contact>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, contact FROM tenancies
             WHERE contact IS NOT NULL AND id IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(ids)?],
        )
        .await?;
    let keys = vault.keys(conn, &ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
    let mut contacts = HashMap::new();
    for row in rows {
        let (id, sealed): (TenancyId, Vec<u8>) = (row.get("id")?, row.get("contact")?);
        let Some(key) = keys.get(&id.0) else { continue };
        let plain = key.open(place(id), &sealed)?;
        contacts.insert(id, serde_json::from_slice(&plain).map_err(StoreError::Json)?);
    }
    Ok(contacts)
}

/// Erases the contact of a tenancy, and its key with it, so that it is erased in backups too.
pub async fn erase_contact(tx: &mut Tx, id: TenancyId) -> Result<(), StoreError> {
    let (vault, now) = (tx.vault(), tx.now());
    vault.erase_key(tx, now, id.0).await?;
    tx.execute("UPDATE tenancies SET contact = NULL WHERE id = $1", args![id]).await?;
    Ok(())
}
