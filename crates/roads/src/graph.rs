//! The graph: junctions and the segments of way between them.

use crate::Point;
use crate::chain::Piece;
use crate::component::Components;
use crate::cost::Cost;
use crate::grid::Grid;
use crate::hierarchy::Hierarchy;
use crate::label::Run;

/// Time of a direction that may not be used.
pub(crate) const CLOSED: u32 = u32::MAX;

/// What is stored: one entry a segment, `shape` holding the lines of all, ends included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) junctions: u32,
    pub(crate) from: Vec<u32>,
    pub(crate) to: Vec<u32>,
    pub(crate) cm: Vec<u32>,
    pub(crate) forward_ms: Vec<u32>,
    pub(crate) backward_ms: Vec<u32>,
    /// Where a segment's line starts in `shape`; one more entry than segments.
    pub(crate) shape_at: Vec<u32>,
    pub(crate) shape: Vec<Point>,
    /// Where a segment's runs start in `runs`; one more entry than segments.
    pub(crate) run_at: Vec<u32>,
    pub(crate) runs: Vec<Run>,
    /// The first is that of ways without a name.
    pub(crate) names: Vec<String>,
}

/// An arc as a search sees it: a segment in one of its directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arc {
    pub(crate) head: u32,
    pub(crate) cost: Cost,
    pub(crate) segment: u32,
    pub(crate) forward: bool,
}

/// Arcs by the node they leave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arcs {
    at: Vec<u32>,
    arcs: Vec<Arc>,
}

impl Arcs {
    pub(crate) fn leaving(&self, node: u32) -> &[Arc] {
        let node = node as usize;
        &self.arcs[self.at[node] as usize..self.at[node + 1] as usize]
    }
}

/// A road graph of one profile.
#[derive(Clone, Debug)]
pub struct Graph {
    pub(crate) parts: Parts,
    pub(crate) hierarchy: Hierarchy,
    pub(crate) components: Components,
    pub(crate) grid: Grid,
}

impl Graph {
    /// Builds the hierarchy too.
    pub(crate) fn from_parts(parts: Parts) -> Self {
        let arcs = parts.arcs();
        let components = Components::of(&parts, &arcs);
        let hierarchy = Hierarchy::of(parts.junctions, &arcs);
        Self::of(parts, hierarchy, components)
    }

    /// Makes what a search needs besides what is stored.
    pub(crate) fn of(parts: Parts, hierarchy: Hierarchy, components: Components) -> Self {
        let grid = Grid::of(&parts);
        Self { parts, hierarchy, components, grid }
    }

    /// Junctions and dead ends.
    pub fn nodes(&self) -> usize {
        self.parts.junctions as usize
    }

    /// Segments between them.
    pub fn edges(&self) -> usize {
        self.parts.from.len()
    }

    /// Parts between which there is no way there and back.
    pub fn components(&self) -> usize {
        self.components.count
    }
}

impl Parts {
    /// Segments or junctions: their numbers share 32 bits with what kind they are.
    pub(crate) const MOST: usize = 1 << 30;

    /// Numbers the ends of chains in their order; `None` where 32 bits do not suffice.
    pub(crate) fn of_chains(chains: &[Piece], names: Vec<String>) -> Option<Self> {
        let mut parts = Self { shape_at: vec![0], run_at: vec![0], names, ..Self::default() };
        let mut numbers = std::collections::HashMap::new();
        for chain in chains {
            for (end, ends) in [(chain.from, &mut parts.from), (chain.to, &mut parts.to)] {
                let next = u32::try_from(numbers.len()).ok()?;
                ends.push(*numbers.entry(end).or_insert(next));
            }
            let metres = chain.points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
            parts.cm.push(centimetres(metres));
            parts.forward_ms.push(duration_ms(metres, chain.travel.forward));
            parts.backward_ms.push(duration_ms(metres, chain.travel.backward));
            parts.shape.extend_from_slice(&chain.points);
            parts.shape_at.push(u32::try_from(parts.shape.len()).ok()?);
            parts.runs.extend_from_slice(&chain.runs);
            parts.run_at.push(u32::try_from(parts.runs.len()).ok()?);
        }
        parts.junctions = u32::try_from(numbers.len()).ok()?;
        let can_be_named = parts.from.len() <= Self::MOST && numbers.len() <= Self::MOST;
        can_be_named.then_some(parts)
    }

    pub(crate) fn line(&self, segment: u32) -> &[Point] {
        let segment = segment as usize;
        &self.shape[self.shape_at[segment] as usize..self.shape_at[segment + 1] as usize]
    }

    /// The runs of a segment's line.
    pub(crate) fn runs(&self, segment: u32) -> &[Run] {
        let segment = segment as usize;
        &self.runs[self.run_at[segment] as usize..self.run_at[segment + 1] as usize]
    }

    /// Cost of a segment in a direction, if it may be used.
    pub(crate) fn cost(&self, segment: u32, forward: bool) -> Option<Cost> {
        let ms = if forward { &self.forward_ms } else { &self.backward_ms }[segment as usize];
        (ms != CLOSED).then(|| Cost::new(ms, self.cm[segment as usize]))
    }

    pub(crate) fn arcs(&self) -> Arcs {
        let mut all: Vec<(u32, Arc)> = Vec::with_capacity(self.from.len() * 2);
        for segment in 0..self.from.len() as u32 {
            let (from, to) = (self.from[segment as usize], self.to[segment as usize]);
            for (tail, head, forward) in [(from, to, true), (to, from, false)] {
                if let Some(cost) = self.cost(segment, forward) {
                    all.push((tail, Arc { head, cost, segment, forward }));
                }
            }
        }
        all.sort_by_key(|(tail, arc)| (*tail, arc.segment, arc.forward));
        let mut at = vec![0_u32; self.junctions as usize + 1];
        for (tail, _) in &all {
            at[*tail as usize + 1] += 1;
        }
        for node in 1..at.len() {
            at[node] += at[node - 1];
        }
        Arcs { at, arcs: all.into_iter().map(|(_, arc)| arc).collect() }
    }
}

fn centimetres(metres: f64) -> u32 {
    (metres * 100.0).round() as u32
}

/// Time for `metres` at `speed` tenths of km/h, no shorter than [`Cost`] asks of so many
/// centimetres. From the length before it was rounded: a stretch is then wrong by half a
/// millisecond, not by what half a centimetre takes.
fn duration_ms(metres: f64, speed: u16) -> u32 {
    if speed == 0 {
        return CLOSED;
    }
    let ms = (metres * 36_000.0 / f64::from(speed)).round() as u32;
    let ms = ms.max(centimetres(metres).div_ceil(2));
    if ms < Cost::LIMIT_MS { ms } else { CLOSED }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilometre_takes_twelve_minutes_on_foot() {
        assert_eq!(duration_ms(1_000.0, 50), 12 * 60 * 1000);
        assert_eq!(duration_ms(1_000.0, 0), CLOSED);
        assert_eq!(duration_ms(1e9, 50), CLOSED);
    }
}
