//! 我的: language, size, theme, and signing out.

use super::frame::Page;
use super::state::use_field;
use crate::device::net::Fault;
use crate::device::prefs::{Prefs, Theme};
use crate::device::{session, store};
use crate::words::domain::Label;
use crate::words::lock::lock;
use domain::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

/// The page of the signed-in visitor.
#[component]
pub fn MePage() -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    let me = field.tokens.with(|tokens| tokens.as_ref().map(|tokens| tokens.me.clone()));
    let told = RwSignal::new(None::<String>);
    let sign_out = move |everywhere: bool| {
        spawn_local(async move {
            match session::sign_out(everywhere).await {
                Ok(()) => field.forget().await,
                Err(Fault::NoAnswer) => told.set(Some(w.everywhere_needs_network.to_owned())),
                Err(Fault::Problem(problem)) => told.set(Some(problem.detail)),
            }
        });
    };
    let navigate = use_navigate();
    let hand_over = move |_| {
        // Gone from here first: who takes the phone up does not come back to this page.
        navigate("/field/unlock", Default::default());
        spawn_local(field.lock());
    };
    let check = move |_| {
        spawn_local(async move {
            let kept = store::check().await.is_ok();
            told.set(Some(if kept { w.phone_keeps } else { w.phone_fails }.to_owned()));
        });
    };
    view! {
        <Page title=w.me>
            {me.map(|me| view! {
                <section class="who">
                    <p class="who__name">{me.name}</p>
                    <p class="hint">{me.role.label(lang)}</p>
                </section>
            }.into_any())}
            <Choices/>
            <p class="told" role="status" hidden=move || told.with(Option::is_none)>{move || told.get()}</p>
            <div class="stack stack--low">
                <button class="button" on:click=hand_over>{lock(lang).hand_over}</button>
                <button class="button button--quiet" on:click=check>{w.check_phone}</button>
                <button class="button button--quiet" on:click=move |_| sign_out(false)>{w.sign_out}</button>
                <button class="button button--quiet" on:click=move |_| sign_out(true)>{w.sign_out_everywhere}</button>
            </div>
            <p class="hint">{w.stays_here}</p>
        </Page>
    }
}

/// Language, size of type and colours of this phone.
#[component]
fn Choices() -> impl IntoView {
    let w = use_field().words();
    let language = |to: Lang, label| chip(label, Some(to.tag()), move |p| p.lang == to, move |p| p.lang = to);
    let size = |large: bool, label| chip(label, None, move |p| p.large == large, move |p| p.large = large);
    let theme = |to: Theme, label| chip(label, None, move |p| p.theme == to, move |p| p.theme = to);
    view! {
        <fieldset class="group"><legend>{w.language}</legend>
            <div class="chips">{language(Lang::ZhCn, "简体中文")}{language(Lang::En, "English")}</div>
        </fieldset>
        <fieldset class="group"><legend>{w.type_size}</legend>
            <div class="chips">{size(false, w.size_normal)}{size(true, w.size_large)}</div>
        </fieldset>
        <fieldset class="group"><legend>{w.colours}</legend>
            <div class="chips">
                {theme(Theme::System, w.theme_system)}{theme(Theme::Sun, w.theme_sun)}{theme(Theme::Dark, w.theme_dark)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// One choice: whether it is made, and how it is made.
fn chip(
    label: &'static str,
    lang: Option<&'static str>,
    is_chosen: impl Fn(&Prefs) -> bool + Copy + Send + Sync + 'static,
    choose: impl Fn(&mut Prefs) + Copy + 'static,
) -> AnyView {
    let field = use_field();
    let pressed = move || field.prefs.with(|prefs| is_chosen(prefs)).to_string();
    view! { <button class="chip" lang=lang aria-pressed=pressed on:click=move |_| field.choose(choose)>{label}</button> }
        .into_any()
}
