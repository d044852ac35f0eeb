//! Waiting for a desk's answer, once for all pages.

use super::problem::ProblemSummary;
use super::use_words;
use crate::desk::Answer;
use leptos::prelude::*;

/// Shows what `data` answers, or its problem; while it loads anew, what was there stays.
pub fn load<T, V>(
    data: Resource<Answer<T>>,
    show: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let words = use_words().frame;
    view! {
        <Transition fallback=move || view! { <p class="loading" role="status">{words.loading}</p> }>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(found) => show(found).into_any(),
                        Err(error) => view! { <ProblemSummary error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}
