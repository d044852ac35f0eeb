//! Texts of [`domain::problem::Problem`].

use super::{en, zh_cn};
use domain::Lang;
use domain::problem::Problem;

/// Title and cure of a problem, in the user's language.
pub struct ProblemText {
    /// What happened, a few words.
    pub title: &'static str,
    /// What to do now, a sentence.
    pub detail: String,
}

/// The text of `problem` in `lang`.
pub fn text(lang: Lang, problem: &Problem) -> ProblemText {
    match lang {
        Lang::ZhCn => zh_cn::problem::text(problem),
        Lang::En => en::problem::text(problem),
    }
}
