//! What happens at one door, in the words of records and of the view.

use super::file::File;
use super::history::{Did, Seen};
use super::maker::{Maker, civil};
use super::told::Scene;
use crate::store::visit::VisitRow;
use domain::Time;
use domain::visit::{Consent, Evidence, NoEvidence, Outcome, Visit};

/// What the phone said of a visit.
pub fn visit(file: &File, seen: &Seen, outcome: Outcome) -> Visit {
    let consent = match outcome {
        Outcome::Met => Some(Consent::AtDoorOnly),
        Outcome::Entered => Some(Consent::ToEnter),
        Outcome::Refused => Some(Consent::Refused),
        Outcome::Vacated => None,
    };
    Visit {
        dwelling: file.home.id,
        check_in: seen.check_in,
        outcome,
        consent,
        answers: Vec::new(),
        gone: seen.gone.clone(),
        with: seen.partner.as_ref().map(|p| p.user),
        asked_for: false,
    }
}

/// The view of a visit or an attempt.
pub fn visit_row(file: &File, seen: &Seen, evidence: &Evidence, at: Time, scene: &Scene<'_>) -> VisitRow {
    let (outcome, settles, is_contact, letter) = match seen.did {
        Did::Visit(Outcome::Met) => ("met", true, true, false),
        Did::Visit(Outcome::Entered) => ("entered", true, true, false),
        Did::Visit(Outcome::Refused) => ("refused", true, true, false),
        Did::Visit(Outcome::Vacated) => ("vacated", true, false, false),
        Did::NobodyHome(letter) => ("nobody_home", false, false, letter),
    };
    VisitRow {
        town: scene.station.town.clone(),
        id: seen.record,
        station: scene.station.id,
        dwelling: file.home.id,
        visitor: seen.visitor.user,
        partner: seen.partner.as_ref().map(|p| p.user),
        on_date: civil(at).date(),
        happened_at: at,
        outcome: outcome.to_owned(),
        settles,
        is_contact,
        letter,
        evidence: match evidence {
            Evidence::DoorCode { .. } => "door_code",
            Evidence::Position { .. } => "position",
            Evidence::None { .. } => "none",
        }
        .to_owned(),
        received_late: false,
        corrected_by: None,
    }
}

/// What showed that someone stood there: mostly the label, sometimes a position, rarely neither.
pub fn evidence(file: &File, maker: &mut Maker) -> Evidence {
    match maker.between(1, 20) {
        1 => Evidence::None { reason: NoEvidence::LabelMissing },
        2..=5 => Evidence::Position { at: file.home.at, accuracy_m: maker.between(4, 20) as f64 },
        _ => Evidence::DoorCode { code: file.label.clone() },
    }
}
