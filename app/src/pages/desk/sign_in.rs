//! Signing in at a desk. A one-time password opens nothing but its own change, so the form grows a
//! field for the new one.

use crate::desk::Answer;
use crate::parts::call::call;
use crate::parts::problem::ProblemSummary;
use crate::parts::{use_visitor, use_words};
use domain::Lang;
use domain::session::{ChangePassword, SignIn as Opening};
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What the form holds.
#[derive(Clone)]
struct Entry {
    user: String,
    password: String,
    new: Option<String>,
}

async fn enter(entry: Entry) -> Answer<()> {
    let Entry { user, password, new } = entry;
    let password = match new {
        Some(new) => {
            let change = ChangePassword { user: user.clone(), old: password, new: new.clone() };
            call("POST", "/api/v1/password", &change).await?;
            new
        }
        None => password,
    };
    call("POST", "/desk/session", &Opening { user, password }).await
}

/// Changes the password of someone who is signed in, and signs in again: the change ends every
/// session.
pub async fn change_own(user: String, old: String, new: String) -> Answer<()> {
    enter(Entry { user, password: old, new: Some(new) }).await
}

/// Name and password.
#[component]
pub fn SignIn() -> impl IntoView {
    let words = use_words();
    let w = words.sign_in;
    let fields =
        (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let entering = Action::new_local(|entry: &Entry| enter(entry.clone()));
    let must_change = RwSignal::new(false);
    let query = use_query_map();
    // Only a place of the desk: an address from elsewhere must not lead away after a sign-in.
    let next = Memo::new(move |_| {
        query.with(|q| q.get("next").filter(|to| to.starts_with("/desk"))).unwrap_or_else(|| "/desk".into())
    });
    Effect::new(move || match entering.value().get() {
        Some(Ok(())) => drop(window().location().set_href(&next.get_untracked())),
        Some(Err(error)) if error.code == "password_must_change" => must_change.set(true),
        _ => {}
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = |field: NodeRef<html::Input>| field.get().map(|input| input.value());
        if let (Some(user), Some(password)) = (text(fields.0), text(fields.1)) {
            entering.dispatch(Entry { user, password, new: text(fields.2) });
        }
    };
    view! {
        <Title text=format!("{} · {}", w.title, words.frame.product) />
        <main class="sign-in" id="main">
            <Welcome />
            <form class="card" method="post" on:submit=submit>
                <h1>{move || if must_change.get() { w.change_title } else { w.title }}</h1>
                {move || entering.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
                <Fields fields must_change />
                <button class="button wide" type="submit" disabled=move || entering.pending().get()>
                    {move || if entering.pending().get() { w.busy } else { w.submit }}
                </button>
                <p class="hint"><a rel="external" href="/field/sign-in">{w.phone}</a></p>
            </form>
        </main>
    }
}

/// The fields: name, password, and the new password where one must be chosen.
#[component]
fn Fields(
    fields: (NodeRef<html::Input>, NodeRef<html::Input>, NodeRef<html::Input>),
    must_change: RwSignal<bool>,
) -> impl IntoView {
    let w = use_words().sign_in;
    let (shown, show) = signal(false);
    let kind = move || if shown.get() { "text" } else { "password" };
    view! {
        <label class="field">
            <span>{w.name}</span>
            <input node_ref=fields.0 name="user" autocomplete="username" required autofocus />
        </label>
        <label class="field">
            <span>{w.password}</span>
            <input node_ref=fields.1 name="password" autocomplete="current-password" required type=kind />
        </label>
        {move || must_change.get().then(|| view! {
            <label class="field">
                <span>{w.new}</span>
                <input node_ref=fields.2 name="new" autocomplete="new-password" minlength="10" required type=kind
                    aria-describedby="new-hint" />
                <small id="new-hint">{w.new_hint}</small>
            </label>
        })}
        <label class="check">
            <input type="checkbox" on:change=move |e| show.set(event_target_checked(&e)) />
            <span>{w.show}</span>
        </label>
    }
}

/// Name of the product and choice of language, before anyone is known.
#[component]
fn Welcome() -> impl IntoView {
    let words = use_words();
    let other = match use_visitor().lang {
        Lang::ZhCn => Lang::En,
        Lang::En => Lang::ZhCn,
    };
    view! {
        <header class="welcome">
            <svg class="mark" viewBox="0 0 32 32" width="56" height="56" aria-hidden="true">
                <path class="mark-house" d="M5 27V13.5L16 5l11 8.5V27Z" />
                <path class="mark-way" d="M11 27v-6a5 5 0 0 1 10 0v6" />
            </svg>
            <p class="welcome-name">{words.frame.product}</p>
            <p class="welcome-lead">{words.sign_in.lead}</p>
            <p><a rel="external" lang=other.tag() href=format!("/desk/set/lang/{}", other.tag())>{words.frame.other_lang}</a></p>
        </header>
    }
}
