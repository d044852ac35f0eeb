//! 答复: what officers decided on this visitor's findings.

use super::frame::{Page, door};
use super::state::use_field;
use crate::words::domain::Label;
use leptos::prelude::*;

/// The decisions, latest first.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    // Whoever looks wants to know now.
    field.refresh();
    let list = move || {
        let mut decisions = field.decisions.get();
        decisions.sort_by_key(|it| std::cmp::Reverse(it.since));
        if decisions.is_empty() {
            return view! { <p class="empty">{w.no_decisions}</p> }.into_any();
        }
        let one = |it: domain::flag::Returned| {
            let dismissed = it.reason.map(|reason| reason.label(lang));
            let reason = dismissed.or(it.department.map(|department| department.label(lang)));
            view! {
                <li class="card">
                    <p class="card__head">
                        <strong>{it.state.label(lang)}</strong>
                        {reason.map(|reason| view! { <span>{reason}</span> }.into_any())}
                    </p>
                    <p>{it.property_name} " " {door(field, &it.door)}</p>
                    <p class="hint">
                        {it.category.label(lang)} " · " {it.severity.label(lang)} " · " {(w.day)(it.since.date_naive())}
                    </p>
                </li>
            }
            .into_any()
        };
        view! { <ul class="cards">{decisions.into_iter().map(one).collect_view()}</ul> }.into_any()
    };
    view! { <Page title=w.decisions>{list}</Page> }
}
