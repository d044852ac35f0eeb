//! From a graph to bytes.

use crate::graph::{Graph, Parts};
use crate::hierarchy::Climbs;

/// Appends a number.
pub(super) fn put(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

/// Appends a graph.
pub(super) fn write(bytes: &mut Vec<u8>, graph: &Graph) {
    write_parts(bytes, &graph.parts);
    graph.hierarchy.rank.iter().for_each(|rank| put(bytes, *rank));
    write_climbs(bytes, &graph.hierarchy.forward);
    write_climbs(bytes, &graph.hierarchy.backward);
    put(bytes, graph.components.count as u32);
    for flags in graph.components.is_large.chunks(32) {
        put(bytes, flags.iter().rev().fold(0, |word, flag| word << 1 | u32::from(*flag)));
    }
}

fn write_parts(bytes: &mut Vec<u8>, parts: &Parts) {
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
    write_labels(bytes, parts);
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

fn write_labels(bytes: &mut Vec<u8>, parts: &Parts) {
    put(bytes, parts.names.len() as u32);
    for name in &parts.names {
        put(bytes, name.len() as u32);
    }
    for name in &parts.names {
        bytes.extend_from_slice(name.as_bytes());
    }
    put(bytes, parts.runs.len() as u32);
    parts.run_at.iter().for_each(|at| put(bytes, *at));
    for run in &parts.runs {
        put(bytes, run.first);
        put(bytes, run.label.packed());
    }
}
