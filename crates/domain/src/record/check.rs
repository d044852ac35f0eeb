//! Whether a record's body is one that Rounds keeps. The phone asks before it saves, the server
//! again before it receives.

use super::{Body, Correction, DwellingRegistered, PhotoRef};
use crate::field::LONGEST_DOOR;
use crate::finding::Finding;
use crate::notice::Notice;
use crate::problem::Problem;
use crate::tenancy::Headcount;
use crate::visit::{CheckIn, Consent, Evidence, Outcome, Visit};
use crate::{checklist, hex, label, text};

/// Most people of one dwelling that a headcount may name: the largest dormitory rooms, tenfold.
const MOST_PEOPLE: u32 = 500;

/// Longest note, characters.
const LONGEST_NOTE: usize = 200;

/// Longest address or name of a property, characters.
const LONGEST_NAME: usize = 120;

/// Most photos of one finding.
const MOST_PHOTOS: usize = 6;

/// Largest photo after resizing on the phone, bytes.
const LARGEST_PHOTO: u64 = 4_000_000;

impl Body {
    /// Refuses what contradicts itself, names a person or lies outside the closed lists.
    pub fn check(&self) -> Result<(), Problem> {
        match self {
            Self::CheckIn(body) => check_in(body),
            Self::Visit(body) => visit(body),
            Self::Finding(body) => finding(body),
            Self::PhotoRef(body) => photo_ref(body),
            Self::Notice(body) => notice(body),
            Self::DwellingRegistered(body) => dwelling_registered(body),
            Self::MovedIn(body) => headcount(body.headcount),
            Self::Correction(body) => correction(body),
            _ => Ok(()),
        }
    }
}

fn malformed(place: &str) -> Problem {
    Problem::Malformed { place: place.into() }
}

fn require(holds: bool, place: &str) -> Result<(), Problem> {
    if holds { Ok(()) } else { Err(malformed(place)) }
}

fn check_in(body: &CheckIn) -> Result<(), Problem> {
    match &body.evidence {
        Evidence::DoorCode { code } => require(label::parse(code).is_some(), "evidence.code"),
        Evidence::Position { at, accuracy_m } => {
            require(at.is_valid(), "evidence.at")?;
            require(accuracy_m.is_finite() && *accuracy_m >= 0.0, "evidence.accuracy_m")
        }
        Evidence::None { .. } => Ok(()),
    }
}

fn visit(body: &Visit) -> Result<(), Problem> {
    let consents = match body.outcome {
        Outcome::Met => body.consent.is_some_and(|c| c != Consent::Refused),
        Outcome::Entered => body.consent == Some(Consent::ToEnter),
        Outcome::Refused => body.consent.is_none_or(|c| c == Consent::Refused),
        Outcome::Vacated => body.consent.is_none(),
    };
    require(consents, "consent")?;
    require(body.outcome != Outcome::Refused || body.answers.is_empty(), "answers")?;
    let known = body.answers.iter().all(|answer| checklist::question(&answer.question).is_some());
    require(known, "answers.question")
}

fn finding(body: &Finding) -> Result<(), Problem> {
    require(body.severity <= body.category.max_severity(), "severity")?;
    let restricted = body.category.is_restricted();
    require(restricted || body.straight_to.is_none(), "straight_to")?;
    require(restricted || body.person_agrees.is_none(), "person_agrees")?;
    require(body.straight_to.is_none() || body.person_agrees == Some(true), "person_agrees")?;
    require(!restricted || body.photos.is_empty(), "photos")?;
    require(body.photos.len() <= MOST_PHOTOS, "photos")?;
    require(body.photos.iter().all(|sha| hex::decode::<32>(sha).is_some()), "photos")?;
    free_text(body.note.as_deref(), LONGEST_NOTE, "note")
}

fn photo_ref(body: &PhotoRef) -> Result<(), Problem> {
    require(hex::decode::<32>(&body.sha256).is_some(), "sha256")?;
    require(body.bytes > 0 && body.bytes <= LARGEST_PHOTO, "bytes")?;
    require(["image/jpeg", "image/webp", "image/png"].contains(&body.media_type.as_str()), "media_type")
}

fn notice(body: &Notice) -> Result<(), Problem> {
    require(hex::decode::<32>(&body.code_hash).is_some(), "code_hash")?;
    let secret = body.secret_hash.as_deref();
    require(secret.is_none_or(|sha| hex::decode::<32>(sha).is_some()), "secret_hash")
}

