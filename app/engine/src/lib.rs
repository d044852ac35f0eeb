//! Entry of the engine: roads, planner, the station's files and the stretching of PINs for a
//! module worker or for Node. The code
//! is the server's own; only rounds are counted, no clock is read.

mod files;
mod reorder;
mod solve;
mod stretch;

pub use files::Files;
pub use stretch::stretch;

use domain::reorder::Ask;
use roads::Graph;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// The road graph of a station's area, kept between questions.
#[wasm_bindgen]
pub struct Area {
    graph: Graph,
}

#[wasm_bindgen]
impl Area {
    /// Reads a graph as `roads` stores it, of the mode in which the visitor travels.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Area, JsError> {
        Ok(Self { graph: Graph::from_bytes(bytes)? })
    }

    /// Puts the rest of a day into a new order: [`Ask`] and [`domain::reorder::Order`] in JSON.
    pub fn reorder(&self, ask: &str, rounds: u32) -> Result<String, JsError> {
        let ask: Ask = serde_json::from_str(ask)?;
        Ok(serde_json::to_string(&reorder::reorder(&self.graph, &ask, rounds)?)?)
    }
}

/// Solves a public instance as `rounds solve --iterations` does: formats and JSON are those of the command.
#[wasm_bindgen]
pub fn solve(format: &str, name: &str, text: &str, rounds: u32, seed: u32) -> Result<String, JsError> {
    Ok(solve::solve(format, name, text, rounds, seed)?)
}
