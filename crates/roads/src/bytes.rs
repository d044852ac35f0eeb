//! The stored form: a header, then for each profile the parts of its graph and its hierarchy, which
//! is dear to build, as little-endian integers, then a check sum. What else searches need is made
//! again on load, so the format says nothing about it.

use crate::cost::Cost;
use crate::graph::{CLOSED, Graph, Parts};
use crate::hierarchy::{Climb, Climbs, Hierarchy, PackedVia, Via};
use crate::{Point, Roads};

const MAGIC: &[u8; 8] = b"RNDROADS";
/// Raised whenever the meaning of the bytes changes.
const VERSION: u32 = 2;

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
        seal(&[&self.foot, &self.ebike])
    }

    /// Reads the stored form and checks every index in it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        let [foot, ebike] = open(bytes)?;
        Ok(Self { foot, ebike })
    }
}

impl Graph {
    /// The stored form of one graph; the same ways give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        seal(&[self])
    }

    /// Reads the stored form of one graph and checks every index in it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        let [graph] = open(bytes)?;
        Ok(graph)
    }
}

fn seal(graphs: &[&Graph]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    put(&mut bytes, VERSION);
    put(&mut bytes, graphs.len() as u32);
    for graph in graphs {
        write(&mut bytes, &graph.parts);
        graph.hierarchy.rank.iter().for_each(|rank| put(&mut bytes, *rank));
        write_climbs(&mut bytes, &graph.hierarchy.forward);
        write_climbs(&mut bytes, &graph.hierarchy.backward);
    }
    let sum = check_sum(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

fn open<const COUNT: usize>(bytes: &[u8]) -> Result<[Graph; COUNT], ReadError> {
    let rest = bytes.strip_prefix(MAGIC.as_slice()).ok_or(ReadError::Foreign)?;
    let found = Input(rest).one()?;
    if found != VERSION {
        return Err(ReadError::Version { found });
    }
    let (content, sum) = bytes.split_last_chunk::<8>().ok_or(ReadError::Damaged)?;
    if check_sum(content).to_le_bytes() != *sum {
        return Err(ReadError::Damaged);
    }
    let mut input = Input(content.get(MAGIC.len() + 4..).ok_or(ReadError::Damaged)?);
    if input.one()? as usize != COUNT {
        return Err(ReadError::Damaged);
    }
    let graphs = (0..COUNT).map(|_| input.graph()).collect::<Result<Vec<Graph>, ReadError>>()?;
    if input.0.is_empty() {
        graphs.try_into().map_err(|_| ReadError::Damaged)
    } else {
        Err(ReadError::Damaged)
    }
}

/// FNV-1a, 64 bits: tells every single changed bit; no defence against whoever means harm, for
/// whom every index is checked.
pub(crate) fn check_sum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3))
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
        for value in [climb.to, climb.via.0, climb.cost.ms(), climb.cost.cm()] {
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
        let rank = self.many(parts.junctions as usize)?;
        let mut is_given = vec![false; rank.len()];
        for rank in &rank {
            let given = is_given.get_mut(*rank as usize).ok_or(ReadError::Damaged)?;
            if std::mem::replace(given, true) {
                return Err(ReadError::Damaged);
            }
        }
        let (forward, backward) = (self.climbs(&parts)?, self.climbs(&parts)?);
        Ok(Graph::of(parts, Hierarchy { rank, forward, backward }))
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
        let parts = Parts { junctions, from, to, cm, forward_ms, backward_ms, shape_at, shape };
        if is_sound(&parts) { Ok(parts) } else { Err(ReadError::Damaged) }
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
