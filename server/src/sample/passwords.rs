//! The staff's passwords: random, written once to a file that only its owner reads.

use super::SampleError;
use super::made::Ground;
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
    let hashed = tokio::task::spawn_blocking(move || hash_all(&plain));
    Ok((passwords, hashed.await.map_err(|_| SampleError::Interrupted)??))
}

/// A hash takes its time on purpose: every core has its share of them.
fn hash_all(passwords: &[String]) -> Result<Vec<String>, HashError> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = passwords.len().div_ceil(cores).max(1);
    let hash_share = |share: &[String]| share.iter().map(|p| hash_now(p)).collect::<Vec<_>>();
    let hashes = std::thread::scope(|scope| {
        let threads: Vec<_> =
            passwords.chunks(share).map(|share| scope.spawn(move || hash_share(share))).collect();
        threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Result<Vec<_>, _>>()
    });
    hashes.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).into_iter().flatten().collect()
}

/// Writes the file of a sample's staff; `passwords` are in their order.
pub fn write_staff(data: &Path, ground: &Ground, passwords: &[String]) -> Result<PathBuf, SampleError> {
    let lines = ground.staff.iter().zip(passwords).map(|(person, password)| {
        let stations: Vec<&str> = person.stations().map(|n| ground.stations[n].name.as_str()).collect();
        line(person.role, &stations.join("、"), &person.name, password)
    });
    write(data, lines)
}

/// A line of the file.
fn line(role: Role, station: &str, name: &str, password: &str) -> String {
    format!("{}\t{station}\t{name}\t{password}", role.key())
}

/// Writes the file, over an earlier one.
fn write(data: &Path, lines: impl Iterator<Item = String>) -> Result<PathBuf, SampleError> {
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
