//! A sound row of the register, and the contact in it.

use crate::store::tenancy::Contact;
use domain::Position;
use domain::area::VillageCode;
use domain::class::Class;
use domain::dwelling::Papers;
use domain::property::PropertyKind;
use domain::tenancy::Headcount;

/// Columns of the register, all required in the header, in any order.
pub const COLUMNS: [&str; 14] = [
    "village_code",
    "village_name",
    "property",
    "property_kind",
    "lon",
    "lat",
    "door",
    "class",
    "class_reason",
    "adults",
    "children",
    "contact_name",
    "contact_phone",
    "papers",
];

/// One dwelling as its row tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Row as a spreadsheet shows it.
    pub row: usize,
    /// Village.
    pub village: VillageCode,
    /// Its name as written; needed only where the village is to be made.
    pub village_name: String,
    /// Address or name of the property.
    pub property: String,
    /// What the property is.
    pub kind: PropertyKind,
    /// Door point in WGS 84; empty until the map's address gives it.
    pub at: Option<Position>,
    /// Door mark, empty where the property is one dwelling.
    pub door: String,
    /// Class, B where empty.
    pub class: Class,
    /// Why the class, of the dwelling and never of people.
    pub reason: Option<String>,
    /// Who lives there, counted; none when it stands empty.
    pub headcount: Option<Headcount>,
    /// The household's one contact.
    pub contact: Option<Contact>,
    /// Papers of the letting; none where the cell is empty.
    pub papers: Option<Papers>,
}
