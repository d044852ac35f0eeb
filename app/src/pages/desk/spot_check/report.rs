//! What the second visitor has to look at, and the form for what was seen. Nothing here tells of the
//! first visit.

use super::Reporting;
use crate::desk::spot_check::CheckTask;
use crate::parts::filter::{key, value};
use crate::parts::{use_lang, use_words};
use crate::words::checklist;
use crate::words::common;
use crate::words::domain::Label;
use chrono::{NaiveDate, NaiveTime, Timelike};
use domain::checklist::questions;
use domain::spot_check::{CheckOutcome, CheckReport};
use domain::visit::{Answer, Seen};
use leptos::html;
use leptos::prelude::*;

/// The checks to be made.
#[component]
pub fn Tasks(tasks: Vec<CheckTask>, today: NaiveDate, reporting: Reporting) -> impl IntoView {
    let w = use_words().spot_check;
    let tasks = tasks.into_iter().map(|task| view! { <Task task today reporting /> });
    view! {
        <section>
            <h2>{w.tasks}</h2>
            <p class="hint">{w.tasks_detail}</p>
            <ul class="orders">{tasks.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Task(task: CheckTask, today: NaiveDate, reporting: Reporting) -> impl IntoView {
    let (w, lang) = (use_words().spot_check, use_lang());
    let late = task.due_on < today;
    let due = common::day(lang, task.due_on);
    view! {
        <li class="panel order">
            <h3>{task.address.clone()}</h3>
            <p>
                {task.village_name.clone()} " · " {w.due} " " {due}
                {late.then(|| view! { " " <span class="tag tag-late">{w.late}</span> })}
            </p>
            <details class="no-print">
                <summary class="button quiet">{w.report}</summary>
                <Form task today reporting />
            </details>
        </li>
    }
}

/// What each question was answered with; "not seen" until it is chosen.
type Answers = Vec<(&'static str, NodeRef<html::Select>)>;

#[component]
fn Form(task: CheckTask, today: NaiveDate, reporting: Reporting) -> impl IntoView {
    let (w, lang) = (use_words().spot_check, use_lang());
    let (on, at) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (outcome, notice) = (NodeRef::<html::Select>::new(), NodeRef::<html::Input>::new());
    let answers: Answers = questions(task.kind).iter().map(|q| (q.key, NodeRef::new())).collect();
    let asked = answers.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let report = (|| {
            let outcome = value(&outcome.get()?.value())?;
            Some(CheckReport {
                on: on.get()?.value().parse().ok()?,
                minute: minute(&at.get()?.value())?,
                outcome,
                answers: seen(&asked, outcome),
                notice: notice.get()?.checked(),
            })
        })();
        if let Some(report) = report {
            reporting.dispatch((task.id, report));
        }
    };
    let looked = answers.into_iter().map(|(key, field)| view! { <Look question=key field /> });
    view! {
        <form method="post" on:submit=submit>
            <label class="field"><span>{w.on}</span>
                <input node_ref=on type="date" required min=task.drawn_on.to_string() max=today.to_string()
                    value=today.to_string() /></label>
            <label class="field"><span>{w.at}</span>
                <input node_ref=at type="time" required min="08:00" max="20:00" /></label>
            <label class="field"><span>{w.outcome}</span>
                <select node_ref=outcome>
                    {CheckOutcome::ALL.map(|o| view! { <option value=key(&o)>{o.label(lang)}</option> })}
                </select></label>
            <fieldset>
                <legend>{w.look}</legend>
                {looked.collect_view()}
            </fieldset>
            <label class="check"><input node_ref=notice type="checkbox" required /><span>{w.notice}</span></label>
            <button class="button" type="submit" disabled=move || reporting.pending().get()>{w.submit}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Look(question: &'static str, field: NodeRef<html::Select>) -> impl IntoView {
    let lang = use_lang();
    let text = checklist::text(lang, question);
    view! {
        <label class="field"><span>{text.ask}</span>
            <select node_ref=field>
                {[Seen::NotSeen, Seen::InOrder, Seen::NotInOrder].map(|seen| view! {
                    <option value=key(&seen)>{seen.label(lang)}</option>
                })}
            </select>
        </label>
    }
}

/// The answers, where anything could be seen.
fn seen(asked: &Answers, outcome: CheckOutcome) -> Vec<Answer> {
    if !matches!(outcome, CheckOutcome::Entered | CheckOutcome::Met) {
        return vec![];
    }
    let answer = |(question, field): &(&'static str, NodeRef<html::Select>)| {
        Some(Answer { question: (*question).to_owned(), seen: value(&field.get()?.value())? })
    };
    asked.iter().filter_map(answer).collect()
}

/// A time field's minutes after midnight.
fn minute(time: &str) -> Option<u16> {
    let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
    u16::try_from(time.num_seconds_from_midnight() / 60).ok()
}
