//! Inspection: figures of an area by station, village, visitor and month, as of the last sync.

mod board;
mod chart;
mod own;
mod parts;
mod tables;
mod year;

pub use board::Board;
pub use own::Own;
pub use parts::Tabs;
pub use year::Year;

use crate::desk::inspection::{FigureAsk, Figures, read_figures};
use crate::parts::empty::Empty;
use crate::parts::filter::{Choice, FilterForm};
use crate::parts::frame::PageHead;
use crate::parts::live::Live;
use crate::parts::load::load;
use crate::parts::time::use_now;
use crate::parts::tools::Print;
use crate::parts::use_words;
use chart::{Ages, Months};
use domain::area::VillageCode;
use domain::inspection::Month;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use parts::{AsOf, MonthField, Numbers};
use tables::{ByMonth, Places, Workers};

/// A month of the address.
fn month_of(query: &ParamsMap, name: &str) -> Option<Month> {
    query.get_str(name).and_then(|month| month.parse().ok())
}

fn ask_of(query: &ParamsMap) -> FigureAsk {
    FigureAsk {
        station: query.get_str("station").and_then(|id| id.parse().ok()),
        village: query.get("village").filter(|code| !code.is_empty()).map(VillageCode),
        visitor: query.get_str("visitor").and_then(|id| id.parse().ok()),
        from: month_of(query, "from"),
        to: month_of(query, "to"),
    }
}

/// Figures with their filters in the address.
#[component]
pub fn Inspection() -> impl IntoView {
    let w = use_words().inspection;
    let query = use_query_map();
    let ask = Memo::new(move |_| query.with(ask_of));
    let live = use_context::<Live>();
    let source = move || (ask.get(), live.map_or(0, |live| live.tick.get()));
    let figures = Resource::new(source, |(ask, _)| read_figures(ask));
    view! {
        <div class="page inspection">
            <PageHead title=w.title lead=w.lead><Print /></PageHead>
            <Tabs here="/desk/inspection" />
            {load(figures, move |figures| view! { <Sheet figures ask=ask.get_untracked() /> })}
        </div>
    }
}

#[component]
fn Sheet(figures: Figures, ask: FigureAsk) -> impl IntoView {
    let w = use_words().inspection;
    use_now().set(figures.now);
    if figures.stations.is_empty() {
        return view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any();
    }
    let has_station = figures.station.is_some();
    view! {
        <Filters figures=figures.clone() ask />
        <AsOf synced=figures.synced />
        <Numbers tally=figures.total />
        <div class="grid wide-left">
            <section class="panel"><h2>{w.by_month}</h2><Months months=figures.months.clone() /><ByMonth months=figures.months /></section>
            <section class="panel"><h2>{w.by_age}</h2><Ages tally=figures.total /></section>
        </div>
        <section class="panel"><h2>{w.by_place}</h2><Places places=figures.places span=figures.span /></section>
        <section class="panel no-print"><h2>{w.workers}</h2><Workers workers=figures.workers has_station /></section>
    }
    .into_any()
}

#[component]
fn Filters(figures: Figures, ask: FigureAsk) -> impl IntoView {
    let w = use_words().inspection;
    let is_set = ask != FigureAsk::default();
    let stations =
        figures.stations.iter().map(|(id, name)| (id.to_string(), name.clone())).collect::<Vec<_>>();
    let villages = figures.villages.into_iter().map(|(code, name)| (code.0, name)).collect::<Vec<_>>();
    let visitors = figures.visitors.into_iter().map(|(id, name)| (id.to_string(), name)).collect::<Vec<_>>();
    let station = figures.station.map(|id| id.to_string()).unwrap_or_default();
    let one_station = stations.len() == 1;
    view! {
        <FilterForm action="/desk/inspection" is_set=is_set>
            <Choice name="station" label=w.station chosen=station choices=stations required=one_station />
            {(!villages.is_empty()).then(|| view! {
                <Choice name="village" label=w.village chosen=ask.village.map(|code| code.0).unwrap_or_default() choices=villages />
            })}
            {(!visitors.is_empty()).then(|| view! {
                <Choice name="visitor" label=w.visitor chosen=ask.visitor.map(|id| id.to_string()).unwrap_or_default() choices=visitors />
            })}
            <MonthField name="from" label=w.from month=figures.span.0 />
            <MonthField name="to" label=w.to month=figures.span.1 />
        </FilterForm>
    }
}
