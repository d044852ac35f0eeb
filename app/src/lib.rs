//! Pages of Rounds: the phone's (`field`), the office's (`office`) and the resident's.
//!
//! The only place with `cfg(feature)`: `ssr` renders on the server, `field` runs on phones.

// Views are nested types: a table in a page is deeper than the compiler's default.
#![recursion_limit = "512"]

pub mod desk;
#[cfg(feature = "field")]
pub mod device;
#[cfg(feature = "field")]
#[path = "pages/field/mod.rs"]
pub mod field;
pub mod pages;
pub mod parts;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod words;
