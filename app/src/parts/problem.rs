//! A problem on a page: what happened, what to do now, and the focus on it.

use super::use_words;
use crate::desk::DeskError;
use leptos::html;
use leptos::prelude::*;

/// Shows `error` and moves the focus to it, so that nobody has to look for it.
#[component]
pub fn ProblemSummary(
    /// What the desk answered.
    error: DeskError,
) -> impl IntoView {
    let words = use_words().frame;
    let (title, detail) = match (error.code.as_str(), error.title.is_empty()) {
        ("offline", _) => (words.offline_title.to_owned(), words.offline_detail.to_owned()),
        (_, true) => (words.internal_title.to_owned(), words.internal_detail.to_owned()),
        _ => (error.title, error.detail),
    };
    let place = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(place) = place.get() {
            let _ = place.focus();
        }
    });
    let sign_in = error.code == "not_signed_in";
    view! {
        <div class="problem" role="alert" tabindex="-1" node_ref=place data-code=error.code>
            <p class="problem-title">{title}</p>
            <p>{detail}</p>
            {sign_in.then(|| view! { <p><a class="button" rel="external" href="/sign-in">{words.to_sign_in}</a></p> })}
        </div>
    }
}
