use crate::words::privacy::SheetWords;
use domain::demand::{Authority, DemandGround, DemandOutcome, DemandPart};
use domain::request::{RequestGround, RequestKind, RequestOutcome, Subject, Way};
use domain::retention::{Rule, Thing};
use domain::stored::{Basis, Purpose, Reader};

pub fn rule(value: &Rule) -> &'static str {
    match value {
        Rule::Contact => "contacts, after moving out",
        Rule::FreeText => "free text, after it was written",
        Rule::Photo => "photos, after closing",
        Rule::History => "visits, findings, classes, notices, tenancies",
        Rule::File => "files, after the last letting",
        Rule::Trace => "traces of signing in, finished work, past appointments",
        Rule::Account => "staff accounts, after leaving",
        Rule::Request => "requests and demands, after the answer",
        Rule::Audit => "access log",
    }
}

pub fn erased_thing(value: &Thing) -> &'static str {
    match value {
        Thing::Contact => "contacts",
        Thing::FreeText => "free texts",
        Thing::Photo => "photos",
        Thing::Visit => "visits",
        Thing::Finding => "findings",
        Thing::Notice => "notices",
        Thing::OwedVisit => "owed visits",
        Thing::ClassChange => "changes of class, with proposals and appeals",
        Thing::FieldVersion => "versions of fields past",
        Thing::Meeting => "meetings",
        Thing::Message => "messages and practice notes",
        Thing::Order => "orders",
        Thing::SpotCheck => "spot checks",
        Thing::Tenancy => "tenancies",
        Thing::Plan => "plans",
        Thing::Record => "bodies of records",
        Thing::Dwelling => "files",
        Thing::Property => "properties",
        Thing::Session => "sessions and failed tries",
        Thing::Job => "finished jobs",
        Thing::Appointment => "appointments",
        Thing::Account => "accounts",
        Thing::Request => "requests",
        Thing::Demand => "demands",
        Thing::AuditEntry => "log entries",
    }
}

pub fn request_kind(value: &RequestKind) -> &'static str {
    match value {
        RequestKind::Read => "read, get a copy",
        RequestKind::Correct => "correct, complete",
        RequestKind::Erase => "erase",
        RequestKind::Object => "object to processing",
    }
}

pub fn subject(value: &Subject) -> &'static str {
    match value {
        Subject::Contact => "contact",
        Subject::Household => "headcount, move-in",
        Subject::Findings => "findings",
        Subject::Visits => "visits",
        Subject::Papers => "papers of the letting",
        Subject::Everything => "everything",
    }
}

pub fn way(value: &Way) -> &'static str {
    match value {
        Way::Desk => "in person",
        Way::Letter => "letter",
        Way::Phone => "phone",
        Way::Page => "household's page",
    }
}

pub fn request_outcome(value: &RequestOutcome) -> &'static str {
    match value {
        RequestOutcome::Done => "done",
        RequestOutcome::Partly => "partly done",
        RequestOutcome::Refused => "refused",
        RequestOutcome::Withdrawn => "withdrawn",
    }
}

pub fn request_ground(value: &RequestGround) -> &'static str {
    match value {
        RequestGround::NotTheHousehold => "not from the household",
        RequestGround::NothingStored => "nothing is stored",
        RequestGround::LawKeeps => "the law has it kept",
        RequestGround::DangerOpen => "a danger is still open",
        RequestGround::ConcernsOthers => "it concerns others",
    }
}

pub fn authority(value: &Authority) -> &'static str {
    match value {
        Authority::Police => "police",
        Authority::Procuratorate => "procuratorate",
        Authority::Court => "court",
        Authority::Supervision => "supervisory commission",
        Authority::StateSecurity => "state security",
    }
}

pub fn demand_part(value: &DemandPart) -> &'static str {
    match value {
        DemandPart::Register => "registration of the dwelling",
        DemandPart::Visits => "visits",
        DemandPart::Findings => "findings",
        DemandPart::Contact => "contact",
    }
}

pub fn demand_outcome(value: &DemandOutcome) -> &'static str {
    match value {
        DemandOutcome::Handed => "handed over",
        DemandOutcome::Refused => "refused",
    }
}

pub fn demand_ground(value: &DemandGround) -> &'static str {
    match value {
        DemandGround::NotWritten => "nothing in writing",
        DemandGround::MoreThanOneFile => "more than one file",
        DemandGround::NotCompetent => "not competent",
        DemandGround::TooWide => "wider than its purpose",
        DemandGround::NothingStored => "nothing is stored",
    }
}

