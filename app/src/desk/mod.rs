//! What office pages ask: one trait a noun, small types that travel as JSON, and thin server
//! functions that take the trait from context. `server/src/desk` answers over the store.

#![expect(
    missing_docs,
    reason = "the arguments of a server function become fields of a struct that nobody names"
)]

pub mod account;
pub mod alert;
pub mod appointment;
pub mod audit;
pub mod calendar;
pub mod class;
pub mod coverage;
pub mod demand;
pub mod district;
pub mod duty;
pub mod field;
pub mod file;
pub mod flag;
pub mod incident;
pub mod inspection;
pub mod ledger;
pub mod meeting;
pub mod message;
pub mod notice;
pub mod plan;
pub mod practice;
pub mod rectification;
pub mod request;
pub mod retention;
pub mod session;
pub mod sheet;
pub mod spot_check;
pub mod stored;

use crate::words;
use domain::Lang;
use domain::problem::Problem;
use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use std::sync::Arc;

/// A problem as an office page shows it: from the catalogue, in the user's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}: {title}")]
pub struct DeskError {
    /// [`Problem::code`], or `offline` where the server could not be reached.
    pub code: String,
    /// What happened.
    pub title: String,
    /// What to do now.
    pub detail: String,
}

/// What a desk answers with.
pub type Answer<T> = Result<T, DeskError>;

impl DeskError {
    /// The problem's texts in `lang`.
    pub fn new(lang: Lang, problem: &Problem) -> Self {
        let text = words::problem::explained(lang, problem);
        Self { code: problem.code().into(), title: text.title.into(), detail: text.detail }
    }
}

impl FromServerFnError for DeskError {
    type Encoder = JsonEncoding;

    /// What the transport says never reaches a user as such: a request that failed on its way is
    /// `offline`, everything else `internal`. The page puts the words (`parts::problem`).
    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        let code = match value {
            ServerFnErrorErr::Request(_) => "offline",
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => "malformed",
            _ => "internal",
        };
        Self { code: code.into(), title: String::new(), detail: String::new() }
    }
}

/// The desk of this request. Without one nobody is signed in: pages and functions get their
/// desks only for a session that the rights table admits.
pub fn desk<D: ?Sized + Send + Sync + 'static>() -> Answer<Arc<D>> {
    use_context::<Arc<D>>().ok_or_else(|| {
        let lang = use_context::<session::Visitor>().map(|v| v.lang).unwrap_or_default();
        DeskError::new(lang, &Problem::NotSignedIn)
    })
}
