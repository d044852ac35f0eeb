//! Nouns and rules of Rounds.
//!
//! Everything here is pure: what the time is, what is random and what is stored come in as
//! parameters. Civil dates ([`chrono::NaiveDate`]) are dates in the station's zone; moments
//! ([`Time`]) are UTC. The server turns one into the other, because only it knows zones.

mod angle;
pub mod appointment;
pub mod area;
pub mod audit;
pub mod cadence;
pub mod calendar;
pub mod ceiling;
pub mod checklist;
pub mod class;
pub mod clock;
pub mod crs;
pub mod demand;
pub mod district;
pub mod dwelling;
pub mod export;
pub mod fault;
pub mod field;
pub mod figure;
pub mod find;
pub mod finding;
pub mod flag;
pub mod hex;
pub mod hours;
pub mod id;
pub mod inspection;
pub mod label;
pub mod lang;
pub mod ledger;
pub mod meeting;
pub mod message;
pub mod notice;
pub mod pack;
pub mod pin;
pub mod plan;
pub mod position;
pub mod problem;
pub mod property;
pub mod receipt;
pub mod record;
pub mod rectification;
pub mod refusal;
pub mod reorder;
pub mod request;
pub mod retention;
pub mod role;
pub mod round;
pub mod seal;
pub mod session;
pub mod spot_check;
pub mod stored;
pub mod tenancy;
pub mod text;
pub mod triage;
pub mod visit;

pub use clock::Time;
pub use lang::Lang;
pub use position::Position;
