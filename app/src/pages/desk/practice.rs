//! Practice notes: what works at a station, shared with all.

use crate::desk::Answer;
use crate::desk::practice::{
    Practice as Page, PracticeNote, read_practice, share_practice, withdraw_practice,
};
use crate::parts::empty::Empty;
use crate::parts::form::{Fields, counted};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::tools::Print;
use crate::parts::use_words;
use domain::id::{PracticeId, StationId};
use leptos::prelude::*;

/// What is done with notes.
#[derive(Clone)]
enum Deed {
    Share(StationId, String, String),
    Withdraw(PracticeId),
}

/// A deed on its way.
type Doing = Action<Deed, Answer<()>>;

async fn carry_out(deed: Deed) -> Answer<()> {
    match deed {
        Deed::Share(station, title, text) => share_practice(station, title, text).await,
        Deed::Withdraw(note) => withdraw_practice(note).await,
    }
}

/// All notes.
#[component]
pub fn Practice() -> impl IntoView {
    let w = use_words().practice;
    let saved = RwSignal::new(0);
    let doing: Doing = Action::new(move |deed: &Deed| {
        let deed = deed.clone();
        async move { counted(saved, carry_out(deed).await) }
    });
    let page = Resource::new(move || saved.get(), |_| read_practice());
    view! {
        <div class="page">
            <PageHead title=w.title lead=w.lead><Print /></PageHead>
            {move || doing.value().get().map(|answer| match answer {
                Ok(()) => view! { <p class="done" role="status"><Icon name="check" />{w.shared}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            {load(page, move |page| view! { <Sheet page doing /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Sheet(page: Page, doing: Doing) -> impl IntoView {
    let w = use_words().practice;
    let none = page.notes.is_empty();
    view! {
        {(!page.stations.is_empty()).then(|| view! { <Write stations=page.stations doing /> })}
        {none.then(|| view! { <Empty title=w.empty_title detail=w.empty_detail /> })}
        {page.notes.into_iter().map(|note| view! { <Note note doing /> }).collect_view()}
    }
    .into_any()
}

#[component]
fn Note(note: PracticeNote, doing: Doing) -> impl IntoView {
    let (w, id) = (use_words().practice, note.id);
    view! {
        <article class="panel">
            <h2>{note.title}</h2>
            <p class="minutes">{note.text}</p>
            <p class="faint">{note.station} " · " <Moment at=note.written_at /></p>
            {note.may_withdraw.then(|| view! {
                <p class="no-print"><button type="button" class="button quiet"
                    on:click=move |_| { doing.dispatch(Deed::Withdraw(id)); }>{w.withdraw}</button></p>
            })}
        </article>
    }
    .into_any()
}

#[component]
fn Write(stations: Vec<(StationId, String)>, doing: Doing) -> impl IntoView {
    let w = use_words().practice;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let Some(fields) = Fields::of(&event) else { return };
        if let Some(station) = fields.value("station") {
            doing.dispatch(Deed::Share(station, fields.text("title"), fields.text("text")));
        }
    };
    view! {
        <details class="panel add no-print">
            <summary class="button quiet">{w.write}</summary>
            <form method="post" on:submit=submit>
                <label class="field"><span>{w.station}</span>
                    <select name="station">
                        {stations.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                    </select></label>
                <label class="field"><span>{w.name}</span><input name="title" required maxlength="60" /></label>
                <label class="field"><span>{w.text}</span><textarea name="text" required rows="6" maxlength="2000"></textarea></label>
                <button class="button" type="submit" disabled=move || doing.pending().get()>{w.share}</button>
            </form>
        </details>
    }
    .into_any()
}
