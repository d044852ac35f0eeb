//! A finding: what it is about, how serious, a photo where a thing can be shown.

use super::draft::{Begun, VisitDraft};
use super::frame::{Failure, Gone, Page, place, step, use_stop};
use super::record::NotWritten;
use super::state::use_field;
use super::tap;
use crate::device::camera;
use crate::words::domain::Label;
use domain::checklist;
use domain::finding::{Category, Matter, Severity};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use sync::Photo;
use wasm_bindgen_futures::spawn_local;

mod form;
mod photos;

use form::Form;
use photos::Photos;

const SEVERITIES: [Severity; 4] = [Severity::Note, Severity::Low, Severity::High, Severity::Urgent];

/// The finding.
#[component]
pub fn FindingPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = untrack(use_stop) else { return view! { <Gone/> }.into_any() };
    let Some(draft) = untrack(|| field.draft(stop.dwelling)) else { return view! { <Gone/> }.into_any() };
    let query = use_query_map();
    let from = query.with_untracked(|query| query.get("from")).unwrap_or_default();
    let first = checklist::question(&from).map(|question| question.category);
    let form = Form::begin(draft.begun.get(&from).cloned(), first);
    let fault = RwSignal::new(None);
    let back = match query.with_untracked(|query| query.get("q")) {
        Some(q) => format!("{}?q={q}", step(stop.dwelling, "checklist")),
        None => step(stop.dwelling, if draft.consent.is_some() { "checklist" } else { "outcome" }),
    };
    keep_as_said(form, from.clone(), draft.clone(), fault);
    let save = saving(form, from, draft, back.clone(), fault);
    let action = (move || form.category.get().map(|_| view! { <Save form save/> }.into_any())).into_any();
    view! {
        <Page title=place(field, &stop) back action>
            <Failure fault/>
            <h2 class="ask">{field.words().what_is_it}</h2>
            <Categories form/>
            {move || form.category.get().map(|chosen| view! { <Details form chosen fault/> })}
        </Page>
    }
    .into_any()
}

/// Keeps what is said with the draft of the visit: a call, a closed tab or the camera's own app costs
/// nothing.
fn keep_as_said(form: Form, from: String, draft: VisitDraft, fault: RwSignal<Option<NotWritten>>) {
    let field = use_field();
    let taken = draft.begun.get(&from).map(|begun| begun.photos.clone()).unwrap_or_default();
    let is_whole = RwSignal::new(false);
    spawn_local(async move {
        form.bring_photos(taken).await;
        is_whole.set(true);
    });
    Effect::new(move |before: Option<Option<Begun>>| {
        let begun = form.begun();
        if is_whole.get() && before.is_some_and(|before| before != begun) {
            let mut draft = draft.clone();
            match &begun {
                Some(begun) => drop(draft.begun.insert(from.clone(), begun.clone())),
                None => drop(draft.begun.remove(&from)),
            }
            let photos = form.photos.get_untracked();
            spawn_local(async move {
                if let Err(problem) = field.keep_begun(&draft, photos).await {
                    fault.set(Some(problem));
                }
            });
        }
        begun
    });
}

/// Takes up the finding and goes back to where it was begun.
fn saving(
    form: Form,
    from: String,
    draft: VisitDraft,
    back: String,
    fault: RwSignal<Option<NotWritten>>,
) -> Callback<()> {
    let field = use_field();
    tap::once(fault, async move |()| {
        let mut draft = draft.clone();
        if let Some((finding, photos)) = form.finding(&draft) {
            field.find(&mut draft, &from, finding, photos).await?;
        }
        Ok(back.clone())
    })
}

/// Keeps the finding; an urgent one is reported at once.
#[component]
fn Save(form: Form, save: Callback<()>) -> impl IntoView {
    let w = use_field().words();
    move || {
        let (class, text) = match form.severity.get() {
            Some(Severity::Urgent) => ("button button--main button--bad", w.report_urgent),
            _ => ("button button--main", w.keep_finding),
        };
        view! { <button class=class on:click=move |_| save.run(())>{text}</button> }.into_any()
    }
}

/// How serious, and what shows it: photos of things, or what the person wishes.
#[component]
fn Details(form: Form, chosen: Category, fault: RwSignal<Option<NotWritten>>) -> impl IntoView {
    let w = use_field().words();
    view! {
        <Severities form chosen/>
        {if chosen.is_restricted() {
            view! { <Need agrees=form.agrees straight=form.straight category=chosen/> }.into_any()
        } else {
            view! { <Photos photos=form.photos fault/> }.into_any()
        }}
        <label class="group">
            <span>{w.note_last_resort}</span>
            <textarea class="input" maxlength="200" rows="2" bind:value=form.note></textarea>
        </label>
    }
    .into_any()
}

#[component]
fn Severities(form: Form, chosen: Category) -> impl IntoView {
    let field = use_field();
    let (w, lang, severity) = (field.words(), field.lang(), form.severity);
    let choices = SEVERITIES.into_iter().filter(move |it| *it <= chosen.max_severity());
    let buttons = choices.map(|it| {
        let class = format!("severity severity--{}", severity_key(it));
        let pressed = move || (severity.get() == Some(it)).to_string();
        view! {
            <button class=class aria-pressed=pressed on:click=move |_| severity.set(Some(it))>{it.label(lang)}</button>
        }
        .into_any()
    });
    view! {
        <fieldset class="group">
            <legend>{w.how_serious}</legend>
            <div class="severities">{buttons.collect_view()}</div>
        </fieldset>
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
fn Categories(form: Form) -> impl IntoView {
    let (field, category) = (use_field(), form.category);
    let (w, lang) = (field.words(), field.lang());
    let all = RwSignal::new(category.with_untracked(Option::is_none));
    let chip = move |it: Category| {
        let pressed = move || (category.get() == Some(it)).to_string();
        let tap = move |_| {
            form.pick(it);
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
