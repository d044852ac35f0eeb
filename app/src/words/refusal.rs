//! What a refusal says beside its key: the server's alone, since phones ask for nothing refused.

use super::{en, zh_cn};
use domain::Lang;

/// Why Rounds does not do what was asked for, by the key of the refusal (`domain::refusal`).
pub fn said(lang: Lang, rule: &str) -> &'static str {
    match lang {
        Lang::ZhCn => zh_cn::refusal::said(rule),
        Lang::En => en::refusal::said(rule),
    }
}
