//! Many-to-many over a hierarchy by restricted sweeps: RPHAST (Delling, Goldberg and Werneck,
//! "Faster Batched Shortest Paths in Road Networks", ATMOS 2011). Every way goes up and then down.
//! What leads down to the destinations is picked out once and kept in order; each origin climbs
//! on its own, and then one pass from the top serves several origins at once.

use crate::climb::{Climber, Go};
use crate::cost::Cost;
use crate::hierarchy::Hierarchy;

/// Origins of one pass: 16 costs are two cache lines. Our choice, by measurement.
pub(crate) const LANES: usize = 16;

/// Costs from each origin of a pass.
pub(crate) type Row = [Cost; LANES];

const NONE: u32 = u32::MAX;

/// An arc down, from a node higher up.
#[derive(Clone, Copy)]
struct Descent {
    cost: Cost,
    above: u32,
}

/// The part of a hierarchy that leads down to some nodes, from the top.
pub(crate) struct Sweep<'h> {
    hierarchy: &'h Hierarchy,
    /// Place of a node, by rank; [`NONE`] for those that lead to none.
    place: Vec<u32>,
    /// Where a place's arcs start; one more entry than places.
    at: Vec<u32>,
    descents: Vec<Descent>,
    rows: Vec<Row>,
    climber: Climber,
}

impl<'h> Sweep<'h> {
    /// What leads down to `wanted`, named by rank.
    pub(crate) fn to(hierarchy: &'h Hierarchy, wanted: impl IntoIterator<Item = u32>) -> Self {
        let (place, ranks) = above(hierarchy, wanted);
        let (mut at, mut descents) = (vec![0], Vec::new());
        for rank in &ranks {
            descents.extend(
                hierarchy
                    .backward
                    .from(*rank)
                    .iter()
                    .map(|climb| Descent { cost: climb.cost, above: place[climb.to as usize] }),
            );
            at.push(descents.len() as u32);
        }
        let rows = vec![[Cost::INFINITE; LANES]; ranks.len()];
        Self { hierarchy, place, at, descents, rows, climber: Climber::new(hierarchy.nodes()) }
    }

    /// Passes once for at most [`LANES`] origins, each given by nodes it can leave over and their
    /// costs.
    pub(crate) fn pass(&mut self, origins: &[Vec<(u32, Cost)>]) {
        self.rows.fill([Cost::INFINITE; LANES]);
        for (lane, seeds) in origins.iter().enumerate() {
            let (place, rows) = (&self.place, &mut self.rows);
            let Hierarchy { forward, backward, .. } = self.hierarchy;
            self.climber.run(forward, backward, seeds.iter().copied(), |node, cost| {
                let place = place[node as usize];
                if place != NONE {
                    rows[place as usize][lane] = cost;
                }
                Go::On
            });
        }
        for place in 0..self.rows.len() {
            let (above, rest) = self.rows.split_at_mut(place);
            let row = &mut rest[0];
            let arcs = self.at[place] as usize..self.at[place + 1] as usize;
            for Descent { cost, above: from } in &self.descents[arcs] {
                let from = &above[*from as usize];
                for lane in 0..LANES {
                    row[lane] = row[lane].or_sum(from[lane], *cost);
                }
            }
        }
    }

    /// The costs of the last pass to one of the wanted nodes.
    pub(crate) fn row(&self, rank: u32) -> &Row {
        &self.rows[self.place[rank as usize] as usize]
    }
}

/// The nodes above `wanted` and themselves, the most important first, and the place of each.
fn above(hierarchy: &Hierarchy, wanted: impl IntoIterator<Item = u32>) -> (Vec<u32>, Vec<u32>) {
    let mut place = vec![NONE; hierarchy.nodes()];
    let (mut ranks, mut open): (Vec<u32>, Vec<u32>) = (Vec::new(), wanted.into_iter().collect());
    while let Some(rank) = open.pop() {
        if place[rank as usize] == NONE {
            place[rank as usize] = 0;
            ranks.push(rank);
            open.extend(hierarchy.backward.from(rank).iter().map(|climb| climb.to));
        }
    }
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    for (index, rank) in (0_u32..).zip(&ranks) {
        place[*rank as usize] = index;
    }
    (place, ranks)
}
