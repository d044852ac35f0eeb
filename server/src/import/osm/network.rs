//! The roads of an extract alone, for commands that need neither basemap nor addresses: a packed
//! extract is read twice, first its ways, then the nodes that they use, so that memory follows
//! the roads and not the buildings.

use super::error::ExtractError;
use super::extract::{barriers, ways};
use super::file::Source;
use super::raw::{Member, Raw, RawWay};
use super::sink::{Kind, Pairs, Sink};
use roads::{Barrier, Point, Tags, Way, is_asked, is_way};
use std::path::Path;

/// Roads, paths and ferries, and what stands across them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Every way that may carry somebody; the profiles decide.
    pub ways: Vec<Way>,
    /// What may stand across them.
    pub barriers: Vec<Barrier>,
}

impl Network {
    /// Reads the roads of an extract.
    ///
    /// # Errors
    /// As [`super::Extract::read`].
    pub fn read(path: &Path) -> Result<Self, ExtractError> {
        let mut selection = Selection::default();
        let source = Source::open(path)?;
        if source.can_leave_out() {
            selection.pass = Pass::Ways;
            source.visit(&mut selection, &|_, _| {})?;
            selection.raw.sort();
            selection.pass = Pass::Nodes(Needed::by(&selection.raw.ways));
        }
        source.visit(&mut selection, &|_, _| {})?;
        selection.raw.sort();
        let ways = ways(&selection.raw);
        if ways.is_empty() {
            return Err(ExtractError::NoWays { file: path.display().to_string() });
        }
        Ok(Self { barriers: barriers(&selection.raw), ways })
    }
}

/// What is kept of an extract.
#[derive(Default)]
struct Selection {
    raw: Raw,
    pass: Pass,
}

/// What is read at a time.
#[derive(Default)]
enum Pass {
    #[default]
    Whole,
    Ways,
    Nodes(Needed),
}

impl Sink for Selection {
    fn wants(&self, kind: Kind) -> bool {
        match self.pass {
            Pass::Whole => kind != Kind::Relation,
            Pass::Ways => kind == Kind::Way,
            Pass::Nodes(_) => kind == Kind::Node,
        }
    }

    fn node(&mut self, id: i64, at: Option<Point>, tags: Pairs<'_>) {
        if let Pass::Nodes(needed) = &mut self.pass
            && !needed.holds(id)
        {
            return;
        }
        let is_barrier = tags.iter().any(|(key, _)| *key == "barrier");
        let tags = if is_barrier { asked(tags) } else { Tags::default() };
        self.raw.add_node(id, at, tags);
    }

    fn way(&mut self, id: i64, refs: &[i64], tags: Pairs<'_>) {
        if is_way(tags.iter().copied()) {
            self.raw.ways.push(RawWay { id, refs: refs.to_vec(), tags: asked(tags) });
        }
    }

    fn relation(&mut self, _: i64, _: &[Member], _: Pairs<'_>) {}
}

fn asked(tags: Pairs<'_>) -> Tags {
    tags.iter().copied().filter(|(key, _)| is_asked(key)).collect()
}

/// The nodes that ways use, asked for mostly in the order of their numbers.
#[derive(Default)]
struct Needed {
    ids: Vec<i64>,
    /// Where the last answer was found.
    at: usize,
}

impl Needed {
    fn by(ways: &[RawWay]) -> Self {
        let mut ids: Vec<i64> = ways.iter().flat_map(|way| way.refs.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        Self { ids, at: 0 }
    }

    fn holds(&mut self, id: i64) -> bool {
        if self.at > 0 && self.ids[self.at - 1] >= id {
            self.at = self.ids.partition_point(|needed| *needed < id);
        }
        while self.ids.get(self.at).is_some_and(|needed| *needed < id) {
            self.at += 1;
        }
        self.ids.get(self.at) == Some(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needed_nodes_are_found_in_any_order() {
        let way = RawWay { id: 1, refs: vec![7, 3, 9, 3], tags: Tags::default() };
        let mut needed = Needed::by(&[way]);
        for id in [1, 3, 4, 7, 9, 10, 3, 9, 8, 7, 0] {
            assert_eq!(needed.holds(id), [3, 7, 9].contains(&id), "{id}");
        }
    }
}
