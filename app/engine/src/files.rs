//! The station's files, held beside the page for finding doors.

use domain::id::DwellingId;
use domain::pack::Page;
use sync::pack::{Finder, Pack};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// What is held; nothing at first.
#[wasm_bindgen]
#[derive(Default)]
pub struct Files {
    pack: Option<Pack>,
    /// None once the files have changed: it is made anew when next asked.
    finder: Option<Finder>,
}

#[wasm_bindgen]
impl Files {
    /// Holds nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in an answer of the server, or the text kept before; the [`sync::pack::Next`] in JSON.
    pub fn take(&mut self, page: &str) -> Result<String, JsError> {
        let page: Page = serde_json::from_str(page)?;
        self.finder = None;
        let pack = match self.pack.take() {
            Some(mut pack) => {
                pack.take(page);
                pack
            }
            None => Pack::new(page),
        };
        let next = serde_json::to_string(&pack.next())?;
        self.pack = Some(pack);
        Ok(next)
    }

    /// Everything held, as [`Files::take`] reads it; empty where nothing is.
    pub fn text(&self) -> Result<String, JsError> {
        Ok(self.pack.as_ref().map_or(Ok(String::new()), |pack| serde_json::to_string(&pack.page()))?)
    }

    /// A part of what answers the query: [`sync::pack::Rows`] in JSON.
    pub fn find(&mut self, typed: &str, from: usize, count: usize) -> Result<String, JsError> {
        let made = || self.pack.as_ref().map_or_else(Finder::default, Finder::new);
        let finder = self.finder.get_or_insert_with(made);
        Ok(serde_json::to_string(&finder.find(typed, from, count))?)
    }

    /// One file with its property and village, in JSON; none where it is not held.
    pub fn file(&self, id: &str) -> Result<Option<String>, JsError> {
        let id: DwellingId = id.parse()?;
        let file = self.pack.as_ref().and_then(|pack| pack.file(id));
        Ok(file.map(|file| serde_json::to_string(&file)).transpose()?)
    }
}
