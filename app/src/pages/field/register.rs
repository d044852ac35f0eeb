//! "This door is not listed": a dwelling first seen in the field.

use super::frame::{Failure, Page};
use super::kept_form::KeptForm;
use super::moved::People;
use super::record::{New, NotWritten};
use super::state::{Field, use_field};
use super::tap;
use crate::device::position;
use crate::words::domain::Label;
use domain::area::VillageCode;
use domain::id::PropertyId;
use domain::property::PropertyKind;
use domain::record::Body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

mod form;

use form::Form;

/// The registration.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let known = untrack(|| Known::of(field));
    let form =
        Form::new(known.properties.first().map(|it| it.0), known.villages.first().map(|it| it.0.clone()));
    let fault = RwSignal::new(None);
    let save = saving(form, fault);
    let action = view! {
        <button class="button button--main" disabled=move || !form.is_told() on:click=move |_| save.run(())>
            {w.register}
        </button>
    }
    .into_any();
    view! {
        <Page title=w.not_listed back="/field/today" action>
            <Failure fault/>
            <Properties known=known.properties form/>
            {move || form.property.get().is_none().then(|| view! {
                <NewProperty villages=known.villages.clone() form/>
            })}
            <label class="group">
                <span>{w.door_mark}</span>
                <input class="input" maxlength="40" autocomplete="off" bind:value=form.door/>
            </label>
            <Household form/>
        </Page>
    }
    .into_any()
}

/// Keeps the form as it is filled in; the answer writes it, once.
fn saving(form: Form, fault: RwSignal<Option<NotWritten>>) -> Callback<()> {
    let field = use_field();
    let kept = KeptForm::of(field, "register");
    kept.keep(move || form.said(), move |said| form.bring_back(said), fault);
    let at = RwSignal::new(None);
    spawn_local(async move { at.set(position::fix().await.ok().map(|fix| fix.at)) });
    tap::once(fault, async move |()| {
        let record = New::of(Body::DwellingRegistered(form.dwelling(at.get_untracked())));
        field.write(vec![record], vec![], vec![kept.forget()]).await?;
        Ok("/field/today".to_owned())
    })
}

/// The property of the door, or "another".
#[component]
fn Properties(known: Vec<(PropertyId, String)>, form: Form) -> impl IntoView {
    let w = use_field().words();
    let chosen = move || form.property.get().map(|id| id.to_string()).unwrap_or_default();
    let options =
        known.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }.into_any());
    view! {
        <label class="group">
            <span>{w.property}</span>
            <select
                class="input"
                prop:value=chosen
                on:change:target=move |e| form.property.set(e.target().value().parse().ok())
            >
                {options.collect_view()}
                <option value="">{w.other_property}</option>
            </select>
        </label>
    }
    .into_any()
}

/// What is asked of a property first seen here.
#[component]
fn NewProperty(villages: Vec<(VillageCode, String)>, form: Form) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    let chosen = move || form.village.get().map(|code| code.0).unwrap_or_default();
    let villages =
        villages.into_iter().map(|(code, name)| view! { <option value=code.0>{name}</option> }.into_any());
    let kinds = PropertyKind::ALL.into_iter().filter(|kind| kind.is_planned()).map(|it| {
        let pressed = move || (form.kind.get() == it).to_string();
        view! {
            <button class="chip" aria-pressed=pressed on:click=move |_| form.kind.set(it)>{it.label(lang)}</button>
        }
        .into_any()
    });
    view! {
        <label class="group">
            <span>{w.village}</span>
            <select
                class="input"
                prop:value=chosen
                on:change:target=move |e| form.village.set(Some(VillageCode(e.target().value())))
            >
                {villages.collect_view()}
            </select>
        </label>
        <label class="group">
            <span>{w.address}</span>
            <input class="input" maxlength="120" bind:value=form.name/>
        </label>
        <fieldset class="group">
            <legend>{w.kind}</legend>
            <div class="chips">{kinds.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// Who lives there, as a count.
#[component]
fn Household(form: Form) -> impl IntoView {
    let w = use_field().words();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=form.empty
                on:change:target=move |e| form.empty.set(e.target().checked())
            />
            <span>{w.stands_empty}</span>
        </label>
        {move || (!form.empty.get()).then(|| view! { <People count=form.count/> }.into_any())}
        <p class="hint">{w.count_only}</p>
    }
    .into_any()
}

/// Properties and villages of today's round, each once, in the order walked.
#[derive(Default)]
struct Known {
    properties: Vec<(PropertyId, String)>,
    villages: Vec<(VillageCode, String)>,
}

impl Known {
    fn of(field: Field) -> Self {
        let mut known = Self::default();
        field.round.with(|round| {
            for stop in round.iter().flat_map(|round| &round.stops) {
                if known.properties.iter().all(|(id, _)| *id != stop.property) {
                    known.properties.push((stop.property, stop.property_name.clone()));
                }
                if known.villages.iter().all(|(code, _)| *code != stop.village) {
                    known.villages.push((stop.village.clone(), stop.village_name.clone()));
                }
            }
        });
        known
    }
}
