//! The station's files on this phone: kept as one text, held by the engine beside the page.

use super::net::{Ask, Fault, Told};
use super::session::{self, kept, put};
use super::{clock, engine, store};
use chrono::TimeDelta;
use domain::Time;
use domain::id::{DwellingId, StationId};
use domain::pack::{File, Property, Village};
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use sync::pack::{Next, Rows};
use sync::{Change, PhoneStore};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// The view that keeps the files.
const PACK: &str = "pack";
/// The view that keeps what to ask for next, so that it is known without reading them.
const NEXT: &str = "pack_next";

/// So long after the last that came nobody asks again unless someone looks: a visitor's own visits change
/// files all day.
const CALM: TimeDelta = TimeDelta::minutes(20);

/// So long the list of today has the processor for itself, milliseconds.
const AFTER_LIST_MS: u32 = 250;

/// What the files are kept in.
pub const VIEWS: [&str; 2] = [PACK, NEXT];

thread_local! {
    /// Keeps when the engine holds what is kept; none while nobody has asked it to.
    static HELD: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

#[derive(Serialize, Deserialize)]
struct Kept {
    station: StationId,
    next: Next,
    /// When it came.
    at: Time,
}

/// The head of an answer.
#[derive(Deserialize)]
struct Head {
    more: bool,
    files: Vec<IgnoredAny>,
    #[serde(default)]
    removed: Vec<IgnoredAny>,
}

/// Asks for what is new of the station's files, until there is no more. A station that this account no
/// longer sees leaves nothing on the phone. Whether anything changed.
pub async fn pull(station: StationId, is_looking: bool) -> Result<bool, Fault> {
    let mut changed = false;
    match kept::<Kept>(NEXT).await {
        Some(kept) if kept.station != station => forget().await,
        Some(Kept { next: Next::After(_), at, .. }) if !is_looking && (clock::now() - at).abs() < CALM => {
            return Ok(false);
        }
        _ => {}
    }
    loop {
        let path = path(station, kept::<Kept>(NEXT).await.map(|kept| kept.next));
        let reply = match session::as_user(Ask { method: "GET", path: &path, ..Ask::default() }).await {
            Err(Fault::Problem(told)) if told.code == "not_found" => {
                forget().await;
                return Ok(true);
            }
            other => other?,
        };
        let head: Head = reply.json()?;
        let is_first = kept::<Kept>(NEXT).await.is_none();
        if is_first || !head.files.is_empty() || !head.removed.is_empty() {
            take(station, reply.text()).await?;
            changed = true;
        }
        if !head.more {
            if changed {
                let _ = order().await;
            }
            return Ok(changed);
        }
    }
}

fn path(station: StationId, next: Option<Next>) -> String {
    let rest = match next {
        None => String::new(),
        Some(Next::Page { from, seq }) => format!("&from={from}&after={seq}"),
        Some(Next::After(seq)) => format!("&after={seq}"),
    };
    format!("/api/v1/pack?station={station}{rest}")
}

async fn take(station: StationId, answer: &str) -> Result<(), Fault> {
    let done = async {
        hold().await?;
        let next = engine::ask("take", &[("text", answer.into())]).await?.unwrap_or_default();
        let next: Next = serde_json::from_str(&next).map_err(|error| error.to_string())?;
        let value = engine::ask("text", &[]).await?.unwrap_or_default();
        let changes = vec![
            Change::Put { key: PACK.to_owned(), value },
            put(NEXT, &Kept { station, next, at: clock::now() }),
        ];
        store::phone().change(changes).await.map_err(|fault| fault.to_string())
    };
    done.await.map_err(failed)
}

fn failed(detail: String) -> Fault {
    // What the engine holds may be ahead of what is kept: it is read again.
    let_go();
    Fault::Problem(Told { code: "pack".into(), title: String::new(), detail })
}

/// Lets the engine hold what is kept; whoever asks meanwhile waits for the same.
async fn hold() -> Result<(), String> {
    let held = HELD.with_borrow_mut(|held| held.get_or_insert_with(|| future_to_promise(read())).clone());
    JsFuture::from(held).await.map(drop).map_err(|why| {
        let_go();
        why.as_string().unwrap_or_default()
    })
}

async fn read() -> Result<JsValue, JsValue> {
    let text = store::phone().view(PACK).await.map_err(|fault| fault.to_string())?;
    engine::ask("hold", &[("text", text.unwrap_or_default().into())]).await?;
    Ok(JsValue::UNDEFINED)
}

/// Has the engine put what it holds into the order of doors.
async fn order() -> Result<(), String> {
    find("", 0, 0).await.map(drop)
}

/// Has the engine read and order the files before someone looks for them, once the list of today stands.
pub async fn get_ready() {
    TimeoutFuture::new(AFTER_LIST_MS).await;
    // What is not ready then is made so when someone looks.
    let _ = order().await;
}

/// The engine holds nothing any more.
pub fn let_go() {
    HELD.set(None);
}

/// Forgets the files.
pub async fn forget() {
    engine::end();
    let_go();
    let views = VIEWS.map(|key| Change::Remove { key: key.to_owned() });
    // Without the store nothing is kept either.
    let _ = store::phone().change(views.into()).await;
}

/// The rows from `from` on, at most `count`, of what answers `typed`.
pub async fn find(typed: &str, from: usize, count: usize) -> Result<Rows, String> {
    hold().await?;
    let question = [("typed", typed.into()), ("from", from.into()), ("count", count.into())];
    let rows = engine::ask("find", &question).await?.unwrap_or_default();
    serde_json::from_str(&rows).map_err(|error| error.to_string())
}

/// One file with its property and village; none where the phone does not hold it.
pub async fn file(id: DwellingId) -> Result<Option<(File, Property, Village)>, String> {
    hold().await?;
    let file = engine::ask("file", &[("id", id.to_string().into())]).await?;
    file.map(|file| serde_json::from_str(&file).map_err(|error| error.to_string())).transpose()
}
