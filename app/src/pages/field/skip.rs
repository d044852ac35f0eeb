//! 跳过: a planned stop is left out, with its reason.

use super::frame::{Failure, Gone, Page, place, step, stop_path, use_stop};
use super::record::New;
use super::state::use_field;
use crate::words::domain::Label;
use domain::record::{Body, SkipReason, StopSkipped};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sync::merge::Done;
use wasm_bindgen_futures::spawn_local;

const REASONS: [SkipReason; 4] =
    [SkipReason::HouseholdAskedLater, SkipReason::NoTime, SkipReason::RoadClosed, SkipReason::NotSafe];

/// The reasons.
#[component]
pub fn SkipPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    let fault = RwSignal::new(None);
    let (dwelling, owed) = (stop.dwelling, stop.owed);
    let navigate = use_navigate();
    let skip = Callback::new(move |reason: SkipReason| {
        let navigate = navigate.clone();
        spawn_local(async move {
            let record = New::of(Body::StopSkipped(StopSkipped { dwelling, owed, reason }));
            let body = record.body.to_json().unwrap_or_default();
            let mark = field.mark(dwelling, Done::Skipped(reason), record.id, body);
            match field.write(vec![record], vec![], vec![mark]).await {
                Ok(()) => navigate(&step(dwelling, "done"), Default::default()),
                Err(problem) => fault.set(Some(problem)),
            }
        });
    });
    view! {
        <Page title=place(field, &stop) back=stop_path(dwelling)>
            <Failure fault/>
            <h2 class="ask">{w.why_skip}</h2>
            <p class="hint">{w.skip_stays_owed}</p>
            <div class="stack stack--low">
                {REASONS.map(|reason| view! {
                    <button class="button button--second" on:click=move |_| skip.run(reason)>
                        {reason.label(field.lang())}
                    </button>
                }.into_any())}
            </div>
        </Page>
    }
    .into_any()
}
