//! Whose part of the store is open, and how what is kept in it is closed.

use super::kept::{Kept, Own};
use super::shut;
use crate::device::lock::Owner;
use crate::device::{base64, seal};
use domain::id::UserId;
use domain::seal::SealedPhoto;
use js_sys::Uint8Array;
use sync::{Draft, Fate, Photo, Row, StoreFault};
use wasm_bindgen::{JsCast, JsValue};

/// What is the phone's own, whoever is here.
const SHARED: &str = "meta/";
/// What is a person's.
pub const OWNED: &str = "user/";

/// Bytes of the key of a photo, closed for its author.
const OWN: usize = 60;

/// Whose part of the store is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// All of it, as it lies there.
    Open,
    /// A person's, closed with their key.
    Of(Owner),
    /// Nobody's: what is the phone's own alone.
    Shut,
}

/// Whether a view is the phone's own.
pub fn is_shared(key: &str) -> bool {
    key.starts_with(SHARED)
}

/// Whether the key of a view, as it lies there, says that it is a person's.
pub fn is_owned(key: &str) -> bool {
    key.starts_with(OWNED)
}

/// What the keys of a person's views begin with, as they lie there.
pub fn of(user: UserId) -> String {
    format!("{OWNED}{user}/")
}

impl Scope {
    /// The key under which a view lies; none where it is shut.
    pub fn place(&self, key: &str) -> Option<String> {
        match self {
            Self::Open => Some(key.to_owned()),
            _ if is_shared(key) => Some(key.to_owned()),
            Self::Of(owner) => Some(of(owner.user) + key),
            Self::Shut => None,
        }
    }

    /// The view that lies under a key.
    pub fn key<'k>(&self, place: &'k str) -> &'k str {
        match self {
            Self::Of(owner) => place.strip_prefix(&of(owner.user)).unwrap_or(place),
            _ => place,
        }
    }

    /// A view's value as it lies there.
    pub async fn close(&self, place: &str, value: &str) -> Result<JsValue, StoreFault> {
        match self {
            Self::Of(owner) if is_owned(place) => {
                let closed = owner.key.close(value.as_bytes(), place).await.map_err(unclosed)?;
                Ok(Uint8Array::from(&closed[..]).into())
            }
            _ => Ok(JsValue::from_str(value)),
        }
    }

    /// A view's value; none where another key has closed it.
    pub async fn open(&self, place: &str, kept: &JsValue) -> Option<String> {
        match (self, kept.dyn_ref::<Uint8Array>()) {
            (Self::Of(owner), Some(closed)) => {
                String::from_utf8(owner.key.open(&closed.to_vec(), place).await.ok()?).ok()
            }
            _ => kept.as_string(),
        }
    }

    /// A new row: its body sealed to the station, and closed for its author.
    pub async fn close_row(&self, draft: Draft) -> Result<Kept, StoreFault> {
        let owner = match self {
            Self::Open => return Ok(Kept { draft, fate: Fate::Waiting, own: None }),
            Self::Shut => return Err(shut()),
            Self::Of(owner) => owner,
        };
        let Row { draft, photo, urgent, fate, .. } = Row::new(0, draft);
        let id = draft.id.to_string();
        let own = owner.key.close(draft.body.as_bytes(), &id).await.map_err(unclosed)?;
        let body = seal::seal(&draft.body, draft.id, &owner.station).await.map_err(unclosed)?;
        let own = Own { body: base64::encode(&own), photo, urgent };
        Ok(Kept { draft: Draft { body, ..draft }, fate, own: Some(own) })
    }

    /// The body of a row, for its author.
    pub async fn open_row(&self, kept: &Kept) -> Option<String> {
        let Self::Of(owner) = self else { return None };
        let own = base64::decode(&kept.own.as_ref()?.body)?;
        let opened = owner.key.open(&own, &kept.draft.id.to_string()).await.ok()?;
        String::from_utf8(opened).ok()
    }

    /// A photo as it lies there: sealed to the station, behind the key that opens it, closed for its author.
    pub async fn close_photo(&self, photo: &Photo) -> Result<JsValue, StoreFault> {
        let kept = match self {
            Self::Of(owner) => {
                let (sealed, key) = seal::seal_photo(photo, &owner.station).await.map_err(unclosed)?;
                let own = owner.key.close(&key, &photo.sha256).await.map_err(unclosed)?;
                [own, sealed].concat()
            }
            Self::Open => photo.bytes.clone(),
            Self::Shut => return Err(shut()),
        };
        Ok(Uint8Array::from(&kept[..]).into())
    }

    /// A photo, for its author.
    pub async fn open_photo(&self, sha256: &str, kept: Vec<u8>) -> Result<Vec<u8>, StoreFault> {
        let (Self::Of(owner), Some((own, sealed))) = (self, sealed(&kept)) else { return Ok(kept) };
        let key = owner.key.open(own, sha256).await.map_err(unclosed)?;
        seal::open_photo(sealed, &key, sha256).await.map_err(unclosed)
    }
}

/// The closed key and the sealed bytes of a photo; none of one from before the phone had a lock.
pub fn sealed(kept: &[u8]) -> Option<(&[u8], &[u8])> {
    kept.split_at_checked(OWN).filter(|(_, sealed)| sealed.starts_with(&SealedPhoto::MAGIC))
}

fn unclosed(why: JsValue) -> StoreFault {
    StoreFault::Unavailable(format!("{why:?}"))
}
