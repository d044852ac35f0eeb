//! One meeting: the agenda, minutes and actions, on paper as on the screen.

use super::meetings::when;
use super::own_work::{Line, Settling, settling};
use crate::desk::Answer;
use crate::desk::meeting::{AgendaLine, MeetingStep, MeetingView, read_meeting, step_meeting};
use crate::parts::form::{Fields, counted};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::tools::Print;
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use crate::words::office::fill;
use domain::id::MeetingId;
use domain::meeting::{MeetingState, Shown};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// A step on its way.
type Stepping = Action<(MeetingId, MeetingStep), Answer<()>>;

/// The meeting in the address; `?numbers=1` has its files by their numbers alone.
#[component]
pub fn Meeting() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|p| p.get_str("id").and_then(|id| id.parse().ok())));
    let numbers = Memo::new(move |_| query.with(|q| q.get_str("numbers").is_some()));
    let saved = RwSignal::new(0);
    let stepping: Stepping = Action::new(move |(id, step): &(MeetingId, MeetingStep)| {
        let (id, step) = (*id, step.clone());
        async move { counted(saved, step_meeting(id, step).await) }
    });
    let settling = settling();
    let asked = move || (id.get(), numbers.get(), saved.get(), settling.version().get());
    let meeting = Resource::new(asked, |(id, numbers, _, _)| {
        read_meeting(id.unwrap_or(MeetingId(Default::default())), numbers)
    });
    let problem = move || {
        stepping.value().get().and_then(Result::err).or_else(|| settling.value().get().and_then(Result::err))
    };
    let w = use_words().meeting;
    view! {
        <div class="page meeting">
            <p class="back"><a href="/desk/meetings"><Icon name="back" />{w.back}</a></p>
            {move || problem().map(|error| view! { <ProblemSummary error /> })}
            {move || stepping.value().get().and_then(Result::ok).map(|()| view! {
                <p class="done no-print" role="status"><Icon name="check" />{w.saved}</p>
            })}
            {load(meeting, move |meeting| view! { <Sheet meeting numbers=numbers.get_untracked() stepping settling /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Sheet(meeting: MeetingView, numbers: bool, stepping: Stepping, settling: Settling) -> impl IntoView {
    let (w, lang) = (use_words().meeting, use_lang());
    let line = meeting.line.clone();
    let (other, other_word) = if numbers { ("", w.addresses) } else { ("?numbers=1", w.numbers) };
    let people = meeting.attendees.iter().map(|p| format!("{} {}", p.name, p.role.label(lang)));
    let people: Vec<String> =
        people.chain(meeting.departments.iter().map(|d| d.label(lang).to_owned())).collect();
    let separator = if lang == domain::Lang::ZhCn { "、" } else { ", " };
    view! {
        <PageHead title=format!("{} {}", line.of, line.kind.label(lang)).trim().to_owned()>
            <a class="button quiet" href=format!("/desk/meetings/{}{other}", line.id)>{other_word}</a>
            <Print />
        </PageHead>
        <dl class="facts">
            <div><dt>{w.time}</dt><dd><b>{when(&line)}</b></dd></div>
            <div><dt>{w.place}</dt><dd>{line.place.clone()}</dd></div>
            <div><dt>{w.called_by}</dt><dd>{meeting.called_by.clone()}</dd></div>
            <div><dt>{w.attendees}</dt><dd>{people.join(separator)}</dd></div>
            <div><dt>{w.state}</dt><dd><span class="tag">{line.state.label(lang)}</span>
                {meeting.filed.clone().map(|(by, at)| view! { " " {fill(w.filed, by)} " " <Moment at /> })}</dd></div>
        </dl>
        <section class="panel">
            <h2>{w.agenda}</h2>
            <Agenda lines=meeting.agenda.clone() />
            {(line.state == MeetingState::Called).then(|| view! {
                <p class="hint no-print">{w.agenda_follows}</p>
                {meeting.may_keep.then(|| view! { <Propose id=line.id stepping /> })}
            })}
        </section>
        <Minutes meeting=meeting.clone() stepping />
        <section class="panel">
            <h2>{w.actions}</h2>
            {meeting.actions.is_empty().then(|| view! { <p class="faint">{w.actions_none}</p> })}
            <ul class="actions">
                {meeting.actions.iter().cloned().map(|action| view! { <Line action settling /> }).collect_view()}
            </ul>
            {meeting.may_keep.then(|| view! { <Agree meeting=meeting.clone() stepping /> })}
        </section>
        {(meeting.may_keep && line.state == MeetingState::Held).then(|| view! { <File id=line.id stepping /> })}
        <p class="signature">{w.signature}</p>
    }
    .into_any()
}

#[component]
fn Agenda(lines: Vec<AgendaLine>) -> impl IntoView {
    let w = use_words().meeting;
    if lines.is_empty() {
        return view! { <p class="faint">{w.agenda_none}</p> }.into_any();
    }
    let items = lines.into_iter().map(item).collect_view();
    view! { <ol class="agenda">{items}</ol> }.into_any()
}

fn item(line: AgendaLine) -> AnyView {
    let (w, lang) = (use_words().meeting, use_lang());
    match line {
        AgendaLine::Flag { file, category, severity, since, late } => view! {
            <li>{named(file)} " " <b>{category.label(lang)} " " {severity.label(lang)}</b> " "
                {w.since} " " {common::date(lang, since)}
                {late.then(|| view! { " " <span class="tag">{w.late}</span> })}</li>
        }
        .into_any(),
        AgendaLine::MoreFlags { count } => view! { <li>{fill(w.more_flags, count)}</li> }.into_any(),
        AgendaLine::Overdue { station, count } => {
            view! { <li>{station} " " {fill(w.overdue, count)}</li> }.into_any()
        }
        AgendaLine::Action { text, owner, due } => view! {
            <li>{w.last_time} ": " <b>{text}</b> " " {owner} " · " {w.due} " " {common::date(lang, due)}</li>
        }
        .into_any(),
        AgendaLine::Free { text } => view! { <li>{text}</li> }.into_any(),
    }
}

/// A file by its address for those with rights to it, else by its number alone.
fn named(file: Shown) -> AnyView {
    match file.address {
        Some((id, address)) => {
            view! { <a rel="external" href=format!("/desk/dwellings/{id}")>{address}</a> }.into_any()
        }
        None => view! { <span>{use_words().meeting.number} " " <code>{file.number}</code></span> }.into_any(),
    }
}

/// Sends what a form says as a step of the meeting.
fn sends(
    id: MeetingId,
    stepping: Stepping,
    step: fn(&Fields) -> Option<MeetingStep>,
) -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    move |event| {
        if let Some(step) = Fields::of(&event).and_then(|fields| step(&fields)) {
            stepping.dispatch((id, step));
        }
    }
}

#[component]
fn Propose(id: MeetingId, stepping: Stepping) -> impl IntoView {
    let w = use_words().meeting;
    let submit = sends(id, stepping, |fields| Some(MeetingStep::Propose { text: fields.text("text") }));
    view! {
        <form class="line no-print" method="post" on:submit=submit>
            <label class="field"><span>{w.propose}</span><input name="text" required maxlength="200" /></label>
            <button class="button quiet" type="submit">{w.propose_submit}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Minutes(meeting: MeetingView, stepping: Stepping) -> impl IntoView {
    let w = use_words().meeting;
    let submit = sends(meeting.line.id, stepping, |fields| {
        Some(MeetingStep::Hold { minutes: fields.text("minutes") })
    });
    let written = meeting.minutes.clone();
    view! {
        <section class="panel">
            <h2>{w.minutes}</h2>
            {match written.clone() {
                Some(text) => view! { <p class="minutes">{text}</p> }.into_any(),
                None => view! { <p class="faint">{w.minutes_none}</p> }.into_any(),
            }}
            {(meeting.may_keep && !meeting.may_hold).then(|| view! { <p class="hint">{w.minutes_wait}</p> })}
            {meeting.may_hold.then(|| view! {
                <form class="no-print" method="post" on:submit=submit>
                    <label class="field"><span>{w.minutes}</span>
                        <textarea name="minutes" required rows="8" maxlength="5000" prop:value=written.unwrap_or_default()></textarea></label>
                    <p class="hint">{w.minutes_hint}</p>
                    <button class="button" type="submit">{w.hold}</button>
                </form>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Agree(meeting: MeetingView, stepping: Stepping) -> impl IntoView {
    let w = use_words().meeting;
    let day = meeting.line.on.to_string();
    let submit = sends(meeting.line.id, stepping, |fields| {
        let (owner, due) = (fields.value("owner")?, fields.value("due")?);
        Some(MeetingStep::Agree { text: fields.text("text"), owner, due })
    });
    view! {
        <form class="line no-print" method="post" on:submit=submit>
            <label class="field"><span>{w.what}</span><input name="text" required maxlength="200" /></label>
            <label class="field"><span>{w.owner}</span>
                <select name="owner">
                    {meeting.attendees.into_iter().map(|p| view! { <option value=p.id.to_string()>{p.name}</option> }).collect_view()}
                </select></label>
            <label class="field"><span>{w.due}</span><input type="date" name="due" required min=day.clone() value=day /></label>
            <button class="button quiet" type="submit">{w.agree}</button>
        </form>
    }
    .into_any()
}

#[component]
fn File(id: MeetingId, stepping: Stepping) -> impl IntoView {
    let w = use_words().meeting;
    let submit = sends(id, stepping, |_| Some(MeetingStep::File));
    view! {
        <form class="panel no-print" method="post" on:submit=submit>
            <p>{w.file_detail}</p>
            <p><button class="button" type="submit">{w.file}</button></p>
        </form>
    }
    .into_any()
}
