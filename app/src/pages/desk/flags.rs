//! The officer's queue: flags on the left with their filters in the address, one flag right.

use crate::desk::flag::{FlagFilter, FlagQueue, FlagRow, FlagShelf, list_flags};
use crate::parts::badge::{SeverityBadge, StateBadge};
use crate::parts::empty::Empty;
use crate::parts::filter::{Choice, FilterForm, address, key, value};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::live::{Live, notify, toggle_alarm};
use crate::parts::load::load;
use crate::parts::time::{Ago, Left, use_now};
use crate::parts::{use_lang, use_words};
use crate::words::domain::Label;
use domain::finding::{Category, Severity};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::{A, Outlet};
use leptos_router::hooks::{use_location, use_query_map};

use super::keys::watch_keys;

/// The version of the queue that a step taken in the page beside has made.
#[derive(Clone, Copy)]
pub struct Taken(pub RwSignal<u64>);

/// The queue with its filters, and the chosen flag beside it.
#[component]
pub fn Flags() -> impl IntoView {
    let words = use_words().flag;
    let taken = Taken(RwSignal::new(0));
    provide_context(taken);
    let filter = current_filter();
    let live = use_context::<Live>();
    let tick = move || live.map_or(0, |live| live.tick.get()) + taken.0.get();
    let queue = Resource::new(move || (filter.get(), tick()), |(filter, _)| list_flags(filter));
    let path = use_location().pathname;
    let split = move || if path.get().len() > "/desk/flags/".len() { "split has-thing" } else { "split" };
    watch_keys();
    announce(queue);
    view! {
        <div class=split>
            <section class="queue" aria-label=words.title>
                <PageHead title=words.title>{live.map(|live| view! { <Alarm live /> })}</PageHead>
                {move || view! { <Filters filter=filter.get() /> }}
                {load(queue, move |queue| view! { <Rows queue filtered=filter.get_untracked() /> })}
            </section>
            <section class="thing"><Outlet /></section>
        </div>
    }
}

fn current_filter() -> Memo<FlagFilter> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| FlagFilter {
            shelf: query.get_str("shelf").and_then(value).unwrap_or_default(),
            severity: query.get_str("severity").and_then(value),
            category: query.get_str("category").and_then(value),
            text: query.get("q").unwrap_or_default(),
        })
    })
}

/// The filter as the end of an address.
fn query_of(filter: &FlagFilter, shelf: FlagShelf) -> String {
    let shelf = if shelf == FlagShelf::default() { String::new() } else { key(&shelf) };
    let severity = filter.severity.map(|s| key(&s)).unwrap_or_default();
    let category = filter.category.map(|c| key(&c)).unwrap_or_default();
    address("", &[("shelf", &shelf), ("severity", &severity), ("category", &category), ("q", &filter.text)])
}

/// Title with the number of unanswered flags; a notification when it grows.
fn announce(queue: Resource<crate::desk::Answer<FlagQueue>>) {
    let (words, live) = (use_words().flag, use_context::<Live>());
    let count = Memo::new(move |_| queue.get().and_then(Result::ok).map_or(0, |queue| queue.unanswered));
    Effect::new(move |before: Option<u32>| {
        let now = count.get();
        let wanted = live.is_some_and(|live| live.alarm.get_untracked());
        if wanted && before.is_some_and(|before| now > before) {
            notify(words.notify);
        }
        let title = document().title();
        let bare =
            title.split_once(") ").filter(|_| title.starts_with('(')).map_or(title.as_str(), |(_, t)| t);
        document().set_title(&if now > 0 { format!("({now}) {bare}") } else { bare.to_owned() });
        now
    });
}

