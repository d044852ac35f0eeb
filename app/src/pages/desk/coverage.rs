//! Coverage for a supervisor: by station and village, as a table and as a map.

use crate::desk::coverage::{Count, Coverage as Page, Phone, StationCoverage, VisitorDay, read_coverage};
use crate::parts::empty::Empty;
use crate::parts::frame::PageHead;
use crate::parts::live::Live;
use crate::parts::load::load;
use crate::parts::time::{Ago, use_now};
use crate::parts::tools::{Columns, Export, Hidden, Print};
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use domain::export::Exportable;
use domain::id::StationId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The station of the address, if one is chosen.
pub fn station_of_address() -> Memo<Option<StationId>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|q| q.get_str("station").and_then(|id| id.parse().ok())))
}

/// Coverage of the area now.
#[component]
pub fn Coverage() -> impl IntoView {
    let w = use_words().coverage;
    let station = station_of_address();
    let live = use_context::<Live>();
    let source = move || (station.get(), live.map_or(0, |live| live.tick.get()));
    let page = Resource::new(source, |(station, _)| read_coverage(station));
    let hidden = Hidden::none();
    view! {
        <div class="page">
            <PageHead title=w.title lead=w.lead>
                <a class="button quiet" href="/desk/coverage/overdue">{w.overdue_title}</a>
                <Columns hidden headings=vec![w.dwellings, w.owed, w.done, w.excused, w.overdue, w.percent] />
                <Export what=Exportable::Ledger />
                <Print />
            </PageHead>
            {load(page, move |page| view! { <Sheet page hidden /> })}
        </div>
    }
}

#[component]
fn Sheet(page: Page, hidden: Hidden) -> impl IntoView {
    let w = use_words().coverage;
    use_now().set(page.now);
    if page.stations.is_empty() {
        return view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any();
    }
    let whole = sum(&page.stations);
    view! {
        <Figures count=whole />
        <div class="grid wide-left">
            <section class="panel"><h2>{w.by_village}</h2><Stations stations=page.stations hidden /></section>
            <section class="panel no-print"><h2>{w.map}</h2><Villages map=page.map /></section>
        </div>
        <section class="panel"><h2>{w.visitors}</h2><Visitors visitors=page.visitors /></section>
        <section class="panel"><h2>{w.phones}</h2><Phones phones=page.phones /></section>
    }
    .into_any()
}

fn sum(stations: &[StationCoverage]) -> Count {
    stations.iter().fold(Count::default(), |sum, station| sum.plus(station.count))
}

fn percent(count: Count) -> String {
    count.percent().map_or_else(|| "–".into(), |p| format!("{p} %"))
}

/// The area in five numbers.
#[component]
fn Figures(count: Count) -> impl IntoView {
    let w = use_words().coverage;
    view! {
        <dl class="figures">
            <div class="figure lead-figure"><dt>{w.percent}</dt><dd>{percent(count)}<Bar count /></dd></div>
            <div class="figure"><dt>{w.owed}</dt><dd>{count.owed}</dd></div>
            <div class="figure"><dt>{w.done}</dt><dd>{count.done}</dd></div>
            <div class="figure"><dt>{w.excused}</dt><dd>{count.excused}</dd></div>
            <div class="figure" class:is-late=move || { count.overdue > 0 }><dt>{w.overdue}</dt><dd>{count.overdue}</dd></div>
        </dl>
    }
}

/// Done and owed as a bar; the number beside it says the same.
#[component]
fn Bar(count: Count) -> impl IntoView {
    let owed = count.owed.max(1);
    view! {
        <svg class="bar" viewBox=format!("0 0 {owed} 1") preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-all" width=owed height="1" />
            <rect class="bar-done" width=count.done + count.excused height="1" />
        </svg>
    }
}

