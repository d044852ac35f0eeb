//! What contraction leaves: nodes numbered by importance, and arcs that lead upward only.

use crate::cost::Cost;
use crate::graph::Arcs;

/// What an upward arc stands for: a segment in one of its directions, or the two arcs over a less
/// important node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    Segment {
        segment: u32,
        forward: bool,
    },
    /// By rank.
    Node(u32),
}

/// A [`Via`] in 32 bits; the highest says that it is a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedVia(pub(crate) u32);

impl PackedVia {
    const NODE: u32 = 1 << 31;

    pub(crate) fn of(via: Via) -> Self {
        Self(match via {
            Via::Segment { segment, forward } => segment << 1 | u32::from(forward),
            Via::Node(node) => Self::NODE | node,
        })
    }

    pub(crate) fn get(self) -> Via {
        if self.0 & Self::NODE != 0 {
            return Via::Node(self.0 & !Self::NODE);
        }
        Via::Segment { segment: self.0 >> 1, forward: self.0 & 1 == 1 }
    }
}

/// An arc to a more important node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Climb {
    pub(crate) cost: Cost,
    pub(crate) to: u32,
    pub(crate) via: PackedVia,
}

/// Arcs upward, by the node they leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Climbs {
    pub(crate) at: Vec<u32>,
    pub(crate) climbs: Vec<Climb>,
}

impl Climbs {
    pub(crate) fn from(&self, node: u32) -> &[Climb] {
        let node = node as usize;
        &self.climbs[self.at[node] as usize..self.at[node + 1] as usize]
    }

    /// What the arc from `node` to `to` stands for.
    fn via(&self, node: u32, to: u32) -> Option<PackedVia> {
        self.from(node).iter().find(|climb| climb.to == to).map(|climb| climb.via)
    }
}

/// The hierarchy: upward along the arcs, and upward against them. Nodes are named by their rank,
/// 0 being the least important.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hierarchy {
    /// Rank of each node of the graph.
    pub(crate) rank: Vec<u32>,
    pub(crate) forward: Climbs,
    pub(crate) backward: Climbs,
}

impl Hierarchy {
    pub(crate) fn of(nodes: u32, arcs: &Arcs) -> Self {
        crate::contraction::contract(nodes, arcs)
    }

    pub(crate) fn nodes(&self) -> usize {
        self.rank.len()
    }

    /// Appends the segments, with their directions, that an arc between two ranks stands for.
    /// `None` where the arcs that it stands for are not there or never end: in no hierarchy that
    /// was built, but bytes may say anything.
    pub(crate) fn unpack(
        &self,
        (from, to, via): (u32, u32, PackedVia),
        segments: &mut Vec<(u32, bool)>,
    ) -> Option<()> {
        let most = 2 * self.backward.climbs.len() + 2 * self.forward.climbs.len();
        let mut open = vec![(from, to, via)];
        while let Some((from, to, via)) = open.pop() {
            match via.get() {
                Via::Segment { .. } if segments.len() >= most => return None,
                Via::Segment { segment, forward } => segments.push((segment, forward)),
                Via::Node(middle) => {
                    open.push((middle, to, self.forward.via(middle, to)?));
                    open.push((from, middle, self.backward.via(middle, from)?));
                }
            }
        }
        Some(())
    }
}
