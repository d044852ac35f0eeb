//! Today's round on a map: the walking line and numbered stops. The map's code is loaded when this
//! page is first opened; the list never waits for it.

use super::frame::Page;
use super::state::use_field;
use super::today::NextDoor;
use crate::device::page;
use crate::device::position;
use domain::Position;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;

/// What the map's element is given.
#[derive(Serialize)]
struct Shown {
    start: Position,
    line: Vec<Position>,
    stops: Vec<Pin>,
    here: Option<Position>,
}

#[derive(Serialize)]
struct Pin {
    number: usize,
    at: Position,
    name: String,
    done: bool,
    href: String,
}

/// The map.
#[component]
pub fn MapPage() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let here = RwSignal::new(None);
    page::load_module("/assets/field/map.mjs");
    let shown = move || {
        field.with_doors(|doors| {
            let start = field.round.with(|round| round.as_ref().map(|round| round.start_at));
            let line = doors.iter().flat_map(|door| way(&door.stop.way, door.stop.at)).collect();
            let stops = doors.iter().map(pin).collect();
            let shown = Shown { start: start?, line, stops, here: here.get() };
            serde_json::to_string(&shown).ok()
        })
    };
    let locate = move |_| {
        spawn_local(async move {
            if let Ok(fix) = position::fix().await {
                here.set(Some(fix.at));
            }
        });
    };
    view! {
        <Page title=w.map action=view! { <NextDoor/> }.into_any()>
            <div class="map">
                <rounds-map class="map__canvas" aria-label=w.map data-failed=w.map_failed
                    data-limited=w.map_limited data-round=shown></rounds-map>
                <button class="button map__here" on:click=locate>{w.where_am_i}</button>
            </div>
        </Page>
    }
}

fn way(way: &[Position], at: Position) -> Vec<Position> {
    if way.is_empty() { vec![at] } else { way.to_vec() }
}

fn pin(door: &sync::merge::Door<'_>) -> Pin {
    let stop = door.stop;
    Pin {
        number: door.number,
        at: stop.at,
        name: format!("{} {}", stop.property_name, stop.door),
        done: door.done.is_some(),
        href: super::frame::stop_path(stop.dwelling),
    }
}
