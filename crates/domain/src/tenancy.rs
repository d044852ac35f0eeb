//! Tenancies: a household from move-in to move-out, as a headcount and no more.

use crate::id::{DwellingId, TenancyId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How many people live in a dwelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headcount {
    /// 成年人.
    pub adults: u16,
    /// 未成年人.
    pub children: u16,
}

impl Headcount {
    /// Adults and children.
    pub fn total(self) -> u32 {
        u32::from(self.adults) + u32::from(self.children)
    }
}

/// A tenancy (租住记录). Its contact is kept apart, encrypted under the tenancy's own key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenancy {
    /// Identity.
    pub id: TenancyId,
    /// The dwelling let.
    pub dwelling: DwellingId,
    /// Who lives there, counted.
    pub headcount: Headcount,
    /// First day.
    pub moved_in: NaiveDate,
    /// Last day; none while the tenancy lasts.
    pub moved_out: Option<NaiveDate>,
    /// The household asked not to be visited before a visit came: letters at cadence A.
    pub refuses_visits: bool,
}

/// The one contact of a tenancy, as opened one at a time for a purpose. No phone or browser keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Phone number.
    pub phone: String,
}
