//! 重排路线: the rest of the day in a new order, found on the phone.

use super::frame::{Page, door};
use super::state::{Field, use_field};
use crate::device::engine::{self, NoOrder};
use crate::device::{clock, position};
use crate::words::common::minute;
use crate::words::order::order as words;
use crate::words::plan::left_out;
use chrono::{NaiveTime, Timelike};
use domain::Position;
use domain::reorder::{Ask, Order};
use domain::round::Stop;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

mod taken;

pub use taken::ORDER;

/// Where the new order begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Where the phone is.
    Here,
    /// The door done last, or the start of the day.
    LastDoor,
}

/// How far the question is.
#[derive(Clone, Default)]
enum Search {
    #[default]
    Asked,
    Running,
    Found(Arc<Order>),
    Failed(&'static str),
}

/// The page.
#[component]
pub fn OrderPage() -> impl IntoView {
    let field = use_field();
    let w = words(field.lang());
    let shift_end = untrack(|| field.round.with(|round| round.as_ref().map(|round| round.shift_end)));
    let home_by = RwSignal::new(shift_end.map(crate::words::common::clock).unwrap_or_default());
    let search = RwSignal::new(Search::default());
    let find = Callback::new(move |from: Start| {
        search.set(Search::Running);
        spawn_local(async move {
            let found = find(field, from, &home_by.get_untracked()).await;
            search.set(found.map_or_else(Search::Failed, |order| Search::Found(Arc::new(order))));
        });
    });
    let action = move || match search.get() {
        Search::Found(order) => view! { <Take order/> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <Page title=w.title back="/field/today" action=action.into_any()>
            <p>{w.lead}</p>
            <label class="group">
                <span>{w.home_by}</span>
                <input class="input" type="time" required bind:value=home_by/>
            </label>
            <Begin find search/>
            {move || match search.get() {
                Search::Found(order) => view! { <Found order/> }.into_any(),
                Search::Failed(why) => view! { <p class="hint" role="alert">{why}</p> }.into_any(),
                Search::Running => view! { <p class="hint" role="status">{w.searching}</p> }.into_any(),
                Search::Asked => ().into_any(),
            }}
        </Page>
    }
    .into_any()
}

/// Where to begin, and the way back to the plan.
#[component]
fn Begin(find: Callback<Start>, search: RwSignal<Search>) -> impl IntoView {
    let field = use_field();
    let w = words(field.lang());
    let busy = move || matches!(search.get(), Search::Running);
    let navigate = use_navigate();
    let as_planned = move |_| {
        let navigate = navigate.clone();
        spawn_local(async move {
            field.walk_as_planned().await;
            navigate("/field/today", Default::default());
        });
    };
    view! {
        <div class="stack">
            <button class="button button--second" disabled=busy on:click=move |_| find.run(Start::Here)>
                {w.from_here}
            </button>
            <button class="button button--second" disabled=busy on:click=move |_| find.run(Start::LastDoor)>
                {w.from_last}
            </button>
            {move || field.reordered.get().then(|| view! {
                <button class="button button--quiet" on:click=as_planned.clone()>{w.as_planned}</button>
            }.into_any())}
        </div>
    }
    .into_any()
}

/// Takes the order into use.
#[component]
fn Take(order: Arc<Order>) -> impl IntoView {
    let field = use_field();
    let navigate = use_navigate();
    let take = move |_| {
        let (order, navigate) = (order.clone(), navigate.clone());
        spawn_local(async move {
            field.walk_by(&order).await;
            navigate("/field/today", Default::default());
        });
    };
    view! { <button class="button button--main" on:click=take>{words(field.lang()).take}</button> }.into_any()
}

/// The order: when which door, what finds no room, and when the day ends.
#[component]
fn Found(order: Arc<Order>) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (words(field.lang()), field.lang());
    let name = move |owed| {
        let stop = field.stop_of(owed)?;
        Some(format!("{} {}", stop.property_name, door(field, &stop.door)))
    };
    let legs = order.legs.iter().filter_map(|leg| {
        let begins =
            field.stop_of(leg.owed).map_or(leg.arrive_s, |stop| leg.depart_s - stop.service_s as i32);
        let (time, name) = (time(begins), name(leg.owed)?);
        Some(view! { <li class="order__stop"><b>{time}</b> " " {name}</li> }.into_any())
    });
    let out: Vec<_> = order
        .left_out
        .iter()
        .filter_map(|(owed, reason)| {
            let (name, reason) = (name(*owed)?, left_out(lang, *reason));
            Some(view! { <li>{name} " · " {reason}</li> }.into_any())
        })
        .collect();
    view! {
        <section class="card">
            <h2 class="ask">{w.found}</h2>
            <ol class="order">{legs.collect_view()}</ol>
            {order.back_s().map(|back| view! { <p>{(w.back_at)(&time(back))}</p> }.into_any())}
        </section>
        {(!out.is_empty()).then(|| view! {
            <section class="card">
                <h2 class="ask">{w.left_out}</h2>
                <p class="hint">{w.left_out_stays}</p>
                <ul class="order">{out}</ul>
            </section>
        }.into_any())}
    }
    .into_any()
}

/// Asks the engine, or says why it cannot.
async fn find(field: Field, from: Start, home_by: &str) -> Result<Order, &'static str> {
    let w = words(field.lang());
    let last = field.last_place().ok_or(w.nothing_left)?;
    let from = match from {
        Start::Here => position::fix().await.map_err(|_| w.no_position)?.at,
        Start::LastDoor => last,
    };
    let mut ask = field.rest_of_day(from).ok_or(w.nothing_left)?;
    if let Ok(home_by) = NaiveTime::parse_from_str(home_by, "%H:%M") {
        ask.home_by_s = home_by.num_seconds_from_midnight() as i32;
    }
    let round = field.round.get_untracked().ok_or(w.nothing_left)?;
    engine::reorder(&round, &ask).await.map_err(|why| match why {
        NoOrder::NoRoads => w.no_roads,
        NoOrder::Failed(why) => {
            leptos::logging::warn!("{why}");
            w.failed
        }
    })
}

impl Field {
    /// The question about the rest of the day; none where nothing is left.
    fn rest_of_day(self, from: Position) -> Option<Ask> {
        let round = self.round.get_untracked()?;
        let done =
            self.marks.with_untracked(|marks| marks.iter().map(|mark| mark.dwelling).collect::<Vec<_>>());
        let now = clock::corrected().with_timezone(round.shift_start.offset());
        let now_s = now.num_seconds_from_midnight() as i32;
        let ask = Ask::of(&round, |stop| done.contains(&stop.dwelling), from, now_s);
        (!ask.rest.is_empty()).then_some(ask)
    }

    /// The door done last today, or where the round starts.
    fn last_place(self) -> Option<Position> {
        let round = self.round.get_untracked()?;
        let last =
            self.marks.with_untracked(|marks| marks.iter().max_by_key(|mark| mark.at).map(|m| m.dwelling));
        let door = round.stops.iter().find(|stop| Some(stop.dwelling) == last);
        Some(door.map_or(round.start_at, |stop: &Stop| stop.at))
    }
}

fn time(second: i32) -> String {
    minute(u16::try_from(second / 60).unwrap_or_default())
}
