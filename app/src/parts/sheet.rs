//! Tables of texts and the plain forms beside them: the same few pieces on every page of the privacy
//! officer.

use super::filter::Choice;
use super::icon::Icon;
use super::problem::ProblemSummary;
use super::use_words;
use crate::desk::Answer;
use crate::desk::sheet::{Choices, Sheet};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use wasm_bindgen::JsCast;

/// What a page does at its desk, and what came of it last.
#[derive(Clone, Copy)]
pub struct Doing {
    answer: RwSignal<Option<Answer<()>>>,
    times: RwSignal<u32>,
}

impl Doing {
    /// Nothing done yet.
    pub fn nothing() -> Self {
        Self { answer: RwSignal::new(None), times: RwSignal::new(0) }
    }

    /// Does it, and has the page read anew what it shows.
    pub fn run(self, asked: impl Future<Output = Answer<()>> + 'static) {
        spawn_local(async move {
            self.answer.set(Some(asked.await));
            self.times.update(|times| *times += 1);
        });
    }

    /// How often something was done; a resource that reads it reads anew.
    pub fn times(self) -> u32 {
        self.times.get()
    }

    /// What came of it.
    pub fn told(self) -> AnyView {
        let said = use_words().privacy.saved;
        let told = move || {
            self.answer.get().map(|answer| match answer {
                Ok(()) => view! { <p class="done" role="status"><Icon name="check" />{said}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })
        };
        told.into_any()
    }
}

/// The value of a field of a submitted form, by its name. The form is not sent by the browser.
pub fn fields(event: &leptos::ev::SubmitEvent) -> impl Fn(&str) -> String + use<> {
    event.prevent_default();
    let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
    move |name| data.as_ref().and_then(|data| data.get(name).as_string()).unwrap_or_default()
}

/// A table; each row may end with something to do.
pub fn table(headings: Vec<String>, rows: Vec<(Vec<String>, &'static str, Option<AnyView>)>) -> AnyView {
    let w = use_words().privacy;
    let has_actions = rows.iter().any(|(_, _, action)| action.is_some());
    let names = headings.clone();
    let rows = rows.into_iter().map(|(cells, class, action)| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        let rest = cells
            .zip(names.iter().skip(1))
            .map(|(cell, name)| view! { <td data-label=name.clone()>{cell}</td> }.into_any());
        let rest = rest.collect_view();
        let action = has_actions.then(|| view! { <td data-label=w.actions>{action}</td> }.into_any());
        view! { <tr class=class><th scope="row">{first}</th>{rest}{action}</tr> }.into_any()
    });
    let rows = rows.collect_view();
    let headings = headings.into_iter().map(|heading| view! { <th scope="col">{heading}</th> }.into_any());
    let headings = headings.collect_view();
    view! {
        <div class="table-wrap">
            <table class="table cards">
                <thead><tr>{headings}{has_actions.then(|| view! { <th scope="col">{w.actions}</th> })}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A sheet without anything to do.
pub fn sheet(sheet: Sheet) -> AnyView {
    table(sheet.headings, sheet.rows.into_iter().map(|row| (row, "", None)).collect())
}

/// A field of a form: a text, a day or a number.
pub fn input(name: &'static str, kind: &'static str, label: &'static str, value: String) -> AnyView {
    let required = name != "tell_on";
    view! {
        <label class="field">
            <span>{label}</span>
            <input name=name type=kind value=value required=required autocomplete="off" />
        </label>
    }
    .into_any()
}

/// A choice that has to be made.
pub fn choose(name: &'static str, label: &'static str, choices: Choices) -> AnyView {
    view! { <Choice name label chosen="" choices required=true /> }.into_any()
}

/// Answering what waits: how, and why not. `answer` takes both keys; the second may be empty.
pub fn answer_form(
    outcomes: Choices,
    grounds: Choices,
    answer: impl Fn(String, String) + 'static,
) -> AnyView {
    let w = use_words().privacy;
    let none = (String::new(), w.no_ground.to_owned());
    let grounds = [none].into_iter().chain(grounds).collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let field = fields(&event);
        answer(field("outcome"), field("ground"));
    };
    view! {
        <details class="choice">
            <summary class="button quiet">{w.answer}</summary>
            <form method="post" class="choices" on:submit=submit>
                {choose("outcome", w.outcome, outcomes)}
                {choose("ground", w.ground, grounds)}
                <button class="button" type="submit">{w.submit}</button>
            </form>
        </details>
    }
    .into_any()
}
