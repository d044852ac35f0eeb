//! Tables of figures: by month, by place, by visitor.

use super::parts::percent;
use crate::desk::inspection::{MonthFigure, PlaceFigure, Work, Worker};
use crate::parts::filter::address;
use crate::parts::time::Ago;
use crate::parts::{use_lang, use_words};
use crate::words::inspection::month as month_words;
use domain::inspection::{Month, Tally};
use leptos::prelude::*;

/// Cells of a place or month under the headings of [`Head`]; one cell where they are held back.
#[component]
fn Cells(tally: Option<Tally>) -> impl IntoView {
    let w = use_words().inspection;
    let Some(Tally { flow, stock }) = tally else {
        return view! { <td class="faint" colspan="9">{w.few}</td> }.into_any();
    };
    let overdue: u32 = stock.overdue.iter().sum();
    let numbers = [
        (w.owed, flow.owed.to_string()),
        (w.done, flow.done.to_string()),
        (w.late, flow.late.to_string()),
        (w.excused, flow.excused.to_string()),
        (w.coverage, percent(flow.coverage().permille())),
        (w.timeliness, percent(flow.timeliness().permille())),
        (w.overdue, overdue.to_string()),
        (w.papers, percent(stock.papers.permille())),
        (w.notices, percent(flow.notices.permille())),
    ];
    numbers.map(|(word, number)| view! { <td data-label=word class="number">{number}</td> }).into_any()
}

/// The headings of [`Cells`] after the row's own.
#[component]
fn Head(first: &'static str) -> impl IntoView {
    let w = use_words().inspection;
    let words = [w.owed, w.done, w.late, w.excused, w.coverage, w.timeliness, w.overdue, w.papers, w.notices];
    view! {
        <thead>
            <tr>
                <th scope="col">{first}</th>
                {words.map(|word| view! { <th scope="col" class="number">{word}</th> })}
            </tr>
        </thead>
    }
}

/// Month by month.
#[component]
pub fn ByMonth(
    /// The earliest first.
    months: Vec<MonthFigure>,
) -> impl IntoView {
    let (w, lang) = (use_words().inspection, use_lang());
    let rows = months.into_iter().map(|figure| {
        let state = if figure.closed { w.closed } else { w.running };
        view! {
            <tr>
                <th scope="row">{month_words(lang, figure.month)}<small>{state}</small></th>
                <Cells tally=figure.tally />
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=w.by_month>
            <table class="table cards"><Head first=w.month /><tbody>{rows.collect_view()}</tbody></table>
        </div>
        <p class="hint">{w.closed_detail}</p>
    }
}

/// Station by station, each with a way to its villages; or village by village.
#[component]
pub fn Places(
    /// By name.
    places: Vec<PlaceFigure>,
    /// The months shown.
    span: (Month, Month),
) -> impl IntoView {
    let w = use_words().inspection;
    let (from, to) = (span.0.to_string(), span.1.to_string());
    let is_held = places.iter().any(|place| place.tally.is_none());
    let first = if places.iter().any(|place| place.station.is_some()) { w.station } else { w.village };
    let rows = places.into_iter().map(|place| {
        let name = match place.station {
            Some(id) => {
                let to = [("station", &*id.to_string()), ("from", &from), ("to", &to)];
                view! { <a href=address("/desk/inspection", &to)>{place.name}</a> }.into_any()
            }
            None => place.name.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}{place.synced.map(|at| view! { <small>{w.synced}<Ago at /></small> })}</th>
                <Cells tally=place.tally />
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=w.by_place>
            <table class="table cards"><Head first=first /><tbody>{rows.collect_view()}</tbody></table>
        </div>
        {is_held.then(|| view! { <p class="hint">{w.few_detail}</p> })}
    }
}

/// What visitors did, by name: no order says who did more.
#[component]
pub fn Workers(workers: Vec<Worker>, has_station: bool) -> impl IntoView {
    let w = use_words().inspection;
    if !has_station {
        return view! { <p class="faint">{w.workers_pick}</p> }.into_any();
    }
    let rows = workers.into_iter().map(|worker| {
        let total = worker
            .months
            .map(|months| months.into_iter().map(|(_, work)| work).fold(Work::default(), Work::plus));
        view! { <tr><th scope="row">{worker.name}</th><WorkCells work=total /></tr> }
    });
    view! {
        <p class="hint">{w.workers_detail}</p>
        <WorkTable first=w.visitor rows=rows.collect_view().into_any() />
    }
    .into_any()
}

/// A table of work: [`WorkCells`] under their headings.
#[component]
pub fn WorkTable(first: &'static str, rows: AnyView) -> impl IntoView {
    let w = use_words().inspection;
    let words = [w.visits, w.attempts, w.timeliness, w.notices, w.checked, w.agreement];
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=first>
            <table class="table cards">
                <thead>
                    <tr>
                        <th scope="col">{first}</th>
                        {words.map(|word| view! { <th scope="col" class="number">{word}</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A visitor's or a month's work; one cell where it is held back.
#[component]
pub fn WorkCells(work: Option<Work>) -> impl IntoView {
    let w = use_words().inspection;
    let Some(work) = work else {
        return view! { <td class="faint" colspan="6">{w.few}</td> }.into_any();
    };
    let numbers = [
        (w.visits, work.visits.to_string()),
        (w.attempts, work.attempts.to_string()),
        (w.timeliness, percent(work.timeliness.permille())),
        (w.notices, percent(work.notices.permille())),
        (w.checked, work.checked.to_string()),
        (w.agreement, percent(work.agreement.permille())),
    ];
    numbers.map(|(word, number)| view! { <td data-label=word class="number">{number}</td> }).into_any()
}
