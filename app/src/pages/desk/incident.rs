//! What one account has seen in a period; the address says whose and when.

use crate::desk::incident::{IncidentAsk, read_incident};
use crate::desk::sheet::Sheet;
use crate::parts::empty::Empty;
use crate::parts::filter::{FilterForm, address};
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::sheet::{input, sheet};
use crate::parts::tools::Print;
use crate::parts::{use_me, use_words};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The report.
#[component]
pub fn Incident() -> impl IntoView {
    let w = use_words().privacy;
    let query = use_query_map();
    let ask = Memo::new(move |_| {
        query.with(|query| IncidentAsk {
            account: query.get("account").unwrap_or_default(),
            from: query.get("from").unwrap_or_default(),
            to: query.get("to").unwrap_or_default(),
        })
    });
    let report = Resource::new(move || ask.get(), read_incident);
    view! {
        <div class="page">
            <PageHead title=w.incident lead=w.incident_lead><Print /></PageHead>
            {move || form(ask.get())}
            {load(report, move |report| show(report, ask.get_untracked()))}
        </div>
    }
}

fn form(ask: IncidentAsk) -> AnyView {
    let w = use_words().privacy;
    let today = use_me().map(|me| me.today.to_string()).unwrap_or_default();
    let day = |day: String| if day.is_empty() { today.clone() } else { day };
    let (from, to) = (day(ask.from), day(ask.to));
    view! {
        <FilterForm action="/desk/incident" is_set=!ask.account.is_empty()>
            {input("account", "text", w.account, ask.account)}
            {input("from", "date", w.from, from)}
            {input("to", "date", w.to, to)}
        </FilterForm>
    }
    .into_any()
}

fn show(report: Option<Sheet>, ask: IncidentAsk) -> AnyView {
    let w = use_words().privacy;
    let Some(report) = report else {
        return view! { <Empty title=w.incident_pick detail=w.incident_pick_detail /> }.into_any();
    };
    if report.rows.is_empty() {
        return view! { <Empty title=w.incident_none detail=w.none_detail /> }.into_any();
    }
    let parameters = [("account", ask.account.as_str()), ("from", &ask.from), ("to", &ask.to)];
    let file = address("/desk/incident/file", &parameters);
    view! {
        {sheet(report)}
        <p class="no-print"><a class="button quiet" rel="external" href=file>{w.file}</a></p>
    }
    .into_any()
}
