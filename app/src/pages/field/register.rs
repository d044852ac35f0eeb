//! "This door is not listed": a dwelling first seen in the field.

use super::frame::{Failure, Page};
use super::moved::People;
use super::record::New;
use super::state::use_field;
use crate::device::{ids, position};
use crate::words::domain::Label;
use domain::Position;
use domain::area::VillageCode;
use domain::id::PropertyId;
use domain::property::PropertyKind;
use domain::record::{Body, DwellingRegistered, NewProperty};
use domain::tenancy::Headcount;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

/// Where the choice "another property" stands in the list.
const OTHER: &str = "other";

/// The registration.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let (properties, villages) = known(field);
    let first = properties.first().map_or(OTHER.to_owned(), |(id, _)| id.to_string());
    let property = RwSignal::new(first);
    let village = RwSignal::new(villages.first().map(|(code, _)| code.0.clone()).unwrap_or_default());
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new(PropertyKind::Flat);
    let door = RwSignal::new(String::new());
    let empty = RwSignal::new(false);
    let count = RwSignal::new(Headcount { adults: 1, children: 0 });
    let at = RwSignal::new(None::<Position>);
    let fault = RwSignal::new(None);
    let saved = RwSignal::new(false);
    spawn_local(async move { at.set(position::fix().await.ok().map(|fix| fix.at)) });
    let is_new = move || property.get() == OTHER;
    let navigate = use_navigate();
    let save = move |_| {
        let chosen: Option<PropertyId> = property.get_untracked().parse().ok();
        let new_property = chosen.is_none().then(|| NewProperty {
            village: VillageCode(village.get_untracked()),
            name: name.get_untracked().trim().to_owned(),
            kind: kind.get_untracked(),
            at: at.get_untracked(),
        });
        let body = Body::DwellingRegistered(DwellingRegistered {
            dwelling: ids::new(),
            property: chosen.unwrap_or_else(ids::new),
            new_property,
            door: door.get_untracked().trim().to_owned(),
            household: (!empty.get_untracked()).then(|| count.get_untracked()),
        });
        let navigate = navigate.clone();
        spawn_local(async move {
            match field.write(vec![New::of(body)], vec![], vec![]).await {
                Ok(()) => {
                    saved.set(true);
                    navigate("/field/today", Default::default());
                }
                Err(problem) => fault.set(Some(problem)),
            }
        });
    };
    let is_told =
        move || if is_new() { !name.get().trim().is_empty() } else { !door.get().trim().is_empty() };
    let action = view! {
        <button class="button button--main" disabled=move || !is_told() on:click=save>{w.register}</button>
    }
    .into_any();
    view! {
        <Page title=w.not_listed back="/field/today" action>
            <Failure fault/>
            <label class="group">
                <span>{w.property}</span>
                <select class="input" bind:value=property>
                    {properties.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }.into_any()).collect_view()}
                    <option value=OTHER>{w.other_property}</option>
                </select>
            </label>
            {move || is_new().then(|| view! { <Property villages=villages.clone() village name kind/> }.into_any())}
            <label class="group">
                <span>{w.door_mark}</span>
                <input class="input" maxlength="40" autocomplete="off" bind:value=door/>
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=empty on:change:target=move |e| empty.set(e.target().checked())/>
                <span>{w.stands_empty}</span>
            </label>
            {move || (!empty.get()).then(|| view! { <People count/> }.into_any())}
            <p class="hint">{w.count_only}</p>
        </Page>
    }
    .into_any()
}

/// What is asked of a property first seen here.
#[component]
fn Property(
    villages: Vec<(VillageCode, String)>,
    village: RwSignal<String>,
    name: RwSignal<String>,
    kind: RwSignal<PropertyKind>,
) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    let villages =
        villages.into_iter().map(|(code, name)| view! { <option value=code.0>{name}</option> }.into_any());
    let kinds = PropertyKind::ALL.into_iter().filter(|kind| kind.is_planned()).map(|it| {
        let pressed = move || (kind.get() == it).to_string();
        view! { <button class="chip" aria-pressed=pressed on:click=move |_| kind.set(it)>{it.label(lang)}</button> }
            .into_any()
    });
    view! {
        <label class="group">
            <span>{w.village}</span>
            <select class="input" bind:value=village>{villages.collect_view()}</select>
        </label>
        <label class="group"><span>{w.address}</span><input class="input" maxlength="120" bind:value=name/></label>
        <fieldset class="group">
            <legend>{w.kind}</legend>
            <div class="chips">{kinds.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

type Known = (Vec<(PropertyId, String)>, Vec<(VillageCode, String)>);

/// Properties and villages of today's round, each once, in the order walked.
fn known(field: super::state::Field) -> Known {
    let mut known: Known = Default::default();
    field.round.with(|round| {
        for stop in round.iter().flat_map(|round| &round.stops) {
            if known.0.iter().all(|(id, _)| *id != stop.property) {
                known.0.push((stop.property, stop.property_name.clone()));
            }
            if known.1.iter().all(|(code, _)| *code != stop.village) {
                known.1.push((stop.village.clone(), stop.village_name.clone()));
            }
        }
    });
    known
}
