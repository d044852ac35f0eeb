//! Texts of the checklist's questions.

use super::{en, zh_cn};
use domain::Lang;

/// One question as a card shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionText {
    /// What to look at.
    pub ask: &'static str,
    /// What is in order.
    pub look: &'static str,
}

/// The text of the question with this key; its key for one that this version does not know.
pub fn text(lang: Lang, key: &'static str) -> QuestionText {
    let known = match lang {
        Lang::ZhCn => zh_cn::checklist::text(key),
        Lang::En => en::checklist::text(key),
    };
    known.unwrap_or(QuestionText { ask: key, look: "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::checklist::questions;
    use domain::property::PropertyKind;

    #[test]
    fn every_question_has_its_text_in_both_languages() {
        for question in PropertyKind::ALL.into_iter().flat_map(questions) {
            for lang in [Lang::ZhCn, Lang::En] {
                assert_ne!(text(lang, question.key).ask, question.key, "{lang:?}");
            }
        }
    }
}
