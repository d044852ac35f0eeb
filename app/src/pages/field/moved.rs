//! 入住、搬离: a household as a count, never as names.

use super::frame::{Failure, Gone, Page, place, stop_path, use_stop};
use super::kept_form::KeptForm;
use super::record::New;
use super::state::use_field;
use super::tap;
use crate::device::ids;
use domain::record::{Body, MovedIn, MovedOut};
use domain::tenancy::Headcount;
use leptos::prelude::*;

/// Moved in, or moved out.
#[component]
pub fn MovedPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    let fault = RwSignal::new(None);
    let count = RwSignal::new(Headcount { adults: 1, children: 0 });
    let dwelling = stop.dwelling;
    let kept = KeptForm::of(field, &format!("moved/{dwelling}"));
    kept.keep(move || count.get(), move |before| count.set(before), fault);
    let day = field.round.with(|round| round.as_ref().map(|round| round.date)).unwrap_or_default();
    let write = tap::once(fault, async move |body: Body| {
        field.write(vec![New::of(body)], vec![], vec![kept.forget()]).await?;
        Ok(stop_path(dwelling))
    });
    let moved_in = move |_| {
        let headcount = count.get_untracked();
        write.run(Body::MovedIn(MovedIn { dwelling, tenancy: ids::new(), headcount, on: day }));
    };
    let moved_out = move |_| write.run(Body::MovedOut(MovedOut { dwelling, on: day }));
    view! {
        <Page title=place(field, &stop) back=stop_path(dwelling)>
            <Failure fault/>
            <section class="card">
                <h2 class="ask">{w.moved_in}</h2>
                <People count/>
                <button class="button button--main" on:click=moved_in>{(w.moved_in_today)(day)}</button>
            </section>
            <section class="card">
                <h2 class="ask">{w.moved_out}</h2>
                <p class="hint">{w.nothing_follows}</p>
                <button class="button button--second" on:click=moved_out>{(w.moved_out_today)(day)}</button>
            </section>
        </Page>
    }
    .into_any()
}

/// Adults and children, counted with a thumb.
#[component]
pub fn People(count: RwSignal<Headcount>) -> impl IntoView {
    let w = use_field().words();
    let step = move |adults: i32, children: i32| {
        count.update(|count| {
            let add = |n: u16, by: i32| u16::try_from(i32::from(n) + by).unwrap_or(0).min(200);
            *count = Headcount { adults: add(count.adults, adults), children: add(count.children, children) };
        });
    };
    let row = move |label: &'static str, by: (i32, i32), value: fn(Headcount) -> u16| {
        view! {
            <div class="stepper" role="group" aria-label=label>
                <span class="stepper__label">{label}</span>
                <button class="stepper__button" aria-label=w.one_less on:click=move |_| step(-by.0, -by.1)>"−"</button>
                <output class="stepper__value">{move || value(count.get())}</output>
                <button class="stepper__button" aria-label=w.one_more on:click=move |_| step(by.0, by.1)>"+"</button>
            </div>
        }
        .into_any()
    };
    view! {
        {row(w.adults, (1, 0), |count| count.adults)}
        {row(w.children, (0, 1), |count| count.children)}
    }
    .into_any()
}
