//! The road graph of an extract: built, or taken from a cache where one is named.

use crate::cli::Trouble;
use crate::import::osm::Network;
use domain::hex;
use domain::problem::Problem;
use roads::{Graph, Profile};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A graph that can be asked.
pub(super) struct Ready {
    pub(super) graph: Graph,
    /// File to ways, or to the bytes of a cached graph.
    pub(super) read_s: f64,
    /// Ways or bytes to the graph.
    pub(super) build_s: f64,
}

/// The graph of `profile`. A cached one is used where `cache` has it, and kept there otherwise.
pub(super) fn ready(map: &Path, profile: Profile, cache: Option<&Path>) -> Result<Ready, Trouble> {
    let Some(folder) = cache else { return build(map, profile) };
    let started = Instant::now();
    let kept = place(map, profile, folder)?;
    if let Ok(bytes) = std::fs::read(&kept) {
        let read_s = started.elapsed().as_secs_f64();
        let started = Instant::now();
        // Damaged, or of another version: built again and replaced.
        if let Ok(graph) = Graph::from_bytes(&bytes) {
            return Ok(Ready { graph, read_s, build_s: started.elapsed().as_secs_f64() });
        }
    }
    let ready = build(map, profile)?;
    keep(&kept, &ready.graph.to_bytes()).map_err(|error| {
        let folder = folder.display();
        Trouble::said(
            format!("无法写入缓存目录 {folder}：{error}。请检查权限和空间，或去掉 --cache。"),
            format!("The cache {folder} cannot be written: {error}. Check its rights and room, or leave out --cache."),
        )
    })?;
    Ok(ready)
}

fn build(map: &Path, profile: Profile) -> Result<Ready, Trouble> {
    let started = Instant::now();
    let network = Network::read(map).map_err(|error| error.problem())?;
    let read_s = started.elapsed().as_secs_f64();

    let started = Instant::now();
    let graph = Graph::build(&network.ways, &network.barriers, profile);
    let without_ways = |_| Trouble::Problem(Problem::MapWithoutWays { file: map.display().to_string() });
    Ok(Ready { graph: graph.map_err(without_ways)?, read_s, build_s: started.elapsed().as_secs_f64() })
}

/// Where the cache has the graph of this very file.
fn place(map: &Path, profile: Profile, folder: &Path) -> Result<PathBuf, Trouble> {
    let bytes = std::fs::read(map).map_err(|_| Problem::MapUnreadable { file: map.display().to_string() })?;
    let profile = match profile {
        Profile::Foot => "foot",
        Profile::Ebike => "ebike",
    };
    Ok(folder.join(format!("{}-{profile}.roads", hex::sha256(&bytes))))
}

/// Whole or not at all: two runs at once do not read each other's half.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension(format!("{}.part", std::process::id()));
    std::fs::write(&draft, bytes)?;
    std::fs::rename(draft, path)
}
