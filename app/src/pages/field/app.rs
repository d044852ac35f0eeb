//! The phone's app: routes, and what stands around every page.

use super::check_in::CheckInPage;
use super::checklist::ChecklistPage;
use super::consent::ConsentPage;
use super::correct::CorrectPage;
use super::decisions::DecisionsPage;
use super::done::DonePage;
use super::finding::FindingPage;
use super::map::MapPage;
use super::me::MePage;
use super::moved::MovedPage;
use super::notice::NoticePage;
use super::order::OrderPage;
use super::outbox::OutboxPage;
use super::outcome::OutcomePage;
use super::register::RegisterPage;
use super::sign_in::SignInPage;
use super::skip::SkipPage;
use super::state::Field;
use super::stop::StopPage;
use super::today::TodayPage;
use crate::device::prefs;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_navigate;
use leptos_router::{NavigateOptions, path};
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

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <Elsewhere path="/field/today"/> }>
            <Route path=path!("/field/today") view=|| view! { <Known><TodayPage/></Known> }.into_any()/>
            <Route path=path!("/field/map") view=|| view! { <Known><MapPage/></Known> }.into_any()/>
            <Route path=path!("/field/order") view=|| view! { <Known><OrderPage/></Known> }.into_any()/>
            <Route path=path!("/field/outbox") view=|| view! { <Known><OutboxPage/></Known> }.into_any()/>
            <Route path=path!("/field/decisions") view=|| view! { <Known><DecisionsPage/></Known> }.into_any()/>
            <Route path=path!("/field/me") view=|| view! { <Known><MePage/></Known> }.into_any()/>
            <Route path=path!("/field/register") view=|| view! { <Known><RegisterPage/></Known> }.into_any()/>
            <Route path=path!("/field/sign-in") view=|| view! { <SignInPage/> }.into_any()/>
            <Route path=path!("/field/stop/:dwelling") view=|| view! { <Known><StopPage/></Known> }.into_any()/>
            <Route path=path!("/field/stop/:dwelling/:step") view=|| view! { <Known><Step/></Known> }.into_any()/>
        </Routes>
    }
}

/// One step at a door.
#[component]
fn Step() -> impl IntoView {
    let params = leptos_router::hooks::use_params_map();
    let step = Memo::new(move |_| params.with(|params| params.get("step")).unwrap_or_default());
    move || match step.get().as_str() {
        "check-in" => view! { <CheckInPage/> }.into_any(),
        "outcome" => view! { <OutcomePage/> }.into_any(),
        "consent" => view! { <ConsentPage/> }.into_any(),
        "checklist" => view! { <ChecklistPage/> }.into_any(),
        "finding" => view! { <FindingPage/> }.into_any(),
        "notice" => view! { <NoticePage/> }.into_any(),
        "done" => view! { <DonePage/> }.into_any(),
        "skip" => view! { <SkipPage/> }.into_any(),
        "moved" => view! { <MovedPage/> }.into_any(),
        "correct" => view! { <CorrectPage/> }.into_any(),
        _ => view! { <Elsewhere path="/field/today"/> }.into_any(),
    }
}

/// Pages for someone who has signed in on this phone, now or before it lost the network.
#[component]
fn Known(children: ChildrenFn) -> impl IntoView {
    let field = super::state::use_field();
    move || {
        if field.tokens.with(Option::is_some) {
            children().into_any()
        } else {
            view! { <Elsewhere path="/field/sign-in"/> }.into_any()
        }
    }
}

/// Goes to another page once this one stands: the router cannot change pages while it makes one.
#[component]
fn Elsewhere(path: &'static str) -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move || navigate(path, NavigateOptions { replace: true, ..Default::default() }));
}
