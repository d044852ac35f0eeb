//! Keys and encryption.
//!
//! The installation's key lies outside the database (`DATA/keys/installation.key`, 0600, or
//! `ROUNDS_KEY_FILE`). It wraps one data key per dwelling, tenancy, property and station
//! (`data_keys`); a data key encrypts columns. Erasing is forgetting the wrapped key: with it every
//! copy of what it encrypted is unreadable, backups included. Every ciphertext is bound to its
//! table, row and key, so that none can be moved to another place.

use super::ids::Ids;
use super::{Conn, Store, StoreError, list, setting};
use crate::args;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use domain::Time;
use domain::area::TownCode;
use domain::audit::{self, Hash, Head, hmac_sha256};
use domain::hex;
use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

mod station;

const NONCE: usize = 24;

/// The keys of an installation. Cloning it is cheap.
#[derive(Clone)]
pub struct Vault {
    keys: Arc<Keys>,
}

struct Keys {
    wrap: XChaCha20Poly1305,
    seal: [u8; 32],
    check: [u8; 32],
    derive: [u8; 32],
    path: PathBuf,
    random: Ids,
}

/// Where a ciphertext stands: it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// `table.column`.
    pub column: &'static str,
    /// The row's id.
    pub row: Uuid,
}

/// An unwrapped data key.
pub struct DataKey {
    id: Uuid,
    cipher: XChaCha20Poly1305,
    vault: Vault,
}

impl Vault {
    /// Reads the installation's key, or makes one where there is none.
    pub(super) fn open(data_dir: &Path, random: &Ids) -> Result<Self, StoreError> {
        let path = std::env::var_os("ROUNDS_KEY_FILE")
            .map_or_else(|| data_dir.join("keys").join("installation.key"), PathBuf::from);
        let master = match std::fs::read(&path) {
            Ok(bytes) => bytes.try_into().map_err(|_| StoreError::WrongKey { path: path.clone() })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => make_key(&path, random)?,
            Err(source) => return Err(StoreError::File { path, source }),
        };
        let keys = Keys {
            wrap: XChaCha20Poly1305::new(&Key::from(hmac_sha256(&master, b"wrap"))),
            seal: hmac_sha256(&master, b"audit seal"),
            check: hmac_sha256(&master, b"check"),
            derive: hmac_sha256(&master, b"derive"),
            path,
            random: Ids::new(),
        };
        Ok(Self { keys: Arc::new(keys) })
    }

