//! Today's round as a list: village, property, door.

use super::frame::{Page, door, stop_path};
use super::state::{Field, use_field};
use crate::words::common::clock;
use crate::words::domain::Label;
use crate::words::field::Words;
use domain::id::DwellingId;
use domain::round::Stop;
use leptos::prelude::*;
use leptos_router::components::A;
use sync::merge::{self, Done, Door};

/// The day.
#[component]
pub fn TodayPage() -> impl IntoView {
    let field = use_field();
    let title = Signal::derive(move || {
        let date = field.round.with(|round| round.as_ref().map(|round| round.date));
        date.map_or_else(|| field.words().today.to_owned(), field.words().date)
    });
    view! {
        <Page title action=view! { <NextDoor/> }.into_any()>
            {move || {
                if field.round.with(Option::is_none) {
                    return view! { <NoRound/> }.into_any();
                }
                view! { <Progress/> <List/> }.into_any()
            }}
        </Page>
    }
}

#[component]
fn NoRound() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    view! {
        <div class="empty">
            <p>{move || if field.reached.get() { w.no_round } else { w.no_round_offline }}</p>
            <button class="button button--quiet" on:click=move |_| field.refresh()>{w.ask_again}</button>
            {to_ahead(w)}
        </div>
    }
    .into_any()
}

fn to_ahead(w: &'static Words) -> AnyView {
    view! { <A href="/field/ahead" attr:class="button button--quiet">{w.ahead}</A> }.into_any()
}

/// How far the day is, and when it may end.
#[component]
fn Progress() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let counts = Memo::new(move |_| {
        field.with_doors(|doors| {
            let open = doors.iter().filter(|door| door.done.is_none());
            let left: i64 = open.map(|door| minutes(door.stop)).sum();
            (doors.iter().filter(|door| door.done.is_some()).count(), doors.len(), left)
        })
    });
    view! {
        <section class="day" aria-label=w.progress>
            <p class="day__text">
                {move || {
                    let (done, all, left) = counts.get();
                    if done == all { (w.day_done)(all) } else { (w.day_left)(done, all, left) }
                }}
            </p>
            <progress max=move || counts.get().1 value=move || counts.get().0></progress>
            {move || field.reordered.get().then(|| view! { <p class="day__note">{w.is_reordered}</p> }.into_any())}
            {move || (!field.reached.get()).then(|| view! { <p class="day__note">{w.from_phone}</p> }.into_any())}
        </section>
    }
    .into_any()
}

/// Minutes that a stop takes: the way to it and the time at the door.
fn minutes(stop: &Stop) -> i64 {
    i64::from(stop.travel_s) / 60 + (stop.depart - stop.arrive).num_minutes()
}

#[component]
fn List() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    view! {
        {move || field.with_doors(|doors| {
            let next = merge::next(&doors).map(|door| door.stop.dwelling);
            let drafts: Vec<DwellingId> = field.drafts.with(|drafts| drafts.iter().map(|d| d.dwelling).collect());
            let villages = merge::villages(doors);
            villages.into_iter().map(|village| village_view(field, village, next, &drafts)).collect_view()
        })}
        <p class="list__end">
            <A href="/field/order" attr:class="button button--quiet">{w.new_order}</A>
            {to_ahead(w)}
            <A href="/field/register" attr:class="button button--quiet">{w.not_listed}</A>
        </p>
    }
    .into_any()
}

fn village_view(
    field: Field,
    village: merge::Village<'_>,
    next: Option<DwellingId>,
    drafts: &[DwellingId],
) -> AnyView {
    let doors = || village.properties.iter().flat_map(|property| &property.doors);
    let (done, all) = (doors().filter(|door| door.done.is_some()).count(), doors().count());
    view! {
        <section class="village">
            <h2 class="village__name">
                <span>{village.name.to_owned()}</span>
                <span class="village__count">{format!("{done}/{all}")}</span>
            </h2>
            {village.properties.iter().map(|property| property_view(field, property, next, drafts)).collect_view()}
        </section>
    }
    .into_any()
}

fn property_view(
    field: Field,
    property: &merge::Property<'_>,
    next: Option<DwellingId>,
    drafts: &[DwellingId],
) -> AnyView {
    let w = field.words();
    let walk = property.doors.first().map_or(0, |door| door.stop.travel_s.div_ceil(60));
    view! {
        <div class="property">
            <h3 class="property__name">
                {property.name.to_owned()}
                <span class="property__note">{(w.property_note)(property.doors.len(), walk)}</span>
            </h3>
            <ul class="doors">
                {property.doors.iter().map(|door| door_view(field, door, next, drafts)).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

fn door_view(field: Field, it: &Door<'_>, next: Option<DwellingId>, drafts: &[DwellingId]) -> AnyView {
    let (w, lang) = (field.words(), field.lang());
    let stop = it.stop;
    let is_next = next == Some(stop.dwelling);
    let (to, name) = (stop_path(stop.dwelling), door(field, &stop.door));
    let note = match it.done {
        Some(Done::Visited(outcome)) => outcome.label(lang),
        Some(Done::Attempted(outcome)) => outcome.label(lang),
        Some(Done::Skipped(reason)) => reason.label(lang),
        None => stop.cadence.label(lang),
    };
    // The planned time is told where someone counts on it; else the order is what matters.
    let time = (it.done.is_none() && stop.is_agreed()).then(|| clock(stop.begins()));
    let (state, mark) = match it.done {
        Some(Done::Visited(_)) => ("done", "✓"),
        Some(Done::Attempted(_)) => ("tried", "○"),
        Some(Done::Skipped(_)) => ("skipped", "–"),
        None if is_next => ("next", "▸"),
        None => ("open", "▹"),
    };
    let badge = if it.done.is_none() && drafts.contains(&stop.dwelling) {
        Some(w.unfinished)
    } else if is_next {
        Some(w.next)
    } else if it.done.is_none() && stop.late {
        Some(w.late)
    } else {
        None
    };
    view! {
        <li>
            <A href=to attr:class=format!("door door--{state}")>
                <span class="door__mark" aria-hidden="true">{mark}</span>
                <span class="door__name">{name}</span>
                <span class="door__note">{time.map(|time| view! { <b>{time}</b> " · " })} {note}</span>
                {badge.map(|badge| view! { <span class="door__badge">{badge}</span> }.into_any())}
            </A>
        </li>
    }
    .into_any()
}

/// The one large button of the day.
#[component]
pub fn NextDoor() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    move || {
        field.next().map(|stop| {
            view! {
                <A href=stop_path(stop.dwelling) attr:class="button button--main">
                    {(w.go_next)(&door(field, &stop.door))}
                </A>
            }
            .into_any()
        })
    }
}
