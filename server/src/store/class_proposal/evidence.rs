//! What a review reads of a dwelling: where it stands, and all that the rule may look at.

use crate::args;
use crate::store::{Conn, Row, StoreError, word};
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::class::{Call, Class, Evidence, Hazard};
use domain::dwelling::Papers;
use domain::id::{DwellingId, FindingId, RecordId, StationId};
use domain::property::PropertyKind;
use std::collections::BTreeSet;

/// What a review reads of a dwelling, beside its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The town its row is kept under.
    pub town: TownCode,
    /// The station that serves it.
    pub station: StationId,
    /// What its property is.
    pub kind: PropertyKind,
    /// Its class, and since when.
    pub class: (Class, NaiveDate),
    /// No officer gave the class: the register brought it along.
    pub imported: bool,
    /// Someone lives there.
    pub is_let: bool,
    /// An appeal waits for its answer.
    pub appealed: bool,
    /// Papers of its letting.
    pub papers: Papers,
}

/// What a review reads of a dwelling.
pub async fn standing(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Option<Standing>, StoreError> {
    let row = conn
        .row(
            "SELECT d.town, d.station, d.class, d.class_since, d.let_since IS NOT NULL AS is_let, d.lease_paper,
               d.tax_paper, p.kind,
               NOT EXISTS (SELECT 1 FROM class_changes c WHERE c.dwelling = d.id AND c.from_class IS NOT NULL
                 AND c.to_class = d.class AND c.since = d.class_since) AS imported,
               EXISTS (SELECT 1 FROM class_appeals a WHERE a.dwelling = d.id AND a.state = 'open') AS appealed
             FROM dwellings d JOIN properties p ON p.id = d.property WHERE d.id = $1",
            args![dwelling],
        )
        .await?;
    row.map(|row| {
        Ok(Standing {
            town: row.get("town")?,
            station: row.get("station")?,
            kind: word::read(&row, "kind")?,
            class: (word::read(&row, "class")?, row.get("class_since")?),
            imported: row.get("imported")?,
            is_let: row.get("is_let")?,
            appealed: row.get("appealed")?,
            papers: Papers { lease: word::read(&row, "lease_paper")?, tax: word::read(&row, "tax_paper")? },
        })
    })
    .transpose()
}

/// A physical finding with what officers said of it.
struct Found {
    hazard: Hazard,
    confirmed_at: Option<Time>,
    visit: RecordId,
    /// A visit saw it gone, or an officer has ended it.
    over: bool,
    /// An officer found no hazard.
    dismissed: bool,
}

/// What speaks for a class of a dwelling with these papers: all that the rule may look at. `civil`
/// makes a moment a date of the station.
pub async fn evidence(
    conn: &mut dyn Conn,
    dwelling: DwellingId,
    papers: Papers,
    civil: impl Fn(Time) -> NaiveDate + Send,
) -> Result<Evidence, StoreError> {
    let found = found(conn, dwelling).await?;
    let real: BTreeSet<RecordId> = found.iter().filter(|f| !f.dismissed).map(|f| f.visit).collect();
    let calls = calls(conn, dwelling, &real).await?;
    let open = found.iter().filter(|f| !f.over && !f.dismissed);
    let hazards = open.map(|f| Hazard { confirmed: f.confirmed_at.map(&civil), ..f.hazard }).collect();
    let quiet_contacts = domain::class::quiet_contacts(&calls);
    Ok(Evidence { hazards, quiet_contacts, papers })
}

/// A finding counts as confirmed by the last acceptance in force; one whose flag was reopened is not.
async fn found(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<Found>, StoreError> {
    let rows = conn
        .rows(
            "SELECT f.id, f.category, f.severity, f.visit, f.gone_on IS NOT NULL AS gone, g.state,
               (SELECT MAX(e.at) FROM flag_events e WHERE e.flag = f.id AND e.in_force
                 AND e.action = '{\"do\":\"accept\"}') AS confirmed_at
             FROM findings f LEFT JOIN flags g ON g.id = f.id
             WHERE f.dwelling = $1 AND NOT f.restricted
               AND f.category IN ('fire', 'gas_and_co', 'structure', 'overcrowding', 'sanitation', 'vacant')
             ORDER BY f.found_at, f.id",
            args![dwelling],
        )
        .await?;
    rows.iter().map(read_found).collect()
}

fn read_found(row: &Row) -> Result<Found, StoreError> {
    let state: Option<String> = row.get("state")?;
    let state = state.as_deref().unwrap_or_default();
    let gone: bool = row.get("gone")?;
    let confirmed_at: Option<Time> = row.get("confirmed_at")?;
    let finding: FindingId = row.get("id")?;
    Ok(Found {
        hazard: Hazard {
            finding,
            category: word::read(row, "category")?,
            severity: word::read(row, "severity")?,
            confirmed: None,
        },
        confirmed_at: confirmed_at.filter(|_| matches!(state, "accepted" | "referred" | "remedied")),
        visit: row.get("visit")?,
        over: gone || matches!(state, "verified" | "closed"),
        dismissed: state == "dismissed",
    })
}

/// Visits and attempts of the present tenancy in time order.
async fn calls(
    conn: &mut dyn Conn,
    dwelling: DwellingId,
    found: &BTreeSet<RecordId>,
) -> Result<Vec<Call>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.id, v.is_contact FROM visits v
             WHERE v.dwelling = $1 AND v.on_date >=
               (SELECT MAX(t.moved_in) FROM tenancies t WHERE t.dwelling = $1 AND t.moved_out IS NULL)
             ORDER BY v.happened_at, v.id",
            args![dwelling],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let id: RecordId = row.get("id")?;
            Ok(Call { contact: row.get("is_contact")?, found: found.contains(&id) })
        })
        .collect()
}
