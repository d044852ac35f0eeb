//! What a household asks of what is stored about it, and what others have demanded of its file.

use crate::desk::notice::{Asked, Recorded};
use crate::words::common;
use crate::words::domain::Label;
use crate::words::resident::resident;
use domain::Lang;
use domain::request::{RequestKind, Subject};
use leptos::prelude::*;
use serde::Serialize;

/// The requests so far, the form for another, and demands that may be told.
#[component]
pub fn Requests(lang: Lang, recorded: Recorded) -> impl IntoView {
    let w = resident(lang);
    let requests =
        recorded.requests.iter().map(|asked| view! { <li>{told(lang, asked)}</li> }).collect_view();
    let demands = recorded.demands.iter().map(|demand| {
        let outcome = demand.outcome.map(|outcome| outcome.label(lang));
        view! {
            <li>
                {common::date(lang, demand.received_on)} " · " <b>{demand.authority.label(lang)}</b>
                " · " {demand.part.label(lang)} " · " {outcome}
            </li>
        }
    });
    let demands = demands.collect_view();
    view! {
        <section class="requests">
            <h2>{w.requests}</h2>
            <p>{w.requests_lead}</p>
            {(!recorded.requests.is_empty()).then(|| view! { <ul>{requests}</ul> })}
            {recorded.may_ask.then(|| form(lang, recorded.secret.clone()))}
            <p class="small">{w.request_court}</p>
            {(!recorded.demands.is_empty()).then(|| view! { <h3>{w.demands}</h3> <ul>{demands}</ul> })}
            <p class="small"><a href="/figures/demands">{w.demands_figure}</a></p>
        </section>
    }
}

fn told(lang: Lang, asked: &Asked) -> String {
    let w = resident(lang);
    let what = format!("{} · {}", asked.kind.label(lang), asked.subject.label(lang));
    match (asked.outcome, asked.ground) {
        (None, _) => {
            format!("{what} · {} · {} {}", w.request_open, w.request_due, common::date(lang, asked.due_on))
        }
        (Some(outcome), None) => format!("{what} · {}", outcome.label(lang)),
        (Some(outcome), Some(ground)) => {
            format!("{what} · {} · {}", outcome.label(lang), ground.label(lang))
        }
    }
}

fn form(lang: Lang, secret: String) -> AnyView {
    let w = resident(lang);
    view! {
        <form method="post" action=format!("?lang={}", lang.tag())>
            <input type="hidden" name="secret" value=secret />
            <label for="kind">{w.request_kind}</label>
            <select id="kind" name="kind">{options(lang, &RequestKind::ALL)}</select>
            <label for="subject">{w.request_subject}</label>
            <select id="subject" name="subject">{options(lang, &Subject::ALL)}</select>
            <button type="submit">{w.request_send}</button>
        </form>
    }
    .into_any()
}

fn options<T: Label + Serialize>(lang: Lang, all: &[T]) -> Vec<AnyView> {
    let key = |value: &T| serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned));
    let options = all.iter().filter_map(|value| Some((key(value)?, value.label(lang))));
    options.map(|(key, word)| view! { <option value=key>{word}</option> }.into_any()).collect()
}
