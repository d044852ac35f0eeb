//! What the page of a finding says so far; kept with the draft of its visit as it is said.

use crate::device::{ids, store};
use crate::field::draft::{Begun, VisitDraft};
use domain::finding::{Category, Finding, Severity};
use leptos::prelude::*;
use sync::{PhoneStore, Photo};

/// The answers of the page.
#[derive(Clone, Copy)]
pub struct Form {
    pub category: RwSignal<Option<Category>>,
    pub severity: RwSignal<Option<Severity>>,
    pub note: RwSignal<String>,
    pub agrees: RwSignal<bool>,
    pub straight: RwSignal<bool>,
    pub photos: RwSignal<Vec<Photo>, LocalStorage>,
}

impl Form {
    /// Takes up a finding that was begun, without its photos; without one, begins one about `first`.
    pub fn begin(begun: Option<Begun>, first: Option<Category>) -> Self {
        let kept = begun.unwrap_or_else(|| Begun {
            category: first,
            severity: first.map(Category::default_severity),
            ..Begun::default()
        });
        Self {
            category: RwSignal::new(kept.category),
            severity: RwSignal::new(kept.severity),
            note: RwSignal::new(kept.note),
            agrees: RwSignal::new(kept.agrees),
            straight: RwSignal::new(kept.straight),
            photos: RwSignal::new_local(Vec::new()),
        }
    }

    /// Brings back the photos that were taken before the page was closed.
    pub async fn bring_photos(self, kept: Vec<String>) {
        for sha256 in kept {
            if let Ok(Some(bytes)) = store::phone().photo(&sha256).await {
                self.photos.update(|photos| photos.push(Photo { sha256, bytes }));
            }
        }
    }

    /// Chooses what it is about, with the severity that goes with it.
    pub fn pick(self, category: Category) {
        self.category.set(Some(category));
        self.severity.set(Some(category.default_severity()));
    }

    /// What is to be kept; none before anything was said.
    pub fn begun(self) -> Option<Begun> {
        let begun = Begun {
            category: self.category.get(),
            severity: self.severity.get(),
            note: self.note.get(),
            agrees: self.agrees.get(),
            straight: self.straight.get(),
            photos: self.photos.with(|photos| photos.iter().map(|photo| photo.sha256.clone()).collect()),
        };
        (begun != Begun::default()).then_some(begun)
    }

    /// The finding with its photos, once category and severity are chosen.
    pub fn finding(self, draft: &VisitDraft) -> Option<(Finding, Vec<Photo>)> {
        let (category, severity) = (self.category.get_untracked()?, self.severity.get_untracked()?);
        let restricted = category.is_restricted();
        let photos = if restricted { Vec::new() } else { self.photos.get_untracked() };
        let agrees = self.agrees.get_untracked();
        let straight = restricted && agrees && self.straight.get_untracked();
        let note = self.note.get_untracked();
        let finding = Finding {
            finding: ids::new(),
            dwelling: draft.dwelling,
            visit: draft.visit,
            category,
            severity,
            note: Some(note.trim().to_owned()).filter(|note| !note.is_empty()),
            photos: photos.iter().map(|photo| photo.sha256.clone()).collect(),
            person_agrees: restricted.then_some(agrees),
            straight_to: straight.then(|| category.department()),
        };
        Some((finding, photos))
    }
}
