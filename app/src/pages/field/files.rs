//! The station's files: found by what is remembered of an address, also without a network.

use super::frame::{Page, door};
use super::state::use_field;
use crate::device::pack;
use crate::words::domain::Label;
use crate::words::files::files;
use domain::id::DwellingId;
use leptos::prelude::*;
use leptos_router::components::A;
use sync::pack::{Row, Rows};
use wasm_bindgen_futures::spawn_local;

/// Rows asked for at once.
const AT_ONCE: usize = 25;

/// The files.
#[component]
pub fn FilesPage() -> impl IntoView {
    let field = use_field();
    let w = files(field.lang());
    let found = RwSignal::new(None::<Result<Rows, String>>);
    field.look_at_files();
    Effect::new(move || {
        let typed = field.sought.get();
        // Files that came meanwhile are looked through too.
        field.files.track();
        spawn_local(async move {
            let rows = pack::find(&typed, 0, AT_ONCE).await;
            if field.sought.get_untracked() == typed {
                found.set(Some(rows));
            }
        });
    });
    view! {
        <Page title=w.find.to_owned()>
            <search class="find">
                <label class="group">
                    <span>{w.sought}</span>
                    <input class="input" type="search" enterkeyhint="search" autocomplete="off" autocapitalize="off"
                        spellcheck="false" aria-describedby="find-hint" bind:value=field.sought/>
                </label>
                <p class="hint" id="find-hint">{w.hint}</p>
            </search>
            {move || found.get().map(|found| match found {
                Ok(rows) => view! { <Found rows/> }.into_any(),
                Err(_) => view! { <p class="alert" role="alert">{w.failed}</p> }.into_any(),
            })}
        </Page>
    }
    .into_any()
}

/// What was found, the first of it at once and more when asked.
#[component]
fn Found(rows: Rows) -> impl IntoView {
    let field = use_field();
    let w = files(field.lang());
    let Rows { count, rows } = rows;
    if count == 0 {
        let is_all = field.sought.with_untracked(|typed| typed.trim().is_empty());
        return view! { <p class="empty" role="status">{if is_all { w.none_held } else { w.none_found }}</p> }
            .into_any();
    }
    let rows = RwSignal::new(rows);
    let more = move |_| {
        let (typed, from) = (field.sought.get_untracked(), rows.with_untracked(Vec::len));
        spawn_local(async move {
            if let Ok(next) = pack::find(&typed, from, AT_ONCE).await {
                rows.update(|rows| rows.extend(next.rows));
            }
        });
    };
    let left = move || count - rows.with(Vec::len).min(count);
    view! {
        <p class="hint" role="status">{(w.count)(count)}</p>
        <ul class="doors">
            <For each=move || rows.get() key=|row| row.dwelling children=row_view/>
        </ul>
        {move || (left() > 0).then(|| view! {
            <button class="button button--quiet" on:click=more>{(w.more)(left())}</button>
        }.into_any())}
    }
    .into_any()
}

fn row_view(row: Row) -> AnyView {
    let w = use_field().words();
    let last = row.last_visit.map_or(w.never_visited.to_owned(), |day| (w.day)(day));
    listed(row, last)
}

/// A door with its address, how often it is visited, and when.
pub(super) fn listed(row: Row, when: String) -> AnyView {
    let field = use_field();
    let note = format!("{} · {} · ", row.village, row.cadence.label(field.lang()));
    view! {
        <li>
            <A href=path(row.dwelling) attr:class="found">
                <span class="found__place">{row.property}</span>
                <span class="found__door">{door(field, &row.door)}</span>
                <span class="found__note">{note}<span class="found__day">{when}</span></span>
                <span class="found__label">{row.label}</span>
            </A>
        </li>
    }
    .into_any()
}

/// Address of a file.
fn path(dwelling: DwellingId) -> String {
    format!("/field/files/{dwelling}")
}
