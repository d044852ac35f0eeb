//! The duty roster: who answers the phone, each day of the week.

use crate::desk::Answer;
use crate::desk::duty::{Duty as Page, DutyDay, DutyWeek, read_duty, set_duty};
use crate::parts::empty::Empty;
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::{use_lang, use_words};
use crate::words::common;
use domain::id::{StationId, UserId};
use leptos::html;
use leptos::prelude::*;

/// A day on its way to the roster.
type Setting = Action<(StationId, u32, Option<UserId>, String), Answer<Page>>;

/// The rosters of the area.
#[component]
pub fn Duty() -> impl IntoView {
    let w = use_words().duty;
    let setting: Setting =
        Action::new(|(station, day, officer, phone): &(StationId, u32, Option<UserId>, String)| {
            set_duty(*station, *day, *officer, phone.clone())
        });
    let duty = Resource::new(move || setting.version().get(), |_| read_duty());
    view! {
        <div class="page">
            <PageHead title=w.title lead=w.lead />
            {move || setting.value().get().map(|answer| match answer {
                Ok(_) => view! { <p class="done" role="status"><Icon name="check" />{w.saved}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            {load(duty, move |duty| view! { <Weeks duty setting /> })}
        </div>
    }
}

#[component]
fn Weeks(duty: Page, setting: Setting) -> impl IntoView {
    let w = use_words().duty;
    if duty.weeks.is_empty() {
        return view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any();
    }
    let (today, may_change) = (duty.today, duty.may_change);
    duty.weeks
        .into_iter()
        .map(|week| view! { <Week week today may_change setting /> })
        .collect_view()
        .into_any()
}

#[component]
fn Week(week: DutyWeek, today: u32, may_change: bool, setting: Setting) -> impl IntoView {
    let w = use_words().duty;
    let gap = week.days.iter().any(|day| day.officer.is_none() || day.phone.is_empty());
    let days = week.days.clone();
    let days = days.into_iter().map(|day| {
        view! { <Day week=week.clone() today=day.weekday == today day may_change setting /> }
    });
    let days = days.collect_view();
    view! {
        <section class="panel">
            <h2>{week.station_name.clone()}</h2>
            {gap.then(|| view! { <p class="note">{w.gap}</p> })}
            <ul class="week">{days}</ul>
        </section>
    }
}

#[component]
fn Day(week: DutyWeek, day: DutyDay, today: bool, may_change: bool, setting: Setting) -> impl IntoView {
    let (w, lang) = (use_words().duty, use_lang());
    let name = common::weekday(lang, day.weekday);
    let (officer, phone) = (NodeRef::<html::Select>::new(), NodeRef::<html::Input>::new());
    let chosen = day.officer.clone().map(|(id, _)| id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let (Some(officer), Some(phone)) = (officer.get(), phone.get()) {
            setting.dispatch((week.station, day.weekday, officer.value().parse().ok(), phone.value()));
        }
    };
    let shown = if may_change {
        view! {
            <form method="post" on:submit=submit>
                <select node_ref=officer aria-label=format!("{} {name}", w.officer)>
                    <option value="" selected=chosen.is_none()>{w.nobody}</option>
                    {week.officers.into_iter().map(|(id, name, _)| view! {
                        <option value=id.to_string() selected=chosen == Some(id)>{name}</option>
                    }).collect_view()}
                </select>
                <input node_ref=phone type="tel" inputmode="tel" value=day.phone aria-label=format!("{} {name}", w.phone) />
                <button class="button quiet" type="submit">{w.save}</button>
            </form>
        }
        .into_any()
    } else {
        let officer = day.officer.map_or_else(|| w.nobody.to_owned(), |(_, name)| name);
        view! { <span>{officer}</span> <a href=format!("tel:{}", day.phone)>{day.phone.clone()}</a> }
            .into_any()
    };
    view! {
        <li class:is-today=today>
            <b>{name} {today.then(|| view! { " " <span class="tag">{w.today}</span> })}</b>
            {shown}
        </li>
    }
}
