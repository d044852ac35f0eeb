//! 调取: an investigator's written demand. One file each, by number; a list of files, a village or a
//! person is no demand that Rounds knows. Each is counted in a yearly figure that everyone reads, and
//! told to the household as soon as the law allows (PIPL art. 35).

use crate::problem::Problem;
use crate::{refusal, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest number of a document, characters.
const LONGEST_NUMBER: usize = 40;

/// Whose demand it is: who may demand by law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// 公安机关.
    Police,
    /// 人民检察院.
    Procuratorate,
    /// 人民法院.
    Court,
    /// 监察机关.
    Supervision,
    /// 国家安全机关.
    StateSecurity,
}

/// Which part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandPart {
    /// 房屋登记.
    Register,
    /// 走访.
    Visits,
    /// 问题隐患.
    Findings,
    /// 联系方式.
    Contact,
}

/// How it was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandOutcome {
    /// 已提供.
    Handed,
    /// 不予提供.
    Refused,
}

/// Why it was refused: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandGround {
    /// 没有书面文书.
    NotWritten,
    /// 不止一套（间）.
    MoreThanOneFile,
    /// 无权调取.
    NotCompetent,
    /// 超出范围.
    TooWide,
    /// 没有保存.
    NothingStored,
}

impl Authority {
    /// Every authority, in the order offered.
    pub const ALL: [Self; 5] =
        [Self::Police, Self::Procuratorate, Self::Court, Self::Supervision, Self::StateSecurity];
}

impl DemandPart {
    /// Every part, in the order offered.
    pub const ALL: [Self; 4] = [Self::Register, Self::Visits, Self::Findings, Self::Contact];
}

impl DemandOutcome {
    /// Both outcomes, in the order offered.
    pub const ALL: [Self; 2] = [Self::Handed, Self::Refused];
}

impl DemandGround {
    /// Every ground, in the order offered.
    pub const ALL: [Self; 5] =
        [Self::NotWritten, Self::MoreThanOneFile, Self::NotCompetent, Self::TooWide, Self::NothingStored];
}

/// Checks the number of a written document and answers it trimmed: `沪公（崇）调证字〔2026〕12号`. It names no
/// person and no identity number.
pub fn number(text: &str) -> Result<String, Problem> {
    let number = text.trim();
    let length = number.chars().count();
    if length == 0 || length > LONGEST_NUMBER {
        return Err(Problem::Malformed { place: format!("document: 1–{LONGEST_NUMBER}") });
    }
    if let Some(rule) = refusal::asked_by_search(number) {
        return Err(rule.problem());
    }
    text::check(number, &[]).map_err(|refused| Problem::TextRefused { part: refused.part })?;
    Ok(number.to_owned())
}

/// An answer: a refusal has a ground, what was handed over has none.
pub fn answer(outcome: DemandOutcome, ground: Option<DemandGround>) -> Result<Option<DemandGround>, Problem> {
    match (outcome, ground) {
        (DemandOutcome::Handed, _) => Ok(None),
        (DemandOutcome::Refused, Some(ground)) => Ok(Some(ground)),
        (DemandOutcome::Refused, None) => Err(Problem::Malformed { place: "ground".into() }),
    }
}

/// Whether the household reads of a demand on `today`.
pub fn is_told(tell_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    tell_on.is_some_and(|day| day <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_number() {
        assert_eq!(number(" 沪公（崇）调证字〔2026〕12号 ").unwrap(), "沪公（崇）调证字〔2026〕12号");
        for wrong in ["", "   ", &"号".repeat(41)] {
            assert!(matches!(number(wrong), Err(Problem::Malformed { .. })), "{wrong:?}");
        }
    }

    #[test]
    fn a_number_of_a_person_is_none_of_a_document() {
        for person in ["310230199001011234", "13812345678"] {
            assert!(number(person).is_err(), "{person}");
        }
    }

    #[test]
    fn a_refusal_has_a_ground_and_what_was_handed_over_has_none() {
        assert!(answer(DemandOutcome::Refused, None).is_err());
        let ground = Some(DemandGround::NotWritten);
        assert_eq!(answer(DemandOutcome::Refused, ground).unwrap(), ground);
        assert_eq!(answer(DemandOutcome::Handed, ground).unwrap(), None);
    }

    #[test]
    fn a_household_is_told_from_the_day_on_and_never_without_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(is_told(Some(day("2026-11-24")), day("2026-11-24")));
        assert!(!is_told(Some(day("2026-11-25")), day("2026-11-24")));
        assert!(!is_told(None, day("2026-11-24")));
    }
}
