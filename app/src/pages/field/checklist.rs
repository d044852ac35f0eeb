//! The checklist: one question a card. Going back loses nothing.

use super::draft::VisitDraft;
use super::frame::{Failure, Gone, Page, place, step, use_stop};
use super::state::use_field;
use super::tap;
use crate::words::checklist;
use crate::words::domain::Label;
use domain::checklist::{Question, questions};
use domain::visit::{Consent, Seen};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use wasm_bindgen_futures::spawn_local;

/// The card of the first question without an answer, or of the one asked for by `?q=`.
#[component]
pub fn ChecklistPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let Some(draft) = field.draft(stop.dwelling) else { return view! { <Gone/> }.into_any() };
    let asked = asked(&draft, questions(stop.property_kind));
    let query = use_query_map();
    let first_open = asked.iter().position(|q| draft.answer(q.key).is_none()).unwrap_or(asked.len());
    let draft = RwSignal::new(draft);
    let fault = RwSignal::new(None);
    let at = Memo::new(move |_| {
        query.with(|query| query.get("q")).and_then(|q| q.parse::<usize>().ok()).unwrap_or(first_open)
    });
    let title = place(field, &stop);
    let dwelling = stop.dwelling;
    let answer = tap::once(fault, async move |(question, seen): (Question, Seen)| {
        draft.update(|draft| draft.set_answer(question.key, seen));
        field.keep(&draft.get_untracked()).await?;
        let next = at.get_untracked() + 1;
        Ok(match seen {
            Seen::NotInOrder => format!("{}?from={}&q={next}", step(dwelling, "finding"), question.key),
            _ => format!("{}?q={next}", step(dwelling, "checklist")),
        })
    });
    let finish = tap::once(fault, async move |()| {
        field.finish(&draft.get_untracked(), Some(&stop)).await?;
        Ok(step(dwelling, "notice"))
    });
    view! {
        <Page title back=step(dwelling, "consent")>
            <Failure fault/>
            {move || match asked.get(at.get()) {
                Some(question) => {
                    let place = (at.get(), asked.len());
                    view! { <Card draft question=*question place answer/> }.into_any()
                }
                None => view! { <Summary draft finish dwelling/> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

/// One question with its three answers; `place` is its place among all.
#[component]
fn Card(
    draft: RwSignal<VisitDraft>,
    question: Question,
    place: (usize, usize),
    answer: Callback<(Question, Seen)>,
) -> impl IntoView {
    let field = use_field();
    let (w, lang, (n, all)) = (field.words(), field.lang(), place);
    let text = checklist::text(lang, question.key);
    let seen = draft.with(|draft| draft.answer(question.key));
    let before = (n > 0).then(|| {
        let dwelling = draft.with_untracked(|draft| draft.dwelling);
        format!("{}?q={}", step(dwelling, "checklist"), n - 1)
    });
    let button = move |value: Seen, class: &'static str| {
        let pressed = (seen == Some(value)).to_string();
        view! {
            <button class=class aria-pressed=pressed on:click=move |_| answer.run((question, value))>
                {value.label(lang)}
            </button>
        }
        .into_any()
    };
    view! {
        <section class="question">
            <p class="question__count">
                {format!("{}/{all}", n + 1)}
                {before.map(|before| view! { <A href=before attr:class="link">{w.question_before}</A> }.into_any())}
            </p>
            <h2 class="question__text">{text.ask}</h2>
            <p class="question__help">{text.look}</p>
        </section>
        <div class="stack stack--low">
            {button(Seen::NotSeen, "button button--quiet")}
            {button(Seen::NotInOrder, "button button--second")}
            {button(Seen::InOrder, "button button--main")}
        </div>
    }
    .into_any()
}

/// From the door only what is seen from there: the way out and what hangs or stands in the open.
fn asked(draft: &VisitDraft, all: &'static [Question]) -> Vec<Question> {
    let inside = draft.consent == Some(Consent::ToEnter);
    let from_door =
        ["escape_route", "indoor_charging", "structure", "fire_equipment", "undertaking", "mooring"];
    all.iter().filter(|question| inside || from_door.contains(&question.key)).copied().collect()
}

/// What was found before and now, and the end of the visit.
#[component]
fn Summary(
    draft: RwSignal<VisitDraft>,
    finish: Callback<()>,
    dwelling: domain::id::DwellingId,
) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    let open = field.stop(dwelling).map(|stop| stop.open_findings).unwrap_or_default();
    let toggle = move |id, gone: bool| {
        draft.update(|draft| {
            draft.gone.retain(|other| *other != id);
            if gone {
                draft.gone.push(id);
            }
        });
        spawn_local(async move {
            // The next step writes the same and tells of a failure.
            let _ = field.keep(&draft.get_untracked()).await;
        });
    };
    let add = step(dwelling, "finding");
    view! {
        <section class="question">
            <h2 class="question__text">{w.before_leaving}</h2>
            {open.into_iter().map(|finding| {
                let id = finding.finding;
                let checked = draft.with_untracked(|draft| draft.gone.contains(&id));
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=checked on:change:target=move |e| toggle(id, e.target().checked())/>
                        <span>{(w.is_gone)(finding.category.label(lang))}</span>
                    </label>
                }.into_any()
            }).collect_view()}
            {move || draft.with(|draft| {
                let found = draft.findings.len() + draft.sent.len();
                (w.findings_now)(found)
            })}
        </section>
        <div class="stack stack--low">
            <A href=add attr:class="button button--second">{w.add_finding}</A>
            <button class="button button--main" on:click=move |_| finish.run(())>{w.finish_visit}</button>
        </div>
    }
    .into_any()
}
