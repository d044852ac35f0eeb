//! What a visitor says of a file's fields, on the base of what the phone last saw of them.

use super::Visitor;
use crate::sim::dice::Dice;
use crate::sim::template::door;
use crate::store::field;
use domain::dwelling::PaperState;
use domain::field::{Field, Said};
use domain::id::{DwellingId, RecordId};
use domain::record::{Body, Correction};
use sync::Draft;

/// Files that everyone changes: few, so that phones come into each other's way.
pub const FILES: u64 = 3;

impl Visitor {
    /// A value for a field of one of the files that all change.
    pub(super) async fn say(&mut self, visit: u64, drawn: &mut Dice) -> Draft {
        let dwelling = door(drawn.below(FILES));
        let field = drawn.one_of(&[Field::Lease, Field::Tax, Field::Door]);
        let value = match field {
            Field::Door => format!("{}{}", drawn.one_of(&["甲", "乙", "丙"]), dwelling.0.as_u128() % 1000),
            _ => drawn.one_of(&PaperState::ALL).key().to_owned(),
        };
        if self.dice.percent(50) {
            let now = self.version_now(dwelling, field).await;
            self.seen.insert((dwelling, field), now);
        }
        let base = self.seen.get(&(dwelling, field)).copied().flatten();
        let said = Said { field, value, base, household: None, over: vec![], why: None };
        let after = base.into_iter().collect();
        self.record("field", visit, after, Body::Correction(Correction::field(dwelling, said)))
    }

    /// The version in force on the server, as a pack would bring it.
    async fn version_now(&self, dwelling: DwellingId, field: Field) -> Option<RecordId> {
        let mut reader = self.line.server.app.state.store.reader().await.unwrap();
        let mut standing = field::standing_of(&mut reader, &[dwelling]).await.unwrap();
        let all = standing.remove(&dwelling).unwrap_or_default();
        all.into_iter().find(|said| said.field == field)?.base
    }
}
