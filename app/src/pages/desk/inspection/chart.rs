//! Charts drawn on the server as SVG. What they show stands in a table beside them too.

use crate::desk::inspection::MonthFigure;
use crate::parts::{use_lang, use_words};
use crate::words::inspection::month as month_words;
use domain::inspection::Tally;
use leptos::prelude::*;

/// Width of a month, and the height of a whole, in the drawing's units.
const STEP: u32 = 48;
const HEIGHT: u32 = 120;
/// Room for the names of the months.
const FOOT: u32 = 20;

/// Coverage as bars and timeliness as a line, month by month.
#[component]
pub fn Months(
    /// The earliest first.
    months: Vec<MonthFigure>,
) -> impl IntoView {
    let (w, lang) = (use_words().inspection, use_lang());
    let width = STEP * months.len().max(1) as u32;
    let bars = months.iter().zip(0..).map(|(figure, n)| {
        let covered = figure.tally.and_then(|tally| tally.flow.coverage().permille());
        let high = height(covered.unwrap_or(0));
        let (x, middle) = (n * STEP + STEP / 4, n * STEP + STEP / 2);
        let name = month_words(lang, figure.month);
        view! {
            <g>
                <title>{name}</title>
                <rect class="chart-all" x=x y="0" width=STEP / 2 height=HEIGHT />
                <rect class="chart-bar" x=x y=HEIGHT - high width=STEP / 2 height=high />
                <text x=middle y=HEIGHT + FOOT - 5 text-anchor="middle">{figure.month.number()}</text>
            </g>
        }
    });
    let bars = bars.collect_view();
    let points: Vec<(u32, u32)> = months
        .iter()
        .zip(0..)
        .filter_map(|(figure, n)| {
            let timely = figure.tally?.flow.timeliness().permille()?;
            Some((n * STEP + STEP / 2, HEIGHT - height(timely)))
        })
        .collect();
    let line: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    view! {
        <figure class="chart">
            <svg viewBox=format!("-2 -4 {} {}", width + 4, HEIGHT + FOOT + 4) role="img" aria-label=w.chart>
                {bars}
                <polyline class="chart-line" points=line.join(" ") />
                {points.into_iter().map(|(x, y)| view! { <circle class="chart-dot" cx=x cy=y r="3" /> }).collect_view()}
            </svg>
            <figcaption>{w.chart}</figcaption>
        </figure>
    }
}

fn height(permille: u32) -> u32 {
    permille.min(1_000) * HEIGHT / 1_000
}

/// What is overdue, by age: a table whose rows are bars.
#[component]
pub fn Ages(
    /// None where it is held back.
    tally: Option<Tally>,
) -> impl IntoView {
    let w = use_words().inspection;
    let Some(tally) = tally else { return view! { <p class="faint">{w.few}</p> }.into_any() };
    let counts = tally.stock.overdue;
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let rows = [w.age_10, w.age_30, w.age_60, w.age_more].into_iter().zip(counts).map(|(word, count)| {
        view! {
            <tr>
                <th scope="row">{word}</th>
                <td class="number">{count}</td>
                <td class="age-bar">
                    <svg class="bar" viewBox=format!("0 0 {most} 1") preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar-late" width=count height="1" />
                    </svg>
                </td>
            </tr>
        }
    });
    view! {
        <table class="table ages">
            <thead class="visually-hidden">
                <tr><th scope="col">{w.by_age}</th><th scope="col">{w.overdue}</th><td></td></tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
