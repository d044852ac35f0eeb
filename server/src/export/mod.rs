//! What leaves Rounds as a file: rows of the own station only, by a closed list of columns.

pub mod cell;