    /// A key for one purpose outside the database, the same on every server of the installation.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        hmac_sha256(&self.keys.derive, purpose.as_bytes())
    }

    /// Signs the head of a chain with a key that is not in the database.
    pub(super) fn seal_head(&self, chain: &str, head: &Head) -> Hash {
        audit::seal(&self.keys.seal, chain, head)
    }

    /// Encrypts under the installation's key: for what is not to be erased.
    pub fn wrap(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.encrypt(&self.keys.wrap, Uuid::nil(), place, plain)
    }

    /// Opens what [`Vault::wrap`] made.
    pub fn unwrap(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        decrypt(&self.keys.wrap, Uuid::nil(), place, sealed)
    }

    /// Makes a data key each for `ids`; one that exists, or was erased, stays as it is.
    pub async fn make_keys(
        &self,
        conn: &mut dyn Conn,
        at: Time,
        ids: &[(TownCode, Uuid)],
    ) -> Result<(), StoreError> {
        let mut known = known_keys(conn, ids).await?;
        let new = ids.iter().filter(|(_, id)| known.insert(*id));
        let lines = new.map(|(town, id)| self.line(town, *id)).collect::<Result<Vec<_>, _>>()?;
        if lines.is_empty() {
            return Ok(());
        }
        conn.execute(
            "INSERT INTO data_keys (town, id, wrapped, created_at)
             SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'wrapped'), $1
             FROM json_each($2) WHERE true
             ON CONFLICT DO NOTHING",
            args![at, list(&lines)?],
        )
        .await?;
        Ok(())
    }

    fn line(&self, town: &TownCode, id: Uuid) -> Result<serde_json::Value, StoreError> {
        let key: [u8; 32] = self.keys.random.bytes();
        let wrapped = self.wrap(key_place(id), &key)?;
        Ok(serde_json::json!({"town": town.0, "id": id, "wrapped": hex::encode(&wrapped)}))
    }

    /// The data key of a dwelling, tenancy, property or station. Fails with [`StoreError::Erased`]
    /// when there is none any more.
    pub async fn key(&self, conn: &mut dyn Conn, id: Uuid) -> Result<DataKey, StoreError> {
        self.keys(conn, &[id]).await?.remove(&id).ok_or(StoreError::Erased)
    }

    /// The data keys of `ids`, without those that are erased.
    pub async fn keys(
        &self,
        conn: &mut dyn Conn,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, DataKey>, StoreError> {
        let rows = conn
            .rows(
                "SELECT id, wrapped FROM data_keys
                 WHERE wrapped IS NOT NULL AND id IN (SELECT unhex(atom, '-') FROM json_each($1))",
                args![list(ids)?],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let id: Uuid = row.get("id")?;
                Ok((id, self.data_key(id, &row.get::<Vec<u8>>("wrapped")?)?))
            })
            .collect()
    }

    /// The data key that `data_keys.wrapped` holds.
    pub(super) fn data_key(&self, id: Uuid, wrapped: &[u8]) -> Result<DataKey, StoreError> {
        let plain = self.unwrap(key_place(id), wrapped)?;
        let plain: [u8; 32] = plain.try_into().map_err(|_| StoreError::Tampered)?;
        Ok(DataKey { id, cipher: XChaCha20Poly1305::new(&Key::from(plain)), vault: self.clone() })
    }

    /// Forgets a data key, and with it everything encrypted under it.
    pub async fn erase_key(&self, conn: &mut dyn Conn, at: Time, id: Uuid) -> Result<(), StoreError> {
        conn.execute(
            "UPDATE data_keys SET wrapped = NULL, erased_at = $2 WHERE id = $1 AND wrapped IS NOT NULL",
            args![id, at],
        )
        .await?;
        Ok(())
    }

    fn encrypt(
        &self,
        cipher: &XChaCha20Poly1305,
        key: Uuid,
        place: Place,
        plain: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = self.keys.random.bytes();
        let aad = associated(key, place);
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad })
            .map_err(|_| StoreError::Tampered)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }
}

impl DataKey {
    /// Encrypts a value for its place.
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.vault.encrypt(&self.cipher, self.id, place, plain)
    }

    /// Opens what [`DataKey::seal`] made for that place; [`StoreError::Tampered`] for anything else.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        decrypt(&self.cipher, self.id, place, sealed)
    }
}

/// Which of `ids` have a key, or had one.
async fn known_keys(conn: &mut dyn Conn, ids: &[(TownCode, Uuid)]) -> Result<HashSet<Uuid>, StoreError> {
    let ids: Vec<Uuid> = ids.iter().map(|(_, id)| *id).collect();
    let rows = conn
        .rows(
            "SELECT id FROM data_keys WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(&ids)?],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

fn decrypt(
    cipher: &XChaCha20Poly1305,
    key: Uuid,
    place: Place,
    sealed: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(StoreError::Tampered)?;
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| StoreError::Tampered)?;
    let aad = associated(key, place);
    cipher.decrypt(&XNonce::from(nonce), Payload { msg: body, aad: &aad }).map_err(|_| StoreError::Tampered)
}

fn associated(key: Uuid, place: Place) -> Vec<u8> {
    [place.column.as_bytes(), b"\0", place.row.as_bytes(), key.as_bytes()].concat()
}

fn key_place(id: Uuid) -> Place {
    Place { column: "data_keys.wrapped", row: id }
}

fn make_key(path: &Path, random: &Ids) -> Result<[u8; 32], StoreError> {
    let key: [u8; 32] = random.bytes();
    write_private(path, &key).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
    Ok(key)
}

/// Writes a file that only its owner reads; never over an existing one.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(folder) = path.parent() {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Refuses to start with another installation's key: what was written would be unreadable later.
pub(super) async fn check(store: &Store) -> Result<(), StoreError> {
    let mine = hex::encode(&store.vault().keys.check);
    let path = store.vault().keys.path.clone();
    store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let stored = setting::init(tx, "key_check", &mine).await?;
                if stored == mine { Ok(()) } else { Err(StoreError::WrongKey { path }) }
            })
        })
        .await
}
