//! Words of the sheets of door labels.

use super::{en, zh_cn};
use domain::Lang;

/// The words in `lang`.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::ZhCn => &zh_cn::label::WORDS,
        Lang::En => &en::label::WORDS,
    }
}

/// Words of the sheets.
#[expect(missing_docs, reason = "each field is its text")]
pub struct Words {
    pub title: &'static str,
    pub count: fn(usize) -> String,
    pub advice: &'static str,
    pub empty: &'static str,
    pub purpose: &'static str,
}
