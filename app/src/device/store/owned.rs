//! Everyone's parts of the store: bringing one under a lock, erasing.

use super::scope::{self, Scope};
use super::{IndexedDb, phone};
use domain::id::UserId;
use sync::{Change, PhoneStore, StoreFault};

/// The store as it lies there.
fn everything() -> IndexedDb {
    IndexedDb { name: "rounds".to_owned(), scope: Scope::Open }
}

/// Brings what this phone kept before it had a lock under the lock of the person for whom it is open.
pub async fn adopt() -> Result<(), StoreFault> {
    let before = everything();
    let views = before.views("").await?;
    let free: Vec<_> =
        views.into_iter().filter(|(key, _)| !scope::is_shared(key) && !scope::is_owned(key)).collect();
    let puts = free.iter().map(|(key, value)| Change::Put { key: key.clone(), value: value.clone() });
    phone().change(puts.collect()).await?;
    before.change(free.into_iter().map(|(key, _)| Change::Remove { key }).collect()).await
}

/// Erases a person's views. Rows without a receipt stay, sealed.
pub async fn wipe(user: UserId) -> Result<(), StoreFault> {
    let all = everything();
    let keys = all.keys(&scope::of(user)).await?;
    all.change(keys.into_iter().map(|key| Change::Remove { key }).collect()).await
}

/// Forgets these views of everyone on this phone.
pub async fn forget_of_all(views: &[&str]) -> Result<(), StoreFault> {
    let all = everything();
    let keys = all.keys(scope::OWNED).await?;
    let keys = keys.into_iter().filter(|key| key.split('/').nth(2).is_some_and(|view| views.contains(&view)));
    all.change(keys.map(|key| Change::Remove { key }).collect()).await
}
