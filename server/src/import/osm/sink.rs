//! What a reader gives the elements of an extract to.

use super::raw::{Member, Raw, RawRelation, RawWay};
use roads::{Point, Tags};

/// A kind of element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Node,
    Way,
    Relation,
}

/// Keys and values, in the file's order, of keys that Rounds understands.
pub(super) type Pairs<'a> = &'a [(&'a str, &'a str)];

/// Takes elements in the file's order.
pub(super) trait Sink {
    /// Whether elements of a kind need to be read at all.
    fn wants(&self, kind: Kind) -> bool;
    /// A node; `at` is `None` where its position is no place on earth.
    fn node(&mut self, id: i64, at: Option<Point>, tags: Pairs<'_>);
    /// A way with its nodes.
    fn way(&mut self, id: i64, refs: &[i64], tags: Pairs<'_>);
    /// A relation with the ways in it.
    fn relation(&mut self, id: i64, members: &[Member], tags: Pairs<'_>);
}

/// Everything.
impl Sink for Raw {
    fn wants(&self, _: Kind) -> bool {
        true
    }

    fn node(&mut self, id: i64, at: Option<Point>, tags: Pairs<'_>) {
        self.add_node(id, at, Tags::from_iter(tags.iter().copied()));
    }

    fn way(&mut self, id: i64, refs: &[i64], tags: Pairs<'_>) {
        let tags = Tags::from_iter(tags.iter().copied());
        self.ways.push(RawWay { id, refs: refs.to_vec(), tags });
    }

    fn relation(&mut self, id: i64, members: &[Member], tags: Pairs<'_>) {
        let tags = Tags::from_iter(tags.iter().copied());
        self.relations.push(RawRelation { id, members: members.to_vec(), tags });
    }
}
