//! From ways to a graph: cut the ways where they meet, then join what only passes through.

use crate::chain::{Piece, join};
use crate::graph::{Graph, Parts};
use crate::label::{Label, Run};
use crate::{Barrier, Node, Profile, Tags, Travel, Way, WayKind, barrier_blocks, rules, travel};
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
            ways.iter().map(|way| (way, travel_on(profile, way))).filter(|(_, t)| t.is_open()).collect();
        usable.sort_by_key(|(way, _)| (way.id, way.nodes.first().map(|node| node.id)));
        let blocked: BTreeSet<i64> =
            barriers.iter().filter(|b| barrier_blocks(profile, &b.tags)).map(|b| b.node).collect();

        let mut names = Names::default();
        let chains = join(cut(&usable, &blocked, &mut names)?);
        if chains.is_empty() {
            return Err(BuildError::NoWays);
        }
        Parts::of_chains(&chains, names.texts).map(Self::from_parts).ok_or(BuildError::TooLarge)
    }
}

/// How `profile` may use `way`; a ferry keeps its timetable.
fn travel_on(profile: Profile, way: &Way) -> Travel {
    let travel = travel(profile, &way.tags);
    if travel.is_open() && way.tags.is("route", "ferry") && way.tags.get("highway").is_none() {
        let metres: f64 = way.nodes.windows(2).map(|pair| pair[0].at.distance_m(pair[1].at)).sum();
        if let Some(speed) = rules::ferry::speed(&way.tags, metres) {
            return travel.at(speed);
        }
    }
    travel
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

/// The names of ways, each once; the first is that of ways without one.
struct Names {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Default for Names {
    fn default() -> Self {
        Self { texts: vec![String::new()], numbers: HashMap::from([(String::new(), 0)]) }
    }
}

impl Names {
    /// The number of a way's name, or of its reference where it has no name.
    fn number(&mut self, tags: &Tags) -> Result<u32, BuildError> {
        let name = tags.get("name").or_else(|| tags.get("ref")).unwrap_or_default();
        if let Some(number) = self.numbers.get(name) {
            return Ok(*number);
        }
        if self.texts.len() == Label::MOST_NAMES {
            return Err(BuildError::TooLarge);
        }
        let number = self.texts.len() as u32;
        self.texts.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        Ok(number)
    }
}

/// Cuts ways at every node that is used more than once, at their ends and at what blocks them.
fn cut(
    ways: &[(&Way, Travel)],
    blocked: &BTreeSet<i64>,
    names: &mut Names,
) -> Result<Vec<Piece>, BuildError> {
    let shared = shared(ways);
    let mut numbers = Numbers { blocked, known: HashMap::new(), next: 0 };
    let mut pieces = Vec::new();
    for (way, travel) in ways {
        let label = Label { kind: WayKind::of(&way.tags), name: names.number(&way.tags)? };
        let mut nodes = without_repeats(&way.nodes).peekable();
        let Some(first) = nodes.next() else { continue };
        let (mut from, mut points) = (numbers.of(first.id)?, vec![first.at]);
        while let Some(node) = nodes.next() {
            points.push(node.at);
            let is_cut = nodes.peek().is_none()
                || shared.binary_search(&node.id).is_ok()
                || blocked.contains(&node.id);
            if is_cut {
                let points = std::mem::replace(&mut points, vec![node.at]);
                let runs = vec![Run { first: 0, label }];
                pieces.push(Piece { from, to: numbers.of(node.id)?, points, travel: *travel, runs });
                from = numbers.of(node.id)?;
            }
        }
    }
    Ok(pieces)
}

/// The nodes that are used more than once, in their order.
fn shared(ways: &[(&Way, Travel)]) -> Vec<i64> {
    let mut ids: Vec<i64> =
        ways.iter().flat_map(|(way, _)| without_repeats(&way.nodes)).map(|node| node.id).collect();
    ids.sort_unstable();
    ids.chunk_by(|a, b| a == b).filter(|uses| uses.len() > 1).map(|uses| uses[0]).collect()
}

/// A node that follows itself is a slip of the mapper.
fn without_repeats(nodes: &[Node]) -> impl Iterator<Item = &Node> {
    let before = std::iter::once(None).chain(nodes.iter().map(Some));
    nodes
        .iter()
        .zip(before)
        .filter(|(node, before)| before.is_none_or(|b| b.id != node.id))
        .map(|(node, _)| node)
}
