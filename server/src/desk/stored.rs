//! What is stored, what for and how long, with the periods of this installation.

use super::Desk;
use crate::http::Outcome;
use crate::store::retention;
use crate::stored;
use app::desk::Answer;
use app::desk::sheet::Sheet;
use app::desk::stored::StoredDesk;
use async_trait::async_trait;

#[async_trait]
impl StoredDesk for Desk {
    async fn sheet(&self, impact: bool) -> Answer<Sheet> {
        self.answer(self.stored(impact)).await
    }
}

impl Desk {
    async fn stored(&self, impact: bool) -> Outcome<Sheet> {
        let periods = retention::periods(&mut self.state.store.reader().await?).await?;
        let make = if impact { stored::impact } else { stored::record };
        Ok(make(self.actor.lang, &periods))
    }
}
