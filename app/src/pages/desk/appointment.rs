//! A dwelling's appointment (约访), on the page of its file.

use crate::desk::Answer;
use crate::desk::appointment::{AppointmentPart, cancel_appointment, make_appointment};
use crate::desk::file::DwellingFile;
use crate::parts::filter::{key, value};
use crate::parts::problem::ProblemSummary;
use crate::parts::{use_lang, use_words};
use crate::words::common;
use chrono::{NaiveTime, Timelike};
use domain::appointment::{Appointment, AppointmentReason};
use domain::hours::{Minutes, VISITING};
use domain::id::DwellingId;
use leptos::html;
use leptos::prelude::*;

/// An appointment on its way: a new one, or none.
pub type Appointing = Action<(DwellingId, Option<Appointment>), Answer<()>>;

/// Makes and cancels; the file is read again after it.
pub fn appointing() -> Appointing {
    Action::new(|(dwelling, new): &(DwellingId, Option<Appointment>)| {
        let (dwelling, new) = (*dwelling, *new);
        async move {
            match new {
                Some(new) => make_appointment(dwelling, new).await,
                None => cancel_appointment(dwelling).await,
            }
        }
    })
}

/// What is agreed, and the form for it.
#[component]
pub fn AppointmentOf(file: DwellingFile, appointing: Appointing) -> impl IntoView {
    let w = use_words().appointment;
    let (id, may_appoint) = (file.row.id, file.may_appoint);
    let label = if file.appointment.is_some() { w.change } else { w.make };
    let cancel = move |_| {
        appointing.dispatch((id, None));
    };
    let agreed = file.appointment.clone();
    view! {
        <h2>{w.title}</h2>
        {move || appointing.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
        {match agreed {
            None => view! { <p class="faint">{w.none}</p> }.into_any(),
            Some(agreed) => view! {
                <Agreed agreed />
                {may_appoint.then(|| view! {
                    <button type="button" class="button quiet no-print" on:click=cancel
                        disabled=move || appointing.pending().get()>{w.cancel}</button>
                })}
            }.into_any(),
        }}
        {may_appoint.then(|| view! {
            <details class="appointment no-print">
                <summary class="button quiet">{label}</summary>
                <Form file appointing />
            </details>
        })}
    }
}

#[component]
fn Agreed(agreed: AppointmentPart) -> impl IntoView {
    let (w, lang) = (use_words().appointment, use_lang());
    let Appointment { on, hours, reason, .. } = agreed.appointment;
    let hours = hours.map_or_else(
        || w.any_hour.to_owned(),
        |(from, to)| format!("{}–{}", common::minute(from), common::minute(to)),
    );
    view! {
        <dl class="facts">
            <div><dt>{w.on}</dt><dd><b>{common::date(lang, on)}</b> " " {hours}</dd></div>
            <div><dt>{w.visitor}</dt><dd>{agreed.visitor.unwrap_or_else(|| w.anyone.to_owned())}</dd></div>
            <div><dt>{w.reason}</dt><dd>{common::appointment_reason(lang, reason)}</dd></div>
            <div><dt>{w.made_by}</dt><dd>{agreed.made_by}</dd></div>
        </dl>
    }
}

#[component]
fn Form(file: DwellingFile, appointing: Appointing) -> impl IntoView {
    let (w, lang, id) = (use_words().appointment, use_lang(), file.row.id);
    let on = NodeRef::<html::Input>::new();
    let (from, to) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (visitor, reason) = (NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let on = on.get().and_then(|input| input.value().parse().ok());
        let reason = reason.get().and_then(|select| value(&select.value()));
        let Some((on, reason)) = on.zip(reason) else { return };
        let hours = hours(minutes(from), minutes(to));
        let visitor = visitor.get().and_then(|select| select.value().parse().ok());
        appointing.dispatch((id, Some(Appointment { on, hours, visitor, reason })));
    };
    view! {
        <form method="post" on:submit=submit>
            <label class="field"><span>{w.on}</span>
                <input node_ref=on type="date" required min=file.today.to_string() value=file.today.to_string() /></label>
            <label class="field"><span>{w.from}</span><input node_ref=from type="time" min="08:00" max="20:00" /></label>
            <label class="field"><span>{w.to}</span><input node_ref=to type="time" min="08:00" max="20:00" /></label>
            <label class="field"><span>{w.visitor}</span>
                <select node_ref=visitor>
                    <option value="">{w.anyone}</option>
                    {file.visitors.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                </select></label>
            <label class="field"><span>{w.reason}</span>
                <select node_ref=reason>
                    {AppointmentReason::ALL.map(|r| view! { <option value=key(&r)>{common::appointment_reason(lang, r)}</option> })}
                </select></label>
            <p class="hint">{w.detail}</p>
            <button class="button" type="submit" disabled=move || appointing.pending().get()>{w.submit}</button>
        </form>
    }
}

/// The hours agreed: one end alone reaches to the end of the visiting hours, none is any hour.
fn hours(from: Option<u16>, to: Option<u16>) -> Option<Minutes> {
    let (first, last) = VISITING;
    (from.is_some() || to.is_some()).then(|| (from.unwrap_or(first), to.unwrap_or(last)))
}

/// A time field's minutes after midnight.
fn minutes(field: NodeRef<html::Input>) -> Option<u16> {
    let time = NaiveTime::parse_from_str(&field.get()?.value(), "%H:%M").ok()?;
    u16::try_from(time.num_seconds_from_midnight() / 60).ok()
}
