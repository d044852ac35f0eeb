//! The staff's passwords: random, written once to a file that only its owner reads.

use super::SampleError;
use crate::auth::password::{HashError, hash_now, one_time};
use crate::store::{Chain, Entry, Store, StoreError, station, user};
use domain::id::UserId;
use domain::role::Role;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Name of the file in the data directory.
pub const FILE: &str = "sample-staff.txt";

/// New passwords and their hashes.
pub async fn make(store: &Store, count: usize) -> Result<(Vec<String>, Vec<String>), SampleError> {
    let passwords: Vec<String> = (0..count).map(|_| one_time(store.ids().bytes())).collect();
    let plain = passwords.clone();
    let hashed = tokio::task::spawn_blocking(move || plain.iter().map(|p| hash_now(p)).collect());
    let hashes: Result<Vec<String>, HashError> = hashed.await.map_err(|_| SampleError::Interrupted)?;
    Ok((passwords, hashes?))
}

/// A line of the file.
pub fn line(role: Role, station: &str, name: &str, password: &str) -> String {
    format!("{}\t{station}\t{name}\t{password}", role.key())
}

/// Writes the file, over an earlier one.
pub fn write(data: &Path, lines: impl Iterator<Item = String>) -> Result<PathBuf, SampleError> {
    let path = data.join(FILE);
    let text: String = lines.map(|line| line + "\n").collect();
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map(|()| path.clone()).map_err(|source| SampleError::File { path, source })
}

/// Gives every account a new password and writes the file again.
pub async fn reset(store: &Store, data: &Path) -> Result<PathBuf, SampleError> {
    let mut reader = store.reader().await?;
    let (users, stations) = (user::all(&mut reader).await?, station::all(&mut reader).await?);
    drop(reader);
    let (passwords, hashes) = make(store, users.len()).await?;
    let lines = users.iter().zip(&passwords).map(|(user, password)| {
        let station = stations.iter().find(|s| Some(s.id) == user.station).map_or("", |s| s.name.as_str());
        line(user.role, station, &user.name, password)
    });
    let file = write(data, lines)?;
    let changes: Vec<(UserId, String)> = users.iter().map(|u| u.id).zip(hashes).collect();
    let saved: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                for (id, hash) in &changes {
                    user::set_password(tx, *id, hash, false).await?;
                }
                tx.audit(Entry::new(Chain::Installation, "reset_passwords", "sample")).await
            })
        })
        .await;
    saved?;
    Ok(file)
}
