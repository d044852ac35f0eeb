//! Joins pieces of way that meet where nothing branches (nodes of degree 2) into chains.

use crate::label::{self, Run};
use crate::{Point, Travel};

/// A piece of way between two numbered nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// At least two, ends included.
    pub(crate) points: Vec<Point>,
    pub(crate) travel: Travel,
    /// At least one, the first at the first point.
    pub(crate) runs: Vec<Run>,
}

impl Piece {
    fn turned(mut self) -> Self {
        self.points.reverse();
        let runs = label::turned(&self.runs, self.last());
        Self { from: self.to, to: self.from, points: self.points, travel: self.travel.turned(), runs }
    }

    fn extend(&mut self, next: Self) {
        self.to = next.to;
        let last = self.last();
        label::extend(&mut self.runs, &next.runs, last);
        self.points.extend_from_slice(&next.points[1..]);
    }

    /// Position of the last point.
    fn last(&self) -> u32 {
        self.points.len() as u32 - 1
    }
}

/// The same ways with as few pieces as their branches and speeds allow.
pub(crate) fn join(pieces: Vec<Piece>) -> Vec<Piece> {
    let at_node = incident(&pieces);
    let mut left: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut chains = Vec::new();
    for seed in 0..left.len() {
        let Some(piece) = left[seed].take() else { continue };
        // Towards its end, then, turned round, towards its start: the seed may lie in the middle.
        let half = grow(piece, &at_node, &mut left);
        chains.push(grow(half.turned(), &at_node, &mut left).turned());
    }
    chains
}

/// The pieces at each node; a loop stands there twice.
fn incident(pieces: &[Piece]) -> Vec<Vec<u32>> {
    let nodes = pieces.iter().map(|piece| piece.from.max(piece.to)).max().map_or(0, |last| last as usize + 1);
    let mut at_node = vec![Vec::new(); nodes];
    for (index, piece) in (0_u32..).zip(pieces) {
        at_node[piece.from as usize].push(index);
        at_node[piece.to as usize].push(index);
    }
    at_node
}

/// Appends what follows, as long as nothing branches off and the speeds stay.
fn grow(mut chain: Piece, at_node: &[Vec<u32>], left: &mut [Option<Piece>]) -> Piece {
    while let [a, b] = at_node[chain.to as usize][..] {
        let next = [a, b].into_iter().find_map(|index| {
            let piece = left[index as usize].as_ref()?;
            let onward = if piece.from == chain.to { piece.clone() } else { piece.clone().turned() };
            (onward.travel == chain.travel).then_some((index, onward))
        });
        let Some((index, onward)) = next else { break };
        left[index as usize] = None;
        chain.extend(onward);
    }
    chain
}
