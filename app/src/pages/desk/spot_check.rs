//! Spot checks: drawn and followed by a supervisor; made and reported by the second visitor.

mod report;

use super::inspection::Tabs;
use crate::desk::Answer;
use crate::desk::spot_check::{
    CheckLine, Draw, SpotChecks as Page, draw_spot_checks, read_spot_checks, report_spot_check,
};
use crate::parts::empty::Empty;
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use crate::words::inspection::month as month_words;
use crate::words::office::fill;
use chrono::NaiveDate;
use domain::id::{SpotCheckId, StationId};
use domain::inspection::Month;
use domain::spot_check::CheckReport;
use leptos::html;
use leptos::prelude::*;
use report::Tasks;

type Drawing = Action<(StationId, Month, Option<u32>), Answer<Draw>>;
type Reporting = Action<(SpotCheckId, CheckReport), Answer<()>>;

/// Spot checks of the area, or one's own.
#[component]
pub fn SpotChecks() -> impl IntoView {
    let w = use_words().spot_check;
    let drawing: Drawing = Action::new(|(station, month, seed): &(StationId, Month, Option<u32>)| {
        draw_spot_checks(*station, *month, *seed)
    });
    let reporting: Reporting =
        Action::new(|(check, report): &(SpotCheckId, CheckReport)| report_spot_check(*check, report.clone()));
    let source = move || (drawing.version().get(), reporting.version().get());
    let checks = Resource::new(source, |_| read_spot_checks());
    let failed = move || {
        let drawn = drawing.value().get().and_then(Result::err);
        drawn.or_else(|| reporting.value().get().and_then(Result::err))
    };
    let done = move || {
        let drawn = drawing.value().get().and_then(Result::ok);
        let drawn = drawn.map(|draw| format!("{}{}", fill(w.drawn, draw.drawn), draw.seed));
        drawn.or_else(|| reporting.value().get().and_then(Result::ok).map(|()| w.done.to_owned()))
    };
    view! {
        <div class="page inspection">
            <PageHead title=w.title lead=w.lead />
            <Tabs here="/desk/spot-checks" />
            {move || failed().map(|error| view! { <ProblemSummary error /> })}
            {move || done().map(|done| view! { <p class="done" role="status"><Icon name="check" />{done}</p> })}
            {load(checks, move |checks| view! { <Found checks drawing reporting /> })}
        </div>
    }
}

#[component]
fn Found(checks: Page, drawing: Drawing, reporting: Reporting) -> impl IntoView {
    let w = use_words().spot_check;
    let today = checks.today;
    let is_empty = checks.tasks.is_empty() && checks.lines.is_empty();
    let stations = checks.stations;
    view! {
        {(!stations.is_empty()).then(|| view! { <DrawForm stations today drawing /> })}
        {(!checks.tasks.is_empty()).then(|| view! { <Tasks tasks=checks.tasks today reporting /> })}
        {(!checks.lines.is_empty()).then(|| view! { <Lines lines=checks.lines /> })}
        {is_empty.then(|| view! { <Empty title=w.empty_title detail=w.empty_detail /> })}
    }
    .into_any()
}

#[component]
fn DrawForm(stations: Vec<(StationId, String)>, today: NaiveDate, drawing: Drawing) -> impl IntoView {
    let (w, lang) = (use_words().spot_check, use_lang());
    let (station, month) = (NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new());
    let seed = NodeRef::<html::Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let station = station.get().and_then(|select| select.value().parse().ok());
        let month = month.get().and_then(|select| select.value().parse().ok());
        let seed = seed.get().and_then(|input| input.value().parse().ok());
        if let Some((station, month)) = station.zip(month) {
            drawing.dispatch((station, month, seed));
        }
    };
    let running = Month::of(today);
    view! {
        <section class="panel">
            <h2>{w.draw}</h2>
            <form class="filters" method="post" on:submit=submit>
                <label class="field"><span>{w.station}</span>
                    <select node_ref=station>
                        {stations.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                    </select></label>
                <label class="field"><span>{w.month}</span>
                    <select node_ref=month>
                        {[running.before(), running].map(|month| view! {
                            <option value=month.to_string()>{month_words(lang, month)}</option>
                        })}
                    </select></label>
                <label class="field"><span>{w.seed}</span>
                    <input node_ref=seed type="number" min="0" max=u32::MAX.to_string() /></label>
                <button class="button" type="submit" disabled=move || drawing.pending().get()>{w.draw}</button>
            </form>
            <p class="hint">{w.draw_detail}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Lines(lines: Vec<CheckLine>) -> impl IntoView {
    let w = use_words().spot_check;
    let headings = [w.address, w.month, w.seed, w.first, w.second, w.due, w.result];
    view! {
        <section class="panel">
            <div class="table-wrap" tabindex="0" role="group" aria-label=w.title>
                <table class="table cards">
                    <thead><tr>{headings.map(|word| view! { <th scope="col">{word}</th> })}</tr></thead>
                    <tbody>{lines.into_iter().map(|line| view! { <Line line /> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Line(line: CheckLine) -> impl IntoView {
    let (w, lang) = (use_words().spot_check, use_lang());
    let result = match line.result {
        None => w.waiting.to_owned(),
        Some((on, outcome, agreement)) => {
            let compared = match (outcome.is_contact(), agreement.whole) {
                (true, 0) => w.none_compared.to_owned(),
                (false, _) => String::new(),
                (true, whole) => format!("{} {}/{whole}", w.agreed, agreement.part),
            };
            format!("{} {} {compared}", common::day(lang, on), outcome.label(lang))
        }
    };
    view! {
        <tr>
            <th scope="row">{line.address}<small>{line.station_name}</small></th>
            <td data-label=w.month>{month_words(lang, line.month)}</td>
            <td data-label=w.seed class="number">{line.seed}</td>
            <td data-label=w.first>{line.first}</td>
            <td data-label=w.second>{line.second}</td>
            <td data-label=w.due>
                {common::day(lang, line.due_on)}
                {line.late.then(|| view! { " " <span class="tag tag-late">{w.late}</span> })}
            </td>
            <td data-label=w.result>{result}</td>
        </tr>
    }
}
