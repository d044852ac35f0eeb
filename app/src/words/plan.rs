//! Sentences about plans: why a stop is there, why a visit is not.

use super::{en, zh_cn};
use domain::Lang;
use domain::plan::{LeftOut, Why};

/// Why a stop is in the round, one plain sentence.
pub fn why(lang: Lang, why: &Why) -> String {
    match lang {
        Lang::ZhCn => zh_cn::plan::why(why),
        Lang::En => en::plan::why(why),
    }
}

/// Why an owed visit is in no round.
pub fn left_out(lang: Lang, reason: LeftOut) -> &'static str {
    match lang {
        Lang::ZhCn => zh_cn::plan::left_out(reason),
        Lang::En => en::plan::left_out(reason),
    }
}

/// How many visits a new version adds to a round, removes from it and moves in it.
pub fn changed(lang: Lang, counts: [usize; 3]) -> String {
    match lang {
        Lang::ZhCn => zh_cn::plan::changed(counts),
        Lang::En => en::plan::changed(counts),
    }
}
