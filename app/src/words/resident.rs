//! Words of the page a resident opens with a notice's code: plain, without jargon.

use super::{en, zh_cn};
use domain::Lang;

/// The resident's words in `lang`.
pub fn resident(lang: Lang) -> &'static Resident {
    match lang {
        Lang::ZhCn => &zh_cn::resident::RESIDENT,
        Lang::En => &en::resident::RESIDENT,
    }
}

/// Words of the resident's page.
#[expect(missing_docs, reason = "each field is its text")]
pub struct Resident {
    pub title: &'static str,
    pub who: &'static str,
    pub from: &'static str,
    pub when: &'static str,
    pub what: &'static str,
    pub why: &'static str,
    pub why_text: &'static str,
    pub rights: &'static str,
    pub right_refuse: &'static str,
    pub right_read: &'static str,
    pub right_correct: &'static str,
    pub right_appeal: &'static str,
    pub right_complain: &'static str,
    pub right_complain_by_phone: &'static str,
    pub phone: &'static str,
    pub more: &'static str,
    pub more_lead: &'static str,
    pub secret: &'static str,
    pub open: &'static str,
    pub wrong: &'static str,
    pub too_many: &'static str,
    pub stored: &'static str,
    pub household: &'static str,
    pub moved_in: &'static str,
    pub contact: &'static str,
    pub contact_yes: &'static str,
    pub contact_no: &'static str,
    pub often: &'static str,
    pub often_since: &'static str,
    pub often_why: &'static str,
    pub often_first: &'static str,
    pub often_decided: &'static str,
    pub often_rule: &'static str,
    pub appeal_ask: &'static str,
    pub appeal_lead: &'static str,
    pub appeal_ground: &'static str,
    pub appeal_code: &'static str,
    pub appeal_send: &'static str,
    pub appeal_made: &'static str,
    pub appeal_due: &'static str,
    pub appeal_answered: &'static str,
    pub appeal_remedy: &'static str,
    pub findings: &'static str,
    pub findings_none: &'static str,
    pub found_on: &'static str,
    pub gone_on: &'static str,
    pub viewers: &'static str,
    pub viewers_none: &'static str,
    pub exports: &'static str,
    pub exports_none: &'static str,
    pub exported_for: &'static str,
    pub exported_to: &'static str,
    pub not_stored: &'static str,
    pub nobody_met: &'static str,
    pub unknown: &'static str,
    pub unknown_detail: &'static str,
    pub read_logged: &'static str,
}
