//! A phone whose store commits each call at one instant, with an await on both sides of it.

use super::pause;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use sync::{Change, Draft, Fate, PhoneStore, Photo, Row, StoreFault, Verdict};

#[derive(Clone, Default)]
pub struct Phone(Rc<RefCell<Disk>>);

#[derive(Default)]
struct Disk {
    last_seq: u64,
    rows: BTreeMap<u64, Row>,
    photos: BTreeMap<String, Vec<u8>>,
    views: BTreeMap<String, String>,
}

impl Disk {
    fn apply(&mut self, view: Vec<Change>) {
        for change in view {
            match change {
                Change::Put { key, value } => drop(self.views.insert(key, value)),
                Change::Remove { key } => drop(self.views.remove(&key)),
            }
        }
    }
}

impl Phone {
    async fn commit<T>(&self, change: impl FnOnce(&mut Disk) -> T) -> Result<T, StoreFault> {
        pause().await;
        let value = change(&mut self.0.borrow_mut());
        pause().await;
        Ok(value)
    }
}

impl PhoneStore for Phone {
    async fn append(
        &self,
        drafts: Vec<Draft>,
        photos: Vec<Photo>,
        view: Vec<Change>,
    ) -> Result<(), StoreFault> {
        self.commit(|disk| {
            for draft in drafts {
                disk.last_seq += 1;
                disk.rows.insert(disk.last_seq, Row::new(disk.last_seq, draft));
            }
            disk.photos.extend(photos.into_iter().map(|photo| (photo.sha256, photo.bytes)));
            disk.apply(view);
        })
        .await
    }

    async fn outbox(&self) -> Result<Vec<Row>, StoreFault> {
        self.commit(|disk| disk.rows.values().cloned().collect()).await
    }

    async fn settle(&self, verdicts: Vec<Verdict>) -> Result<(), StoreFault> {
        self.commit(|disk| {
            for verdict in verdicts {
                match verdict {
                    Verdict::Received { seq, .. } => drop(disk.rows.remove(&seq)),
                    Verdict::Quarantine { seq, code, detail } => {
                        if let Some(row) = disk.rows.get_mut(&seq) {
                            row.fate = Fate::Quarantined { code, detail };
                        }
                    }
                    Verdict::Later { .. } => {}
                }
            }
        })
        .await
    }

    async fn requeue(&self, seq: u64, body: Option<String>) -> Result<(), StoreFault> {
        self.commit(|disk| {
            if let Some(row) = disk.rows.get_mut(&seq) {
                row.fate = Fate::Waiting;
                row.draft.body = body.unwrap_or(std::mem::take(&mut row.draft.body));
            }
        })
        .await
    }

    async fn photo(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        self.commit(|disk| disk.photos.get(sha256).cloned()).await
    }

    async fn forget_photo(&self, sha256: &str) -> Result<(), StoreFault> {
        self.commit(|disk| drop(disk.photos.remove(sha256))).await
    }

    async fn view(&self, key: &str) -> Result<Option<String>, StoreFault> {
        self.commit(|disk| disk.views.get(key).cloned()).await
    }

    async fn views(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreFault> {
        let of_prefix =
            |(key, value): (&String, &String)| key.starts_with(prefix).then(|| (key.clone(), value.clone()));
        self.commit(|disk| disk.views.iter().filter_map(of_prefix).collect()).await
    }

    async fn change(&self, view: Vec<Change>) -> Result<(), StoreFault> {
        self.commit(|disk| disk.apply(view)).await
    }
}
