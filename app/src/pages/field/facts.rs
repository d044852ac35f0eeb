//! What a visitor needs to know of a dwelling before knocking, and the way to it.

use super::state::Field;
use crate::device::hand_off;
use crate::words::domain::Label;
use chrono::NaiveDate;
use domain::Position;
use domain::role::TravelMode;
use domain::round::OpenFinding;
use domain::tenancy::Headcount;
use leptos::prelude::*;

/// Rows of a list of facts: the last contact, who lives there, what was found and is still open.
pub fn facts(
    field: Field,
    last_visit: Option<NaiveDate>,
    headcount: Option<Headcount>,
    open_findings: &[OpenFinding],
) -> AnyView {
    let (w, lang) = (field.words(), field.lang());
    let last = last_visit.map_or(w.never_visited.to_owned(), |day| (w.day)(day));
    let people = headcount.map_or(w.empty_dwelling.to_owned(), |n| (w.people)(n.adults, n.children));
    let findings = open_findings.iter().map(|finding| {
        let severity = finding.severity.label(lang);
        view! {
            <li>{finding.category.label(lang)} " · " {severity} " · " {(w.day)(finding.since)}</li>
        }
        .into_any()
    });
    view! {
        <dt>{w.last_visit}</dt><dd>{last}</dd>
        <dt>{w.household}</dt><dd>{people}</dd>
        <dt>{w.open_findings}</dt>
        <dd>
            {if open_findings.is_empty() {
                w.none.into_any()
            } else {
                view! { <ul class="facts__list">{findings.collect_view()}</ul> }.into_any()
            }}
        </dd>
    }
    .into_any()
}

/// Hands the way to a place over to a map app.
pub fn ways_to(field: Field, at: Position, name: &str) -> AnyView {
    let w = field.words();
    let rides = field.round.with(|round| round.as_ref().is_some_and(|round| round.mode == TravelMode::Ebike));
    view! {
        <nav class="pair" aria-label=w.navigate>
            <a class="button button--quiet" target="_blank" rel="noreferrer" href=hand_off::amap(at, name, rides)>
                {w.navigate}
            </a>
            <a class="button button--quiet" href=hand_off::geo(at)>{w.other_map}</a>
        </nav>
    }
    .into_any()
}
