//! Signing in: enrols the phone the first time, asks for an own password when the one given was a
//! one-time password.

use super::state::use_field;
use crate::device::net::Fault;
use crate::device::session;
use domain::Lang;
use domain::session::Tokens;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

/// The form.
#[component]
pub fn SignInPage() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let fresh = RwSignal::new(String::new());
    let must_change = RwSignal::new(false);
    let told = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        told.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match sign_in(name, password, fresh, must_change).await {
                Ok(tokens) => navigate(field.arrive(tokens).await, Default::default()),
                Err(Fault::NoAnswer) => told.set(Some(w.no_answer.to_owned())),
                Err(Fault::Problem(problem)) => {
                    must_change.update(|must| *must |= problem.code == "password_must_change");
                    told.set(Some(problem.detail));
                }
            }
            busy.set(false);
        });
    };
    let switch = if field.lang() == Lang::En { (Lang::ZhCn, "简体中文") } else { (Lang::En, "English") };
    view! {
        <main id="content" class="sign-in">
            <div class="sign-in__head">
                <p class="sign-in__mark" aria-hidden="true"><img src="/assets/field/icon.svg" alt="" width="72" height="72"/></p>
                <h1 class="sign-in__name">{w.app}</h1>
                <p class="hint">{w.app_line}</p>
            </div>
            <form class="stack" on:submit=submit>
                <p class="alert" role="alert" hidden=move || told.with(Option::is_none)>{move || told.get()}</p>
                <label class="group">
                    <span>{w.account}</span>
                    <input class="input" name="username" autocomplete="username" required bind:value=name/>
                </label>
                <label class="group">
                    <span>{w.password}</span>
                    <input class="input" type="password" name="password" autocomplete="current-password" required bind:value=password/>
                </label>
                {move || must_change.get().then(|| view! {
                    <label class="group">
                        <span>{w.new_password}</span>
                        <input class="input" type="password" name="new-password" autocomplete="new-password" minlength="10" required bind:value=fresh/>
                    </label>
                }.into_any())}
                <button class="button button--main" disabled=busy>{move || if busy.get() { w.signing_in } else { w.sign_in }}</button>
            </form>
            <button class="link" lang=switch.0.tag() on:click=move |_| field.choose(|prefs| prefs.lang = switch.0)>{switch.1}</button>
        </main>
    }
}

async fn sign_in(
    name: RwSignal<String>,
    password: RwSignal<String>,
    fresh: RwSignal<String>,
    must_change: RwSignal<bool>,
) -> Result<Tokens, Fault> {
    let name = name.get_untracked();
    if must_change.get_untracked() {
        let new = fresh.get_untracked();
        session::change_password(&name, &password.get_untracked(), &new).await?;
        // From here on the new one is the password, also if the next call brings no answer.
        password.set(new);
        must_change.set(false);
    }
    session::sign_in(&name, &password.get_untracked()).await
}
