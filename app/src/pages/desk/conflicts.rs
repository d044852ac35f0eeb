//! The fields that wait for an officer.

use crate::desk::field::{ConflictRow, list_conflicts};
use crate::parts::empty::Empty;
use crate::parts::frame::PageHead;
use crate::parts::live::Live;
use crate::parts::load::load;
use crate::parts::time::Moment;
use crate::parts::{use_lang, use_words};
use crate::words::domain::Label;
use leptos::prelude::*;

/// The list; it is read again with every event of the server.
#[component]
pub fn Conflicts() -> impl IntoView {
    let w = use_words().fields;
    let live = use_context::<Live>();
    let rows = Resource::new(move || live.map(|live| live.tick.get()), |_| list_conflicts());
    view! {
        <div class="page">
            <PageHead title=w.conflicts_title lead=w.conflicts_lead />
            {load(rows, table)}
        </div>
    }
}

fn table(rows: Vec<ConflictRow>) -> AnyView {
    let (words, lang) = (use_words(), use_lang());
    let w = words.fields;
    if rows.is_empty() {
        return view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any();
    }
    let body = rows.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("/desk/dwellings/{}", row.dwelling)>{row.address}</a>
                    <small>{row.village_name}</small>
                </th>
                <td data-label=w.field>{row.field.label(lang)}</td>
                <td data-label=w.values class="number">{row.values}</td>
                <td data-label=w.since><Moment at=row.since /></td>
            </tr>
        }
        .into_any()
    });
    view! {
        <div class="table-wrap">
            <table class="table cards">
                <thead>
                    <tr>
                        <th scope="col">{words.file.address}</th>
                        <th scope="col">{w.field}</th>
                        <th scope="col" class="number">{w.values}</th>
                        <th scope="col">{w.since}</th>
                    </tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
