//! Words of the phone's pages on which the station's files are found.

use super::{en, zh_cn};
use domain::Lang;

/// The words in `lang`.
pub fn files(lang: Lang) -> &'static Files {
    match lang {
        Lang::ZhCn => &zh_cn::files::FILES,
        Lang::En => &en::files::FILES,
    }
}

/// Words of the pages.
#[expect(missing_docs, reason = "each field is its text")]
pub struct Files {
    pub find: &'static str,
    pub sought: &'static str,
    pub hint: &'static str,
    pub none_held: &'static str,
    pub none_found: &'static str,
    pub failed: &'static str,
    pub clear: &'static str,
    pub label: &'static str,
    pub correct: &'static str,
    pub two_values: &'static str,
    pub today: &'static str,
    pub gone: &'static str,
    /// How many there are.
    pub count: fn(usize) -> String,
    /// How many more there are.
    pub more: fn(usize) -> String,
}
