//! Choosing a new password at any time.

use super::sign_in::change_own;
use crate::parts::frame::PageHead;
use crate::parts::problem::ProblemSummary;
use crate::parts::{use_me, use_words};
use leptos::html;
use leptos::prelude::*;

/// The old password and the new one, once: it can be shown instead of typed twice.
#[component]
pub fn Password() -> impl IntoView {
    let w = use_words().sign_in;
    let user = use_me().map(|me| me.name).unwrap_or_default();
    let (old, new) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (shown, show) = signal(false);
    let change = Action::new_local(move |(old, new): &(String, String)| {
        change_own(user.clone(), old.clone(), new.clone())
    });
    Effect::new(move || {
        if let Some(Ok(())) = change.value().get() {
            let _ = window().location().set_href("/desk");
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let (Some(old), Some(new)) = (old.get(), new.get()) {
            change.dispatch((old.value(), new.value()));
        }
    };
    let kind = move || if shown.get() { "text" } else { "password" };
    view! {
        <div class="page narrow">
            <PageHead title=w.change_title />
            <form class="card columns" method="post" on:submit=submit>
                {move || change.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
                <label class="field">
                    <span>{w.old}</span>
                    <input node_ref=old name="old" autocomplete="current-password" required type=kind />
                </label>
                <label class="field">
                    <span>{w.new}</span>
                    <input node_ref=new name="new" autocomplete="new-password" minlength="10" required type=kind
                        aria-describedby="new-hint" />
                    <small id="new-hint">{w.new_hint}</small>
                </label>
                <label class="check">
                    <input type="checkbox" on:change=move |e| show.set(event_target_checked(&e)) />
                    <span>{w.show}</span>
                </label>
                <button class="button wide" type="submit" disabled=move || change.pending().get()>{w.change}</button>
            </form>
        </div>
    }
}