#[component]
fn Stations(stations: Vec<StationCoverage>, hidden: Hidden) -> impl IntoView {
    let w = use_words().coverage;
    let cells = move |count: Count| {
        view! {
            <td data-label=w.dwellings class="number">{count.dwellings}</td>
            <td data-label=w.owed class="number">{count.owed}</td>
            <td data-label=w.done class="number">{count.done}</td>
            <td data-label=w.excused class="number">{count.excused}</td>
            <td data-label=w.overdue class="number" class:is-late=move || { count.overdue > 0 }>{count.overdue}</td>
            <td data-label=w.percent class="number with-bar">{percent(count)}<Bar count /></td>
        }
    };
    let bodies = stations.into_iter().map(|station| {
        view! {
            <tbody>
                <tr class="group"><th scope="rowgroup">{station.name}</th>{cells(station.count)}</tr>
                {station.villages.into_iter().map(|village| view! {
                    <tr><th scope="row">{village.name}</th>{cells(village.count)}</tr>
                }).collect_view()}
            </tbody>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=w.by_village>
            <table class=move || hidden.class()>
                <thead>
                    <tr>
                        <th scope="col">{w.station}</th>
                        <th scope="col" class="number">{w.dwellings}</th>
                        <th scope="col" class="number">{w.owed}</th>
                        <th scope="col" class="number">{w.done}</th>
                        <th scope="col" class="number">{w.excused}</th>
                        <th scope="col" class="number">{w.overdue}</th>
                        <th scope="col" class="number">{w.percent}</th>
                    </tr>
                </thead>
                {bodies.collect_view()}
            </table>
        </div>
    }
}

/// Villages on the map. The element is drawn by `/assets/village-map.mjs`; the table beside it
/// says the same to who does not see it.
#[component]
fn Villages(map: String) -> impl IntoView {
    let w = use_words().coverage;
    if map.is_empty() {
        return view! { <p class="faint">{w.map_empty}</p> }.into_any();
    }
    view! {
        <village-map class="map" data-map=map role="region" aria-label=w.map></village-map>
        <p class="hint">{w.map_detail}</p>
    }
    .into_any()
}

#[component]
fn Visitors(visitors: Vec<VisitorDay>) -> impl IntoView {
    let (w, lang) = (use_words().coverage, use_lang());
    if visitors.is_empty() {
        return view! { <p class="faint">{w.visitors_none}</p> }.into_any();
    }
    let rows = visitors.into_iter().map(|v| {
        view! {
            <tr>
                <th scope="row">{v.name}<small>{v.role.label(lang)} " · " {v.station_name}</small></th>
                <td data-label=w.planned class="number">{v.planned}</td>
                <td data-label=w.settled class="number">{v.settled}</td>
                <td data-label=w.attempts class="number">{v.attempts}</td>
                <td data-label=w.synced>{match v.synced_at {
                    Some(at) => view! { <Ago at /> }.into_any(),
                    None => view! { <span class="faint">{w.never}</span> }.into_any(),
                }}</td>
            </tr>
        }
    });
    view! {
        <table class="table cards">
            <thead>
                <tr>
                    <th scope="col">{w.visitors}</th>
                    <th scope="col" class="number">{w.planned}</th>
                    <th scope="col" class="number">{w.settled}</th>
                    <th scope="col" class="number">{w.attempts}</th>
                    <th scope="col">{w.synced}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Phones(phones: Vec<Phone>) -> impl IntoView {
    let (w, lang) = (use_words().coverage, use_lang());
    if phones.is_empty() {
        return view! { <p class="faint">{w.phones_none}</p> }.into_any();
    }
    let rows = phones.into_iter().map(|phone| {
        let off = phone.offset_ms.filter(|ms| ms.abs() >= 60_000);
        view! {
            <li>
                <b>{phone.name}</b>
                <span class="faint">{phone.station_name}</span>
                <span>{w.synced} " " {match phone.seen_at {
                    Some(at) => view! { <Ago at /> }.into_any(),
                    None => w.never.into_any(),
                }}</span>
                {off.map(|ms| view! { <span class="tag tag-up">{w.clock_off} " " {common::duration(lang, ms.abs() / 1000)}</span> })}
                {phone.revoked.then(|| view! { <span class="tag">{w.revoked}</span> })}
            </li>
        }
    });
    view! { <ul class="lines">{rows.collect_view()}</ul> }.into_any()
}
