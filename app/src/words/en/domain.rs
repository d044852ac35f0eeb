use domain::district::Exception;
use domain::dwelling::PaperState;
use domain::export::{ExportFormat, ExportPurpose, Receiver};
use domain::field::{Field, Reason};
use domain::finding::{Category, Department, Severity};
use domain::flag::{DismissReason, Stage};
use domain::ledger::Settled;
use domain::property::PropertyKind;
use domain::record::{Kind, Purpose, SkipReason};
use domain::role::Role;
use domain::round::Cadence;
use domain::visit::{AttemptOutcome, Consent, NoEvidence, Outcome, Seen};

pub fn attempt_outcome(it: &AttemptOutcome) -> &'static str {
    match it {
        AttemptOutcome::NobodyHome => "Nobody home",
        AttemptOutcome::CannotReach => "Cannot reach",
        AttemptOutcome::NotFound => "Not found",
    }
}

pub fn cadence(it: &Cadence) -> &'static str {
    match it {
        Cadence::TwoMonths => "Every two months",
        Cadence::Month => "Every month",
        Cadence::ThirdOfMonth => "Every ten days",
    }
}

pub fn category(it: &Category) -> &'static str {
    match it {
        Category::Fire => "Fire",
        Category::GasAndCo => "Gas and CO",
        Category::Structure => "Structure",
        Category::Overcrowding => "Overcrowding, subdivision",
        Category::Sanitation => "Sanitation",
        Category::Vacant => "Vacant or abandoned",
        Category::Papers => "Papers of the letting",
        Category::ForcedLabour => "Forced labour, withheld documents",
        Category::ChildAtRisk => "Child at risk",
        Category::DomesticViolence => "Domestic violence",
        Category::MedicalNeed => "Medical need",
        Category::DangerToVisitors => "Danger to visitors",
    }
}

pub fn consent(it: &Consent) -> &'static str {
    match it {
        Consent::ToEnter => "Agrees to a look inside",
        Consent::AtDoorOnly => "At the door only",
        Consent::Refused => "Does not agree",
    }
}

pub fn department(it: &Department) -> &'static str {
    match it {
        Department::FireService => "Fire service",
        Department::GasOffice => "Gas office",
        Department::Housing => "Housing",
        Department::Health => "Health",
        Department::ServiceCentre => "Service centre",
        Department::Labour => "Labour inspection",
        Department::CivilAffairs => "Civil affairs",
        Department::WomensFederation => "Women’s federation",
        Department::Police => "Police station",
        Department::Station => "Station",
    }
}

pub fn dismiss_reason(it: &DismissReason) -> &'static str {
    match it {
        DismissReason::NoHazard => "No hazard",
        DismissReason::Duplicate => "Reported twice",
        DismissReason::RemediedOnTheSpot => "Remedied on the spot",
        DismissReason::WrongDwelling => "Wrong dwelling",
    }
}

pub fn flag_stage(it: &Stage) -> &'static str {
    match it {
        Stage::Flagged => "Flagged",
        Stage::Accepted => "Accepted",
        Stage::Referred => "Referred",
        Stage::Remedied => "Remedied",
        Stage::Verified => "Verified",
        Stage::Closed => "Closed",
        Stage::Dismissed => "Dismissed",
    }
}

pub fn kind(it: &Kind) -> &'static str {
    match it {
        Kind::CheckIn => "Check-in",
        Kind::Visit => "Visit",
        Kind::Attempt => "Attempt",
        Kind::Finding => "Finding",
        Kind::PhotoRef => "Photo",
        Kind::Notice => "Notice",
        Kind::DwellingRegistered => "New dwelling",
        Kind::MovedIn => "Moved in",
        Kind::MovedOut => "Moved out",
        Kind::Correction => "Correction",
        Kind::FileRead => "File opened",
        Kind::StopSkipped => "Skipped",
        Kind::DraftDiscarded => "Draft discarded",
        Kind::Decision => "Decision",
    }
}

pub fn no_evidence(it: &NoEvidence) -> &'static str {
    match it {
        NoEvidence::LabelMissing => "Label missing or damaged",
        NoEvidence::NoPosition => "No position",
        NoEvidence::PhoneFault => "Phone fault",
        NoEvidence::HouseholdPrefersNot => "Household prefers not",
    }
}

pub fn outcome(it: &Outcome) -> &'static str {
    match it {
        Outcome::Met => "Met at the door",
        Outcome::Entered => "Entered with consent",
        Outcome::Refused => "Declined",
        Outcome::Vacated => "Moved away",
    }
}

