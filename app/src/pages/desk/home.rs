//! The first page: straight to what a role does first.

use super::own_work::OwnWork;
use crate::parts::frame::{PageHead, places};
use crate::parts::icon::Icon;
use crate::parts::{use_me, use_words};
use crate::words::office::fill;
use leptos::prelude::*;

/// The places of the role as large links; roles without a desk are sent to the phone. The server
/// redirects officers, supervisors, administrators and the privacy officer to their first place.
#[component]
pub fn Home() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let places = me.as_ref().map(|me| places(me.role, words.frame)).unwrap_or_default();
    let nothing = places.is_empty();
    let works = me.as_ref().is_some_and(|me| me.role.works_at_station());
    view! {
        <div class="page">
            <PageHead title=fill(words.home.hello, me.map(|me| me.name).unwrap_or_default()) />
            <ul class="doors">
                {places.into_iter().map(|(icon, word, href)| view! {
                    <li><a href=href><Icon name=icon /><span>{word}</span></a></li>
                }).collect_view()}
            </ul>
            {works.then(|| view! { <OwnWork /> })}
            {nothing.then(|| view! {
                <p>{words.home.nothing}</p>
                <p><a class="button" rel="external" href="/field">{words.home.to_phone}</a></p>
            })}
        </div>
    }
}
