//! Words of classes: what the rule says, why officers decide, why a household disagrees. None names a
//! person or the letter of a class, so the household reads the same as the office.

use super::domain::Label;
use super::{en, zh_cn};
use domain::Lang;
use domain::class::{Answer, AnswerReason, AppealState, Because, DecisionReason, Ground};

macro_rules! labels {
    ($($kind:ty => $function:ident),* $(,)?) => {$(
        impl Label for $kind {
            fn label(&self, lang: Lang) -> &'static str {
                match lang {
                    Lang::ZhCn => zh_cn::class::$function(self),
                    Lang::En => en::class::$function(self),
                }
            }
        }
    )*};
}

labels! {
    Answer => answer,
    AnswerReason => answer_reason,
    AppealState => appeal_state,
    Because => because,
    DecisionReason => decision_reason,
    Ground => ground,
}

/// Why a class changed, by its key; what is no key is an import's text and is shown as it is.
pub fn change_reason(lang: Lang, key: &str) -> String {
    if let Ok(reason) = serde_json::from_value::<DecisionReason>(key.into()) {
        return reason.label(lang).into();
    }
    let word = match lang {
        Lang::ZhCn => zh_cn::class::change_reason(key),
        Lang::En => en::class::change_reason(key),
    };
    word.map_or_else(|| key.to_owned(), str::to_owned)
}
