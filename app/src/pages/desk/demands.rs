//! Investigators' written demands: one file each, answered, told, counted.

use crate::desk::demand::{DemandPage, NewDemand, answer_demand, read_demands, take_demand, tell_demand};
use crate::parts::empty::Empty;
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::sheet::{Doing, answer_form, choose, fields, input, sheet, table};
use crate::parts::tools::Print;
use crate::parts::use_words;
use leptos::prelude::*;

/// The demands.
#[component]
pub fn Demands() -> impl IntoView {
    let (w, nav) = (use_words().privacy, use_words().frame);
    let doing = Doing::nothing();
    let page = Resource::new(move || doing.times(), |_| read_demands());
    view! {
        <div class="page">
            <PageHead title=nav.demands lead=w.demands_lead><Print /></PageHead>
            {doing.told()}
            {load(page, move |page| show(page, doing))}
        </div>
    }
}

fn show(page: DemandPage, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let take = take(&page, doing);
    if page.lines.is_empty() {
        return view! { {take} <Empty title=w.none detail=w.none_detail /> }.into_any();
    }
    let rows = page.lines.into_iter().map(|line| {
        let (id, outcomes, grounds) = (line.id.clone(), page.outcomes.clone(), page.grounds.clone());
        let answer = line.is_open.then(|| {
            answer_form(outcomes, grounds, move |outcome, ground| {
                doing.run(answer_demand(id.clone(), outcome, ground));
            })
        });
        let tell = tell(line.id, line.day.unwrap_or_default(), doing);
        (line.cells, "", Some(view! { <div class="buttons">{answer}{tell}</div> }.into_any()))
    });
    view! {
        {take}
        {table(page.headings, rows.collect())}
        <section class="panel">
            <h2>{w.figure}</h2>
            {sheet(page.figure)}
            <p><a rel="external" href="/figures/demands">"/figures/demands"</a></p>
        </section>
    }
    .into_any()
}

fn tell(id: String, day: String, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let field = fields(&event);
        doing.run(tell_demand(id.clone(), field("tell_on")));
    };
    view! {
        <details class="choice">
            <summary class="button quiet">{w.tell}</summary>
            <form method="post" class="choices" on:submit=submit>
                {input("tell_on", "date", w.tell_on, day)}
                <button class="button" type="submit">{w.submit}</button>
            </form>
        </details>
    }
    .into_any()
}

fn take(page: &DemandPage, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let field = fields(&event);
        doing.run(take_demand(NewDemand {
            home: field("home"),
            authority: field("authority"),
            document: field("document"),
            part: field("part"),
            received_on: field("received_on"),
            tell_on: field("tell_on"),
        }));
    };
    view! {
        <details class="panel add no-print">
            <summary class="button">{w.take_demand}</summary>
            <form method="post" class="columns" on:submit=submit>
                {input("home", "text", w.home, String::new())}
                {choose("authority", w.authority, page.authorities.clone())}
                {input("document", "text", w.document, String::new())}
                {choose("part", w.part, page.parts.clone())}
                {input("received_on", "date", w.received_on, page.today.clone())}
                {input("tell_on", "date", w.tell_on, String::new())}
                <button class="button" type="submit">{w.submit}</button>
            </form>
        </details>
    }
    .into_any()
}
