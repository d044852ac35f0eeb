//! Components that two or more pages use.

pub mod badge;
pub mod call;
pub mod empty;
pub mod filter;
pub mod form;
pub mod frame;
pub mod icon;
pub mod live;
pub mod load;
pub mod problem;
pub mod sheet;
pub mod time;
pub mod tools;

use crate::desk::session::{Me, Visitor};
use crate::words::office::{Office, office};
use domain::Lang;
use leptos::prelude::*;

/// Who reads this page; the same on the server and after hydration.
pub fn use_visitor() -> Visitor {
    use_context().unwrap_or_else(|| Visitor {
        lang: Lang::default(),
        theme: None,
        now: domain::Time::UNIX_EPOCH,
        sample: None,
        me: None,
    })
}

/// The signed-in account; pages of the desk are only rendered for one.
pub fn use_me() -> Option<Me> {
    use_visitor().me
}

/// Language of the page.
pub fn use_lang() -> Lang {
    use_visitor().lang
}

/// Words of the office in the language of the page.
pub fn use_words() -> &'static Office {
    office(use_lang())
}
