//! The yearly sheet of a station, made to be printed on A4.

use super::chart::{Ages, Months};
use super::parts::{AsOf, Numbers, Tabs};
use super::tables::ByMonth;
use crate::desk::inspection::{YearSheet, read_year};
use crate::parts::empty::Empty;
use crate::parts::filter::{Choice, FilterForm};
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::time::use_now;
use crate::parts::tools::Print;
use crate::parts::use_words;
use crate::words::office::fill;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A station's year.
#[component]
pub fn Year() -> impl IntoView {
    let w = use_words().inspection;
    let query = use_query_map();
    let ask = Memo::new(move |_| {
        query.with(|query| {
            let station = query.get_str("station").and_then(|id| id.parse().ok());
            (station, query.get_str("year").and_then(|year| year.parse().ok()))
        })
    });
    let sheet = Resource::new(move || ask.get(), |(station, year)| read_year(station, year));
    view! {
        <div class="page inspection">
            <PageHead title=w.year_title lead=w.year_lead><Print /></PageHead>
            <Tabs here="/desk/inspection/year" />
            {load(sheet, move |sheet| view! { <Sheet sheet /> })}
        </div>
    }
}

#[component]
fn Sheet(sheet: YearSheet) -> impl IntoView {
    let w = use_words().inspection;
    use_now().set(sheet.now);
    let Some((station, name)) = sheet.station else {
        return view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any();
    };
    let stations = sheet.stations.into_iter().map(|(id, name)| (id.to_string(), name)).collect::<Vec<_>>();
    view! {
        <FilterForm action="/desk/inspection/year">
            <Choice name="station" label=w.station chosen=station.to_string() choices=stations required=true />
            <label class="field">
                <span>{w.year}</span>
                <input type="number" name="year" min="2000" max="2999" value=sheet.year />
            </label>
        </FilterForm>
        <section class="panel year-sheet">
            <h2>{name} " · " {fill(w.year_of, sheet.year)}</h2>
            <AsOf synced=sheet.synced />
            <h3>{w.whole_year}</h3>
            <Numbers tally=sheet.total />
            <h3>{w.by_month}</h3>
            <Months months=sheet.months.clone() />
            <ByMonth months=sheet.months />
            <h3>{w.by_age}</h3>
            <Ages tally=sheet.total />
            <p class="sign">{w.sign}</p>
        </section>
    }
    .into_any()
}
