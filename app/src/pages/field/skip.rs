//! 跳过: a planned stop is left out, with its reason.

use super::frame::{Failure, Gone, Page, place, step, stop_path, use_stop};
use super::record::New;
use super::state::use_field;
use super::tap;
use crate::words::domain::Label;
use domain::record::{Body, SkipReason, StopSkipped};
use leptos::prelude::*;
use sync::merge::Done;

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
    let skip = tap::once(fault, async move |reason: SkipReason| {
        let record = New::of(Body::StopSkipped(StopSkipped { dwelling, owed, reason }));
        let body = record.body.to_json().unwrap_or_default();
        let mark = field.mark(dwelling, Done::Skipped(reason), record.id, body);
        field.write(vec![record], vec![], vec![mark]).await?;
        Ok(step(dwelling, "done"))
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
