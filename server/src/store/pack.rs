//! What a phone holds of its station: no contact, no class, no restricted finding.

use super::{Conn, Row, StoreError, field, finding, list, word};
use crate::args;
use domain::Position;
use domain::cadence;
use domain::dwelling::PaperState;
use domain::field::{Field, Said};
use domain::id::{DwellingId, StationId};
use domain::pack::{File, Property, Village};
use domain::tenancy::Headcount;
use std::collections::BTreeMap;

/// How many dwellings a station has.
pub async fn count(conn: &mut dyn Conn, station: StationId) -> Result<usize, StoreError> {
    let row = conn.row("SELECT COUNT(*) AS files FROM dwellings WHERE station = $1", args![station]).await?;
    let files: i64 = row.map(|row| row.get("files")).transpose()?.unwrap_or_default();
    Ok(usize::try_from(files).unwrap_or(usize::MAX))
}

/// The number of the station's last change.
pub async fn seq(conn: &mut dyn Conn, station: StationId) -> Result<i64, StoreError> {
    let row = conn.row("SELECT change_seq FROM stations WHERE id = $1", args![station]).await?;
    Ok(row.map(|row| row.get("change_seq")).transpose()?.unwrap_or_default())
}

/// The station's dwellings from `from` on, in the order of their ids, at most `limit`.
pub async fn ids(
    conn: &mut dyn Conn,
    station: StationId,
    from: DwellingId,
    limit: usize,
) -> Result<Vec<DwellingId>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id FROM dwellings WHERE station = $1 AND id >= $2 ORDER BY id LIMIT $3",
            args![station, from, i64::try_from(limit).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Files with their properties and villages, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    /// Files.
    pub files: Vec<File>,
    /// Their properties.
    pub properties: Vec<Property>,
    /// The villages of those.
    pub villages: Vec<Village>,
}

/// The files of these dwellings, as far as the station serves them.
pub async fn files(
    conn: &mut dyn Conn,
    station: StationId,
    dwellings: &[DwellingId],
) -> Result<Files, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.id, d.property, d.door, d.label, d.class, d.lease_paper, d.tax_paper, t.id AS household, t.adults, t.children,
               (SELECT MAX(on_date) FROM visits WHERE dwelling = d.id AND is_contact) AS last_visit,
               p.village, p.name, p.kind, p.lon, p.lat, v.name AS village_name
             FROM dwellings d
             JOIN properties p ON p.id = d.property
             LEFT JOIN villages v ON v.code = p.village
             LEFT JOIN tenancies t ON t.dwelling = d.id AND t.moved_out IS NULL
             WHERE d.station = $1 AND d.id IN (SELECT unhex(atom, '-') FROM json_each($2))
             ORDER BY d.id",
            args![station, list(dwellings)?],
        )
        .await?;
    let (mut properties, mut villages) = (BTreeMap::new(), BTreeMap::new());
    let mut files = Vec::with_capacity(rows.len());
    for row in &rows {
        let property = property(row)?;
        villages.entry(property.village.clone()).or_insert(row.get::<Option<String>>("village_name")?);
        properties.entry(property.id).or_insert(property);
        files.push(file(row)?);
    }
    add_findings(conn, &mut files).await?;
    add_fields(conn, &mut files).await?;
    let villages =
        villages.into_iter().map(|(code, name)| Village { name: name.unwrap_or_default(), code }).collect();
    Ok(Files { files, properties: properties.into_values().collect(), villages })
}

fn property(row: &Row) -> Result<Property, StoreError> {
    let (lon, lat): (Option<f64>, Option<f64>) = (row.get("lon")?, row.get("lat")?);
    Ok(Property {
        id: row.get("property")?,
        village: row.get("village")?,
        name: row.get("name")?,
        kind: word::read(row, "kind")?,
        at: lon.zip(lat).map(|(lon, lat)| Position { lon, lat }),
    })
}

fn file(row: &Row) -> Result<File, StoreError> {
    let (adults, children): (Option<u16>, Option<u16>) = (row.get("adults")?, row.get("children")?);
    Ok(File {
        id: row.get("id")?,
        property: row.get("property")?,
        door: row.get("door")?,
        label: row.get("label")?,
        cadence: cadence::shown(word::read(row, "class")?),
        last_visit: row.get("last_visit")?,
        headcount: adults.zip(children).map(|(adults, children)| Headcount { adults, children }),
        household: row.get("household")?,
        fields: papers(row)?,
        open_findings: vec![],
    })
}

/// The findings still open in each file, in the order in which they were made.
async fn add_findings(conn: &mut dyn Conn, files: &mut [File]) -> Result<(), StoreError> {
    let dwellings: Vec<DwellingId> = files.iter().map(|file| file.id).collect();
    for row in finding::open_of(conn, &dwellings).await? {
        // Files stand in the order of their ids.
        let Ok(at) = files.binary_search_by_key(&row.dwelling, |file| file.id) else { continue };
        files[at].open_findings.push(row.open());
    }
    Ok(())
}

/// Papers that are made or need not be.
fn papers(row: &Row) -> Result<Vec<Said>, StoreError> {
    let mut made = Vec::new();
    for (field, column) in [(Field::Lease, "lease_paper"), (Field::Tax, "tax_paper")] {
        let state: PaperState = word::read(row, column)?;
        if state != PaperState::default() {
            let value = state.key().to_owned();
            made.push(Said { field, value, base: None, household: None, over: vec![], why: None });
        }
    }
    Ok(made)
}

/// How the fields stand of which something was said; of counts, those of the present household.
async fn add_fields(conn: &mut dyn Conn, files: &mut [File]) -> Result<(), StoreError> {
    let dwellings: Vec<DwellingId> = files.iter().map(|file| file.id).collect();
    let mut told = field::standing_of(conn, &dwellings).await?;
    for file in files {
        for said in told.remove(&file.id).unwrap_or_default() {
            if said.household.is_none() || said.household == file.household {
                file.fields.retain(|other| other.field != said.field);
                file.fields.push(said);
            }
        }
    }
    Ok(())
}
