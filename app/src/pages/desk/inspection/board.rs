//! The board of stations: coverage, timeliness, agreement of spot checks. Nothing else, and nobody.

use super::month_of;
use super::parts::{AsOf, MonthField, Tabs, percent};
use crate::desk::inspection::{Board as Page, read_board};
use crate::parts::empty::Empty;
use crate::parts::filter::FilterForm;
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::time::use_now;
use crate::parts::tools::Print;
use crate::parts::use_words;
use domain::inspection::Standing;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Stations side by side.
#[component]
pub fn Board() -> impl IntoView {
    let w = use_words().inspection;
    let query = use_query_map();
    let span = Memo::new(move |_| query.with(|query| (month_of(query, "from"), month_of(query, "to"))));
    let board = Resource::new(move || span.get(), |(from, to)| read_board(from, to));
    view! {
        <div class="page inspection">
            <PageHead title=w.board_title lead=w.board_lead><Print /></PageHead>
            <Tabs here="/desk/inspection/board" />
            {load(board, move |board| view! { <Lines board is_set=span.get_untracked() != (None, None) /> })}
        </div>
    }
}

#[component]
fn Lines(board: Page, is_set: bool) -> impl IntoView {
    let w = use_words().inspection;
    use_now().set(board.now);
    if board.lines.is_empty() {
        return view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any();
    }
    let is_held = board.lines.iter().any(|line| line.place.is_none());
    view! {
        <FilterForm action="/desk/inspection/board" is_set=is_set>
            <MonthField name="from" label=w.from month=board.span.0 />
            <MonthField name="to" label=w.to month=board.span.1 />
        </FilterForm>
        <AsOf synced=board.synced />
        <section class="panel">
            <table class="table cards board">
                <thead>
                    <tr>
                        <th scope="col" class="number">{w.place}</th>
                        <th scope="col">{w.station}</th>
                        <th scope="col" class="number">{w.coverage}</th>
                        <th scope="col" class="number">{w.timeliness}</th>
                        <th scope="col" class="number">{w.agreement}</th>
                    </tr>
                </thead>
                <tbody>{board.lines.into_iter().map(|line| view! { <Line line /> }).collect_view()}</tbody>
            </table>
            {is_held.then(|| view! { <p class="hint">{w.few_detail}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Line(line: Standing) -> impl IntoView {
    let w = use_words().inspection;
    let place = line.place.map_or_else(|| "–".to_owned(), |place| place.to_string());
    view! {
        <tr>
            <td data-label=w.place class="number">{place}</td>
            <th scope="row">{line.station}</th>
            <td data-label=w.coverage class="number">{percent(line.coverage)}</td>
            <td data-label=w.timeliness class="number">{percent(line.timeliness)}</td>
            <td data-label=w.agreement class="number">{percent(line.agreement)}</td>
        </tr>
    }
}
