//! The phone's app: routes, and what stands around every page.

use super::ahead::AheadPage;
use super::check_in::CheckInPage;
use super::checklist::ChecklistPage;
use super::consent::ConsentPage;
use super::correct::CorrectPage;
use super::decisions::DecisionsPage;
use super::done::DonePage;
use super::file::FilePage;
use super::files::FilesPage;
use super::finding::FindingPage;
use super::map::MapPage;
use super::me::MePage;
use super::moved::MovedPage;
use super::notice::NoticePage;
use super::order::OrderPage;
use super::outbox::OutboxPage;
use super::outcome::OutcomePage;
use super::pin::PinPage;
use super::register::RegisterPage;
use super::sign_in::SignInPage;
use super::skip::SkipPage;
use super::state::Field;
use super::stop::StopPage;
use super::today::TodayPage;
use super::unlock::UnlockPage;
use crate::device::prefs;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};
use wasm_bindgen_futures::spawn_local;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let field = Field::new();
    prefs::show(field.prefs.get_untracked());
    provide_context(field);
    spawn_local(field.start());
    let lang = Memo::new(move |_| field.prefs.with(|prefs| prefs.lang));
    view! {
        <Router>
            {move || {
                // Pages take their words once; another language builds them anew.
                lang.track();
                field.ready.get().then(|| view! { <Pages/> }.into_any())
            }}
        </Router>
    }
}

/// The page at the present address. Chosen here: a router's table of types for each page weighs more
/// than all their texts. So it is here, too, that the browser's address follows.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let browser = use_context::<BrowserUrl>();
    Effect::new(move || {
        path.track();
        browser.iter().for_each(BrowserUrl::ready_to_complete);
    });
    move || path.with(|path| page(path))
}

fn page(path: &str) -> AnyView {
    let parts: Vec<&str> = path.split('/').skip(2).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        ["sign-in"] => view! { <SignInPage/> }.into_any(),
        ["unlock"] => view! { <UnlockPage/> }.into_any(),
        ["pin"] => view! { <Arrived/> }.into_any(),
        ["today"] => known(|| view! { <TodayPage/> }.into_any()),
        ["ahead"] => known(|| view! { <AheadPage/> }.into_any()),
        ["map"] => known(|| view! { <MapPage/> }.into_any()),
        ["order"] => known(|| view! { <OrderPage/> }.into_any()),
        ["outbox"] => known(|| view! { <OutboxPage/> }.into_any()),
        ["decisions"] => known(|| view! { <DecisionsPage/> }.into_any()),
        ["files"] => known(|| view! { <FilesPage/> }.into_any()),
        ["files", _] => known(|| view! { <FilePage/> }.into_any()),
        ["me"] => known(|| view! { <MePage/> }.into_any()),
        ["register"] => known(|| view! { <RegisterPage/> }.into_any()),
        ["stop", _] => known(|| view! { <StopPage/> }.into_any()),
        ["stop", _, step] => at_door(step),
        _ => elsewhere("/field/today"),
    }
}

/// One step at a door.
fn at_door(step: &str) -> AnyView {
    match step {
        "check-in" => known(|| view! { <CheckInPage/> }.into_any()),
        "outcome" => known(|| view! { <OutcomePage/> }.into_any()),
        "consent" => known(|| view! { <ConsentPage/> }.into_any()),
        "checklist" => known(|| view! { <ChecklistPage/> }.into_any()),
        "finding" => known(|| view! { <FindingPage/> }.into_any()),
        "notice" => known(|| view! { <NoticePage/> }.into_any()),
        "done" => known(|| view! { <DonePage/> }.into_any()),
        "skip" => known(|| view! { <SkipPage/> }.into_any()),
        "moved" => known(|| view! { <MovedPage/> }.into_any()),
        "correct" => known(|| view! { <CorrectPage/> }.into_any()),
        _ => elsewhere("/field/today"),
    }
}

/// A page for someone who has signed in on this phone, now or before it lost the network, and for whom it
/// is open. Who unlocks it comes to the page that was asked for.
fn known(page: fn() -> AnyView) -> AnyView {
    view! { <Known page/> }.into_any()
}

#[component]
fn Known(page: fn() -> AnyView) -> impl IntoView {
    let field = super::state::use_field();
    let asked = use_location().pathname;
    move || {
        if field.tokens.with(Option::is_some) {
            return page();
        }
        field.wanted.set(Some(asked.get_untracked()));
        elsewhere(if field.people.with(Vec::is_empty) { "/field/sign-in" } else { "/field/unlock" })
    }
}

/// The page for someone who has just signed in and has no PIN here.
#[component]
fn Arrived() -> impl IntoView {
    let field = super::state::use_field();
    let has_come =
        Memo::new(move |_| field.arrived.with(Option::is_some) || field.tokens.with(Option::is_some));
    move || if has_come.get() { view! { <PinPage/> }.into_any() } else { elsewhere("/field/sign-in") }
}

/// Goes to another page once this one stands: the router cannot change pages while it makes one.
fn elsewhere(path: &'static str) -> AnyView {
    view! { <Elsewhere path/> }.into_any()
}

#[component]
fn Elsewhere(path: &'static str) -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move || navigate(path, NavigateOptions { replace: true, ..Default::default() }));
}
