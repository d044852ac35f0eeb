//! Pages of the office: rendered on the server, hydrated in the browser.

mod accounts;
mod alerts;
mod appointment;
mod audit;
mod bundle;
mod class_of;
mod classes;
mod conflicts;
mod coverage;
mod demands;
mod duty;
mod field;
mod file;
mod flag;
mod flags;
mod home;
mod incident;
mod inspection;
mod keys;
mod ledger;
mod meeting;
mod meetings;
mod messages;
mod overdue;
mod own_work;
mod password;
mod plan;
mod practice;
mod rectification;
mod register;
mod requests;
mod retention;
mod sign_in;
mod spot_check;
mod stations;
mod stored;

pub use bundle::{Bundle, PATHS};

use crate::desk::session::Visitor;
use crate::parts::frame::Frame;
use crate::parts::{use_visitor, use_words};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::location::Location;
use leptos_router::{SsrMode, path};

/// The daily desk.
#[component]
pub fn Office() -> impl IntoView {
    provide();
    view! {
        <Router>
            <Routes fallback=|| view! { <Elsewhere here=Bundle::Office /> }>
                <Route path=path!("/sign-in") view=sign_in::SignIn ssr=SsrMode::Async />
                <ParentRoute path=path!("/desk") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=home::Home ssr=SsrMode::Async />
                    <Route path=path!("/password") view=password::Password ssr=SsrMode::Async />
                    <ParentRoute path=path!("/flags") view=flags::Flags ssr=SsrMode::Async>
                        <Route path=path!("") view=flags::Pick ssr=SsrMode::Async />
                        <Route path=path!("/:id") view=flag::Flag ssr=SsrMode::Async />
                    </ParentRoute>
                    <Route path=path!("/classes") view=classes::Classes ssr=SsrMode::Async />
                    <Route path=path!("/conflicts") view=conflicts::Conflicts ssr=SsrMode::Async />
                    <Route path=path!("/dwellings") view=register::Register ssr=SsrMode::Async />
                    <Route path=path!("/dwellings/:id") view=file::File ssr=SsrMode::Async />
                    <Route path=path!("/dwellings/:id/ledger") view=ledger::Ledger ssr=SsrMode::Async />
                    <Route path=path!("/coverage") view=coverage::Coverage ssr=SsrMode::Async />
                    <Route path=path!("/coverage/overdue") view=overdue::Overdue ssr=SsrMode::Async />
                    <Route path=path!("/plan") view=plan::Plan ssr=SsrMode::Async />
                    <Route path=path!("/duty") view=duty::Duty ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The scheme.
#[component]
pub fn Scheme() -> impl IntoView {
    provide();
    view! {
        <Router>
            <Routes fallback=|| view! { <Elsewhere here=Bundle::Scheme /> }>
                <ParentRoute path=path!("/desk") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("/stations") view=stations::Stations ssr=SsrMode::Async />
                    <Route path=path!("/meetings") view=meetings::Meetings ssr=SsrMode::Async />
                    <Route path=path!("/meetings/:id") view=meeting::Meeting ssr=SsrMode::Async />
                    <Route path=path!("/messages") view=messages::Messages ssr=SsrMode::Async />
                    <Route path=path!("/practice") view=practice::Practice ssr=SsrMode::Async />
                    <Route path=path!("/inspection") view=inspection::Inspection ssr=SsrMode::Async />
                    <Route path=path!("/inspection/board") view=inspection::Board ssr=SsrMode::Async />
                    <Route path=path!("/inspection/year") view=inspection::Year ssr=SsrMode::Async />
                    <Route path=path!("/own") view=inspection::Own ssr=SsrMode::Async />
                    <Route path=path!("/orders") view=rectification::Orders ssr=SsrMode::Async />
                    <Route path=path!("/spot-checks") view=spot_check::SpotChecks ssr=SsrMode::Async />
                    <Route path=path!("/accounts") view=accounts::Accounts ssr=SsrMode::Async />
                    <Route path=path!("/audit") view=audit::Audit ssr=SsrMode::Async />
                    <Route path=path!("/alerts") view=alerts::Alerts ssr=SsrMode::Async />
                    <Route path=path!("/requests") view=requests::Requests ssr=SsrMode::Async />
                    <Route path=path!("/demands") view=demands::Demands ssr=SsrMode::Async />
                    <Route path=path!("/incident") view=incident::Incident ssr=SsrMode::Async />
                    <Route path=path!("/retention") view=retention::Retention ssr=SsrMode::Async />
                    <Route path=path!("/stored") view=stored::Stored ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// What the server knows of the reader travels with the page, so that hydration renders the same.
fn provide() {
    provide_meta_context();
    let visitor: Visitor = SharedValue::new(use_visitor).into_inner();
    provide_context(visitor);
}

/// A page of the other bundle, which the server sends whole; or none at all.
#[component]
fn Elsewhere(here: Bundle) -> impl IntoView {
    let Location { pathname: path, search, .. } = use_location();
    Effect::new(move || {
        if Bundle::of(&path.get()).is_some_and(|bundle| bundle != here) {
            let query = search.get();
            let asked = if query.is_empty() { String::new() } else { format!("?{query}") };
            let _ = window().location().set_href(&format!("{}{asked}", path.get()));
        }
    });
    let known = Bundle::of(&path.get_untracked()).is_some();
    (!known).then(|| view! { <NotFound /> })
}

#[component]
fn NotFound() -> impl IntoView {
    let words = use_words().frame;
    view! {
        <Title text=words.not_found />
        <main class="lone">
            <h1>{words.not_found}</h1>
            <p>{words.not_found_detail}</p>
            <p><a class="button" rel="external" href="/">{words.home}</a></p>
        </main>
    }
}
