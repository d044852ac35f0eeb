//! rounds
fn main() {}
