//! One stop: what the visitor needs to know before knocking, and no more.

use super::facts::{facts, ways_to};
use super::frame::{Gone, Page, door, place, step, use_stop};
use super::record::New;
use super::state::{Field, use_field};
use crate::device::net;
use crate::device::session::{kept, put};
use crate::words::common::{clock, minute};
use crate::words::domain::Label;
use crate::words::files::files;
use domain::id::DwellingId;
use domain::record::{Body, FileRead, Purpose};
use domain::round::Stop;
use leptos::prelude::*;
use leptos_router::components::A;
use sync::merge::Mark;
use wasm_bindgen_futures::spawn_local;

mod contact;

use contact::Contact;

/// The stop.
#[component]
pub fn StopPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    spawn_local(note_opening(field, stop.dwelling));
    let (number, all) = field.with_doors(|doors| {
        let number =
            doors.iter().find(|door| door.stop.dwelling == stop.dwelling).map_or(0, |door| door.number);
        (number, doors.len())
    });
    let dwelling = stop.dwelling;
    let done = Memo::new(move |_| {
        field
            .marks
            .with(|marks| marks.iter().filter(|mark| mark.dwelling == dwelling).max_by_key(|m| m.at).cloned())
    });
    view! {
        <Page
            title=format!("{number}/{all} {}", stop.village_name)
            back="/field/today"
            action=action(field, dwelling, done)
        >
            <section class="stop">
                <p class="stop__property">{stop.property_name.clone()}</p>
                <p class="stop__door">{door(field, &stop.door)}</p>
                <p class="stop__cadence">{stop.cadence.label(field.lang())} " · " {(w.period)(stop.period.0, stop.period.1)}</p>
                {stop.late.then(|| view! { <p class="tag tag--warn">{w.late}</p> }.into_any())}
                <Facts stop=stop.clone()/>
            </section>
            {move || done.get().map(|mark| done_view(field, &mark))}
            <Unfinished dwelling/>
            <Contact dwelling/>
            {ways_to(field, stop.at, &place(field, &stop))}
            <nav class="more" aria-label=w.more>
                <A href=step(dwelling, "skip") attr:class="more__item">{w.skip}</A>
                <A href=step(dwelling, "moved") attr:class="more__item">{w.moved}</A>
                <A href=format!("/field/files/{dwelling}") attr:class="more__item">{files(field.lang()).correct}</A>
            </nav>
        </Page>
    }
    .into_any()
}

/// The next action: check in, go on with a draft, or the next door.
fn action(field: Field, dwelling: DwellingId, done: Memo<Option<Mark>>) -> AnyView {
    let w = field.words();
    (move || {
        if let Some(draft) = field.draft(dwelling) {
            let to = step(dwelling, draft.step());
            return view! { <A href=to attr:class="button button--main">{w.go_on}</A> }.into_any();
        }
        if done.get().is_some() {
            return view! { <super::today::NextDoor/> }.into_any();
        }
        let to = step(dwelling, "check-in");
        view! { <A href=to attr:class="button button--main">{w.check_in}</A> }.into_any()
    })
    .into_any()
}

fn done_view(field: Field, mark: &Mark) -> AnyView {
    use sync::merge::Done;
    let (w, lang) = (field.words(), field.lang());
    let label = match mark.done {
        Done::Visited(outcome) => outcome.label(lang),
        Done::Attempted(outcome) => outcome.label(lang),
        Done::Skipped(reason) => reason.label(lang),
    };
    let to = step(mark.dwelling, "correct");
    view! {
        <section class="card card--good">
            <p><span aria-hidden="true">"✓ "</span>{(w.recorded)(label)}</p>
            {(!matches!(mark.done, Done::Skipped(_))).then(|| view! { <A href=to attr:class="link">{w.correct}</A> }.into_any())}
        </section>
    }
    .into_any()
}

/// A visit under way may be thrown away; what was checked in stays, and it is said that it was.
#[component]
fn Unfinished(dwelling: DwellingId) -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let fault = RwSignal::new(None);
    let discard = move |_| {
        let Some(draft) = field.draft(dwelling) else { return };
        spawn_local(async move { fault.set(field.discard(&draft).await.err()) });
    };
    view! {
        <super::frame::Failure fault/>
        {move || field.draft(dwelling).map(|_| view! {
            <button class="link" on:click=discard>{w.discard}</button>
        }.into_any())}
    }
    .into_any()
}

#[component]
fn Facts(stop: Stop) -> impl IntoView {
    let field = use_field();
    let w = field.words();
    view! {
        <dl class="facts">
            <dt>{w.why}</dt><dd>{stop.why.clone()}</dd>
            <dt>{w.planned}</dt><dd>{clock(stop.begins())} {agreed(field, &stop)}</dd>
            {facts(field, stop.last_visit, stop.headcount, &stop.open_findings)}
            {stop.joint_with.as_ref().map(|partner| {
                view! { <dt>{w.together_with}</dt><dd>{partner.name.clone()}</dd> }.into_any()
            })}
        </dl>
    }
    .into_any()
}

/// What the household counts on.
fn agreed(field: Field, stop: &Stop) -> Option<String> {
    let hours = stop.hours.map(|(from, to)| format!("{}–{}", minute(from), minute(to)));
    stop.agreed.then(|| (field.words().agreed)(hours.as_deref()))
}

/// A file opened without the server knowing is told to it later, once a day.
pub(super) async fn note_opening(field: Field, dwelling: DwellingId) {
    let key = format!("read/{}/{dwelling}", field.date());
    let offline = !net::is_online() || !field.reached.get_untracked();
    if !offline || kept::<bool>(&key).await.is_some() {
        return;
    }
    let body = Body::FileRead(FileRead { dwelling, purpose: Purpose::Visit });
    // A full phone must not close the file; the failure shows at the next thing that is written.
    let _ = field.write(vec![New::of(body)], vec![], vec![put(&key, &true)]).await;
}
