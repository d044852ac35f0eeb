//! From bytes to a graph; every index is checked before it is used.

use super::ReadError;
use crate::Point;
use crate::component::Components;
use crate::cost::Cost;
use crate::graph::{CLOSED, Graph, Parts};
use crate::hierarchy::{Climb, Climbs, Hierarchy, PackedVia, Via};
use crate::label::{Label, Run};

/// What is left to read.
pub(super) struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next number.
    pub(super) fn one(&mut self) -> Result<u32, ReadError> {
        let (word, rest) = self.0.split_first_chunk::<4>().ok_or(ReadError::Damaged)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*word))
    }

    /// `count` numbers; their bytes must be there before memory is taken for them.
    fn many(&mut self, count: usize) -> Result<Vec<u32>, ReadError> {
        let size = count.checked_mul(4).filter(|size| *size <= self.0.len()).ok_or(ReadError::Damaged)?;
        let (words, rest) = self.0.split_at(size);
        self.0 = rest;
        Ok(words.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect())
    }

    /// The next graph.
    pub(super) fn graph(&mut self) -> Result<Graph, ReadError> {
        let parts = self.parts()?;
        let rank = self.many(parts.junctions as usize)?;
        let mut is_given = vec![false; rank.len()];
        for rank in &rank {
            let given = is_given.get_mut(*rank as usize).ok_or(ReadError::Damaged)?;
            if std::mem::replace(given, true) {
                return Err(ReadError::Damaged);
            }
        }
        let (forward, backward) = (self.climbs(&parts)?, self.climbs(&parts)?);
        let components = self.components(parts.from.len())?;
        Ok(Graph::of(parts, Hierarchy { rank, forward, backward }, components))
    }

    fn components(&mut self, segments: usize) -> Result<Components, ReadError> {
        let count = self.one()? as usize;
        let words = self.many(segments.div_ceil(32))?;
        let is_large = (0..segments).map(|segment| words[segment / 32] >> (segment % 32) & 1 == 1).collect();
        Ok(Components { count, is_large })
    }

    fn climbs(&mut self, parts: &Parts) -> Result<Climbs, ReadError> {
        let count = self.one()?;
        let at = self.many(parts.junctions as usize + 1)?;
        let numbers = self.many(count as usize * 4)?;
        let climb =
            |[to, via, ms, cm]: &[u32; 4]| Climb { cost: Cost::new(*ms, *cm), to: *to, via: PackedVia(*via) };
        let climbs = Climbs { at, climbs: numbers.as_chunks::<4>().0.iter().map(climb).collect() };
        let in_rows = climbs.at.is_sorted() && climbs.at[0] == 0 && climbs.at.last() == Some(&count);
        let is_sound = in_rows
            && (0..parts.junctions)
                .all(|node| climbs.from(node).iter().all(|climb| leads_up(node, climb, parts)));
        if is_sound { Ok(climbs) } else { Err(ReadError::Damaged) }
    }

    fn parts(&mut self) -> Result<Parts, ReadError> {
        let [junctions, segments, points] = [self.one()?, self.one()?, self.one()?];
        let segments = segments as usize;
        let mut column = || self.many(segments);
        let (from, to, cm, forward_ms, backward_ms) = (column()?, column()?, column()?, column()?, column()?);
        let shape_at = self.many(segments + 1)?;
        let numbers = self.many(points as usize * 2)?;
        let pairs = numbers.as_chunks::<2>().0;
        let shape = pairs.iter().map(|[lon, lat]| Point { lon: *lon as i32, lat: *lat as i32 }).collect();
        let names = self.names()?;
        let (run_at, runs) = self.runs(segments)?;
        let parts =
            Parts { junctions, from, to, cm, forward_ms, backward_ms, shape_at, shape, run_at, runs, names };
        if is_sound(&parts) && are_labelled(&parts) { Ok(parts) } else { Err(ReadError::Damaged) }
    }

    fn names(&mut self) -> Result<Vec<String>, ReadError> {
        let count = self.one()?;
        let lengths = self.many(count as usize)?;
        let name = |length: u32| {
            let (text, rest) = self.0.split_at_checked(length as usize).ok_or(ReadError::Damaged)?;
            self.0 = rest;
            String::from_utf8(text.to_vec()).map_err(|_| ReadError::Damaged)
        };
        lengths.into_iter().map(name).collect()
    }

    fn runs(&mut self, segments: usize) -> Result<(Vec<u32>, Vec<Run>), ReadError> {
        let count = self.one()? as usize;
        let run_at = self.many(segments + 1)?;
        let numbers = self.many(count.checked_mul(2).ok_or(ReadError::Damaged)?)?;
        let run = |[first, label]: &[u32; 2]| {
            let label = Label::unpacked(*label).ok_or(ReadError::Damaged)?;
            Ok(Run { first: *first, label })
        };
        Ok((run_at, numbers.as_chunks::<2>().0.iter().map(run).collect::<Result<_, _>>()?))
    }
}

/// An arc leads to a more important node, over a less important one or along a segment.
fn leads_up(node: u32, climb: &Climb, parts: &Parts) -> bool {
    let over = match climb.via.get() {
        Via::Node(middle) => middle < node,
        Via::Segment { segment, .. } => (segment as usize) < parts.from.len(),
    };
    over && node < climb.to && climb.to < parts.junctions && is_slow(climb.cost.ms(), climb.cost.cm())
}

/// Within [`crate::rules::SPEED_LIMIT`], as [`Cost`] asks.
fn is_slow(ms: u32, cm: u32) -> bool {
    ms == CLOSED || u64::from(cm) <= 2 * u64::from(ms)
}

/// Every index names something, every line has two ends, every point is on earth.
fn is_sound(parts: &Parts) -> bool {
    let ends = parts.from.iter().chain(&parts.to).all(|node| *node < parts.junctions);
    let lines = parts.shape_at.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] >= 2);
    let whole = parts.shape_at.first() == Some(&0)
        && parts.shape_at.last().is_some_and(|last| *last as usize == parts.shape.len());
    let on_earth = parts
        .shape
        .iter()
        .all(|p| p.lon.unsigned_abs() <= 1_800_000_000 && p.lat.unsigned_abs() <= 900_000_000);
    let open = parts.forward_ms.iter().zip(&parts.backward_ms).all(|(f, b)| *f != CLOSED || *b != CLOSED);
    let directions = [&parts.forward_ms, &parts.backward_ms];
    let slow =
        directions.into_iter().all(|column| column.iter().zip(&parts.cm).all(|(ms, cm)| is_slow(*ms, *cm)));
    // A node is made by the segments that end there: more nodes than ends is a bomb.
    let numbered = parts.junctions as usize <= parts.from.len() * 2;
    !parts.from.is_empty() && numbered && ends && lines && whole && on_earth && open && slow
}

/// Every segment has runs from its first point on, each of a name that is there.
fn are_labelled(parts: &Parts) -> bool {
    let whole = parts.run_at.first() == Some(&0)
        && parts.run_at.last().is_some_and(|last| *last as usize == parts.runs.len())
        && parts.run_at.is_sorted();
    let named = parts.runs.iter().all(|run| (run.label.name as usize) < parts.names.len());
    whole
        && named
        && (0..parts.from.len() as u32).all(|segment| {
            let (runs, points) = (parts.runs(segment), parts.line(segment).len() as u32);
            runs.first().is_some_and(|run| run.first == 0)
                && runs.windows(2).all(|pair| pair[0].first < pair[1].first)
                && runs.last().is_some_and(|run| run.first < points - 1)
        })
}
