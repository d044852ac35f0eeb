pub mod domain;
pub mod problem;
