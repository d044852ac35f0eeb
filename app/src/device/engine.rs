//! The engine, in a worker beside the page.

use super::{boxed, js, page, roads};
use domain::reorder::{Ask, Order};
use domain::round::Round;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Rounds of search: a hundred times as many find no better order of sixty stops (docs/benchmarks.md).
const ROUNDS: u32 = 200;

/// How one question is answered: what to call with the answer, and with what went wrong.
type Asker = (Function, Function);

thread_local! {
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
    static ASKED: RefCell<HashMap<u32, Asker>> = RefCell::default();
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// Why there is no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoOrder {
    /// The phone has no ways of this round.
    NoRoads,
    /// The engine could not be loaded, or found no order.
    Failed(String),
}

/// Finds an order for the rest of a round.
pub async fn reorder(round: &Round, ask: &Ask) -> Result<Order, NoOrder> {
    if !roads::are_here(round).await {
        return Err(NoOrder::NoRoads);
    }
    let unreadable = |error: serde_json::Error| NoOrder::Failed(error.to_string());
    let text = serde_json::to_string(ask).map_err(unreadable)?;
    let question = [
        ("cache", roads::CACHE.into()),
        ("path", roads::PATH.into()),
        ("ask", text.into()),
        ("rounds", ROUNDS.into()),
    ];
    let order = self::ask("order", &question).await.map_err(NoOrder::Failed)?;
    serde_json::from_str(&order.unwrap_or_default()).map_err(unreadable)
}

/// Asks the worker to do `task`; its answer, or what went wrong.
pub async fn ask(task: &str, question: &[(&str, JsValue)]) -> Result<Option<String>, String> {
    boxed(async move {
        let number = NUMBER.replace(NUMBER.get().wrapping_add(1));
        let head = [("number", number.into()), ("pkg", page::bundle().into()), ("task", task.into())];
        let message = js::object(&[&head, question].concat());
        let words = |why: JsValue| why.as_string().unwrap_or_else(|| format!("{why:?}"));
        let worker = worker().map_err(words)?;
        let answer = Promise::new(&mut |done, failed| {
            ASKED.with_borrow_mut(|asked| asked.insert(number, (done, failed)));
        });
        worker.post_message(&message).map_err(words)?;
        Ok(JsFuture::from(answer).await.map_err(words)?.as_string())
    })
    .await
}

/// Ends the worker, and with it all that it holds.
pub fn end() {
    if let Some(worker) = WORKER.take() {
        worker.terminate();
    }
    fail_all("ended");
}

/// The worker, started at the first question.
fn worker() -> Result<Worker, JsValue> {
    if let Some(worker) = WORKER.with_borrow(Clone::clone) {
        return Ok(worker);
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options("/field/engine.mjs", &options)?;
    let answered = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| settle(&event.data()));
    // A worker that could not start is let go, for the next question to try again.
    let broken = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        WORKER.set(None);
        let why = js::get(&event, "message").ok().and_then(|why| why.as_string());
        fail_all(&why.unwrap_or_default());
    });
    worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
    worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
    // They live as long as the worker, of which there are few.
    answered.forget();
    broken.forget();
    WORKER.set(Some(worker.clone()));
    Ok(worker)
}

fn settle(message: &JsValue) {
    let number = js::get(message, "number").ok().and_then(|number| number.as_f64()).unwrap_or_default();
    let Some((done, failed)) = ASKED.with_borrow_mut(|asked| asked.remove(&(number as u32))) else { return };
    let (to, what) = match js::get(message, "fault") {
        Ok(fault) if fault.is_string() => (failed, fault),
        _ => (done, js::get(message, "answer").unwrap_or_default()),
    };
    // The functions of a promise do not throw.
    let _ = to.call1(&JsValue::NULL, &what);
}

fn fail_all(why: &str) {
    for (_, failed) in ASKED.take().into_values() {
        let _ = failed.call1(&JsValue::NULL, &why.into());
    }
}
