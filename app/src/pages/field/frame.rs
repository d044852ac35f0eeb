//! What pages of the phone are made of.

use super::record::NotWritten;
use super::state::{Field, use_field};
use crate::device::hand_off;
use crate::device::sender::Way;
use crate::words;
use domain::id::DwellingId;
use domain::round::Stop;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

/// A page with a way back, its title, the state of sending, and its next action at the thumb.
#[component]
pub fn Page(
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Where "back" leads; none on a tab.
    #[prop(into, optional)]
    back: Option<String>,
    /// The next action, at the bottom.
    #[prop(optional)]
    action: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let is_tab = back.is_none();
    view! {
        <header class="bar">
            {back.map(|to| view! { <A href=to attr:class="bar__back" attr:aria-label=w.back>"‹"</A> })}
            <h1 class="bar__title">{title}</h1>
            <SendState/>
        </header>
        <UrgentCall/>
        <PhoneState/>
        <main id="content" class="page">{children()}</main>
        <footer class="foot">
            {action.map(|action| view! { <div class="foot__action">{action}</div> })}
            {is_tab.then(|| view! { <Tabs/> }.into_any())}
        </footer>
    }
    .into_any()
}

/// The corner that always says what has not arrived.
#[component]
fn SendState() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let state = move || {
        let (counter, way) = (field.counter.get(), field.way.get());
        if way == Way::NotEnrolled || field.expired.get() {
            ("warn", "!", w.sign_in_again.to_owned())
        } else if counter.urgent > 0 {
            ("bad", "!", (w.urgent_waits)(counter.urgent))
        } else if counter.quarantined > 0 {
            ("warn", "!", (w.need_care)(counter.quarantined))
        } else if counter.unreceived > 0 {
            (if way == Way::Sending { "busy" } else { "wait" }, "↑", (w.to_send)(counter.unreceived))
        } else {
            ("good", "✓", w.all_received.to_owned())
        }
    };
    let class = move || format!("send send--{}", state().0);
    view! {
        <A href="/field/outbox" attr:class=class>
            <span class="send__mark" aria-hidden="true">{move || state().1}</span>
            <span role="status">{move || state().2}</span>
        </A>
    }
}

/// An urgent finding that the server does not have yet: call.
#[component]
fn UrgentCall() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    move || {
        if field.counter.get().urgent == 0 {
            return ().into_any();
        }
        let phone = field.round.with(|round| round.as_ref().and_then(|round| round.duty_phone.clone()));
        view! {
            <div class="urgent" role="alert">
                <p>{w.urgent_not_received}</p>
                {match phone {
                    Some(number) => view! {
                        <a class="button button--bad" href=hand_off::dial(&number)>
                            {(w.call_duty)(&number)}
                        </a>
                    }
                    .into_any(),
                    None => view! { <p>{w.no_duty_phone}</p> }.into_any(),
                }}
            </div>
        }
        .into_any()
    }
}

/// What is wrong with the phone itself, said before it does harm: it is nearly full, its clock is wrong.
#[component]
fn PhoneState() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let told = |text: String| view! { <p class="alert" role="alert">{text}</p> }.into_any();
    move || {
        let space = field.space.get().map(|left| told((w.little_space)(left)));
        let clock = field.clock.get().map(|minutes| told((w.wrong_clock)(minutes)));
        (space, clock)
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let (w, find) = (use_field().words(), words::files::files(use_field().lang()).find);
    view! {
        <nav class="tabs" aria-label=w.tabs>
            <A href="/field/today" attr:class="tab">{icon("list")}<span>{w.today}</span></A>
            <A href="/field/map" attr:class="tab">{icon("map")}<span>{w.map}</span></A>
            <A href="/field/files" attr:class="tab">{icon("find")}<span>{find}</span></A>
            <A href="/field/decisions" attr:class="tab">{icon("reply")}<span>{w.decisions}</span></A>
            <A href="/field/me" attr:class="tab">{icon("me")}<span>{w.me}</span></A>
        </nav>
    }
}

/// A drawing beside a word, never alone.
pub fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" viewBox="0 0 24 24">
            <use href=format!("/assets/field/icons.svg#{name}")></use>
        </svg>
    }
    .into_any()
}

/// A failure, said in place and to readers.
#[component]
pub fn Failure(
    /// What was not written, if anything.
    fault: RwSignal<Option<NotWritten>>,
) -> impl IntoView {
    let field = use_field();
    move || {
        fault.get().map(|fault| {
            let (title, detail) = explain(field, &fault);
            view! { <div class="alert" role="alert"><strong>{title}</strong><p>{detail}</p></div> }.into_any()
        })
    }
}

fn explain(field: Field, fault: &NotWritten) -> (String, String) {
    let w = field.words();
    match fault {
        NotWritten::Refused(problem) => {
            let text = words::problem::text(field.lang(), problem);
            (text.title.to_owned(), text.detail)
        }
        NotWritten::Store(detail) => (w.not_saved.to_owned(), detail.clone()),
        NotWritten::SignedOut => (w.sign_in_again.to_owned(), w.stays_here.to_owned()),
    }
}

/// The dwelling in the address of the page.
pub fn use_dwelling() -> Option<DwellingId> {
    use_location().pathname.with_untracked(|path| path.split('/').nth(3)?.parse().ok())
}

/// The stop of the page's dwelling, if it is in today's round.
pub fn use_stop() -> Option<Stop> {
    use_field().stop(use_dwelling()?)
}

/// Address of a step at the door of `dwelling`.
pub fn step(dwelling: DwellingId, step: &str) -> String {
    format!("/field/stop/{dwelling}/{step}")
}

/// Address of a stop.
pub fn stop_path(dwelling: DwellingId) -> String {
    format!("/field/stop/{dwelling}")
}

/// How the place of a stop is called: property and door.
pub fn place(field: Field, stop: &Stop) -> String {
    if stop.door.is_empty() {
        stop.property_name.clone()
    } else {
        format!("{} {}", stop.property_name, door(field, &stop.door))
    }
}

/// How a door is called.
pub fn door(field: Field, door: &str) -> String {
    if door.is_empty() { field.words().whole_house.to_owned() } else { (field.words().door)(door) }
}

/// The page of a stop that is not in today's round any more.
#[component]
pub fn Gone() -> impl IntoView {
    let w = use_field().words();
    view! { <Page title=w.today back="/field/today"><p class="empty">{w.stop_gone}</p></Page> }.into_any()
}
