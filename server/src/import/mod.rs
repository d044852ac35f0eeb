//! What comes from outside: areas, registers and maps. Bytes in, rows and named faults out;
//! what is written is decided before anything is written.

pub mod area;
pub mod map;
pub mod osm;
pub mod points;
pub mod register;
pub mod table;
