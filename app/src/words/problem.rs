//! Texts of [`domain::problem::Problem`].

use super::{en, refusal, zh_cn};
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

/// [`text`] with what the refusal means, where one is quoted: phones ask for nothing refused, so its
/// words do not weigh on them.
pub fn explained(lang: Lang, problem: &Problem) -> ProblemText {
    let text = text(lang, problem);
    match problem {
        Problem::RefusedByRule { rule } => {
            ProblemText { detail: format!("{} {}", refusal::said(lang, rule), text.detail), ..text }
        }
        _ => text,
    }
}
