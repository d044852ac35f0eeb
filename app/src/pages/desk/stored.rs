//! What is stored, what for and how long: the processing record and the impact assessment, for print.

use crate::desk::stored::read_stored;
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::sheet::sheet;
use crate::parts::tools::Print;
use crate::parts::use_words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Either sheet; the address says which.
#[component]
pub fn Stored() -> impl IntoView {
    let (w, nav) = (use_words().privacy, use_words().frame);
    let query = use_query_map();
    let impact = Memo::new(move |_| query.with(|query| query.get_str("sheet") == Some("impact")));
    let page = Resource::new(move || impact.get(), read_stored);
    view! {
        <div class="page">
            <PageHead title=nav.stored lead=w.stored_lead>
                <a class="button quiet" href="/desk/stored">{w.record}</a>
                <a class="button quiet" href="/desk/stored?sheet=impact">{w.impact}</a>
                <Print />
            </PageHead>
            {load(page, |page| {
                let title = page.title.clone();
                view! { <h2>{title}</h2> {sheet(page)} }.into_any()
            })}
        </div>
    }
}
