//! The register: every dwelling of the area, found by address, door or label.

use crate::desk::file::{DwellingRow, PAGE_ROWS, RegisterFilter, RegisterPage, RegisterSort, list_dwellings};
use crate::parts::badge::ClassBadge;
use crate::parts::empty::Empty;
use crate::parts::filter::{Choice, FilterForm, address, key, value};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::tools::{Columns, Export, Hidden, Print};
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use crate::words::office::fill;
use domain::class::Class;
use domain::export::Exportable;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The register with its filters in the address.
#[component]
pub fn Register() -> impl IntoView {
    let words = use_words().file;
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query.with(|query| RegisterFilter {
            text: query.get("q").unwrap_or_default(),
            village: query.get("village").filter(|v| !v.is_empty()),
            class: query.get_str("class").and_then(value),
            sort: query.get_str("sort").and_then(value).unwrap_or_default(),
            page: query.get_str("page").and_then(|page| page.parse().ok()).unwrap_or(0),
        })
    });
    let page = Resource::new(move || filter.get(), list_dwellings);
    let hidden = Hidden::none();
    view! {
        <div class="page">
            <PageHead title=words.title lead=words.lead>
                <Columns hidden headings=vec![words.label, words.class, words.last_contact, words.findings] />
                <Export what=Exportable::Register />
                <Print />
            </PageHead>
            {load(page, move |page| view! { <Found page filter=filter.get_untracked() hidden /> })}
        </div>
    }
}

#[component]
fn Found(page: RegisterPage, filter: RegisterFilter, hidden: Hidden) -> impl IntoView {
    let words = use_words();
    let w = words.file;
    let labels = page.stations.clone();
    let total = page.total;
    let is_empty = page.rows.is_empty();
    view! {
        <Filters filter=filter.clone() villages=page.villages />
        <p class="count" role="status">
            {fill(w.more_rows, total)}
            {labels.into_iter().map(|(id, name)| view! {
                " " <a rel="external" href=format!("/desk/labels?station={id}")><Icon name="print" />{w.labels} " " {name}</a>
            }).collect_view()}
        </p>
        {if is_empty {
            view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any()
        } else {
            view! { <Table rows=page.rows filter=filter.clone() hidden /> }.into_any()
        }}
        <Pager filter total />
    }
}

#[component]
fn Filters(filter: RegisterFilter, villages: Vec<(String, String)>) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    let is_set = filter != RegisterFilter { sort: filter.sort, page: filter.page, ..Default::default() };
    view! {
        <FilterForm action="/desk/dwellings" text=filter.text.clone() is_set=is_set>
            <Choice name="village" label=w.village chosen=filter.village.clone().unwrap_or_default() choices=villages />
            <Choice name="class" label=w.class chosen=filter.class.map(|c| key(&c)).unwrap_or_default()
                choices=[Class::A, Class::B, Class::C].map(|c| (key(&c), common::class(lang, c).to_owned())).to_vec() />
        </FilterForm>
    }
}

/// The address of the same filter with another order or page.
fn with(filter: &RegisterFilter, sort: RegisterSort, page: u32) -> String {
    let class = filter.class.map(|c| key(&c)).unwrap_or_default();
    let sort = if sort == RegisterSort::Address { String::new() } else { key(&sort) };
    let page = if page == 0 { String::new() } else { page.to_string() };
    let village = filter.village.clone().unwrap_or_default();
    let parameters = [
        ("q", filter.text.as_str()),
        ("village", &village),
        ("class", &class),
        ("sort", &sort),
        ("page", &page),
    ];
    address("/desk/dwellings", &parameters)
}

#[component]
fn Table(rows: Vec<DwellingRow>, filter: RegisterFilter, hidden: Hidden) -> impl IntoView {
    let w = use_words().file;
    let head = |sort: RegisterSort, word: &'static str| {
        let (here, href) = (sort == filter.sort, with(&filter, sort, 0));
        view! { <th scope="col" aria-sort=here.then_some("ascending")><a href=href>{word}</a></th> }
    };
    view! {
        <div class="table-wrap">
            <table class=move || hidden.class()>
                <thead>
                    <tr>
                        {head(RegisterSort::Address, w.address)}
                        <th scope="col">{w.label}</th>
                        {head(RegisterSort::Class, w.class)}
                        {head(RegisterSort::LastContact, w.last_contact)}
                        {head(RegisterSort::Findings, w.findings)}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: DwellingRow) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    let last = row.last_contact.map_or_else(|| w.never.to_owned(), |on| common::date(lang, on));
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/desk/dwellings/{}", row.id)>{row.property_name} " " <b>{row.door}</b></a>
                <small>{row.village_name} " · " {row.kind.label(lang)}
                    {row.let_since.is_none().then(|| format!(" · {}", w.not_let))}</small>
            </th>
            <td data-label=w.label><code>{row.label}</code></td>
            <td data-label=w.class><ClassBadge class=row.class /></td>
            <td data-label=w.last_contact>{last}</td>
            <td data-label=w.findings class="number">{row.open_findings}</td>
        </tr>
    }
}

#[component]
fn Pager(filter: RegisterFilter, total: u32) -> impl IntoView {
    let words = use_words().frame;
    let pages = total.div_ceil(PAGE_ROWS);
    let link = |page: u32, word: &'static str, rel: &'static str| {
        view! { <a class="button quiet" rel=rel href=with(&filter, filter.sort, page)>{word}</a> }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=words.next>
                {(filter.page > 0).then(|| link(filter.page - 1, words.previous, "prev"))}
                <span>{filter.page + 1} " / " {pages}</span>
                {(filter.page + 1 < pages).then(|| link(filter.page + 1, words.next, "next"))}
            </nav>
        }
    })
}
