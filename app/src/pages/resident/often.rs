//! How often somebody comes, why, and what the household may do about it.

use crate::desk::file::AppealPart;
use crate::desk::notice::Often;
use crate::words::class::change_reason;
use crate::words::common;
use crate::words::domain::Label;
use crate::words::resident::resident;
use domain::Lang;
use domain::class::{AppealState, Ground};
use leptos::prelude::*;

/// The part of the opened page. The form asks for the second code once more, so that no page that was
/// left open asks for a review.
pub fn often(lang: Lang, often: Often) -> impl IntoView {
    let w = resident(lang);
    let by = if often.decided { w.often_decided } else { w.often_rule };
    view! {
        <h3>{w.often}</h3>
        <p><b>{often.cadence.label(lang)}</b> " · " {w.often_since} " " {common::date(lang, often.since)}</p>
        <p>{match often.reason {
            Some(reason) => format!("{}{} · {by}", w.often_why, change_reason(lang, &reason)),
            None => w.often_first.to_owned(),
        }}</p>
        {often.appeal.map(|appeal| view! { <Appeal lang appeal /> })}
        {often.may_appeal.then(|| view! { <Ask lang /> })}
    }
}

#[component]
fn Appeal(lang: Lang, appeal: AppealPart) -> impl IntoView {
    let w = resident(lang);
    let answer = match appeal.state {
        AppealState::Open => format!("{}{}", w.appeal_due, common::date(lang, appeal.due_on)),
        state => {
            let reason = appeal.reason.map(|reason| reason.label(lang)).unwrap_or_default();
            format!("{}{} · {reason}", w.appeal_answered, state.label(lang))
        }
    };
    let said = format!("{}{} · {answer}", w.appeal_made, appeal.ground.label(lang));
    let is_answered = matches!(appeal.state, AppealState::Upheld | AppealState::SetAside);
    view! {
        <p class="appeal" role="status">{said}</p>
        {is_answered.then(|| view! { <p class="small">{w.appeal_remedy}</p> })}
    }
}

#[component]
fn Ask(lang: Lang) -> impl IntoView {
    let w = resident(lang);
    let grounds = Ground::ALL.map(|ground| {
        let key = serde_json::to_value(ground).ok().and_then(|key| key.as_str().map(str::to_owned));
        view! { <option value=key>{ground.label(lang)}</option> }
    });
    view! {
        <div class="secret">
            <h3>{w.appeal_ask}</h3>
            <p>{w.appeal_lead}</p>
            <form method="post" action=format!("?lang={}", lang.tag())>
                <label for="ground">{w.appeal_ground}</label>
                <select id="ground" name="ground">{grounds.collect_view()}</select>
                <label for="again">{w.appeal_code}</label>
                <input id="again" name="secret" autocomplete="off" spellcheck="false" maxlength="40" required />
                <button type="submit">{w.appeal_send}</button>
            </form>
        </div>
    }
}
