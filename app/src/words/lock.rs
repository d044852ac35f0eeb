//! Words of the phone's lock: the pages that choose a PIN and ask for it.

use super::{en, zh_cn};
use domain::Lang;

/// The words in `lang`.
pub fn lock(lang: Lang) -> &'static Lock {
    match lang {
        Lang::ZhCn => &zh_cn::lock::LOCK,
        Lang::En => &en::lock::LOCK,
    }
}

/// Words of the pages.
#[expect(missing_docs, reason = "each field is its text")]
pub struct Lock {
    pub choose: &'static str,
    pub choose_lead: &'static str,
    pub pin: &'static str,
    pub again: &'static str,
    pub too_short: &'static str,
    pub too_easy: &'static str,
    pub not_the_same: &'static str,
    pub keep: &'static str,
    pub keeping: &'static str,
    pub unlock: &'static str,
    pub unlocking: &'static str,
    pub who: &'static str,
    pub someone_else: &'static str,
    pub forgotten: &'static str,
    pub forgotten_lead: &'static str,
    pub wiped: &'static str,
    pub hand_over: &'static str,
    pub failed: &'static str,
    /// How many tries are left.
    pub wrong: fn(u32) -> String,
    /// Seconds to wait.
    pub wait: fn(i64) -> String,
}
