//! The stored form: a header, then for each profile the parts of its graph and its hierarchy, which
//! is dear to build, as little-endian integers, then a check sum. What else searches need is made
//! again on load, so the format says nothing about it.

mod read;
mod write;

use crate::{Graph, Roads};
use read::Input;
use write::{put, write};

const MAGIC: &[u8; 8] = b"RNDROADS";
/// Raised whenever the meaning of the bytes changes.
const VERSION: u32 = 4;

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
        write(&mut bytes, graph);
    }
    let sum = check_sum(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

fn open<const COUNT: usize>(bytes: &[u8]) -> Result<[Graph; COUNT], ReadError> {
    let rest = bytes.strip_prefix(MAGIC.as_slice()).ok_or(ReadError::Foreign)?;
    let found = Input::new(rest).one()?;
    if found != VERSION {
        return Err(ReadError::Version { found });
    }
    let (content, sum) = bytes.split_last_chunk::<8>().ok_or(ReadError::Damaged)?;
    if check_sum(content).to_le_bytes() != *sum {
        return Err(ReadError::Damaged);
    }
    let mut input = Input::new(content.get(MAGIC.len() + 4..).ok_or(ReadError::Damaged)?);
    if input.one()? as usize != COUNT {
        return Err(ReadError::Damaged);
    }
    let graphs = (0..COUNT).map(|_| input.graph()).collect::<Result<Vec<Graph>, ReadError>>()?;
    if input.is_empty() { graphs.try_into().map_err(|_| ReadError::Damaged) } else { Err(ReadError::Damaged) }
}

/// FNV-1a, 64 bits: tells every single changed bit; no defence against whoever means harm, for
/// whom every index is checked.
pub(crate) fn check_sum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3))
}
