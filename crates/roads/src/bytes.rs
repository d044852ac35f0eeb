//! The stored form: a header, then for each profile the parts of its graph and its hierarchy, which
//! is dear to build, as little-endian integers. What else searches need is made again on load, so
//! the format says nothing about it.

use crate::contraction::{Climb, Climbs, Hierarchy};
use crate::cost::Cost;
use crate::graph::{CLOSED, Graph, Parts};
use crate::{Point, Roads};

const MAGIC: &[u8; 8] = b"RNDROADS";
/// Raised whenever the meaning of the bytes changes.
const VERSION: u32 = 1;

/// Why bytes are no graph.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Something else than a stored graph.
    #[error("not a stored road graph")]
    Foreign,
    /// Stored by another version: import the map again.
    #[error("a road graph of format {found}, this program reads {VERSION}")]
    Version {
        /// The format found.
        found: u32,
    },
    /// Cut off, or changed after it was stored.
    #[error("a damaged road graph")]
    Damaged,
}

impl Roads {
    /// The stored form; the same ways give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        put(&mut bytes, VERSION);
        for graph in [&self.foot, &self.ebike] {
            write(&mut bytes, &graph.parts);
            write_climbs(&mut bytes, &graph.hierarchy.forward);
            write_climbs(&mut bytes, &graph.hierarchy.backward);
        }
        bytes
    }

    /// Reads the stored form and checks every index in it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        let rest = bytes.strip_prefix(MAGIC.as_slice()).ok_or(ReadError::Foreign)?;
        let mut input = Input(rest);
        let found = input.one()?;
        if found != VERSION {
            return Err(ReadError::Version { found });
        }
        let [foot, ebike] = [input.graph()?, input.graph()?];
        if input.0.is_empty() { Ok(Self { foot, ebike }) } else { Err(ReadError::Damaged) }
    }
}

fn put(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

fn write(bytes: &mut Vec<u8>, parts: &Parts) {
    for count in [parts.junctions, parts.from.len() as u32, parts.shape.len() as u32] {
        put(bytes, count);
    }
    let columns = [&parts.from, &parts.to, &parts.cm, &parts.forward_ms, &parts.backward_ms, &parts.shape_at];
    for value in columns.into_iter().flatten() {
        put(bytes, *value);
    }
    for point in &parts.shape {
        put(bytes, point.lon as u32);
        put(bytes, point.lat as u32);
    }
}

fn write_climbs(bytes: &mut Vec<u8>, climbs: &Climbs) {
    put(bytes, climbs.climbs.len() as u32);
    for value in &climbs.at {
        put(bytes, *value);
    }
    for climb in &climbs.climbs {
        for value in [climb.to, climb.cost.ms, climb.cost.cm] {
            put(bytes, value);
        }
    }
}

struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn one(&mut self) -> Result<u32, ReadError> {
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

    fn graph(&mut self) -> Result<Graph, ReadError> {
        let parts = self.parts()?;
        let hierarchy =
            Hierarchy { forward: self.climbs(parts.junctions)?, backward: self.climbs(parts.junctions)? };
        Ok(Graph::of(parts, hierarchy))
    }

    fn climbs(&mut self, junctions: u32) -> Result<Climbs, ReadError> {
        let count = self.one()?;
        let at = self.many(junctions as usize + 1)?;
        let numbers = self.many(count as usize * 3)?;
        let triples = numbers.as_chunks::<3>().0;
        let climbs: Vec<Climb> =
            triples.iter().map(|[to, ms, cm]| Climb { to: *to, cost: Cost { ms: *ms, cm: *cm } }).collect();
        let in_rows = at.is_sorted() && at.first() == Some(&0) && at.last() == Some(&count);
        let in_range = climbs.iter().all(|climb| climb.to < junctions);
        if in_rows && in_range { Ok(Climbs { at, climbs }) } else { Err(ReadError::Damaged) }
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
        let parts = Parts { junctions, from, to, cm, forward_ms, backward_ms, shape_at, shape };
        if is_sound(&parts) { Ok(parts) } else { Err(ReadError::Damaged) }
    }
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
    // A node is made by the segments that end there: more nodes than ends is a bomb.
    let numbered = parts.junctions as usize <= parts.from.len() * 2;
    !parts.from.is_empty() && numbered && ends && lines && whole && on_earth && open
}
