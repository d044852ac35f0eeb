//! What an extract says, told in the nouns of Rounds.

use super::address::{Address, addresses};
use super::area::{Area, areas};
use super::error::ExtractError;
use super::raw::Raw;
use super::ring::coord;
use super::village::{VillageArea, villages};
use geo::Coord;
use roads::{Barrier, Node, Way, is_way};
use std::path::Path;

/// An extract, understood.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Roads and paths.
    pub ways: Vec<Way>,
    /// What may stand across them.
    pub barriers: Vec<Barrier>,
    /// Address points.
    pub addresses: Vec<Address>,
    /// Villages, where the extract has boundaries.
    pub villages: Vec<VillageArea>,
    /// Every area, for the basemap.
    pub areas: Vec<Area>,
    /// What was read, for the basemap's lines and names.
    pub raw: Raw,
}

impl Extract {
    /// Reads `path` and understands it. `progress` is told how many of how many bytes are read.
    pub fn read(path: &Path, progress: &dyn Fn(u64, u64)) -> Result<Self, ExtractError> {
        let raw = super::file::read(path, progress)?;
        let ways = ways(&raw);
        if ways.is_empty() {
            return Err(ExtractError::NoWays { file: path.display().to_string() });
        }
        let areas = areas(&raw);
        let addresses = addresses(&raw, &areas);
        let villages = villages(&areas, &doors(&areas, &ways));
        Ok(Self { ways, barriers: barriers(&raw), addresses, villages, areas, raw })
    }
}

/// The roads, paths and ferries; the profiles decide which may be used.
pub fn ways(raw: &Raw) -> Vec<Way> {
    let ways = raw.ways.iter().filter(|way| is_way(way.tags.iter()));
    ways.flat_map(|way| {
        raw.runs(way).into_iter().map(|run| Way {
            id: way.id,
            nodes: run.into_iter().map(|(id, at)| Node { id, at }).collect(),
            tags: way.tags.clone(),
        })
    })
    .collect()
}

pub(super) fn barriers(raw: &Raw) -> Vec<Barrier> {
    let nodes = raw.nodes.iter().filter(|(_, tags)| tags.get("barrier").is_some());
    nodes.map(|(node, tags)| Barrier { node: *node, tags: tags.clone() }).collect()
}

/// Where people live: the buildings, or the roads where no building is drawn.
fn doors(areas: &[Area], ways: &[Way]) -> Vec<Coord<f64>> {
    let buildings = areas.iter().filter(|area| area.tags.get("building").is_some());
    let middles: Vec<Coord<f64>> = buildings.filter_map(Area::middle).collect();
    if !middles.is_empty() {
        return middles;
    }
    ways.iter().filter_map(|way| way.nodes.first()).map(|node| coord(node.at)).collect()
}
