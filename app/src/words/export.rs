//! Words of exported tables and of their printed form.

use super::{en, zh_cn};
use domain::Lang;

/// The words in `lang`.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::ZhCn => &zh_cn::export::WORDS,
        Lang::En => &en::export::WORDS,
    }
}

/// Words of exports: titles, the line below them, headings. `page` takes the page's number for `{}`.
#[expect(missing_docs, reason = "each field is its text")]
pub struct Words {
    pub ledger: &'static str,
    pub register: &'static str,
    pub findings: &'static str,
    pub days: &'static str,
    pub made: &'static str,
    pub by: &'static str,
    pub purpose: &'static str,
    pub receiver: &'static str,
    pub sign: &'static str,
    pub page: &'static str,
    pub village_code: &'static str,
    pub village_name: &'static str,
    pub property: &'static str,
    pub property_kind: &'static str,
    pub lon: &'static str,
    pub lat: &'static str,
    pub door: &'static str,
    pub class: &'static str,
    pub is_let: &'static str,
    pub lease: &'static str,
    pub tax: &'static str,
    pub registered: &'static str,
    pub period_from: &'static str,
    pub period_to: &'static str,
    pub state: &'static str,
    pub open: &'static str,
    pub settled_on: &'static str,
    pub category: &'static str,
    pub severity: &'static str,
    pub department: &'static str,
    pub found_on: &'static str,
    pub gone_on: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
}
