//! Sign-in, sessions, forgery and foreign pages, over the real router.

mod events;
mod foreign;
mod forgery;
mod matrix;
mod phone;
mod sign_in;
