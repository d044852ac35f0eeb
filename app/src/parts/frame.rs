//! The frame of office pages: navigation by role, who is signed in, language and theme.

use super::call::call;
use super::icon::Icon;
use super::live::start_live;
use super::time::start_clock;
use super::{use_me, use_visitor, use_words};
use crate::desk::session::{Me, Sample};
use crate::words::domain::Label;
use crate::words::office::{Frame as Words, office};
use domain::Lang;
use domain::role::Role;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::{A, Outlet};

/// A place of the navigation: icon, word, address.
type Place = (&'static str, &'static str, &'static str);

/// What a role finds in the navigation, most used first. The rights table of the server decides
/// what it may open.
pub fn places(role: Role, words: &Words) -> Vec<Place> {
    let flags = ("flags", words.flags, "/desk/flags");
    let classes = ("classes", words.classes, "/desk/classes");
    let register = ("register", words.register, "/desk/dwellings");
    let conflicts = ("check", words.conflicts, "/desk/conflicts");
    let plan = ("plan", words.plan, "/desk/plan");
    let coverage = ("coverage", words.coverage, "/desk/coverage");
    let stations = ("stations", words.stations, "/desk/stations");
    let inspection = ("inspection", words.inspection, "/desk/inspection");
    let own = ("inspection", words.own, "/desk/own");
    let duty = ("duty", words.duty, "/desk/duty");
    let retention = ("clock", words.retention, "/desk/retention");
    let meetings = ("meetings", words.meetings, "/desk/meetings");
    let messages = ("messages", words.messages, "/desk/messages");
    match role {
        Role::Officer => {
            vec![flags, conflicts, classes, register, plan, coverage, own, duty, meetings, messages]
        }
        Role::Supervisor => {
            vec![coverage, inspection, flags, classes, plan, register, stations, duty, meetings, messages]
        }
        Role::Coordinator | Role::Patrol => vec![plan, register, own, duty, meetings, messages],
        Role::Administrator => {
            vec![("accounts", words.accounts, "/desk/accounts"), stations, duty, retention]
        }
        Role::PrivacyOfficer => vec![
            ("bell", words.alerts, "/desk/alerts"),
            ("plan", words.requests, "/desk/requests"),
            ("export", words.demands, "/desk/demands"),
            ("audit", words.audit, "/desk/audit"),
            ("eye", words.incident, "/desk/incident"),
            retention,
            ("columns", words.stored, "/desk/stored"),
        ],
        Role::Warden => vec![meetings],
        Role::VillageClerk | Role::Guard | Role::Agent => vec![],
    }
}

/// The frame around every page of the desk.
#[component]
pub fn Frame() -> impl IntoView {
    let me = use_me();
    if me.as_ref().is_some_and(|me| me.role.works_at_station()) {
        provide_context(start_live());
    }
    provide_context(start_clock());
    let words = use_words().frame;
    let places = me.as_ref().map(|me| places(me.role, words)).unwrap_or_default();
    view! {
        <a class="skip" href="#main">{words.skip}</a>
        <div class="desk">
            <header class="rail">
                <a class="brand" href="/desk">
                    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
                        <path class="mark-house" d="M5 27V13.5L16 5l11 8.5V27Z" />
                        <path class="mark-way" d="M11 27v-6a5 5 0 0 1 10 0v6" />
                    </svg>
                    <span>{words.product}</span>
                </a>
                <nav aria-label=words.menu>
                    <ul>
                        {places.into_iter().map(|(icon, word, href)| view! {
                            <li><A href=href><Icon name=icon /><span>{word}</span></A></li>
                        }).collect_view()}
                    </ul>
                </nav>
                {me.map(|me| view! { <Person me /> })}
            </header>
            <main id="main" tabindex="-1">
                {use_visitor().sample.map(|sample| view! {
                    <p class="sample-banner">{match sample {
                        Sample::Country => words.sample_banner,
                        Sample::County => words.county_banner,
                    }}</p>
                })}
                <Outlet />
            </main>
        </div>
    }
}

/// Who is signed in, and what can be set.
#[component]
fn Person(me: Me) -> impl IntoView {
    let visitor = use_visitor();
    let words = use_words().frame;
    let (other, other_word) = match visitor.lang {
        Lang::ZhCn => (Lang::En, words.other_lang),
        Lang::En => (Lang::ZhCn, words.other_lang),
    };
    let (theme, theme_word) = match visitor.theme.as_deref() {
        Some("dark") => ("light", words.theme_light),
        _ => ("dark", words.theme_dark),
    };
    let leave = Action::new_local(|(): &()| call("DELETE", "/desk/session", &()));
    Effect::new(move || {
        if leave.value().get().is_some() {
            let _ = window().location().set_href("/sign-in");
        }
    });
    view! {
        <details class="person">
            <summary>
                <span class="avatar" aria-hidden="true">{me.name.chars().next().map(String::from)}</span>
                <span class="who">
                    <b>{me.name.clone()}</b>
                    <small>{me.role.label(visitor.lang)}</small>
                </span>
                <Icon name="more" />
            </summary>
            <div class="person-menu">
                <p class="where">{me.area_name}</p>
                <a rel="external" href=format!("/desk/set/lang/{}", other.tag()) lang=other.tag()>{other_word}</a>
                <a rel="external" href=format!("/desk/set/theme/{theme}")>{theme_word}</a>
                <a href="/desk/password">{use_words().sign_in.change_title}</a>
                <button type="button" on:click=move |_| { leave.dispatch(()); }>
                    <Icon name="out" />{words.sign_out}
                </button>
            </div>
        </details>
    }
}

/// Title and heading of a page, and what stands beside the heading.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A sentence below it.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Actions of the page.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let product = office(use_visitor().lang).frame.product;
    view! {
        <Title text=format!("{title} · {product}") />
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                {lead.filter(|lead| !lead.is_empty()).map(|lead| view! { <p class="lead">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-actions">{children()}</div> })}
        </div>
    }
}
