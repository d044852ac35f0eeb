//! Files that come from outside: maps, areas, registers.

pub mod osm;
