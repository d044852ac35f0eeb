//! The `papers` cell: `lease:done;tax:not_done`, papers of the letting and never of a person.

use domain::dwelling::{PaperState, Papers};
use domain::fault::Fault;

/// Reads the cell; none where it is empty. A paper left out is not done.
pub fn read(text: &str) -> Result<Option<Papers>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let (mut lease, mut tax) = (None, None);
    for part in text.split([';', '；']).map(str::trim).filter(|p| !p.is_empty()) {
        let (paper, state) = part.split_once([':', '：']).ok_or(Fault::PapersMalformed)?;
        let (paper, state) = (paper.trim(), state.trim());
        let slot = match paper {
            "lease" => &mut lease,
            "tax" => &mut tax,
            _ => return Err(Fault::PaperUnknown { paper: paper.into() }),
        };
        if slot.is_some() {
            return Err(Fault::PaperTwice { paper: paper.into() });
        }
        *slot = Some(self::state(state)?);
    }
    Ok(Some(Papers { lease: lease.unwrap_or_default(), tax: tax.unwrap_or_default() }))
}

fn state(text: &str) -> Result<PaperState, Fault> {
    match text {
        "done" => Ok(PaperState::Done),
        "not_done" => Ok(PaperState::NotDone),
        "not_needed" => Ok(PaperState::NotNeeded),
        _ => Err(Fault::PaperStateUnknown { state: text.into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_read_in_any_order_and_a_paper_left_out_is_not_done() {
        let both = Papers { lease: PaperState::Done, tax: PaperState::NotNeeded };
        assert_eq!(read("tax:not_needed; lease：done"), Ok(Some(both)));
        let one = Papers { lease: PaperState::Done, tax: PaperState::NotDone };
        assert_eq!(read("lease:done"), Ok(Some(one)));
        assert_eq!(read(""), Ok(None));
    }

    #[test]
    fn each_way_of_being_wrong_has_its_name() {
        let code = |text: &str| read(text).unwrap_err().code();
        assert_eq!(code("lease"), "papers_malformed");
        assert_eq!(code("permit:done"), "paper_unknown");
        assert_eq!(code("tax:done;tax:done"), "paper_twice");
        assert_eq!(code("tax:maybe"), "paper_state_unknown");
    }
}
