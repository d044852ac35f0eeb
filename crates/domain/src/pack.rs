//! What a phone holds of its station, so that any door can be found without a network: the part of
//! each file that a visit needs. No contact, no class, no restricted finding.

use crate::Position;
use crate::area::VillageCode;
use crate::dwelling::PaperState;
use crate::field::{Field, Said};
use crate::find::Readings;
use crate::id::{DwellingId, PropertyId, StationId, TenancyId};
use crate::property::PropertyKind;
use crate::round::{Cadence, OpenFinding};
use crate::tenancy::Headcount;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Files of one answer.
pub const AT_ONCE: usize = 1000;

/// Most files that a phone takes: a station of ten times the usual size.
pub const MOST: usize = 10_000;

/// An answer of `GET /api/v1/pack`: a page of all files, or those that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The station.
    pub station: StationId,
    /// The station's change after which the next answer begins.
    pub seq: i64,
    /// Where the next page of this pull begins; none on its last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<DwellingId>,
    /// Whether there is more to ask for at once.
    #[serde(default)]
    pub more: bool,
    /// Villages of the properties below.
    pub villages: Vec<Village>,
    /// Properties of the files below.
    pub properties: Vec<Property>,
    /// Files.
    pub files: Vec<File>,
    /// Dwellings that this station no longer serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<DwellingId>,
    /// Readings of the characters in the names above.
    #[serde(default, skip_serializing_if = "Readings::is_empty")]
    pub readings: Readings,
}

/// A village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Village {
    /// Code.
    pub code: VillageCode,
    /// Name.
    pub name: String,
}

/// A property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// Which.
    pub id: PropertyId,
    /// Code of its village.
    pub village: VillageCode,
    /// Address or name.
    pub name: String,
    /// What it is.
    pub kind: PropertyKind,
    /// The door point; none where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Position>,
}

/// A dwelling, as far as a visit needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Which.
    pub id: DwellingId,
    /// Its property.
    pub property: PropertyId,
    /// Door mark.
    pub door: String,
    /// Code on the door label: the number of its file.
    pub label: String,
    /// How often it is visited.
    pub cadence: Cadence,
    /// Day of the last contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_visit: Option<NaiveDate>,
    /// Who lives there, counted; none when it stands empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount: Option<Headcount>,
    /// The household counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<TenancyId>,
    /// Fields that stand otherwise than the rest of this file and an unmade paper say by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Said>,
    /// Findings still open, restricted ones left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_findings: Vec<OpenFinding>,
}

impl File {
    /// How a field stands; none for a count where nobody lives.
    pub fn said(&self, field: Field) -> Option<Said> {
        if let Some(said) = self.fields.iter().find(|said| said.field == field) {
            return Some(said.clone());
        }
        let value = match field {
            Field::Door => self.door.clone(),
            Field::Lease | Field::Tax => PaperState::default().key().to_owned(),
            Field::Adults => self.headcount?.adults.to_string(),
            Field::Children => self.headcount?.children.to_string(),
        };
        let household = self.household.filter(|_| field.is_count());
        Some(Said { field, value, base: None, household, over: Vec::new(), why: None })
    }
}
