//! Words of the access log: what was done, and to what. The log keeps keys; one that this bundle
//! does not know is shown as it is.

use super::{en, zh_cn};
use domain::Lang;

/// What was done, by the key of the log.
pub fn action(lang: Lang, key: &str) -> String {
    let word = match lang {
        Lang::ZhCn => zh_cn::audit::action(key),
        Lang::En => en::audit::action(key),
    };
    word.map_or_else(|| key.to_owned(), str::to_owned)
}

/// To what kind of thing, by the key of the log.
pub fn thing(lang: Lang, key: &str) -> String {
    let word = match lang {
        Lang::ZhCn => zh_cn::audit::thing(key),
        Lang::En => en::audit::thing(key),
    };
    word.map_or_else(|| key.to_owned(), str::to_owned)
}
