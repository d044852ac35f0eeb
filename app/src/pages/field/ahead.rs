//! 未来几天: the visitor's coming days, as planned so far.

use super::files::listed;
use super::frame::Page;
use super::state::{AHEAD, Field, use_field};
use crate::device::session::kept;
use crate::words::common::clock;
use domain::round::{Round, Stop};
use leptos::prelude::*;
use sync::pack::Row;
use wasm_bindgen_futures::spawn_local;

/// The coming days.
#[component]
pub fn AheadPage() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let rounds = RwSignal::new(None::<Vec<Round>>);
    spawn_local(async move {
        rounds.set(Some(days_kept(field).await));
        // Whoever looks wants to know now.
        if field.pull_ahead().await == Ok(true) {
            rounds.set(Some(days_kept(field).await));
        }
    });
    view! {
        <Page title=w.ahead.to_owned() back="/field/today">
            {move || rounds.with(|rounds| rounds.as_ref().map(|rounds| {
                let note = if rounds.is_empty() { w.none_ahead } else { w.ahead_may_change };
                let days = rounds.iter().map(|round| day(field, round)).collect_view();
                view! { <p class="hint" role="status">{note}</p> {days} }.into_any()
            }))}
        </Page>
    }
    .into_any()
}

/// The rounds kept on this phone, without the days that have come meanwhile.
async fn days_kept(field: Field) -> Vec<Round> {
    let mut rounds: Vec<Round> = kept(AHEAD).await.unwrap_or_default();
    let today = field.date();
    rounds.retain(|round| round.date.to_string() > today);
    rounds
}

fn day(field: Field, round: &Round) -> AnyView {
    let w = field.words();
    let stops = &round.stops;
    let hours = stops.first().zip(stops.last()).map(|(first, last)| {
        format!("{} · {}–{}", (w.property_note)(stops.len(), 0), clock(first.arrive), clock(last.depart))
    });
    view! {
        <section class="village">
            <h2 class="village__name">
                <span>{(w.date)(round.date)}</span>
                <span class="village__count">{hours}</span>
            </h2>
            <ul class="doors">{stops.iter().map(stop_view).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn stop_view(stop: &Stop) -> AnyView {
    let row = Row {
        dwelling: stop.dwelling,
        village: stop.village_name.clone(),
        property: stop.property_name.clone(),
        door: stop.door.clone(),
        label: stop.label.clone(),
        cadence: stop.cadence,
        last_visit: None,
    };
    listed(row, clock(stop.begins()))
}
