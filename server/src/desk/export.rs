//! Rows of the account's own station as a file.

use super::Desk;
use crate::export::{self, ExportError};
use crate::http::{Failure, Outcome};
use app::desk::Answer;
use app::desk::export::{ExportAsk, ExportDesk};
use async_trait::async_trait;
use domain::problem::Problem;

#[async_trait]
impl ExportDesk for Desk {
    async fn export(&self, ask: ExportAsk) -> Answer<String> {
        self.answer(self.exported(ask)).await
    }
}

impl Desk {
    async fn exported(&self, ask: ExportAsk) -> Outcome<String> {
        let made = export::export(&self.state.store, ask, &self.actor.name).await.map_err(failure)?;
        String::from_utf8(made.bytes).map_err(Failure::inside)
    }
}

fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::UnknownUser | ExportError::NotAllowed => Problem::NotAllowed.into(),
        ExportError::Days => Problem::Malformed { place: "from".into() }.into(),
        ExportError::Store(error) => error.into(),
        ExportError::Csv(error) => Failure::inside(error),
    }
}
