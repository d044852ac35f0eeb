//! Severity, state and class: shape and word together, because colour never speaks alone.

use super::use_lang;
use crate::words::common;
use crate::words::domain::Label;
use domain::class::Class;
use domain::finding::Severity;
use domain::flag::FlagState;
use domain::ledger::Settled;
use leptos::prelude::*;

/// A small drawing of 12 × 12, filled in the colour of the text.
fn shape(path: &'static str) -> impl IntoView {
    view! {
        <svg class="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
}

/// How serious: ring, disc, triangle, octagon.
#[component]
pub fn SeverityBadge(
    /// How serious.
    severity: Severity,
) -> impl IntoView {
    let (class, path) = match severity {
        Severity::Note => {
            ("badge sev-note", "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z")
        }
        Severity::Low => ("badge sev-low", "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Z"),
        Severity::High => ("badge sev-high", "M6 .5 12 11.5H0Z"),
        Severity::Urgent => ("badge sev-urgent", "M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5Z"),
    };
    view! { <span class=class>{shape(path)} {severity.label(use_lang())}</span> }
}

/// Where a flag stands: the further, the fuller.
#[component]
pub fn StateBadge(
    /// Where it stands.
    state: FlagState,
) -> impl IntoView {
    let (class, path) = match state {
        FlagState::Flagged => ("badge st-new", "M6 0l6 6-6 6-6-6Z"),
        FlagState::Accepted { .. } => {
            ("badge st-open", "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 2v6a3 3 0 0 1 0-6Z")
        }
        FlagState::Referred { .. } => ("badge st-open", "M0 4.5h6V1l6 5-6 5V7.5H0Z"),
        FlagState::Remedied { .. } => {
            ("badge st-open", "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 2a3 3 0 0 1 0 6Z")
        }
        FlagState::Verified { .. } | FlagState::Closed { .. } => {
            ("badge st-done", "M4.6 11 0 6.4l1.8-1.8 2.8 2.8L10.2 1.6 12 3.4Z")
        }
        FlagState::Dismissed { .. } => (
            "badge st-off",
            "M1.5 0 6 4.5 10.5 0 12 1.5 7.5 6l4.5 4.5-1.5 1.5L6 7.5 1.5 12 0 10.5 4.5 6 0 1.5Z",
        ),
    };
    view! { <span class=class>{shape(path)} {state.label(use_lang())}</span> }
}

/// How often a dwelling is visited, with the letter for the office.
#[component]
pub fn ClassBadge(
    /// Its class.
    class: Class,
) -> impl IntoView {
    let (css, letter) = match class {
        Class::A => ("badge cls cls-a", "A"),
        Class::B => ("badge cls cls-b", "B"),
        Class::C => ("badge cls cls-c", "C"),
    };
    let word = common::class(use_lang(), class);
    let word = word.strip_prefix(letter).map_or(word, |rest| rest.trim_start_matches(" · "));
    view! { <span class=css><b>{letter}</b> {word}</span> }
}

/// How an owed visit stands.
#[component]
pub fn OwedBadge(
    /// How it left the ledger.
    settled: Option<Settled>,
    /// Open, and its period is over.
    overdue: bool,
) -> impl IntoView {
    let lang = use_lang();
    let (class, path) = match settled {
        None if overdue => ("badge sev-high", "M6 .5 12 11.5H0Z"),
        None => ("badge st-new", "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z"),
        Some(Settled::Done) => ("badge st-done", "M4.6 11 0 6.4l1.8-1.8 2.8 2.8L10.2 1.6 12 3.4Z"),
        Some(Settled::Late) => ("badge st-late", "M4.6 11 0 6.4l1.8-1.8 2.8 2.8L10.2 1.6 12 3.4Z"),
        Some(Settled::Excused) => ("badge st-off", "M0 5h12v2H0Z"),
    };
    let word = match settled {
        None if overdue => crate::words::office::office(lang).ledger.overdue,
        settled => common::owed_state(lang, settled),
    };
    view! { <span class=class>{shape(path)} {word}</span> }
}
