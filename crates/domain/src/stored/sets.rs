//! Readers that come together, and periods by their rules.

use super::Kept;
use super::Reader::{
    self, Administrator, Everyone, Household, Nobody, PrivacyOfficer, Reviewers, Station, Supervisor,
};
use crate::retention::Rule;

pub(super) const NOBODY: &[Reader] = &[Nobody];
pub(super) const EVERYONE: &[Reader] = &[Everyone];
/// Those who inspect.
pub(super) const SUPERVISOR: &[Reader] = &[Supervisor];
pub(super) const STATION: &[Reader] = &[Station, Supervisor];
pub(super) const STATION_AND_HOUSEHOLD: &[Reader] = &[Station, Household, Supervisor];
pub(super) const FINDING: &[Reader] = &[Station, Household, Reviewers, Supervisor];
/// Those who work together, and who keeps their accounts.
pub(super) const COLLEAGUES: &[Reader] = &[Station, Supervisor, Administrator];
/// What households are told of those who come: name, role, duty phone.
pub(super) const HOUSEHOLD: &[Reader] = &[Station, Household, Supervisor, Administrator];
pub(super) const ADMINISTRATION: &[Reader] = &[Administrator];
pub(super) const PRIVACY: &[Reader] = &[PrivacyOfficer];
pub(super) const PRIVACY_AND_HOUSEHOLD: &[Reader] = &[Household, PrivacyOfficer];

pub(super) const ALWAYS: Kept = Kept::Installation;
pub(super) const CONTACT: Kept = Kept::By(Rule::Contact);
pub(super) const FREE_TEXT: Kept = Kept::By(Rule::FreeText);
pub(super) const PHOTO: Kept = Kept::By(Rule::Photo);
pub(super) const HISTORY: Kept = Kept::By(Rule::History);
pub(super) const FILE: Kept = Kept::By(Rule::File);
pub(super) const TRACE: Kept = Kept::By(Rule::Trace);
pub(super) const ACCOUNT: Kept = Kept::By(Rule::Account);
pub(super) const REQUEST: Kept = Kept::By(Rule::Request);
pub(super) const AUDIT: Kept = Kept::By(Rule::Audit);
