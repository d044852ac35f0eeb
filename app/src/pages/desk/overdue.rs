//! The longest overdue owed visits of the area.

use super::coverage::station_of_address;
use crate::desk::coverage::{OverdueRow, read_coverage};
use crate::parts::badge::ClassBadge;
use crate::parts::empty::Empty;
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::tools::{Columns, Export, Hidden, Print};
use crate::parts::{use_lang, use_words};
use crate::words::common;
use domain::export::Exportable;
use leptos::prelude::*;

/// Overdue visits, each with its ledger one tap away.
#[component]
pub fn Overdue() -> impl IntoView {
    let words = use_words();
    let w = words.coverage;
    let station = station_of_address();
    let page = Resource::new(move || station.get(), read_coverage);
    let hidden = Hidden::none();
    view! {
        <div class="page">
            <p class="back"><a href="/desk/coverage"><Icon name="back" />{w.title}</a></p>
            <PageHead title=w.overdue_title>
                <Columns hidden headings=vec![words.file.class, w.period_end, w.attempts] />
                <Export what=Exportable::Ledger />
                <Print />
            </PageHead>
            {load(page, move |page| view! { <Table rows=page.overdue hidden /> })}
        </div>
    }
}

#[component]
fn Table(rows: Vec<OverdueRow>, hidden: Hidden) -> impl IntoView {
    let (words, lang) = (use_words(), use_lang());
    let w = words.coverage;
    if rows.is_empty() {
        return view! { <Empty title=w.overdue_none detail=w.lead /> }.into_any();
    }
    let body = rows.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("/desk/dwellings/{}/ledger", row.dwelling)>{row.address}</a>
                    <small>{row.village_name} " · " {row.station_name}</small>
                </th>
                <td data-label=words.file.class><ClassBadge class=row.class /></td>
                <td data-label=w.period_end>{common::date(lang, row.period_to)}</td>
                <td data-label=w.attempts class="number">{row.attempts}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap">
            <table class=move || hidden.class()>
                <thead>
                    <tr>
                        <th scope="col">{words.file.address}</th>
                        <th scope="col">{words.file.class}</th>
                        <th scope="col">{w.period_end}</th>
                        <th scope="col" class="number">{w.attempts}</th>
                    </tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
