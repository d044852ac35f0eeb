//! The engine, in a worker beside the page.

use super::{js, page, roads};
use domain::reorder::{Ask, Order};
use js_sys::Promise;
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Rounds of search: a hundred times as many find no better order of sixty stops (docs/benchmarks.md).
const ROUNDS: u32 = 200;

thread_local! {
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

/// Why there is no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoOrder {
    /// The phone has no ways of this round.
    NoRoads,
    /// The engine could not be loaded, or found no order.
    Failed(String),
}

/// Finds it. One question at a time.
pub async fn reorder(ask: &Ask) -> Result<Order, NoOrder> {
    if !roads::are_here().await {
        return Err(NoOrder::NoRoads);
    }
    let failed = |why: JsValue| NoOrder::Failed(why.as_string().unwrap_or_else(|| format!("{why:?}")));
    let ask = serde_json::to_string(ask).map_err(|error| NoOrder::Failed(error.to_string()))?;
    let question = js::object(&[
        ("pkg", page::bundle().into()),
        ("cache", roads::CACHE.into()),
        ("path", roads::PATH.into()),
        ("ask", ask.into()),
        ("rounds", ROUNDS.into()),
    ]);
    let worker = worker().map_err(failed)?;
    let answer = answer(&worker);
    worker.post_message(&question).map_err(failed)?;
    let answer = JsFuture::from(answer).await.map_err(failed)?;
    let order = js::get(&answer, "order").ok().and_then(|order| order.as_string());
    let Some(order) = order else {
        return Err(failed(js::get(&answer, "fault").unwrap_or_default()));
    };
    serde_json::from_str(&order).map_err(|error| NoOrder::Failed(error.to_string()))
}

/// The worker, started at the first question.
fn worker() -> Result<Worker, JsValue> {
    if let Some(worker) = WORKER.with_borrow(Clone::clone) {
        return Ok(worker);
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options("/field/engine.mjs", &options)?;
    WORKER.set(Some(worker.clone()));
    Ok(worker)
}

/// Its next answer. A worker that could not start is let go, for the next question to try again.
fn answer(worker: &Worker) -> Promise {
    Promise::new(&mut |done, failed| {
        let answered = Closure::once_into_js(move |event: MessageEvent| {
            let _ = done.call1(&JsValue::NULL, &event.data());
        });
        let broken = Closure::once_into_js(move |event: JsValue| {
            WORKER.set(None);
            let _ = failed.call1(&JsValue::NULL, &js::get(&event, "message").unwrap_or_default());
        });
        worker.set_onmessage(Some(answered.unchecked_ref()));
        worker.set_onerror(Some(broken.unchecked_ref()));
    })
}
