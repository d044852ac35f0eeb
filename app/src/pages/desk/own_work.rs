//! What waits for the account beside its rounds: actions of meetings, unread messages.

use crate::desk::Answer;
use crate::desk::meeting::{ActionLine, OwnWork as Work, read_own_work, settle_action};
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::{use_lang, use_me, use_words};
use crate::words::common;
use crate::words::office::fill;
use domain::id::ActionId;
use leptos::prelude::*;

/// An action on its way to done, or back.
pub type Settling = Action<(ActionId, bool), Answer<()>>;

/// Settles actions.
pub fn settling() -> Settling {
    Action::new(|(action, done): &(ActionId, bool)| settle_action(*action, *done))
}

/// The account's open actions, and how many messages nobody has read.
#[component]
pub fn OwnWork() -> impl IntoView {
    let settling = settling();
    let work = Resource::new(move || settling.version().get(), |_| read_own_work());
    view! {
        {move || settling.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
        {load(work, move |work| view! { <Shown work settling /> })}
    }
    .into_any()
}

#[component]
fn Shown(work: Work, settling: Settling) -> impl IntoView {
    let w = use_words().meeting;
    let none = work.actions.is_empty();
    view! {
        <section class="panel own-work">
            <h2>{w.own}</h2>
            {(work.unread > 0).then(|| view! {
                <p class="note"><a rel="external" href="/desk/messages">{fill(w.unread, work.unread)}</a></p>
            })}
            {none.then(|| view! { <p class="faint">{w.own_none}</p> })}
            <ul class="actions">
                {work.actions.into_iter().map(|action| view! { <Line action settling link=true /> }).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

/// An action with its owner and date, and what settles it.
#[component]
pub fn Line(
    /// The action.
    action: ActionLine,
    /// What settles it.
    settling: Settling,
    /// Leads to its meeting.
    #[prop(optional)]
    link: bool,
) -> impl IntoView {
    let (w, lang) = (use_words().meeting, use_lang());
    let id = action.id;
    let is_done = action.done_by.is_some();
    let is_late = !is_done && use_me().is_some_and(|me| action.due < me.today);
    let settle = move |_| {
        settling.dispatch((id, !is_done));
    };
    view! {
        <li class:is-done=is_done>
            <b>{action.text}</b>
            <span>{w.owner} " " {action.owner} " · " {w.due} " "
                <span class:late=is_late>{common::date(lang, action.due)}</span></span>
            {action.done_by.map(|by| view! { <span class="tag">{fill(w.settled_by, by)}</span> })}
            <span class="buttons">
                {link.then(|| view! {
                    <a class="button quiet" rel="external" href=format!("/desk/meetings/{}", action.meeting)>{w.open}</a>
                })}
                {action.may_settle.then(|| view! {
                    <button type="button" class="button quiet" on:click=settle
                        disabled=move || settling.pending().get()>{if is_done { w.reopen } else { w.done }}</button>
                })}
            </span>
        </li>
    }
    .into_any()
}
