//! User-visible text. One folder a language, one file a subject; a text that is missing in one
//! language does not compile (docs/decisions/0005).

mod en;
mod zh_cn;

pub mod audit;
pub mod checklist;
pub mod class;
pub mod common;
pub mod domain;
pub mod export;
pub mod fault;
pub mod field;
pub mod files;
pub mod inspection;
pub mod label;
pub mod lock;
pub mod meeting;
pub mod office;
pub mod order;
pub mod plan;
pub mod privacy;
pub mod problem;
pub mod refusal;
pub mod resident;

pub use ::domain::Lang;
