//! 签到: the door's QR or code, else a position with its accuracy, else a stated reason.

use super::frame::{Failure, Gone, Page, place, step, use_stop};
use super::state::use_field;
use super::tap;
use crate::device::page;
use crate::device::position::{self, Fix, NoFix};
use crate::words::domain::Label;
use domain::label;
use domain::visit::{Evidence, NoEvidence};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

const REASONS: [NoEvidence; 4] = [
    NoEvidence::LabelMissing,
    NoEvidence::NoPosition,
    NoEvidence::PhoneFault,
    NoEvidence::HouseholdPrefersNot,
];

/// The check-in.
#[component]
pub fn CheckInPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    page::load_module("/assets/field/scan.mjs");
    let dwelling = stop.dwelling;
    let fault = RwSignal::new(None);
    let hint = RwSignal::new(None::<&'static str>);
    let fix = RwSignal::new(None::<Result<Fix, NoFix>>);
    // The receiver starts warming up while the visitor looks for the label; nobody waits for it.
    spawn_local(async move { fix.set(Some(position::fix().await)) });

    let label = stop.label.clone();
    let title = place(field, &stop);
    let check_in = tap::once(fault, async move |evidence: Evidence| {
        field.check_in(&stop, evidence).await?;
        Ok(step(dwelling, "outcome"))
    });
    let on_code = Callback::new(move |text: String| match read(&text) {
        Some(code) if code == label => check_in.run(Evidence::DoorCode { code }),
        Some(_) => hint.set(Some(w.other_door)),
        None => hint.set(Some(w.no_door_code)),
    });
    let scanning = RwSignal::new(false);
    let action = move || {
        (!scanning.get()).then(|| {
            view! {
                <button class="button button--main" on:click=move |_| scanning.set(true)>{w.scan_label}</button>
            }
            .into_any()
        })
    };
    view! {
        <Page title back=super::frame::stop_path(dwelling) action=action.into_any()>
            <Failure fault/>
            {move || scanning.get().then(|| view! { <Scanner on_code/> }.into_any())}
            <p class="hint" role="status">{move || hint.get()}</p>
            <div class="stack stack--low">
                <Reasons check_in/>
                <TypedCode on_code/>
                <Here fix check_in/>
            </div>
        </Page>
    }
    .into_any()
}

/// A label's QR holds an address that ends in the code, or the code alone.
fn read(text: &str) -> Option<String> {
    let last = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    label::parse(last)
}

/// Why there is neither label nor position.
#[component]
fn Reasons(check_in: Callback<Evidence>) -> impl IntoView {
    let field = use_field();
    let reasons = REASONS.map(|reason| {
        let tap = move |_| check_in.run(Evidence::None { reason });
        view! { <button class="button button--quiet" on:click=tap>{reason.label(field.lang())}</button> }
            .into_any()
    });
    view! {
        <details class="reasons">
            <summary class="button button--quiet">{field.words().cannot_check_in}</summary>
            <div class="stack">{reasons}</div>
        </details>
    }
    .into_any()
}

/// The position with its accuracy, once there is one.
#[component]
fn Here(fix: RwSignal<Option<Result<Fix, NoFix>>>, check_in: Callback<Evidence>) -> impl IntoView {
    let w = use_field().words();
    let tap = move |_| {
        if let Some(Ok(Fix { at, accuracy_m })) = fix.get_untracked() {
            check_in.run(Evidence::Position { at, accuracy_m });
        }
    };
    view! {
        <button class="button button--second" disabled=move || !matches!(fix.get(), Some(Ok(_))) on:click=tap>
            {move || match fix.get() {
                Some(Ok(fix)) => (w.check_in_here)(fix.accuracy_m),
                Some(Err(NoFix::NotAllowed)) => w.position_not_allowed.to_owned(),
                Some(Err(NoFix::Unavailable)) => w.no_position.to_owned(),
                None => w.finding_position.to_owned(),
            }}
        </button>
    }
    .into_any()
}

/// The camera, looking for the label.
#[component]
fn Scanner(on_code: Callback<String>) -> impl IntoView {
    let w = use_field().words();
    let found = move |event: web_sys::Event| {
        if let Some(text) = page::detail(&event) {
            on_code.run(text);
        }
    };
    view! {
        <door-scanner
            class="scanner"
            data-failed=w.no_camera
            data-hint=w.point_at_label
            on:code=found
        ></door-scanner>
    }
    .into_any()
}

#[component]
fn TypedCode(on_code: Callback<String>) -> impl IntoView {
    let w = use_field().words();
    let code = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_code.run(code.get_untracked());
    };
    view! {
        <form class="typed" on:submit=submit>
            <label>
                <span>{w.typed_code}</span>
                <input
                    class="input input--code"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    maxlength="8"
                    bind:value=code
                />
            </label>
            <button class="button button--quiet">{w.check_in}</button>
        </form>
    }
    .into_any()
}
