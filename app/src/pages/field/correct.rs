//! 更正: a second record says how it was; the first stays visible.

use super::frame::{Failure, Gone, Page, place, step, use_stop};
use super::record::{New, NotWritten};
use super::state::{Field, use_field};
use super::tap;
use crate::words::domain::Label;
use domain::record::{Body, Correction, FORMAT, Kind};
use domain::visit::{AttemptOutcome, Consent, Outcome};
use leptos::prelude::*;
use sync::merge::{Done, Mark};

/// The correction.
#[component]
pub fn CorrectPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    let dwelling = stop.dwelling;
    let mark = field.marks.with(|marks| {
        marks.iter().filter(|mark| mark.dwelling == dwelling).max_by_key(|mark| mark.at).cloned()
    });
    let Some(mark) = mark else { return view! { <Gone/> }.into_any() };
    let fault = RwSignal::new(None);
    let before = label(field, mark.done);
    let choices: Vec<Done> = match mark.done {
        Done::Visited(now) => {
            let all = [Outcome::Met, Outcome::Entered, Outcome::Refused, Outcome::Vacated];
            all.into_iter().filter(|it| *it != now).map(Done::Visited).collect()
        }
        Done::Attempted(now) => {
            let all = [AttemptOutcome::NobodyHome, AttemptOutcome::CannotReach, AttemptOutcome::NotFound];
            all.into_iter().filter(|it| *it != now).map(Done::Attempted).collect()
        }
        Done::Skipped(_) => Vec::new(),
    };
    let correct = tap::once(fault, async move |done: Done| {
        write(field, &mark, done).await?;
        Ok(step(dwelling, "done"))
    });
    view! {
        <Page title=place(field, &stop) back=super::frame::stop_path(dwelling)>
            <Failure fault/>
            <h2 class="ask">{w.correct}</h2>
            <p>{w.first_record} " " <del>{before}</del></p>
            <p class="hint">{w.first_stays}</p>
            <div class="stack stack--low">
                {choices.into_iter().map(|done| view! {
                    <button class="button button--second" on:click=move |_| correct.run(done)>{label(field, done)}</button>
                }.into_any()).collect_view()}
            </div>
        </Page>
    }
    .into_any()
}

fn label(field: Field, done: Done) -> &'static str {
    match done {
        Done::Visited(outcome) => outcome.label(field.lang()),
        Done::Attempted(outcome) => outcome.label(field.lang()),
        Done::Skipped(reason) => reason.label(field.lang()),
    }
}

async fn write(field: Field, mark: &Mark, done: Done) -> Result<(), NotWritten> {
    let kind = if matches!(done, Done::Visited(_)) { Kind::Visit } else { Kind::Attempt };
    let mut body = Body::parse(kind, FORMAT, &mark.body).map_err(NotWritten::Refused)?;
    match (&mut body, done) {
        (Body::Visit(visit), Done::Visited(outcome)) => {
            visit.outcome = outcome;
            visit.consent = match outcome {
                Outcome::Met => Some(Consent::AtDoorOnly),
                Outcome::Entered => Some(Consent::ToEnter),
                Outcome::Refused => Some(Consent::Refused),
                Outcome::Vacated => None,
            };
            if matches!(outcome, Outcome::Refused | Outcome::Vacated) {
                visit.answers.clear();
            }
        }
        (Body::Attempt(attempt), Done::Attempted(outcome)) => attempt.outcome = outcome,
        _ => {}
    }
    body.check().map_err(NotWritten::Refused)?;
    let body = body.to_json().map_err(|e| NotWritten::Store(e.to_string()))?;
    let correction = Correction::of(mark.dwelling, mark.record, body.clone());
    let record = New::of(Body::Correction(correction)).after(mark.record);
    let mark = field.mark(mark.dwelling, done, mark.record, body);
    field.write(vec![record], vec![], vec![mark]).await
}