pub fn paper_state(it: &PaperState) -> &'static str {
    match it {
        PaperState::Done => "Done",
        PaperState::NotDone => "Not done",
        PaperState::NotNeeded => "Not needed",
    }
}

pub fn property_kind(it: &PropertyKind) -> &'static str {
    match it {
        PropertyKind::Flat => "Flats",
        PropertyKind::RuralHouse => "Rural house",
        PropertyKind::EmployerDormitory => "Employer dormitory",
        PropertyKind::WorksiteLodging => "Worksite lodging",
        PropertyKind::VenueLodging => "Venue staff lodging",
        PropertyKind::InlandBerth => "Inland berth",
        PropertyKind::PortBerth => "Port berth",
        PropertyKind::Hotel => "Hotel",
    }
}

pub fn purpose(it: &Purpose) -> &'static str {
    match it {
        Purpose::Visit => "This visit",
        Purpose::Appointment => "Agree on a time",
        Purpose::Flag => "Deal with a finding",
        Purpose::HouseholdRequest => "The household asked",
        Purpose::RegisterCorrection => "Correct the register",
        Purpose::Inspection => "Inspection",
    }
}

pub fn role(it: &Role) -> &'static str {
    match it {
        Role::Coordinator => "Coordinator",
        Role::Patrol => "Patrol",
        Role::Officer => "Officer",
        Role::Supervisor => "Supervisor",
        Role::PrivacyOfficer => "Privacy officer",
        Role::Administrator => "Administrator",
        Role::VillageClerk => "Village clerk",
        Role::Guard => "Guard",
        Role::Agent => "Agent",
        Role::Warden => "Warden",
    }
}

pub fn seen(it: &Seen) -> &'static str {
    match it {
        Seen::InOrder => "In order",
        Seen::NotInOrder => "Not in order",
        Seen::NotSeen => "Not seen",
    }
}

pub fn severity(it: &Severity) -> &'static str {
    match it {
        Severity::Note => "Note",
        Severity::Low => "Low",
        Severity::High => "High",
        Severity::Urgent => "Urgent",
    }
}

pub fn skip_reason(it: &SkipReason) -> &'static str {
    match it {
        SkipReason::NoTime => "No time left",
        SkipReason::HouseholdAskedLater => "Household asked for later",
        SkipReason::RoadClosed => "Road closed",
        SkipReason::NotSafe => "Not safe",
    }
}

pub fn exception(it: &Exception) -> &'static str {
    match it {
        Exception::SmallTown => "the whole town has fewer tenants than a station",
        Exception::CutOff => "adjoins no other village of the town",
        Exception::LargeVillage => "one village alone is larger, and villages stay whole",
        Exception::WholeVillages => "no grouping of whole villages comes nearer",
    }
}

pub fn export_purpose(it: &ExportPurpose) -> &'static str {
    match it {
        ExportPurpose::Meeting => "papers for a meeting",
        ExportPurpose::Inspection => "inspection",
        ExportPurpose::Checking => "checking of data",
        ExportPurpose::Archive => "archive",
    }
}

pub fn receiver(it: &Receiver) -> &'static str {
    match it {
        Receiver::Station => "the station itself",
        Receiver::PoliceStation => "the police station",
        Receiver::Town => "the town government",
        Receiver::County => "the county office",
    }
}

pub fn export_format(it: &ExportFormat) -> &'static str {
    match it {
        ExportFormat::Csv => "Table (CSV)",
        ExportFormat::Xlsx => "Workbook (Excel)",
        ExportFormat::Pdf => "For print (PDF)",
        ExportFormat::Geojson => "Map data (GeoJSON)",
    }
}

pub fn settled(it: &Settled) -> &'static str {
    match it {
        Settled::Done => "Done",
        Settled::Late => "Done late",
        Settled::Excused => "Excused",
    }
}

pub fn field(it: &Field) -> &'static str {
    match it {
        Field::Door => "Door mark",
        Field::Lease => "Lease registration",
        Field::Tax => "Owner's tax",
        Field::Adults => "Adults",
        Field::Children => "Children",
    }
}

pub fn choice_reason(it: &Reason) -> &'static str {
    match it {
        Reason::SeenThere => "Seen on the spot",
        Reason::PaperSeen => "Paper seen",
        Reason::HouseholdSays => "The household says so",
        Reason::Mistyped => "A slip of the pen",
    }
}
