pub mod common;
pub mod domain;
pub mod fault;
pub mod office;
pub mod plan;
pub mod problem;
pub mod resident;
