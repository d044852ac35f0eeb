//! The lock: what belongs to a person on this phone is closed with a key that their PIN opens
//! (docs/decisions/0011). The open key is in memory alone: this page's, and its service worker's, so
//! that a page that is loaded again goes on.

mod away;
mod held;
mod person;

pub use away::watch;
pub use person::{Person, people};

use super::crypt::Key;
use super::seal::Station;
use super::{base64, clock, crypt, engine, ids, pack, session, store};
use chrono::TimeDelta;
use domain::hex;
use domain::id::UserId;
use domain::pin::{TRIES, wait_s};
use domain::session::Me;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// The person for whom the phone is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Owner {
    /// Who.
    pub user: UserId,
    /// What their part of the store is closed with.
    pub key: Key,
    /// To which rows are sealed.
    pub station: Station,
}

/// Why it does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shut {
    /// Another PIN; so many tries are left.
    Wrong(u32),
    /// Tries that follow each other wait, seconds.
    Wait(i64),
    /// What was the person's is erased.
    Wiped,
    /// The phone could not.
    Failed,
}

impl From<JsValue> for Shut {
    fn from(_: JsValue) -> Self {
        Self::Failed
    }
}

thread_local! {
    static OWNER: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// The person for whom the phone is open, if it is.
pub fn owner() -> Option<Owner> {
    OWNER.with_borrow(Clone::clone)
}

/// Opens the phone for who was here a moment ago, where the service worker still knows.
pub async fn restore() {
    let Some((user, key)) = held::take().await else { return };
    if let Some(station) = station().await {
        OWNER.set(Some(Owner { user, key, station }));
    }
}

/// Makes a key for a person and closes it with a PIN. What an earlier PIN closed is erased; rows that
/// are not sent yet stay.
pub async fn choose(me: &Me, pin: &str) -> Result<(), Shut> {
    wipe(me.user).await?;
    let (salt, bytes): ([u8; 16], [u8; 32]) = (ids::random(), ids::random());
    let closed = kek(pin, &salt).await?.close(&bytes, &me.user.to_string()).await?;
    let (salt, closed) = (base64::encode(&salt), base64::encode(&closed));
    person::keep(Person { user: me.user, name: me.name.clone(), salt, closed, wrong: 0, until: None })
        .await?;
    enter(me.user, Key::new(&bytes).await?).await?;
    store::adopt().await.map_err(|_| Shut::Failed)
}

/// Opens the phone for a person.
pub async fn open(user: UserId, pin: &str) -> Result<(), Shut> {
    let mut person = person::one(user).await.ok_or(Shut::Wiped)?;
    let wait = person.until.map_or(0, |until| (until - clock::now()).num_seconds());
    if wait > 0 {
        return Err(Shut::Wait(wait));
    }
    let salt = base64::decode(&person.salt).ok_or(Shut::Failed)?;
    let closed = base64::decode(&person.closed).ok_or(Shut::Failed)?;
    // The try counts before it is made: a phone switched off in between has not gained one.
    person.wrong += 1;
    person.until = Some(clock::now() + TimeDelta::seconds(wait_s(person.wrong)));
    person::keep(person.clone()).await?;
    match kek(pin, &salt).await?.open(&closed, &user.to_string()).await {
        Ok(bytes) => {
            person::keep(Person { wrong: 0, until: None, ..person }).await?;
            enter(user, Key::new(&bytes).await?).await
        }
        Err(_) if person.wrong >= TRIES => {
            wipe(user).await?;
            Err(Shut::Wiped)
        }
        Err(_) => Err(Shut::Wrong(TRIES - person.wrong)),
    }
}

/// Closes the phone: the key is gone from memory, and what the engine held with it.
pub fn close() {
    OWNER.set(None);
    held::give(None);
    engine::end();
    pack::let_go();
}

/// Erases what is a person's on this phone: key, pack, drafts. Rows without a receipt stay.
pub async fn wipe(user: UserId) -> Result<(), Shut> {
    store::wipe(user).await.map_err(|_| Shut::Failed)?;
    person::forget(user).await
}

/// Erases what is anybody's on this phone, as [`wipe`] does.
pub async fn wipe_all() {
    close();
    for person in people().await {
        // What is not erased now is erased at the next contact.
        let _ = wipe(person.user).await;
    }
}

async fn enter(user: UserId, key: Key) -> Result<(), Shut> {
    let station = station().await.ok_or(Shut::Failed)?;
    let owner = Owner { user, key, station };
    held::give(Some(&owner));
    OWNER.set(Some(owner));
    Ok(())
}

async fn station() -> Option<Station> {
    let device = session::device().await?;
    Some(Station { id: device.station, key: base64::decode(&device.station_key)? })
}

/// The key that closes a person's key: of the PIN, stretched beside the page, and of this phone's own
/// private key, which the browser does not show.
async fn kek(pin: &str, salt: &[u8]) -> Result<Key, Shut> {
    let question = [("pin", pin.into()), ("salt", hex::encode(salt).into())];
    let stretched = engine::ask("stretch", &question).await.map_err(|_| Shut::Failed)?;
    let stretched = stretched.and_then(|text| hex::decode::<32>(&text)).ok_or(Shut::Failed)?;
    let pair = store::phone().key_pair().await.map_err(|_| Shut::Failed)?.ok_or(Shut::Failed)?;
    let own = crypt::shared(&pair, &crypt::public_point(&pair).await?).await?;
    let bytes = crypt::derive(&[&stretched[..], &own].concat(), salt, "rounds lock 1").await?;
    Ok(Key::new(&bytes).await?)
}
