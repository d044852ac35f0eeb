//! What a visitor's round shows of the files of its stops: no contact, no class, no restricted
//! finding.

use super::{Conn, Row, StoreError, finding, list, word};
use crate::args;
use chrono::{Datelike, NaiveDate};
use domain::id::{DwellingId, StationId, UserId};
use domain::property::PropertyKind;
use domain::round::OpenFinding;
use domain::tenancy::Headcount;
use std::collections::BTreeMap;

/// The visit-relevant part of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// The property's address or name.
    pub property_name: String,
    /// What the property is.
    pub property_kind: PropertyKind,
    /// Door mark.
    pub door: String,
    /// Code on the door label.
    pub label: String,
    /// Village name.
    pub village_name: String,
    /// Who lives there, counted.
    pub headcount: Option<Headcount>,
    /// Day of the last contact.
    pub last_visit: Option<NaiveDate>,
    /// Findings still open.
    pub open_findings: Vec<OpenFinding>,
}

/// The files of these dwellings.
pub async fn files(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
) -> Result<BTreeMap<DwellingId, File>, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.id, d.door, d.label, p.name AS property_name, p.kind, v.name AS village_name,
               t.adults, t.children,
               (SELECT MAX(on_date) FROM visits WHERE dwelling = d.id AND is_contact) AS last_visit
             FROM dwellings d
             JOIN properties p ON p.id = d.property
             LEFT JOIN villages v ON v.code = p.village
             LEFT JOIN tenancies t ON t.dwelling = d.id AND t.moved_out IS NULL
             WHERE d.id IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(dwellings)?],
        )
        .await?;
    let mut files = rows.iter().map(file).collect::<Result<BTreeMap<_, _>, _>>()?;
    for row in finding::open_of(conn, dwellings).await? {
        if let Some(file) = files.get_mut(&row.dwelling) {
            file.open_findings.push(row.open());
        }
    }
    Ok(files)
}

fn file(row: &Row) -> Result<(DwellingId, File), StoreError> {
    let (adults, children): (Option<u16>, Option<u16>) = (row.get("adults")?, row.get("children")?);
    let file = File {
        property_name: row.get("property_name")?,
        property_kind: word::read(row, "kind")?,
        door: row.get("door")?,
        label: row.get("label")?,
        village_name: row.get::<Option<String>>("village_name")?.unwrap_or_default(),
        headcount: adults.zip(children).map(|(adults, children)| Headcount { adults, children }),
        last_visit: row.get("last_visit")?,
        open_findings: vec![],
    };
    Ok((row.get("id")?, file))
}

/// Names of accounts.
pub async fn names(conn: &mut dyn Conn, users: Vec<UserId>) -> Result<BTreeMap<UserId, String>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, name FROM users WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(&users)?],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
}

/// Phone of the officer on duty at a station that day.
pub async fn duty_phone(
    conn: &mut dyn Conn,
    station: StationId,
    on: NaiveDate,
) -> Result<Option<String>, StoreError> {
    let weekday = i64::from(on.weekday().num_days_from_monday());
    let row = conn
        .row("SELECT phone FROM duty_roster WHERE station = $1 AND weekday = $2", args![station, weekday])
        .await?;
    row.map(|row| row.get("phone")).transpose()
}
