//! Meetings: the list, calling one, and the account's calendar feed.

use super::own_work::OwnWork;
use crate::desk::Answer;
use crate::desk::calendar::{make_calendar, read_calendar, revoke_calendar};
use crate::desk::meeting::{MeetingLine, Meetings as Page, NewMeeting, Person, call_meeting, list_meetings};
use crate::parts::empty::Empty;
use crate::parts::filter::{key, value};
use crate::parts::form::{Fields, counted, minutes};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::{use_lang, use_me, use_words};
use crate::words::common;
use crate::words::domain::Label;
use domain::Time;
use domain::finding::Department;
use domain::id::MeetingId;
use domain::meeting::MeetingKind;
use leptos::prelude::*;

/// A call on its way.
type Calling = Action<NewMeeting, Answer<MeetingId>>;

/// The account's meetings.
#[component]
pub fn Meetings() -> impl IntoView {
    let w = use_words().meeting;
    let saved = RwSignal::new(0);
    let calling: Calling = Action::new(move |new: &NewMeeting| {
        let new = new.clone();
        async move { counted(saved, call_meeting(new).await) }
    });
    let page = Resource::new(move || saved.get(), |_| list_meetings());
    let works = use_me().is_some_and(|me| me.role.works_at_station());
    view! {
        <div class="page">
            <PageHead title=w.title lead=w.lead>
                {works.then(|| view! { <a class="button quiet" href="/desk/practice">{use_words().practice.title}</a> })}
            </PageHead>
            {move || calling.value().get().map(|answer| match answer {
                Ok(_) => view! { <p class="done" role="status"><Icon name="check" />{w.saved}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            <OwnWork />
            {load(page, move |page| view! { <Sheet page calling /> })}
            <Calendar />
        </div>
    }
    .into_any()
}

#[component]
fn Sheet(page: Page, calling: Calling) -> impl IntoView {
    let w = use_words().meeting;
    let rows = page.meetings.clone();
    view! {
        {(!page.may_call.is_empty()).then(|| view! { <Call page=page.clone() calling /> })}
        {if rows.is_empty() {
            view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any()
        } else {
            view! {
                <div class="table-wrap">
                    <table class="table cards">
                        <thead><tr>
                            <th scope="col">{w.kind}</th>
                            <th scope="col">{w.time}</th>
                            <th scope="col">{w.place}</th>
                            <th scope="col">{w.state}</th>
                        </tr></thead>
                        <tbody>{rows.into_iter().map(|line| view! { <Row line /> }).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }}
    }
    .into_any()
}

#[component]
fn Row(line: MeetingLine) -> impl IntoView {
    let (w, lang) = (use_words().meeting, use_lang());
    let when = when(&line);
    view! {
        <tr>
            <th scope="row"><a href=format!("/desk/meetings/{}", line.id)>{line.of} " " {line.kind.label(lang)}</a></th>
            <td data-label=w.time>{when}</td>
            <td data-label=w.place>{line.place}</td>
            <td data-label=w.state><span class="tag">{line.state.label(lang)}</span></td>
        </tr>
    }
    .into_any()
}

/// The day and the hours of a meeting.
pub fn when(line: &MeetingLine) -> String {
    let (from, to) = line.hours;
    format!("{} {}–{}", common::date(use_lang(), line.on), common::minute(from), common::minute(to))
}

#[component]
fn Call(page: Page, calling: Calling) -> impl IntoView {
    let (w, lang) = (use_words().meeting, use_lang());
    let today = use_me().map(|me| me.today.to_string()).unwrap_or_default();
    let kind = RwSignal::new(page.may_call.first().copied().unwrap_or(MeetingKind::PoliceStation));
    let submit = move |event: leptos::ev::SubmitEvent| {
        if let Some(new) = Fields::of(&event).and_then(|fields| asked(&fields)) {
            calling.dispatch(new);
        }
    };
    let choose = move |event: leptos::ev::Event| {
        if let Some(chosen) = value(&event_target_value(&event)) {
            kind.set(chosen);
        }
    };
    view! {
        <details class="panel add no-print">
            <summary class="button quiet">{w.call}</summary>
            <form method="post" on:submit=submit>
                <div class="columns">
                    <label class="field"><span>{w.kind}</span>
                        <select name="kind" on:change=choose>
                            {page.may_call.iter().map(|k| view! { <option value=key(k)>{k.label(lang)}</option> }).collect_view()}
                        </select></label>
                    {move || (kind.get() == MeetingKind::Employer).then(|| view! {
                        <label class="field"><span>{w.lodging}</span>
                            <select name="property" required>
                                {page.lodgings.iter().map(|(id, name)| view! { <option value=id.to_string()>{name.clone()}</option> }).collect_view()}
                            </select></label>
                    })}
                    <label class="field"><span>{w.on}</span><input type="date" name="on" required min=today.clone() value=today.clone() /></label>
                    <label class="field"><span>{w.from}</span><input type="time" name="from" required value="09:00" /></label>
                    <label class="field"><span>{w.to}</span><input type="time" name="to" required value="10:00" /></label>
                    <label class="field"><span>{w.place}</span><input name="place" required maxlength="40" /></label>
                </div>
                <People people=page.people kind />
                <fieldset class="people"><legend>{w.departments}</legend>
                    {Department::ALL.map(|d| view! {
                        <label class="check"><input type="checkbox" name="department" value=key(&d) /><span>{d.label(lang)}</span></label>
                    })}
                </fieldset>
                <button class="button" type="submit" disabled=move || calling.pending().get()>{w.submit}</button>
            </form>
        </details>
    }
    .into_any()
}

/// Those who may be asked to a meeting of the chosen kind.
#[component]
fn People(people: Vec<Person>, kind: RwSignal<MeetingKind>) -> impl IntoView {
    let (w, lang) = (use_words().meeting, use_lang());
    view! {
        <fieldset class="people"><legend>{w.attendees}</legend>
            {move || people.iter().filter(|person| kind.get().may_attend(person.role)).map(|person| view! {
                <label class="check">
                    <input type="checkbox" name="attendee" value=person.id.to_string() />
                    <span>{person.name.clone()} " " <small>{person.role.label(lang)}</small></span>
                </label>
            }).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What the form says; the browser has held its required fields.
fn asked(fields: &Fields) -> Option<NewMeeting> {
    Some(NewMeeting {
        kind: value(&fields.text("kind"))?,
        property: fields.value("property"),
        on: fields.value("on")?,
        hours: (minutes(&fields.text("from"))?, minutes(&fields.text("to"))?),
        place: fields.text("place"),
        attendees: fields.all("attendee").iter().filter_map(|id| id.parse().ok()).collect(),
        departments: fields.all("department").iter().filter_map(|word| value(word)).collect(),
    })
}

/// The feed: its address is told once.
#[component]
fn Calendar() -> impl IntoView {
    let w = use_words().meeting;
    let making = Action::new(|(): &()| make_calendar());
    let revoking = Action::new(|(): &()| revoke_calendar());
    let since =
        Resource::new(move || (making.version().get(), revoking.version().get()), |_| read_calendar());
    let problem = move || {
        making.value().get().and_then(Result::err).or_else(|| revoking.value().get().and_then(Result::err))
    };
    let feed = move |since: Option<Time>| {
        let label = if since.is_some() { w.calendar_again } else { w.calendar_make };
        view! {
            {since.map(|at| view! { <p>{w.calendar_since} " " <Moment at /></p> })}
            <p class="buttons">
                <button type="button" class="button quiet" on:click=move |_| { making.dispatch(()); }>{label}</button>
                {since.map(|_| view! {
                    <button type="button" class="button quiet" on:click=move |_| {
                        making.value().set(None);
                        revoking.dispatch(());
                    }>{w.calendar_revoke}</button>
                })}
            </p>
        }
        .into_any()
    };
    view! {
        <section class="panel calendar no-print">
            <h2>{w.calendar}</h2>
            <p class="hint">{w.calendar_lead}</p>
            {move || problem().map(|error| view! { <ProblemSummary error /> })}
            {move || making.value().get().and_then(Result::ok).map(|address| view! {
                <div class="one-time" role="status">
                    <p><code>{address}</code></p>
                    <p class="hint">{w.calendar_once}</p>
                </div>
            })}
            {load(since, feed)}
        </section>
    }
    .into_any()
}
