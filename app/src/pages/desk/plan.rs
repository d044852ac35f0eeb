//! The day's rounds: who goes where, when and why; what is left out, and why.

use super::coverage::station_of_address;
use crate::desk::Answer;
use crate::desk::plan::{LeftOut, PlanChange, PlanDay, PlanRound, PlanStop, plan_again, read_plan};
use crate::parts::empty::Empty;
use crate::parts::filter::{Choice, FilterForm, address};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::live::Live;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::tools::Print;
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use crate::words::office::fill;
use crate::words::plan::{changed, left_out as left_out_words, why};
use chrono::{Days, NaiveDate};
use domain::id::StationId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A new plan on its way.
type Planning = Action<(StationId, NaiveDate), Answer<PlanDay>>;

/// The day of the address: today where it names none.
#[component]
pub fn Plan() -> impl IntoView {
    let w = use_words().plan;
    let (station, query) = (station_of_address(), use_query_map());
    let date =
        Memo::new(move |_| query.with(|q| q.get_str("date").and_then(|d| d.parse::<NaiveDate>().ok())));
    let planning: Planning =
        Action::new(|(station, date): &(StationId, NaiveDate)| plan_again(*station, *date));
    let live = use_context::<Live>();
    let source =
        move || (station.get(), date.get(), planning.version().get(), live.map_or(0, |live| live.tick.get()));
    let day = Resource::new(source, |(station, date, ..)| read_plan(station, date));
    view! {
        <div class="page">
            <PageHead title=w.title><Print /></PageHead>
            {move || planning.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
            {load(day, move |day| view! { <Day day planning /> })}
        </div>
    }
}

fn at(day: &PlanDay, date: Option<NaiveDate>) -> String {
    let date = date.map(|d| d.to_string()).unwrap_or_default();
    address("/desk/plan", &[("station", &day.station.to_string()), ("date", &date)])
}

#[component]
fn Day(day: PlanDay, planning: Planning) -> impl IntoView {
    let (w, lang) = (use_words().plan, use_lang());
    let (station, date) = (day.station, day.date);
    let busy = day.planning;
    let choices: Vec<_> = day.stations.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    view! {
        <div class="day-bar no-print">
            <a class="button quiet" rel="prev" href=at(&day, date.checked_sub_days(Days::new(1)))>
                <Icon name="back" /><span class="visually-hidden">{w.previous_day}</span>
            </a>
            <h2>{common::day(lang, date)}</h2>
            <a class="button quiet" rel="next" href=at(&day, date.checked_add_days(Days::new(1)))>
                <Icon name="next" /><span class="visually-hidden">{w.next_day}</span>
            </a>
            {day.may_plan.then(|| view! {
                <button type="button" class="button" disabled=move || busy || planning.pending().get()
                    on:click=move |_| { planning.dispatch((station, date)); }>
                    <Icon name="again" />{w.again}
                </button>
            })}
        </div>
        {(choices.len() > 1).then(|| view! {
            <FilterForm action="/desk/plan">
                <input type="hidden" name="date" value=date.to_string() />
                <Choice name="station" label=w.station chosen=station.to_string() choices=choices required=true />
            </FilterForm>
        })}
        <p class="count" role="status">
            {day.version.map(|version| fill(w.version, version))}
            {day.made_at.map(|at| view! { " · " {w.made} " " <Moment at /> })}
            {busy.then(|| view! { " · " <b>{w.planning}</b> })}
        </p>
        {if day.version.is_none() {
            view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any()
        } else {
            view! { <Changes changes=day.changes /><Rounds rounds=day.rounds left_out=day.left_out /> }.into_any()
        }}
    }
}

/// What is new since the version that visitors saw before.
#[component]
fn Changes(changes: Vec<PlanChange>) -> impl IntoView {
    let (w, lang) = (use_words().plan, use_lang());
    let lines = changes.into_iter().map(|change| {
        view! { <li><b>{change.name}</b> " " {changed(lang, change.counts)}</li> }
    });
    let lines = lines.collect_view();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="changes">
                <h2 id="changes">{w.changes}</h2><ul class="lines">{lines}</ul>
            </section>
        }
    })
}

#[component]
fn Rounds(rounds: Vec<PlanRound>, left_out: Vec<LeftOut>) -> impl IntoView {
    view! {
        <div class="rounds">{rounds.into_iter().map(|round| view! { <Round round /> }).collect_view()}</div>
        <LeftOutTable left_out />
    }
}

#[component]
fn Round(round: PlanRound) -> impl IntoView {
    let (w, lang) = (use_words().plan, use_lang());
    let shift = format!("{}–{}", common::clock(round.shift.0), common::clock(round.shift.1));
    let mut village = String::new();
    let stops = round.stops.iter().enumerate().map(|(i, stop)| {
        let heading = (stop.village_name != village).then(|| stop.village_name.clone());
        village.clone_from(&stop.village_name);
        view! {
            {heading.map(|name| view! { <li class="village">{name}</li> })}
            <StopRow number=i + 1 stop=stop.clone() />
        }
    });
    let stops = stops.collect_view();
    view! {
        <details class="panel round" open=true>
            <summary>
                <b>{round.name}</b>
                <small>{round.role.label(lang)} " · " {common::travel_mode(lang, round.mode)}</small>
                <span class="round-sum">
                    {fill(w.stops, round.stops.len())} " · " {common::duration(lang, i64::from(round.travel_s))} " " {w.travel}
                    " · " {w.shift} " " {shift}
                </span>
            </summary>
            <ol class="stops">{stops}</ol>
        </details>
    }
}

#[component]
fn StopRow(number: usize, stop: PlanStop) -> impl IntoView {
    let (w, lang) = (use_words().plan, use_lang());
    view! {
        <li class="stop" class:is-visited=stop.visited>
            <span class="stop-number" aria-hidden="true">{number}</span>
            <time class="stop-time">{common::clock(stop.begins)}</time>
            <span class="stop-main">
                <a href=format!("/desk/dwellings/{}", stop.dwelling)>{stop.property_name} " " <b>{stop.door}</b></a>
                <small>
                    {stop.cadence.label(lang)}
                    {stop.joint_with.map(|name| view! { " · " {w.joint} " " {name} })}
                    " · " {why(lang, &stop.why)}
                </small>
            </span>
            <span class="stop-tags">
                {stop.late.then(|| view! { <span class="tag tag-up">{w.late}</span> })}
                {stop.visited.then(|| view! { <span class="tag tag-done"><Icon name="check" />{w.visited}</span> })}
            </span>
        </li>
    }
}

#[component]
fn LeftOutTable(left_out: Vec<LeftOut>) -> impl IntoView {
    let (words, lang) = (use_words(), use_lang());
    let w = words.plan;
    let count = left_out.len();
    let rows = left_out.into_iter().map(|row| view! {
        <tr>
            <th scope="row">
                <a href=format!("/desk/dwellings/{}", row.dwelling)>{row.address}</a><small>{row.village_name}</small>
            </th>
            <td data-label=w.reason>{left_out_words(lang, row.reason)}</td>
        </tr>
    });
    let rows = rows.collect_view();
    view! {
        <section class="panel">
            <h2>{w.left_out} " (" {count} ")"</h2>
            {if count == 0 {
                view! { <p class="faint">{w.left_out_none}</p> }.into_any()
            } else {
                view! {
                    <table class="table cards">
                        <thead><tr><th scope="col">{words.file.address}</th><th scope="col">{w.reason}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                }.into_any()
            }}
        </section>
    }
}
