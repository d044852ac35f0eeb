//! Which parts of the graph hang together, there and back (strongly connected components).

use crate::graph::{Arcs, Parts};

/// A component shorter than 2 km, and than a tenth of the longest, is an island that a door is
/// not snapped to while a larger one is within reach: a courtyard's path that no mapper has
/// joined to the street. Our choice.
const SMALL_CM: u64 = 200_000;
const SMALL_SHARE: u64 = 10;

#[derive(Clone, Debug, Default)]
pub(crate) struct Components {
    pub(crate) count: usize,
    /// Per segment: part of a component that is worth snapping to.
    pub(crate) is_large: Vec<bool>,
}

impl Components {
    pub(crate) fn of(parts: &Parts, arcs: &Arcs) -> Self {
        let (of_node, count) = strong(parts.junctions, arcs);
        let mut length_cm = vec![0_u64; count];
        // A one-way street into a component hangs on it, but nobody returns: it has none itself.
        let of_segment: Vec<Option<usize>> = (0..parts.from.len())
            .map(|segment| {
                let [from, to] = [parts.from[segment], parts.to[segment]].map(|end| of_node[end as usize]);
                (from == to).then_some(from as usize)
            })
            .collect();
        for (segment, component) in of_segment.iter().enumerate() {
            if let Some(component) = component {
                length_cm[*component] += u64::from(parts.cm[segment]);
            }
        }
        let longest_cm = length_cm.iter().copied().max().unwrap_or(0);
        let enough_cm = SMALL_CM.min(longest_cm / SMALL_SHARE);
        let is_large =
            of_segment.iter().map(|component| component.is_some_and(|c| length_cm[c] >= enough_cm)).collect();
        Self { count, is_large }
    }
}

const UNSEEN: u32 = u32::MAX;

/// Tarjan's algorithm with its recursion kept on a stack of our own: a country is deeper than a
/// thread's stack. Returns the component of each node and how many there are.
fn strong(nodes: u32, arcs: &Arcs) -> (Vec<u32>, usize) {
    let mut state = Tarjan {
        arcs,
        order: vec![UNSEEN; nodes as usize],
        low: vec![0; nodes as usize],
        component: vec![UNSEEN; nodes as usize],
        open: Vec::new(),
        next: 0,
        count: 0,
    };
    for root in 0..nodes {
        if state.order[root as usize] == UNSEEN {
            state.explore(root);
        }
    }
    (state.component, state.count as usize)
}

struct Tarjan<'a> {
    arcs: &'a Arcs,
    order: Vec<u32>,
    low: Vec<u32>,
    component: Vec<u32>,
    open: Vec<u32>,
    next: u32,
    count: u32,
}

impl Tarjan<'_> {
    fn explore(&mut self, root: u32) {
        let mut calls = vec![(root, 0_usize)];
        self.enter(root);
        while let Some((node, position)) = calls.last_mut() {
            let (node, tried) = (*node, *position);
            let Some(arc) = self.arcs.leaving(node).get(tried) else {
                calls.pop();
                self.leave(node, calls.last().map(|(parent, _)| *parent));
                continue;
            };
            *position += 1;
            let head = arc.head as usize;
            if self.order[head] == UNSEEN {
                self.enter(arc.head);
                calls.push((arc.head, 0));
            } else if self.component[head] == UNSEEN {
                self.low[node as usize] = self.low[node as usize].min(self.order[head]);
            }
        }
    }

    fn enter(&mut self, node: u32) {
        self.order[node as usize] = self.next;
        self.low[node as usize] = self.next;
        self.next += 1;
        self.open.push(node);
    }

    fn leave(&mut self, node: u32, parent: Option<u32>) {
        let low = self.low[node as usize];
        if low == self.order[node as usize] {
            while let Some(member) = self.open.pop() {
                self.component[member as usize] = self.count;
                if member == node {
                    break;
                }
            }
            self.count += 1;
        }
        if let Some(parent) = parent {
            self.low[parent as usize] = self.low[parent as usize].min(low);
        }
    }
}
