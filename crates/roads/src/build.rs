//! From ways to a graph: cut the ways where they meet, then join what only passes through.

use crate::chain::{Piece, join};
use crate::graph::{Graph, Parts};
use crate::{Barrier, Node, Profile, Travel, Way, barrier_blocks, travel};
use std::collections::{BTreeSet, HashMap};

/// Why there is no graph.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// None of the ways may be used.
    #[error("no way that may be used")]
    NoWays,
    /// More nodes or pieces than 32-bit indices can name.
    #[error("more ways than one map can hold")]
    TooLarge,
}

impl Graph {
    /// The graph of `profile`. The order of `ways` does not matter.
    pub fn build(ways: &[Way], barriers: &[Barrier], profile: Profile) -> Result<Self, BuildError> {
        let mut usable: Vec<(&Way, Travel)> =
            ways.iter().map(|way| (way, travel(profile, &way.tags))).filter(|(_, t)| t.is_open()).collect();
        usable.sort_by_key(|(way, _)| (way.id, way.nodes.first().map(|node| node.id)));
        let blocked: BTreeSet<i64> =
            barriers.iter().filter(|b| barrier_blocks(profile, &b.tags)).map(|b| b.node).collect();

        let pieces = cut(&usable, &blocked)?;
        let chains = join(pieces);
        if chains.is_empty() {
            return Err(BuildError::NoWays);
        }
        Parts::of_chains(&chains).map(Self::from_parts).ok_or(BuildError::TooLarge)
    }
}

/// Gives nodes their numbers; a blocking node gets a new one each time, so that nothing passes it.
struct Numbers<'a> {
    blocked: &'a BTreeSet<i64>,
    known: HashMap<i64, u32>,
    next: u32,
}

impl Numbers<'_> {
    fn of(&mut self, node: i64) -> Result<u32, BuildError> {
        if !self.blocked.contains(&node)
            && let Some(number) = self.known.get(&node)
        {
            return Ok(*number);
        }
        let number = self.next;
        self.next = number.checked_add(1).ok_or(BuildError::TooLarge)?;
        self.known.insert(node, number);
        Ok(number)
    }
}

/// Cuts ways at every node that is used more than once, at their ends and at what blocks them.
fn cut(ways: &[(&Way, Travel)], blocked: &BTreeSet<i64>) -> Result<Vec<Piece>, BuildError> {
    let uses = count_uses(ways);
    let mut numbers = Numbers { blocked, known: HashMap::new(), next: 0 };
    let mut pieces = Vec::new();
    for (way, travel) in ways {
        let nodes = without_repeats(&way.nodes);
        let mut start = 0;
        for end in 1..nodes.len() {
            let node = nodes[end];
            let is_cut = end + 1 == nodes.len() || uses[&node.id] > 1 || blocked.contains(&node.id);
            if !is_cut {
                continue;
            }
            pieces.push(Piece {
                from: numbers.of(nodes[start].id)?,
                to: numbers.of(node.id)?,
                points: nodes[start..=end].iter().map(|node| node.at).collect(),
                travel: *travel,
            });
            start = end;
        }
    }
    Ok(pieces)
}

fn count_uses(ways: &[(&Way, Travel)]) -> HashMap<i64, u32> {
    let mut uses = HashMap::new();
    for node in ways.iter().flat_map(|(way, _)| without_repeats(&way.nodes)) {
        *uses.entry(node.id).or_insert(0) += 1;
    }
    uses
}

/// A node that follows itself is a slip of the mapper.
fn without_repeats(nodes: &[Node]) -> Vec<Node> {
    let mut nodes = nodes.to_vec();
    nodes.dedup_by_key(|node| node.id);
    nodes
}
