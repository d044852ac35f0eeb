//! How long what is stored stays, and what the coming night erases.

use crate::desk::retention::{RetentionPage, RetentionRow, read_retention, set_retention};
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::sheet::{Doing, fields, table};
use crate::parts::tools::Print;
use crate::parts::use_words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The rules.
#[component]
pub fn Retention() -> impl IntoView {
    let (w, nav) = (use_words().privacy, use_words().frame);
    let query = use_query_map();
    let counted = Memo::new(move |_| query.with(|query| query.get_str("count").is_some()));
    let doing = Doing::nothing();
    let page = Resource::new(move || (doing.times(), counted.get()), |(_, counted)| read_retention(counted));
    view! {
        <div class="page">
            <PageHead title=nav.retention lead=w.retention_lead>
                <a class="button quiet" href="/desk/retention?count=1">{w.count}</a>
                <Print />
            </PageHead>
            {doing.told()}
            {load(page, move |page| show(page, doing))}
        </div>
    }
}

fn show(page: RetentionPage, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let mut headings = page.headings;
    headings.truncate(4);
    let rows = page.rows.into_iter().map(|row| {
        let due = row.due.map_or_else(|| "–".to_owned(), |due| due.to_string());
        let cells = vec![row.word.clone(), row.longest.clone(), row.now.clone(), due];
        (cells, "", Some(set(row, doing)))
    });
    let erased_on = page.erased_on.unwrap_or_else(|| w.never.to_owned());
    view! {
        {table(headings, rows.collect())}
        <p class="hint">{w.erased_on} " " {erased_on}</p>
    }
    .into_any()
}

fn set(row: RetentionRow, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let (least, most) = row.bounds;
    let label = format!("{} {} ({least}–{most})", w.set, row.word);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let count = fields(&event)("count").parse().unwrap_or_default();
        doing.run(set_retention(row.rule.clone(), count));
    };
    view! {
        <form method="post" class="buttons no-print" on:submit=submit>
            <input name="count" type="number" min=least max=most value=row.count aria-label=label required />
            <button class="button quiet" type="submit">{w.submit}</button>
        </form>
    }
    .into_any()
}