/// Whether events arrive, and the switch of sound and notifications.
#[component]
fn Alarm(live: Live) -> impl IntoView {
    let words = use_words().flag;
    let on = move || live.alarm.get();
    view! {
        <span class="live" class:is-on=move || live.connected.get() role="status">
            {move || if live.connected.get() { words.live } else { words.live_off }}
        </span>
        <button class="button quiet" type="button" aria-pressed=move || on().to_string()
            on:click=move |_| toggle_alarm(live)>
            <Icon name="bell" />
            <span>{move || if on() { words.alarm_on } else { words.alarm_off }}</span>
        </button>
    }
}

/// Shelves as links, the rest as a form.
#[component]
fn Filters(filter: FlagFilter) -> impl IntoView {
    let (words, lang) = (use_words().flag, use_lang());
    let shelves = [(FlagShelf::New, words.new), (FlagShelf::Open, words.open), (FlagShelf::Done, words.done)];
    let severities = [Severity::Urgent, Severity::High, Severity::Low];
    let is_set = filter.severity.is_some() || filter.category.is_some() || !filter.text.is_empty();
    view! {
        <ul class="tabs">
            {shelves.map(|(shelf, word)| {
                let here = (shelf == filter.shelf).then_some("page");
                let href = format!("/desk/flags{}", query_of(&filter, shelf));
                view! { <li><a href=href aria-current=here>{word}</a></li> }
            })}
        </ul>
        <FilterForm action="/desk/flags" text=filter.text.clone() is_set=is_set>
            {(filter.shelf != FlagShelf::default()).then(|| view! {
                <input type="hidden" name="shelf" value=key(&filter.shelf) />
            })}
            <Choice name="severity" label=words.severity chosen=filter.severity.map(|s| key(&s)).unwrap_or_default()
                choices=severities.map(|s| (key(&s), s.label(lang).to_owned())).to_vec() />
            <Choice name="category" label=words.category chosen=filter.category.map(|c| key(&c)).unwrap_or_default()
                choices=Category::ALL.map(|c| (key(&c), c.label(lang).to_owned())).to_vec() />
        </FilterForm>
    }
}

#[component]
fn Rows(queue: FlagQueue, filtered: FlagFilter) -> impl IntoView {
    let words = use_words().flag;
    let clock = use_now();
    clock.set(queue.now);
    if queue.rows.is_empty() {
        let title = if filtered == FlagFilter::default() { words.empty_title } else { words.empty_filter };
        return view! { <Empty title detail=words.empty_detail /> }.into_any();
    }
    let query = query_of(&filtered, filtered.shelf);
    view! {
        <ol class="rows" data-queue>
            {queue.rows.into_iter().map(|row| view! { <Row row query=query.clone() /> }).collect_view()}
        </ol>
    }
    .into_any()
}

#[component]
fn Row(row: FlagRow, query: String) -> impl IntoView {
    let (words, lang) = (use_words().flag, use_lang());
    let fresh = !row.seen;
    view! {
        <li>
            <A href=format!("/desk/flags/{}{query}", row.id) attr:class="row" attr:data-row="">
                <span class="row-top">
                    <SeverityBadge severity=row.severity />
                    <b>{row.category.label(lang)}</b>
                    {fresh.then(|| view! { <span class="fresh">{words.unseen}</span> })}
                    {row.restricted.then(|| view! { <span class="tag"><Icon name="lock" />{words.restricted}</span> })}
                </span>
                <span class="row-main">{row.address} " " <small>{row.village_name}</small></span>
                <span class="row-end">
                    <StateBadge state=row.state />
                    {row.deadline.map(|deadline| view! { <Left deadline /> })}
                    <span class="faint"><Ago at=row.raised_at /></span>
                    {row.escalated.then(|| view! { <span class="tag tag-up">{words.escalated}</span> })}
                </span>
            </A>
        </li>
    }
}

/// What stands right while no flag is chosen.
#[component]
pub fn Pick() -> impl IntoView {
    let words = use_words();
    view! {
        <Title text=format!("{} · {}", words.flag.title, words.frame.product) />
        <Empty title=words.flag.pick_title detail=words.flag.pick_detail />
    }
}
