//! How often what happened.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Faults of a run by their kinds, counted by all who throw them.
#[derive(Clone, Default)]
pub struct Tally(Rc<RefCell<BTreeMap<String, u64>>>);

impl Tally {
    pub fn count(&self, kind: &str) {
        *self.0.borrow_mut().entry(kind.to_owned()).or_default() += 1;
    }

    pub fn take(&self) -> BTreeMap<String, u64> {
        self.0.take()
    }
}
