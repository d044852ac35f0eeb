//! Words of the page on which the rest of a day gets a new order.

use super::{en, zh_cn};
use domain::Lang;

/// The words in `lang`.
pub fn order(lang: Lang) -> &'static Order {
    match lang {
        Lang::ZhCn => &zh_cn::order::ORDER,
        Lang::En => &en::order::ORDER,
    }
}

/// Words of the page.
#[expect(missing_docs, reason = "each field is its text")]
pub struct Order {
    pub title: &'static str,
    pub lead: &'static str,
    pub home_by: &'static str,
    pub from_here: &'static str,
    pub from_last: &'static str,
    pub searching: &'static str,
    pub nothing_left: &'static str,
    pub no_position: &'static str,
    pub no_roads: &'static str,
    pub failed: &'static str,
    pub found: &'static str,
    pub take: &'static str,
    pub as_planned: &'static str,
    pub left_out: &'static str,
    pub left_out_stays: &'static str,
    /// The time.
    pub back_at: fn(&str) -> String,
}
