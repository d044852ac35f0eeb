//! What an import of a register came to.

use super::check::Checked;
use crate::import::table::Rejected;
use domain::fault::Remark;
use serde::Serialize;

/// What an import came to: what `--json` prints.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Rows that are in the register now.
    pub accepted: usize,
    /// Of these, rows that were in it before, as they are.
    pub unchanged: usize,
    /// Every fault.
    pub rejected: Vec<Rejected>,
    /// Things to know about accepted rows.
    pub remarks: Vec<RemarkLine>,
}

/// A remark with its row.
#[derive(Debug, Serialize)]
pub struct RemarkLine {
    /// Row as a spreadsheet shows it.
    pub row: usize,
    /// Stable code.
    pub remark: &'static str,
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The report of a register that is taken.
pub fn report(checked: &Checked) -> Report {
    let line = |(row, remark): &(usize, Remark)| RemarkLine {
        row: *row,
        remark: remark.code(),
        zh: app::words::fault::remark(domain::Lang::ZhCn, remark),
        en: app::words::fault::remark(domain::Lang::En, remark),
    };
    Report {
        accepted: checked.fresh.len() + checked.unchanged,
        unchanged: checked.unchanged,
        rejected: checked.rejected.clone(),
        remarks: checked.remarks.iter().map(line).collect(),
    }
}
