//! Findings: the story's, and small ones on the way.

use super::file::Ending;
use super::history::{Did, Found, Seen};
use super::maker::{Maker, civil};
use chrono::TimeDelta;
use domain::Time;
use domain::finding::{Category, Severity};
use domain::id::{FindingId, RecordId};
use domain::visit::Outcome;

const SMALL: [(Category, Severity); 5] = [
    (Category::Sanitation, Severity::Low),
    (Category::Fire, Severity::Low),
    (Category::GasAndCo, Severity::Low),
    (Category::Structure, Severity::Note),
    (Category::Papers, Severity::Low),
];

/// Small findings on some visits from `from` on, most of them gone at the next; never two open at a
/// time. `seen` is in the order of time; `open` is the visit whose finding is still open.
pub fn findings(seen: &mut [Seen], from: usize, open: &mut Option<usize>, may_find: bool, maker: &mut Maker) {
    for index in from..seen.len() {
        if !matches!(seen[index].did, Did::Visit(Outcome::Met | Outcome::Entered)) {
            continue;
        }
        match *open {
            Some(earlier) if maker.chance(65.0) => {
                *open = None;
                gone(seen, earlier, index);
            }
            None if may_find && seen[index].found.is_none() && maker.chance(7.0) => {
                let (category, severity) = maker.pick(&SMALL).copied().unwrap_or(SMALL[0]);
                seen[index].found = Some(found(seen[index].at, category, severity, None, maker));
                *open = Some(index);
            }
            _ => {}
        }
    }
}

fn gone(seen: &mut [Seen], earlier: usize, now: usize) {
    let date = civil(seen[now].at).date();
    let id = seen[earlier].found.as_mut().map(|found| {
        found.gone_on = Some(date);
        found.id
    });
    seen[now].gone.extend(id);
}

/// A finding made four minutes after arrival.
pub fn found(
    at: Time,
    category: Category,
    severity: Severity,
    ending: Option<Ending>,
    maker: &mut Maker,
) -> Found {
    let at = at + TimeDelta::minutes(4);
    let (id, record) = (FindingId(maker.id(at)), RecordId(maker.id(at)));
    Found { id, record, category, severity, ending, gone_on: None }
}
