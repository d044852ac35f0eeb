//! Who is signed in on this phone, and the calls that need it.

use super::net::{Ask, Fault, Reply, Told, call};
use super::{boxed, clock, ids, key, locks, net, store};
use chrono::TimeDelta;
use domain::id::DeviceId;
use domain::session::{ChangePassword, DeviceEnrolled, EnrolDevice, Refresh, SignIn, Tokens};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::{Change, PhoneStore};
use web_sys::Response;

const DEVICE: &str = "meta/device";
/// The session is its person's, unlike the phone's own things.
const TOKENS: &str = "tokens";
const DEVICE_ID: &str = "meta/device_id";
const OFFSET: &str = "meta/offset_ms";

/// Renewed this long before it ends, so that a slow call does not arrive after.
const EARLY: TimeDelta = TimeDelta::seconds(60);

/// The value kept under `key`, if it is there and readable.
pub async fn kept<T: DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&boxed(text(key)).await?).ok()
}

async fn text(key: &str) -> Option<String> {
    store::phone().view(key).await.ok()?
}

/// A change that keeps `value` under `key`.
pub fn put<T: Serialize>(key: &str, value: &T) -> Change {
    // Our own plain types always have a JSON form.
    let value = serde_json::to_string(value).unwrap_or_default();
    Change::Put { key: key.to_owned(), value }
}

async fn keep<T: Serialize>(key: &str, value: &T) -> Result<(), Fault> {
    store::phone().change(vec![put(key, value)]).await.map_err(not_kept)
}

fn not_kept(fault: sync::StoreFault) -> Fault {
    Fault::Problem(Told { code: "store".into(), title: String::new(), detail: fault.to_string() })
}

/// The enrolled phone.
pub async fn device() -> Option<DeviceEnrolled> {
    kept(DEVICE).await
}

/// The session, also when its access has run out.
pub async fn tokens() -> Option<Tokens> {
    kept(TOKENS).await
}

/// The clock's offset as measured before this start.
pub async fn restore_clock() {
    clock::restore(kept(OFFSET).await);
}

/// Measures the clock against an answer's `server` time and remembers it.
pub async fn measure(asked: domain::Time, server: domain::Time) {
    let offset = clock::measure(asked, server);
    // Losing a measure costs nothing but accuracy; the next call brings another.
    let _ = keep(OFFSET, &offset).await;
}

/// Signs in; enrols this phone first if it is not, or not any more. The session is kept once the phone
/// is open for its person: [`keep_tokens`].
pub async fn sign_in(user: &str, password: &str) -> Result<Tokens, Fault> {
    let enrolled = match device().await {
        Some(device) => device,
        None => enrol(user, password).await?,
    };
    match open(&enrolled, user, password).await {
        Err(Fault::Problem(told)) if told.code == "device_unknown" => {
            // Revoked, or of another station: it becomes a new phone. Unsent rows stay and go out
            // under the new credential.
            store::phone().change(vec![remove(DEVICE_ID)]).await.map_err(not_kept)?;
            open(&enrol(user, password).await?, user, password).await
        }
        other => other,
    }
}

/// Keeps the session of the person for whom the phone is open.
pub async fn keep_tokens(tokens: &Tokens) -> Result<(), Fault> {
    keep(TOKENS, tokens).await
}

fn remove(key: &str) -> Change {
    Change::Remove { key: key.to_owned() }
}

async fn enrol(user: &str, password: &str) -> Result<DeviceEnrolled, Fault> {
    let id = match kept::<DeviceId>(DEVICE_ID).await {
        Some(id) => id,
        None => {
            let id = ids::new();
            keep(DEVICE_ID, &id).await?;
            id
        }
    };
    let public_key = key::public_key().await.map_err(|_| Fault::NoAnswer)?;
    let ask = EnrolDevice {
        id,
        name: phone_name(),
        public_key,
        user: user.into(),
        password: password.into(),
        station: None,
    };
    let asked = clock::now();
    let enrolled: DeviceEnrolled = post("/api/v1/devices", None, &ask).await?.json()?;
    measure(asked, enrolled.server_time).await;
    keep(DEVICE, &enrolled).await?;
    Ok(enrolled)
}

