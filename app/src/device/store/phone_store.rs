//! What [`PhoneStore`] promises, over IndexedDB.

use super::db::{Mode, OUTBOX, PHOTOS, VIEWS, transact};
use super::kept::Kept;
use super::{IndexedDb, apply, key, range, scope, set_fate};
use crate::device::boxed;
use sync::{Change, Draft, Fate, PhoneStore, Photo, Row, StoreFault, Verdict};
use wasm_bindgen::JsValue;

impl PhoneStore for IndexedDb {
    async fn append(
        &self,
        drafts: Vec<Draft>,
        photos: Vec<Photo>,
        view: Vec<Change>,
    ) -> Result<(), StoreFault> {
        boxed(async move {
            let mut rows = Vec::with_capacity(drafts.len());
            for draft in drafts {
                rows.push(self.closed_row(draft).await?);
            }
            let mut bytes = Vec::with_capacity(photos.len());
            for photo in &photos {
                bytes.push(self.scope.close_photo(photo).await?);
            }
            let view = self.closed(view).await?;
            transact(&self.name, Mode::Write, async |transaction| {
                let outbox = transaction.object_store(OUTBOX)?;
                for row in &rows {
                    // The key generator gives the place in the sequence, and takes it back on abort.
                    outbox.add(row, None)?;
                }
                let store = transaction.object_store(PHOTOS)?;
                for (photo, bytes) in photos.iter().zip(&bytes) {
                    store.put(bytes, Some(&photo.sha256.clone().into()))?;
                }
                apply(transaction, &view)
            })
            .await
        })
        .await
    }

    async fn outbox(&self) -> Result<Vec<Row>, StoreFault> {
        boxed(async move {
            let mut rows = Vec::new();
            for (seq, kept) in self.kept().await? {
                let opened = self.scope.open_row(&kept).await;
                rows.push(kept.row(seq, opened));
            }
            Ok(rows)
        })
        .await
    }

    async fn settle(&self, verdicts: Vec<Verdict>) -> Result<(), StoreFault> {
        boxed(async move {
            transact(&self.name, Mode::Write, async |transaction| {
                for verdict in &verdicts {
                    match verdict {
                        Verdict::Received { seq, .. } => {
                            transaction.object_store(OUTBOX)?.delete(key(*seq))?;
                        }
                        Verdict::Quarantine { seq, code, detail } => {
                            let fate = Fate::Quarantined { code: code.clone(), detail: detail.clone() };
                            set_fate(transaction, *seq, fate).await?;
                        }
                        Verdict::Later { .. } => {}
                    }
                }
                Ok(())
            })
            .await
        })
        .await
    }

    async fn requeue(&self, seq: u64, body: Option<String>) -> Result<(), StoreFault> {
        boxed(async move {
            let kept = self.kept().await?.into_iter().find(|(place, _)| *place == seq);
            let Some((_, kept)) = kept else { return Ok(()) };
            let row = match body {
                Some(body) => self.closed_row(Draft { body, ..kept.draft }).await?,
                None => Kept { fate: Fate::Waiting, ..kept }.text()?,
            };
            transact(&self.name, Mode::Write, async |transaction| {
                let outbox = transaction.object_store(OUTBOX)?;
                // It may have been received meanwhile.
                if outbox.get(key(seq))?.await?.is_some() {
                    outbox.put(&row, Some(&key(seq)))?;
                }
                Ok(())
            })
            .await
        })
        .await
    }

    async fn photo(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        boxed(async move {
            match self.kept_photo(sha256).await? {
                Some(kept) => self.scope.open_photo(sha256, kept).await.map(Some),
                None => Ok(None),
            }
        })
        .await
    }

    async fn photo_to_send(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        let kept = self.kept_photo(sha256).await?;
        Ok(kept.map(|kept| match scope::sealed(&kept) {
            Some((_, sealed)) => sealed.to_vec(),
            None => kept,
        }))
    }

    async fn forget_photo(&self, sha256: &str) -> Result<(), StoreFault> {
        transact(&self.name, Mode::Write, async |transaction| {
            transaction.object_store(PHOTOS)?.delete(JsValue::from_str(sha256))?;
            Ok(())
        })
        .await
    }

    async fn view(&self, key: &str) -> Result<Option<String>, StoreFault> {
        boxed(async move {
            let Some(place) = self.scope.place(key) else { return Ok(None) };
            let kept = transact(&self.name, Mode::Read, async |transaction| {
                Ok(transaction.object_store(VIEWS)?.get(JsValue::from_str(&place))?.await?)
            });
            match kept.await? {
                Some(kept) => Ok(self.scope.open(&place, &kept).await),
                None => Ok(None),
            }
        })
        .await
    }

    async fn views(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreFault> {
        boxed(async move {
            let Some(place) = self.scope.place(prefix) else { return Ok(Vec::new()) };
            let kept = transact(&self.name, Mode::Read, async |transaction| {
                let views = transaction.object_store(VIEWS)?;
                let keys = views.get_all_keys(Some(range(&place)?), None)?;
                let values = views.get_all(Some(range(&place)?), None)?;
                Ok((keys.await?, values.await?))
            });
            let (keys, values) = kept.await?;
            let mut views = Vec::with_capacity(keys.len());
            for (key, value) in keys.iter().zip(&values) {
                let Some(key) = key.as_string() else { continue };
                if let Some(value) = self.scope.open(&key, value).await {
                    views.push((self.scope.key(&key).to_owned(), value));
                }
            }
            Ok(views)
        })
        .await
    }

    async fn change(&self, view: Vec<Change>) -> Result<(), StoreFault> {
        boxed(async move {
            let view = self.closed(view).await?;
            transact(&self.name, Mode::Write, async |transaction| apply(transaction, &view)).await
        })
        .await
    }
}
