//! Texts of [`domain::fault`]: one sentence each, for the list of rejected rows.

use super::{en, zh_cn};
use domain::Lang;
use domain::fault::{Fault, Remark};

/// What is wrong and what to do, in `lang`.
pub fn text(lang: Lang, fault: &Fault) -> String {
    match lang {
        Lang::ZhCn => zh_cn::fault::text(fault),
        Lang::En => en::fault::text(fault),
    }
}

/// What to know about an accepted row, in `lang`.
pub fn remark(lang: Lang, remark: &Remark) -> String {
    match lang {
        Lang::ZhCn => zh_cn::fault::remark(remark),
        Lang::En => en::fault::remark(remark),
    }
}