/// What the list of phones shows until someone gives a better name.
fn phone_name() -> String {
    let agent = web_sys::window().and_then(|w| w.navigator().user_agent().ok()).unwrap_or_default();
    let inside = agent.split(['(', ')']).nth(1).unwrap_or("phone");
    inside.chars().take(40).collect()
}

async fn open(device: &DeviceEnrolled, user: &str, password: &str) -> Result<Tokens, Fault> {
    let ask = SignIn { user: user.into(), password: password.into() };
    let asked = clock::now();
    let tokens: Tokens =
        post("/api/v1/session", Some(format!("Device {}", device.credential)), &ask).await?.json()?;
    measure(asked, tokens.server_time).await;
    Ok(tokens)
}

async fn post<T: Serialize>(path: &str, authorization: Option<String>, body: &T) -> Result<Reply, Fault> {
    let json = serde_json::to_string(body).map_err(|_| Fault::NoAnswer)?;
    call(Ask { method: "POST", path, authorization, json: Some(json), ..Ask::default() }).await
}

/// Replaces the one-time password.
pub async fn change_password(user: &str, old: &str, new: &str) -> Result<(), Fault> {
    let ask = ChangePassword { user: user.into(), old: old.into(), new: new.into() };
    post("/api/v1/password", None, &ask).await.map(drop)
}

/// Calls as the signed-in user, renewing access when it is about to end.
pub async fn as_user(ask: Ask<'_>) -> Result<Reply, Fault> {
    boxed(async move { call(authorized(ask).await?).await }).await
}

/// The same, with the answer's body unread.
pub async fn response(ask: Ask<'_>) -> Result<Response, Fault> {
    net::response(authorized(ask).await?).await
}

async fn authorized(mut ask: Ask<'_>) -> Result<Ask<'_>, Fault> {
    let tokens = tokens().await.ok_or_else(not_signed_in)?;
    let stale = tokens.access_until - EARLY < clock::corrected();
    let tokens = if stale { renew(tokens).await? } else { tokens };
    ask.authorization = Some(format!("Bearer {}", tokens.access));
    Ok(ask)
}

fn not_signed_in() -> Fault {
    Fault::Problem(Told { code: "not_signed_in".into(), ..Told::default() })
}

/// New tokens for `old`, unless another tab has fetched them meanwhile.
async fn renew(old: Tokens) -> Result<Tokens, Fault> {
    let renewed = locks::exclusive("rounds-session", async move {
        let latest = tokens().await.ok_or_else(not_signed_in)?;
        if latest.access != old.access {
            return Ok(latest);
        }
        let asked = clock::now();
        let ask = Refresh { refresh: latest.refresh };
        let renewed: Tokens = post("/api/v1/session/refresh", None, &ask).await?.json()?;
        measure(asked, renewed.server_time).await;
        keep(TOKENS, &renewed).await?;
        Ok(renewed)
    });
    renewed.await.unwrap_or(Err(Fault::NoAnswer))
}

/// Signs out here, or everywhere. The phone forgets the session even if the server is out of reach;
/// unsent records stay and still go out by the phone's own credential.
pub async fn sign_out(everywhere: bool) -> Result<(), Fault> {
    let path = if everywhere { "/api/v1/sessions" } else { "/api/v1/session" };
    let told = as_user(Ask { method: "DELETE", path, ..Ask::default() }).await;
    if everywhere {
        // Only the server can end other sessions: say so when it could not be asked.
        told.map(drop)?;
    }
    store::phone().change(vec![remove(TOKENS)]).await.map_err(not_kept)
}
