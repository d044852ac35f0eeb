//! What Rounds refuses, and how a name of a field, a word of a list or a search that asks for it is
//! known. Each refusal stands in docs/privacy.md by its key.

mod words;

use crate::problem::Problem;
use serde_json::Value;
use words::ASKED;

/// One refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Identity and card numbers, biometrics, checks of identity.
    IdentityNumber,
    /// Origin, household registration, ethnicity, belief, politics, occupation, record, family planning.
    AttributeOfPerson,
    /// Scores, classes, labels, cards or watch lists of persons.
    ScoreOfPerson,
    /// Search by name, phone or attribute of a person.
    SearchByPerson,
    /// Contacts, headcounts, outcomes and texts in exports.
    ExportOfContacts,
    /// Comparison with other databases, letters of enquiry, vetting.
    Comparison,
    /// Joint visits from a list, a village or a map area.
    Sweep,
    /// Counting, ranking or paying anyone for reports or flags.
    RewardForReports,
    /// Positions between stops, tracing where somebody lodged.
    Tracking,
}

impl Rule {
    /// Every refusal that a word can ask for.
    pub const ALL: [Self; 9] = [
        Self::IdentityNumber,
        Self::AttributeOfPerson,
        Self::ScoreOfPerson,
        Self::SearchByPerson,
        Self::ExportOfContacts,
        Self::Comparison,
        Self::Sweep,
        Self::RewardForReports,
        Self::Tracking,
    ];

    /// Its key in docs/privacy.md.
    pub fn key(self) -> &'static str {
        match self {
            Self::IdentityNumber => "identity_number",
            Self::AttributeOfPerson => "attribute_of_person",
            Self::ScoreOfPerson => "score_of_person",
            Self::SearchByPerson => "search_by_person",
            Self::ExportOfContacts => "export_of_contacts",
            Self::Comparison => "comparison",
            Self::Sweep => "sweep",
            Self::RewardForReports => "reward_for_reports",
            Self::Tracking => "tracking",
        }
    }

    /// The problem that names it.
    pub fn problem(self) -> Problem {
        Problem::RefusedByRule { rule: self.key() }
    }
}

/// Longest text that is taken for a name: what is longer is prose, which [`crate::text`] judges.
const LONGEST_NAME: usize = 60;

/// The refusal that a name asks for: of a column, a field, a category. Case, spaces, width and
/// separators do not matter.
pub fn asked(name: &str) -> Option<Rule> {
    let bare: String = name.chars().filter_map(bare).collect();
    ASKED.iter().find(|(_, words)| words.iter().any(|word| bare.contains(word))).map(|(rule, _)| *rule)
}

fn bare(letter: char) -> Option<char> {
    let half = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        other => other,
    };
    half.is_alphanumeric().then(|| half.to_lowercase().next().unwrap_or(half))
}

/// The refusal that something which could not be read asks for, by any of its names or words.
pub fn asked_in(value: &Value) -> Option<Rule> {
    let name = |text: &str| (text.chars().count() <= LONGEST_NAME).then(|| asked(text)).flatten();
    match value {
        Value::String(text) => name(text),
        Value::Array(items) => items.iter().find_map(asked_in),
        Value::Object(fields) => fields.iter().find_map(|(key, value)| name(key).or_else(|| asked_in(value))),
        _ => None,
    }
}

/// The refusal of a search that looks for a person: by a phone or identity number, or by an attribute.
pub fn asked_by_search(text: &str) -> Option<Rule> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = match digits.len() {
        11 => digits.starts_with('1'),
        15 | 17 | 18 => true,
        _ => false,
    };
    (is_number || asked(text).is_some()).then_some(Rule::SearchByPerson)
}

/// Refuses fields of `sent` that `known`, the same thing as it was understood, does not have: what
/// nobody reads would be kept unread. A field that holds nothing is let through.
pub fn check_fields(sent: &Value, known: &Value) -> Result<(), Problem> {
    let (Value::Object(sent), Value::Object(known)) = (sent, known) else {
        return match (sent, known) {
            (Value::Array(sent), Value::Array(known)) => {
                sent.iter().zip(known).try_for_each(|(sent, known)| check_fields(sent, known))
            }
            _ => Ok(()),
        };
    };
    for (name, value) in sent {
        match known.get(name) {
            Some(understood) => check_fields(value, understood)?,
            None if asked(name).is_some() || !value.is_null() => return Err(unknown(name)),
            None => {}
        }
    }
    Ok(())
}

fn unknown(name: &str) -> Problem {
    asked(name).map_or_else(|| Problem::Malformed { place: name.to_owned() }, Rule::problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_known_in_every_dress() {
        for (name, rule) in [
            ("身份证号码", Rule::IdentityNumber),
            ("ID Card No.", Rule::IdentityNumber),
            ("ｉｄ＿ｃａｒｄ", Rule::IdentityNumber),
            ("hu_kou", Rule::AttributeOfPerson),
            ("计划生育情况", Rule::AttributeOfPerson),
            ("riskScore", Rule::ScoreOfPerson),
            ("一人一卡", Rule::ScoreOfPerson),
            ("函调", Rule::Comparison),
            ("集中清查", Rule::Sweep),
            ("举报奖励", Rule::RewardForReports),
            ("gps_track", Rule::Tracking),
        ] {
            assert_eq!(asked(name), Some(rule), "{name}");
        }
        for name in ["door", "property", "category", "fire", "village_code", "消防通道", "escape_route"] {
            assert_eq!(asked(name), None, "{name}");
        }
    }

    #[test]
    fn a_field_that_nobody_reads_is_refused_by_name() {
        let known = json!({"door": "301", "household": {"adults": 1}});
        let with = |field: &str| {
            check_fields(&json!({"door": "301", "household": {"adults": 1, field: "x"}}), &known)
        };
        assert_eq!(with("hukou"), Err(Rule::AttributeOfPerson.problem()));
        assert_eq!(with("colour"), Err(Problem::Malformed { place: "colour".into() }));
        assert_eq!(check_fields(&json!({"door": "301", "note": null}), &known), Ok(()));
    }

    #[test]
    fn addresses_are_searched_for_and_persons_are_not() {
        for text in ["幸福里 8 号", "310151101001", "301", "xfl", "12 号楼 3 单元 501"] {
            assert_eq!(asked_by_search(text), None, "{text}");
        }
        for text in ["13800138000", "138 0013 8000", "310230199001011234", "回族", "户籍 安徽"] {
            assert_eq!(asked_by_search(text), Some(Rule::SearchByPerson), "{text}");
        }
    }
}
