//! A phone's storage: what is committed in a relaxed way is lost with the power.

use super::steps::Steps;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use sync::{Change, Draft, Fate, PhoneStore, Photo, Row, StoreFault, Verdict};

mod flaw;

pub use flaw::Flaw;

#[derive(Clone, Default)]
struct Bytes {
    last: u64,
    rows: BTreeMap<u64, Row>,
    photos: BTreeMap<String, Rc<Vec<u8>>>,
    views: BTreeMap<String, String>,
}

/// The store of one phone.
#[derive(Clone, Default)]
pub struct Storage {
    pub steps: Steps,
    seen: Rc<RefCell<Bytes>>,
    /// What is left after a power cut, where that is less than what is seen.
    durable: Rc<RefCell<Option<Bytes>>>,
    is_full: Rc<Cell<bool>>,
    flaw: Rc<Cell<Option<Flaw>>>,
}

impl Storage {
    /// Plants a mistake.
    pub fn plant(&self, flaw: Flaw) {
        self.flaw.set(Some(flaw));
    }

    /// Whether the phone has no space.
    pub fn fill(&self, is_full: bool) {
        self.is_full.set(is_full);
    }

    /// The power goes: what was not durable is gone.
    pub fn cut_power(&self) {
        if let Some(durable) = self.durable.take() {
            *self.seen.borrow_mut() = durable;
        }
    }

    fn has(&self, flaw: Flaw) -> bool {
        self.flaw.get() == Some(flaw)
    }

    /// One transaction: all of it, durable, or nothing.
    async fn commit(
        &self,
        name: [&'static str; 2],
        write: impl FnOnce(&mut Bytes),
    ) -> Result<(), StoreFault> {
        self.steps.pass(name[0]).await;
        let is_relaxed = name[0] == "append" && self.has(Flaw::RelaxedAppend);
        let durable = self.durable.take().or_else(|| is_relaxed.then(|| self.seen.borrow().clone()));
        *self.durable.borrow_mut() = durable.filter(|_| is_relaxed);
        write(&mut self.seen.borrow_mut());
        self.steps.pass(name[1]).await;
        Ok(())
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = self.seen.borrow().rows.values().cloned().collect();
        if self.has(Flaw::ListsHalf) {
            rows.retain(|row| row.seq % 2 == 1);
        }
        if self.has(Flaw::ChangesBody) {
            rows.iter_mut().for_each(|row| row.draft.body = row.draft.body.replacen("\":", "\": ", 1));
        }
        rows
    }
}

impl Bytes {
    fn append(&mut self, drafts: Vec<Draft>, flaw: Option<Flaw>) {
        if flaw == Some(Flaw::NumbersAnew) && self.rows.is_empty() {
            self.last = 0;
        }
        let only = if flaw == Some(Flaw::FirstOnly) { 1 } else { usize::MAX };
        let again = if flaw == Some(Flaw::AppendsTwice) { drafts.clone() } else { vec![] };
        for draft in drafts.into_iter().chain(again).take(only) {
            let skips = flaw == Some(Flaw::NumbersWithGaps) && self.last % 7 == 6;
            self.last += if skips { 2 } else { 1 };
            self.rows.insert(self.last, Row::new(self.last, draft));
        }
    }

    fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Put { key, value } => drop(self.views.insert(key, value)),
                Change::Remove { key } => drop(self.views.remove(&key)),
            }
        }
    }

    fn requeue(&mut self, seq: u64, body: Option<String>, flaw: Option<Flaw>) {
        let Some(mut row) = self.rows.remove(&seq) else { return };
        row.fate = Fate::Waiting;
        row.draft.body = body.unwrap_or(row.draft.body);
        match flaw {
            Some(Flaw::RequeueDrops) => {}
            Some(Flaw::RequeueRenumbers) => self.append(vec![row.draft], None),
            _ => drop(self.rows.insert(seq, row)),
        }
    }

    fn settle(&mut self, verdicts: Vec<Verdict>, flaw: Option<Flaw>) {
        for verdict in verdicts {
            match verdict {
                Verdict::Received { .. } if flaw == Some(Flaw::KeepsReceived) => {}
                Verdict::Received { seq, .. } if flaw == Some(Flaw::DeletesBefore) => {
                    self.rows.retain(|other, _| *other > seq);
                }
                Verdict::Received { seq, .. } => drop(self.rows.remove(&seq)),
                Verdict::Quarantine { seq, .. } if flaw == Some(Flaw::DeletesQuarantined) => {
                    self.rows.remove(&seq);
                }
                Verdict::Quarantine { seq, code, detail } => {
                    if let Some(row) = self.rows.get_mut(&seq) {
                        row.fate = Fate::Quarantined { code, detail };
                    }
                }
                Verdict::Later { seq } if flaw == Some(Flaw::DeletesLater) => drop(self.rows.remove(&seq)),
                Verdict::Later { .. } => {}
            }
        }
    }
}

impl PhoneStore for Storage {
    async fn append(
        &self,
        drafts: Vec<Draft>,
        photos: Vec<Photo>,
        view: Vec<Change>,
    ) -> Result<(), StoreFault> {
        if self.is_full.get() {
            return if self.has(Flaw::FullAnswersWritten) { Ok(()) } else { Err(StoreFault::Full) };
        }
        let flaw = self.flaw.get();
        if flaw == Some(Flaw::ViewFirst) {
            self.change(view.clone()).await?;
        }
        let with = if flaw == Some(Flaw::ViewLast) { vec![] } else { view.clone() };
        let photos = photos.into_iter().filter(|_| flaw != Some(Flaw::DropsPhotos));
        self.commit(["append", "appended"], |bytes| {
            bytes.append(drafts, flaw);
            if flaw == Some(Flaw::OnePhotoOnly) {
                bytes.photos.clear();
            }
            bytes.photos.extend(photos.map(|photo| (photo.sha256, Rc::new(photo.bytes))));
            bytes.apply(with);
        })
        .await?;
        if flaw == Some(Flaw::ViewLast) {
            self.change(view).await?;
        }
        Ok(())
    }

    async fn outbox(&self) -> Result<Vec<Row>, StoreFault> {
        self.steps.pass("list").await;
        Ok(self.rows())
    }

    async fn settle(&self, verdicts: Vec<Verdict>) -> Result<(), StoreFault> {
        let flaw = self.flaw.get();
        self.commit(["settle", "settled"], |bytes| bytes.settle(verdicts, flaw)).await
    }

    async fn requeue(&self, seq: u64, body: Option<String>) -> Result<(), StoreFault> {
        let flaw = self.flaw.get();
        self.commit(["requeue", "requeued"], |bytes| bytes.requeue(seq, body, flaw)).await
    }

    async fn photo(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.seen.borrow().photos.get(sha256).map(|bytes| bytes.to_vec()))
    }

    async fn forget_photo(&self, sha256: &str) -> Result<(), StoreFault> {
        self.commit(["forget", "forgotten"], |bytes| drop(bytes.photos.remove(sha256))).await
    }

    async fn view(&self, key: &str) -> Result<Option<String>, StoreFault> {
        Ok(self.seen.borrow().views.get(key).cloned())
    }

    async fn views(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreFault> {
        let seen = self.seen.borrow();
        let found = seen.views.range(prefix.to_owned()..).take_while(|(key, _)| key.starts_with(prefix));
        Ok(found.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    async fn change(&self, view: Vec<Change>) -> Result<(), StoreFault> {
        if self.is_full.get() {
            return Err(StoreFault::Full);
        }
        self.commit(["change", "changed"], |bytes| bytes.apply(view)).await
    }
}
