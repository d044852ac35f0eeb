//! Road graph of a map extract: which way, how long, how far, on foot or by e-bike.
//!
//! Pure: bytes and ways come in, answers go out; the same code runs on the server and, compiled
//! to wasm32, on the phone.
//!
//! ```
//! use roads::{Graph, Node, Point, Profile, Tags, Way, MAX_SNAP_M};
//!
//! let nodes = vec![
//!     Node { id: 1, at: Point::from_degrees(9.5200, 47.1400).ok_or("no place on earth")? },
//!     Node { id: 2, at: Point::from_degrees(9.5300, 47.1400).ok_or("no place on earth")? },
//! ];
//! let way = Way { id: 10, nodes, tags: Tags::from_iter([("highway", "residential")]) };
//! let graph = Graph::build(&[way], &[], Profile::Foot)?;
//!
//! // A door is snapped once; `None`: no way within reach.
//! let door = graph.snap(Point::from_degrees(9.5210, 47.1401).ok_or("no place on earth")?, MAX_SNAP_M);
//! let station = graph.snap(Point::from_degrees(9.5290, 47.1399).ok_or("no place on earth")?, MAX_SNAP_M);
//! let (door, station) = (door.ok_or("no way near the door")?, station.ok_or("no way near the station")?);
//!
//! // Rows are origins, columns destinations; `None`: no way from one to the other.
//! let matrix = graph.matrix(&[station, door], &[station, door]);
//! assert_eq!(matrix.seconds(0, 0), Some(0.0));
//! assert_eq!(matrix.seconds(0, 1), matrix.seconds(1, 0));
//!
//! // The line on the map.
//! let path = graph.path(&station, &door).ok_or("no way")?;
//! assert_eq!(path.points.len(), 2);
//! assert_eq!(Some(path.metres), matrix.metres(0, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Roads`] holds the graphs of all profiles of one extract and is what is stored:
//! [`Roads::to_bytes`], [`Roads::from_bytes`]. The same ways give the same bytes.

mod area;
mod build;
mod bytes;
mod chain;
mod climb;
mod component;
mod contraction;
mod cost;
mod directions;
mod graph;
mod grid;
mod hierarchy;
mod label;
mod matrix;
#[cfg(test)]
mod oracle;
mod path;
mod places;
mod point;
mod roads;
mod rules;
mod snap;
mod stroke;
mod sweep;
mod way;
mod witness;

pub use build::BuildError;
pub use bytes::ReadError;
pub use directions::{Step, Turn};
pub use graph::Graph;
pub use label::WayKind;
pub use matrix::{Matrix, UNREACHABLE};
pub use path::{Path, Router};
pub use places::Places;
pub use point::Point;
pub use roads::Roads;
pub use rules::{Profile, Travel, barrier_blocks, is_asked, is_way, travel};
pub use snap::{MAX_SNAP_M, Snap};
pub use way::{Barrier, Node, Tags, Way};
