//! Residents' requests: taken, answered, the most urgent on top.

use crate::desk::request::{NewRequest, RequestPage, answer_request, read_requests, take_request};
use crate::parts::empty::Empty;
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::sheet::{Doing, answer_form, choose, fields, input, table};
use crate::parts::tools::Print;
use crate::parts::use_words;
use leptos::prelude::*;

/// The requests.
#[component]
pub fn Requests() -> impl IntoView {
    let (w, nav) = (use_words().privacy, use_words().frame);
    let doing = Doing::nothing();
    let page = Resource::new(move || doing.times(), |_| read_requests());
    view! {
        <div class="page">
            <PageHead title=nav.requests lead=w.requests_lead><Print /></PageHead>
            {doing.told()}
            {load(page, move |page| show(page, doing))}
            <p class="hint">{w.erases}</p>
        </div>
    }
}

fn show(page: RequestPage, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let take = take(&page, doing);
    if page.lines.is_empty() {
        return view! { {take} <Empty title=w.none detail=w.none_detail /> }.into_any();
    }
    let rows = page.lines.into_iter().map(|line| {
        let (id, outcomes, grounds) = (line.id, page.outcomes.clone(), page.grounds.clone());
        let answer = line.is_open.then(|| {
            answer_form(outcomes, grounds, move |outcome, ground| {
                doing.run(answer_request(id.clone(), outcome, ground));
            })
        });
        (line.cells, if line.is_late { "is-late" } else { "" }, answer)
    });
    view! { {take} {table(page.headings, rows.collect())} }.into_any()
}

fn take(page: &RequestPage, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let field = fields(&event);
        doing.run(take_request(NewRequest {
            home: field("home"),
            kind: field("kind"),
            subject: field("subject"),
            way: field("way"),
            received_on: field("received_on"),
        }));
    };
    view! {
        <details class="panel add no-print">
            <summary class="button">{w.take_request}</summary>
            <form method="post" class="columns" on:submit=submit>
                {input("home", "text", w.home, String::new())}
                {choose("kind", w.kind, page.kinds.clone())}
                {choose("subject", w.subject, page.subjects.clone())}
                {choose("way", w.way, page.ways.clone())}
                {input("received_on", "date", w.received_on, page.today.clone())}
                <button class="button" type="submit">{w.submit}</button>
            </form>
        </details>
    }
    .into_any()
}
