//! The phone's pages, one file a page. Every one renders from the phone's own store.

mod app;
mod check_in;
mod checklist;
mod consent;
mod correct;
mod decisions;
mod done;
mod draft;
mod facts;
mod file;
mod files;
mod finding;
mod frame;
mod kept_form;
mod map;
mod me;
mod moved;
mod news;
mod notice;
mod order;
mod outbox;
mod outcome;
mod person;
mod pin;
mod purge;
mod record;
mod register;
mod said;
mod sign_in;
mod skip;
mod state;
mod stop;
mod tap;
mod today;
mod unlock;

pub use app::App;
