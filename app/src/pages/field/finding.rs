//! A finding: what it is about, how serious, a photo where a thing can be shown.

use super::frame::{Failure, Gone, Page, place, step, use_stop};
use super::record::NotWritten;
use super::state::use_field;
use crate::device::{camera, ids};
use crate::words::domain::Label;
use domain::checklist;
use domain::finding::{Category, Finding, Matter, Severity};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use sync::Photo;
use wasm_bindgen_futures::spawn_local;

mod photos;

use photos::Photos;

const SEVERITIES: [Severity; 4] = [Severity::Note, Severity::Low, Severity::High, Severity::Urgent];

/// The finding.
#[component]
pub fn FindingPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let Some(draft) = field.draft(stop.dwelling) else { return view! { <Gone/> }.into_any() };
    let (w, lang) = (field.words(), field.lang());
    let query = use_query_map();
    let from = query.with_untracked(|query| query.get("from"));
    let back_to = query.with_untracked(|query| query.get("q"));
    let first = from.and_then(|key| checklist::question(&key)).map(|question| question.category);
    let category = RwSignal::new(first);
    let severity = RwSignal::new(first.map(Category::default_severity));
    let note = RwSignal::new(String::new());
    let agrees = RwSignal::new(false);
    let straight = RwSignal::new(false);
    let photos = RwSignal::new_local(Vec::<Photo>::new());
    let fault = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let title = place(field, &stop);
    let dwelling = stop.dwelling;
    let back = match back_to {
        Some(q) => format!("{}?q={q}", step(dwelling, "checklist")),
        None => step(dwelling, if draft.consent.is_some() { "checklist" } else { "outcome" }),
    };
    let pick = move |chosen: Category| {
        category.set(Some(chosen));
        severity.set(Some(chosen.default_severity()));
    };
    let navigate = use_navigate();
    let to = back.clone();
    let save = Callback::new(move |()| {
        let (Some(category), Some(severity)) = (category.get_untracked(), severity.get_untracked()) else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let restricted = category.is_restricted();
        let photos = if restricted { Vec::new() } else { photos.get_untracked() };
        let straight_to =
            (restricted && agrees.get_untracked() && straight.get_untracked()).then(|| category.department());
        let finding = Finding {
            finding: ids::new(),
            dwelling,
            visit: draft.visit,
            category,
            severity,
            note: Some(note.get_untracked().trim().to_owned()).filter(|note| !note.is_empty()),
            photos: photos.iter().map(|photo| photo.sha256.clone()).collect(),
            person_agrees: restricted.then(|| agrees.get_untracked()),
            straight_to,
        };
        let (mut draft, navigate, to) = (draft.clone(), navigate.clone(), to.clone());
        spawn_local(async move {
            match field.find(&mut draft, finding, photos).await {
                Ok(()) => navigate(&to, Default::default()),
                Err(problem) => fault.set(Some(problem)),
            }
            busy.set(false);
        });
    });
    let action = (move || {
        category.get().map(|_| {
            let urgent = severity.get() == Some(Severity::Urgent);
            let (class, text) = if urgent {
                ("button button--main button--bad", w.report_urgent)
            } else {
                ("button button--main", w.keep_finding)
            };
            view! { <button class=class on:click=move |_| save.run(())>{text}</button> }.into_any()
        })
    })
    .into_any();
    view! {
        <Page title back action>
            <Failure fault/>
            <h2 class="ask">{w.what_is_it}</h2>
            <Categories category pick=Callback::new(pick)/>
            {move || category.get().map(|chosen| {
                let choices = SEVERITIES.into_iter().filter(move |s| *s <= chosen.max_severity());
                view! {
                    <fieldset class="group">
                        <legend>{w.how_serious}</legend>
                        <div class="severities">
                            {choices.map(|it| {
                                let class = format!("severity severity--{}", severity_key(it));
                                let pressed = move || (severity.get() == Some(it)).to_string();
                                view! {
                                    <button class=class aria-pressed=pressed on:click=move |_| severity.set(Some(it))>
                                        {it.label(lang)}
                                    </button>
                                }.into_any()
                            }).collect_view()}
                        </div>
                    </fieldset>
                    {if chosen.is_restricted() {
                        view! { <Need agrees straight category=chosen/> }.into_any()
                    } else {
                        view! { <Photos photos fault/> }.into_any()
                    }}
                    <label class="group">
                        <span>{w.note_last_resort}</span>
                        <textarea class="input" maxlength="200" rows="2" bind:value=note></textarea>
                    </label>
                }.into_any()
            })}
        </Page>
    }
    .into_any()
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Low => "low",
        Severity::High => "high",
        Severity::Urgent => "urgent",
    }
}

/// Things first; what a person may need stands apart. Once chosen, the rest makes room.
#[component]
fn Categories(category: RwSignal<Option<Category>>, pick: Callback<Category>) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    let all = RwSignal::new(category.with_untracked(Option::is_none));
    let chip = move |it: Category| {
        let pressed = move || (category.get() == Some(it)).to_string();
        let tap = move |_| {
            pick.run(it);
            all.set(false);
        };
        view! { <button class="chip" aria-pressed=pressed on:click=tap>{it.label(lang)}</button> }.into_any()
    };
    let chips = move |needs: bool| {
        let of = Category::ALL.into_iter().filter(move |it| (it.matter() == Matter::Need) == needs);
        of.map(chip).collect_view()
    };
    move || {
        if let (false, Some(chosen)) = (all.get(), category.get()) {
            return view! {
                <div class="chips">
                    {chip(chosen)}
                    <button class="chip" on:click=move |_| all.set(true)>{w.change}</button>
                </div>
            }
            .into_any();
        }
        view! {
            <div class="chips">{chips(false)}</div>
            <details>
                <summary class="button button--quiet">{w.needs_heading}</summary>
                <p class="hint">{w.need_is_restricted}</p>
                <div class="chips">{chips(true)}</div>
            </details>
        }
        .into_any()
    }
}

/// A need is the person's own matter: whether help is asked for, and from whom.
#[component]
fn Need(agrees: RwSignal<bool>, straight: RwSignal<bool>, category: Category) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    view! {
        <p class="hint">{w.need_is_restricted}</p>
        <label class="check">
            <input type="checkbox" prop:checked=agrees on:change:target=move |e| agrees.set(e.target().checked())/>
            <span>{w.person_agrees}</span>
        </label>
        <label class="check">
            <input
                type="checkbox"
                disabled=move || !agrees.get()
                prop:checked=straight
                on:change:target=move |e| straight.set(e.target().checked())
            />
            <span>{(w.straight_to)(category.department().label(lang))}</span>
        </label>
    }
    .into_any()
}

/// Turns the camera's picture into a photo of ours.
async fn take(file: web_sys::File) -> Result<Photo, NotWritten> {
    camera::photo(&file).await.map_err(|error| NotWritten::Store(format!("{error:?}")))
}
