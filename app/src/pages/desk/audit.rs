//! The access log, for the privacy officer. Reading it is logged.

use crate::desk::audit::{AuditFilter, AuditPage, AuditRow, ChainReport, read_audit, verify_audit};
use crate::parts::empty::Empty;
use crate::parts::filter::{Choice, FilterForm, address, key, value};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::tools::{Columns, Hidden, Print};
use crate::parts::{use_lang, use_words};
use crate::words::audit::{action, thing};
use crate::words::domain::Label;
use crate::words::office::fill;
use domain::record::Purpose;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The log with its filters in the address.
#[component]
pub fn Audit() -> impl IntoView {
    let w = use_words().audit;
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query.with(|query| AuditFilter {
            action: query.get("action").unwrap_or_default(),
            object: query.get("object").unwrap_or_default(),
            actor: query.get("actor").unwrap_or_default(),
            purpose: query.get("purpose").unwrap_or_default(),
            from: query.get("from").unwrap_or_default(),
            to: query.get("to").unwrap_or_default(),
            page: query.get_str("page").and_then(|page| page.parse().ok()).unwrap_or(0),
        })
    });
    let page = Resource::new(move || filter.get(), read_audit);
    let hidden = Hidden::none();
    view! {
        <div class="page">
            <PageHead title=w.title lead=w.lead>
                <Columns hidden headings=vec![w.who, w.what, w.on, w.purpose, w.entry] />
                <Print />
                <Verify />
            </PageHead>
            {load(page, move |page| view! { <Sheet page filter=filter.get_untracked() hidden /> })}
        </div>
    }
}

/// Walking the chains, and what came of it.
#[component]
fn Verify() -> impl IntoView {
    let w = use_words().audit;
    let walk = Action::new(|(): &()| verify_audit());
    let told = move |report: ChainReport| match report.first_bad {
        None => {
            view! { <p class="done" role="status"><Icon name="check" />{fill(w.good, report.entries)}</p> }
                .into_any()
        }
        Some(bad) => view! { <p class="problem" role="alert">{fill(w.bad, bad)}</p> }.into_any(),
    };
    view! {
        <button type="button" class="button" disabled=move || walk.pending().get() on:click=move |_| { walk.dispatch(()); }>
            {w.verify}
        </button>
        {move || walk.value().get().map(|answer| match answer {
            Ok(report) => told(report),
            Err(error) => view! { <ProblemSummary error /> }.into_any(),
        })}
    }
}

#[component]
fn Sheet(page: AuditPage, filter: AuditFilter, hidden: Hidden) -> impl IntoView {
    let (w, lang) = (use_words().audit, use_lang());
    let is_set = filter != AuditFilter { page: filter.page, ..Default::default() };
    let is_empty = page.rows.is_empty();
    let pager = filter.clone();
    let p = use_words().privacy;
    let purposes = Purpose::ALL.map(|purpose| (key(&purpose), purpose.label(lang).to_owned())).to_vec();
    let actions = page.actions.into_iter().map(|done| (done.clone(), action(lang, &done))).collect();
    view! {
        <FilterForm action="/desk/audit" is_set=is_set>
            <label class="field"><span>{w.actor}</span><input name="actor" value=filter.actor.clone() autocomplete="off" /></label>
            <label class="field"><span>{w.object}</span><input name="object" value=filter.object.clone() autocomplete="off" /></label>
            <Choice name="action" label=w.action chosen=filter.action.clone() choices=actions />
            <Choice name="purpose" label=w.purpose chosen=filter.purpose.clone() choices=purposes />
            <label class="field"><span>{p.from}</span><input name="from" type="date" value=filter.from.clone() /></label>
            <label class="field"><span>{p.to}</span><input name="to" type="date" value=filter.to.clone() /></label>
        </FilterForm>
        {if is_empty {
            view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any()
        } else {
            view! { <Table rows=page.rows hidden /> }.into_any()
        }}
        <Pager filter=pager more=page.more />
    }
}

#[component]
fn Table(rows: Vec<AuditRow>, hidden: Hidden) -> impl IntoView {
    let w = use_words().audit;
    view! {
        <div class="table-wrap">
            <table class=move || hidden.class()>
                <thead>
                    <tr>
                        <th scope="col">{w.when}</th>
                        <th scope="col">{w.who}</th>
                        <th scope="col">{w.what}</th>
                        <th scope="col">{w.on}</th>
                        <th scope="col">{w.purpose}</th>
                        <th scope="col">{w.entry}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: AuditRow) -> impl IntoView {
    let (w, lang) = (use_words().audit, use_lang());
    let purpose = row.purpose.map(|p| value(&p).map_or(p, |known: Purpose| known.label(lang).to_owned()));
    let object = row.object.map(|id| {
        let href = address("/desk/audit", &[("object", &id)]);
        view! { <a href=href><code>{id.chars().take(13).collect::<String>()}</code></a> }
    });
    view! {
        <tr>
            <th scope="row"><Moment at=row.at /></th>
            <td data-label=w.who>{row.actor.unwrap_or_else(|| w.machine.to_owned())}<small>{row.role.map(|r| r.label(lang))}</small></td>
            <td data-label=w.what>{action(lang, &row.action)}</td>
            <td data-label=w.on>{thing(lang, &row.object_kind)} " " {object}</td>
            <td data-label=w.purpose>{purpose}</td>
            <td data-label=w.entry><code>{row.seq} " " {row.hash}</code></td>
        </tr>
    }
}

#[component]
fn Pager(filter: AuditFilter, more: bool) -> impl IntoView {
    let w = use_words().audit;
    let link = |page: u32, word: &'static str| {
        let page = page.to_string();
        let all = [
            ("actor", filter.actor.as_str()),
            ("object", &filter.object),
            ("action", &filter.action),
            ("purpose", &filter.purpose),
            ("from", &filter.from),
            ("to", &filter.to),
            ("page", &page),
        ];
        view! { <a class="button quiet" href=address("/desk/audit", &all)>{word}</a> }
    };
    (filter.page > 0 || more).then(|| {
        view! {
            <nav class="pager" aria-label=w.title>
                {(filter.page > 0).then(|| link(filter.page - 1, w.newer))}
                {more.then(|| link(filter.page + 1, w.older))}
            </nav>
        }
    })
}