fn dwelling_registered(body: &DwellingRegistered) -> Result<(), Problem> {
    free_text(Some(&body.door), LONGEST_DOOR, "door")?;
    if let Some(property) = &body.new_property {
        require(!property.name.trim().is_empty(), "new_property.name")?;
        free_text(Some(&property.name), LONGEST_NAME, "new_property.name")?;
        require(property.at.is_none_or(crate::Position::is_valid), "new_property.at")?;
    }
    body.household.map_or(Ok(()), headcount)
}

/// A correction is of a record or of a field.
fn correction(body: &Correction) -> Result<(), Problem> {
    require(body.of.is_some() != body.said.is_some(), "of")?;
    body.said.as_ref().map_or(Ok(()), |said| said.check())
}

fn headcount(count: Headcount) -> Result<(), Problem> {
    require(count.total() > 0 && count.total() <= MOST_PEOPLE, "headcount")
}

/// Names of known contacts are checked by the server, which alone knows them.
fn free_text(value: Option<&str>, longest: usize, place: &str) -> Result<(), Problem> {
    let Some(value) = value else { return Ok(()) };
    require(value.chars().count() <= longest, place)?;
    text::check(value, &[]).map_err(|refused| Problem::TextRefused { part: refused.part })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn check(kind: Kind, mut body: Value, change: Value) -> Result<(), Problem> {
        let fields = body.as_object_mut().unwrap();
        fields.extend(change.as_object().unwrap().clone());
        Body::parse(kind, 1, &body.to_string())?.check()
    }

    fn finding_with(change: Value) -> Result<(), Problem> {
        let id = Uuid::nil();
        let body =
            json!({"finding": id, "dwelling": id, "visit": id, "category": "fire", "severity": "high"});
        check(Kind::Finding, body, change)
    }

    fn visit_with(change: Value) -> Result<(), Problem> {
        let id = Uuid::nil();
        let body = json!({"dwelling": id, "check_in": id, "outcome": "entered", "consent": "to_enter"});
        check(Kind::Visit, body, change)
    }

    #[test]
    fn an_ordinary_visit_and_finding_pass() {
        assert_eq!(visit_with(json!({})), Ok(()));
        assert_eq!(finding_with(json!({"note": "楼道内有电动车充电"})), Ok(()));
    }

    #[test]
    fn entering_without_consent_is_refused() {
        for consent in [json!(null), json!("at_door_only"), json!("refused")] {
            assert!(visit_with(json!({"consent": consent})).is_err());
        }
    }

    #[test]
    fn a_refusal_carries_no_answers_and_a_vacated_dwelling_no_consent() {
        let answers = json!([{"question": "escape_route", "seen": "in_order"}]);
        assert!(visit_with(json!({"outcome": "refused", "consent": "refused", "answers": answers})).is_err());
        assert!(visit_with(json!({"outcome": "vacated"})).is_err());
    }

    #[test]
    fn an_answer_to_a_question_that_is_not_published_is_refused() {
        let answers = json!([{"question": "where_from", "seen": "in_order"}]);
        assert!(visit_with(json!({"answers": answers})).is_err());
    }

    #[test]
    fn overcrowding_is_never_high() {
        assert!(finding_with(json!({"category": "overcrowding", "severity": "high"})).is_err());
        assert_eq!(finding_with(json!({"category": "overcrowding", "severity": "low"})), Ok(()));
    }

    #[test]
    fn a_need_has_no_photo_and_goes_straight_only_if_the_person_agrees() {
        let need = json!({"category": "domestic_violence", "severity": "urgent", "straight_to": "womens_federation"});
        assert!(finding_with(need.clone()).is_err());
        let mut agreed = need.clone();
        agreed["person_agrees"] = json!(true);
        assert_eq!(finding_with(agreed.clone()), Ok(()));
        agreed["photos"] = json!(["00".repeat(32)]);
        assert!(finding_with(agreed).is_err());
        assert!(finding_with(json!({"straight_to": "police"})).is_err());
    }

    #[test]
    fn a_note_that_names_a_number_is_refused_with_the_part() {
        let refused = finding_with(json!({"note": "找 13800138000"})).unwrap_err();
        assert_eq!(refused, Problem::TextRefused { part: "13800138000".into() });
    }
}
