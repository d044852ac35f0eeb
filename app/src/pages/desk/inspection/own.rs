//! A worker's own figures: nobody else's, and no place among others.

use super::parts::{AsOf, Tabs};
use super::tables::{WorkCells, WorkTable};
use crate::desk::inspection::{OwnFigures, read_own};
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::time::use_now;
use crate::parts::{use_lang, use_words};
use crate::words::inspection::month as month_words;
use leptos::prelude::*;

/// The months of one's own work.
#[component]
pub fn Own() -> impl IntoView {
    let w = use_words().inspection;
    let figures = Resource::new(|| (), |()| read_own());
    view! {
        <div class="page inspection">
            <PageHead title=w.own_title lead=w.own_lead />
            <Tabs here="/desk/own" />
            {load(figures, move |figures| view! { <Work figures /> })}
        </div>
    }
}

#[component]
fn Work(figures: OwnFigures) -> impl IntoView {
    let (w, lang) = (use_words().inspection, use_lang());
    use_now().set(figures.now);
    let rows = figures.own.months.unwrap_or_default().into_iter().rev().map(|(month, work)| {
        view! { <tr><th scope="row">{month_words(lang, month)}</th><WorkCells work=Some(work) /></tr> }
    });
    view! {
        <AsOf synced=figures.synced />
        <section class="panel">
            <h2>{figures.own.name}</h2>
            <WorkTable first=w.month rows=rows.collect_view().into_any() />
            <p class="hint">{w.timeliness_detail}</p>
        </section>
    }
}