pub fn stored_for(value: &Purpose) -> &'static str {
    match value {
        Purpose::FindDoor => "find the door",
        Purpose::PlanRounds => "plan rounds",
        Purpose::Ledger => "owed visits and ledger",
        Purpose::Hazard => "remedy hazards",
        Purpose::Papers => "papers of the letting",
        Purpose::Reach => "make an appointment",
        Purpose::Tell => "tell the household",
        Purpose::Rights => "requests and demands",
        Purpose::Account => "accountability",
        Purpose::SignIn => "signing in",
        Purpose::Receive => "receive phones' records",
        Purpose::Protect => "encryption",
        Purpose::Figures => "figures",
        Purpose::Operate => "operation",
    }
}

pub fn basis(value: &Basis) -> &'static str {
    match value {
        Basis::PublicDuty => "public duty",
        Basis::Consent => "the household's consent",
        Basis::Asked => "the household's request",
        Basis::LifeAndHealth => "protection of life and health",
        Basis::Employment => "employment",
        Basis::LegalDuty => "duty under the privacy law",
        Basis::Security => "security",
        Basis::NotPersonal => "nothing of a person",
    }
}

pub fn reader(value: &Reader) -> &'static str {
    match value {
        Reader::Nobody => "the program alone",
        Reader::Everyone => "everyone",
        Reader::Station => "own station",
        Reader::Household => "the household",
        Reader::Reviewers => "reviewing officer, referred department",
        Reader::Supervisor => "supervisor",
        Reader::Administrator => "administrator",
        Reader::PrivacyOfficer => "privacy officer",
    }
}

pub fn installation() -> &'static str {
    "as long as the installation"
}

pub fn risk(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::FindDoor => "an address tells where people live in rented homes",
        Purpose::PlanRounds => "working hours and places of colleagues are seen",
        Purpose::Ledger => "visits read as a judgement of the people",
        Purpose::Hazard => "a need of a person becomes known to others",
        Purpose::Papers => "owner's papers are used against the tenants",
        Purpose::Reach => "name and phone leave the office",
        Purpose::Tell => "a notice is read by somebody else",
        Purpose::Rights => "who asked, or whose file was demanded, becomes known",
        Purpose::Account => "who read what is hidden, or used to rank staff",
        Purpose::SignIn => "an account is taken over",
        Purpose::Receive => "what a phone sent is read by somebody else",
        Purpose::Protect => "a key opens everything",
        Purpose::Figures => "a small figure points at one home",
        Purpose::Operate => "an id leads to a person",
    }
}

pub fn measure(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::FindDoor => "own station alone; lists are logged; no map of doors",
        Purpose::PlanRounds => "own station and administrator alone; no positions between stops",
        Purpose::Ledger => "class follows the dwelling; the household reads and appeals",
        Purpose::Hazard => "restricted findings for finder, officer and department alone; no figure under 10",
        Purpose::Papers => "done or not done, no copies",
        Purpose::Reach => "own key, opened one at a time with a purpose, alert over 20 a day, no export",
        Purpose::Tell => "second secret handed over face to face; codes die at move-out",
        Purpose::Rights => "privacy officer alone; told to the household",
        Purpose::Account => "hash chain, sealed daily; no figure about a worker",
        Purpose::SignIn => "slow hashes, locks, revocable sessions",
        Purpose::Receive => "encrypted under the dwelling's key, no page shows it",
        Purpose::Protect => "wrapped by a key outside the database",
        Purpose::Figures => "cells of at least 10 dwellings, counts alone",
        Purpose::Operate => "no text of a person in jobs and logs",
    }
}

pub fn record() -> SheetWords<6> {
    SheetWords {
        title: "Processing record",
        headings: ["Table", "Columns", "Purpose", "Basis", "Kept", "Readers"],
    }
}

pub fn impact() -> SheetWords<7> {
    SheetWords {
        title: "Impact assessment",
        headings: ["Purpose", "Columns", "Basis", "Kept", "Readers", "Risk", "Measures"],
    }
}

pub fn incident() -> SheetWords<6> {
    SheetWords {
        title: "What one account has seen",
        headings: ["File", "Times opened", "Contacts opened", "First", "Last", "Purposes"],
    }
}

pub fn requests() -> SheetWords<6> {
    SheetWords {
        title: "Residents' requests",
        headings: ["Asked", "Home", "Came", "Answer until", "State", "Taken by"],
    }
}

pub fn demands() -> SheetWords<6> {
    SheetWords {
        title: "Written demands",
        headings: ["Document", "Home", "Part", "Came", "State", "Household told"],
    }
}

pub fn figure() -> SheetWords<5> {
    SheetWords {
        title: "Written demands by investigators",
        headings: ["Year", "Received", "Handed over", "Refused", "Household told"],
    }
}

pub fn retention() -> SheetWords<5> {
    SheetWords { title: "Retention", headings: ["What", "Longest", "Kept now", "Due tonight", "New period"] }
}
