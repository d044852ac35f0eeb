//! Bundles.
fn main() {}
