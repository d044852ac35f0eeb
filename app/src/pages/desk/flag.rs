//! One flag: evidence, what happened, and the steps that follow.

use super::flags::Taken;
use super::keys::KeyHelp;
use crate::desk::flag::{FlagStep, FlagView, Photo, Step, act_on_flag, view_flag};
use crate::desk::{Answer, DeskError};
use crate::parts::badge::{ClassBadge, SeverityBadge, StateBadge};
use crate::parts::icon::Icon;
use crate::parts::live::Live;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::{Left, Moment};
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use crate::words::office::Flag as Words;
use domain::finding::{Category, Department};
use domain::flag::{DismissReason, FlagAction};
use domain::id::FindingId;
use domain::round::OpenFinding;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// A step on its way to the server, and what came of it.
type Acting = Action<(FindingId, i64, FlagAction), Answer<FlagView>>;

/// The flag of the address.
#[component]
pub fn Flag() -> impl IntoView {
    let (words, lang) = (use_words(), use_lang());
    let params = use_params_map();
    let query = use_query_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id").and_then(|id| id.parse::<FindingId>().ok())));
    let live = use_context::<Live>();
    let acting: Acting = Action::new(|(id, version, action): &(FindingId, i64, FlagAction)| {
        act_on_flag(*id, *version, action.clone())
    });
    let source = move || (id.get(), live.map_or(0, |l| l.tick.get()), acting.version().get());
    let flag = Resource::new(source, move |(id, ..)| async move {
        match id {
            Some(id) => view_flag(id).await,
            None => Err(DeskError::new(lang, &domain::problem::Problem::NotFound)),
        }
    });
    reload_queue(acting);
    view! {
        <p class="back">
            <a href=move || format!("/desk/flags{}", query.with(|q| q.to_query_string()))>
                <Icon name="back" />{words.flag.back}
            </a>
        </p>
        {load(flag, move |flag| view! { <Sheet flag acting /> })}
    }
}

fn reload_queue(acting: Acting) {
    let taken = use_context::<Taken>();
    Effect::new(move || {
        if let (Some(Ok(_)), Some(taken)) = (acting.value().get(), taken) {
            taken.0.update(|n| *n += 1);
        }
    });
}

#[component]
fn Sheet(flag: FlagView, acting: Acting) -> impl IntoView {
    let (words, lang) = (use_words(), use_lang());
    let w = words.flag;
    let row = flag.row.clone();
    let title = format!("{} · {}", row.category.label(lang), row.address);
    let found = format!("{}，{}", flag.found_by.0, flag.found_by.1.label(lang));
    view! {
        <article class="sheet">
            <Title text=format!("{title} · {}", words.frame.product) />
            <header class="sheet-head">
                <p class="badges">
                    <SeverityBadge severity=row.severity />
                    <StateBadge state=row.state.clone() />
                    {row.escalated.then(|| view! { <span class="tag tag-up">{w.escalated}</span> })}
                </p>
                <h1>{row.category.label(lang)}</h1>
                <p class="sheet-address">{row.address.clone()} " " <small>{row.village_name.clone()}</small></p>
                <p class="deadline">
                    <Icon name="clock" />
                    {match row.deadline {
                        Some(deadline) => view! { {w.deadline} " " <Left deadline /> }.into_any(),
                        None => w.no_deadline.into_any(),
                    }}
                </p>
                <p class="why">{reason(w, &flag)}</p>
            </header>
            {row.restricted.then(|| view! { <p class="restricted"><Icon name="lock" />{w.restricted_detail}</p> })}
            <Steps flag=flag.clone() acting />
            <dl class="facts">
                <div><dt>{w.found}</dt><dd>{found} " " <Moment at=flag.found_at /></dd></div>
                {flag.note.clone().map(|note| view! { <div><dt>{w.note}</dt><dd>{note}</dd></div> })}
                {flag.person_agrees.map(|agrees| view! {
                    <div><dt>{words.flag.restricted}</dt><dd>{if agrees { w.agrees } else { w.agrees_not }}</dd></div>
                })}
                <div>
                    <dt>{w.dwelling}</dt>
                    <dd><ClassBadge class=flag.class /> " " <a href=format!("/desk/dwellings/{}", row.dwelling)>{w.open_file}</a></dd>
                </div>
            </dl>
            <Evidence photos=flag.photos category=row.category />
            <Others others=flag.others />
            <History steps=flag.steps />
            <KeyHelp />
        </article>
    }
}

fn reason(words: &Words, flag: &FlagView) -> &'static str {
    use domain::triage::FlagReason;
    match flag.row.reason {
        FlagReason::Serious => words.reason_serious,
        FlagReason::Need => words.reason_need,
        FlagReason::ThirdLow => words.reason_third_low,
    }
}

/// The steps that follow for this officer; each is one tap, those that need a choice open it.
#[component]
fn Steps(flag: FlagView, acting: Acting) -> impl IntoView {
    let w = use_words().flag;
    let (id, version) = (flag.row.id, flag.row.version);
    let busy = move || acting.pending().get();
    // One step stands out: referring before marking remedied.
    let may_refer = flag.may.contains(&Step::Refer);
    let button = move |step: Step, word: &'static str, action: FlagAction| {
        let class = if step == Step::Remedy && may_refer { "button quiet" } else { "button" };
        view! {
            <button type="button" class=class data-accept=(step == Step::Accept).then_some("") disabled=busy
                on:click=move |_| { acting.dispatch((id, version, action.clone())); }>{word}</button>
        }
    };
    let none = flag.may.is_empty();
    let steps = flag.may.iter().map(|step| match step {
        Step::Accept => button(*step, w.do_accept, FlagAction::Accept).into_any(),
        Step::Remedy => button(*step, w.do_remedy, FlagAction::Remedy).into_any(),
        Step::Verify => button(*step, w.do_verify, FlagAction::Verify).into_any(),
        Step::Close => button(*step, w.do_close, FlagAction::Close).into_any(),
        Step::Reopen => button(*step, w.do_reopen, FlagAction::Reopen).into_any(),
        Step::Refer => view! { <Refer flag=(id, version) category=flag.row.category acting /> }.into_any(),
        Step::Dismiss => view! { <Dismiss flag=(id, version) acting /> }.into_any(),
    });
    let steps = steps.collect_view();
    view! {
        <section class="steps" aria-label=w.next_step>
            {move || acting.value().get().map(|answer| match answer {
                Ok(_) => view! { <p class="done" role="status"><Icon name="check" />{w.was_done}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            <div class="buttons">{steps}</div>
            {flag.needs_second.then(|| view! { <p class="hint">{w.second}</p> })}
            {(none && !flag.needs_second).then(|| view! { <p class="hint">{w.no_step}</p> })}
        </section>
    }
}

#[component]
fn Refer(flag: (FindingId, i64), category: Category, acting: Acting) -> impl IntoView {
    let (w, lang) = (use_words().flag, use_lang());
    let first = category.department();
    let mut departments = vec![first];
    departments.extend(Department::ALL.into_iter().filter(|d| *d != first && *d != Department::Station));
    view! {
        <details class="choice">
            <summary class="button">{w.do_refer}</summary>
            <div class="choices" role="group" aria-label=w.refer_to>
                <p>{w.refer_to}</p>
                {departments.into_iter().map(|department| view! {
                    <button type="button" class="button quiet" on:click=move |_| {
                        acting.dispatch((flag.0, flag.1, FlagAction::Refer { department }));
                    }>{department.label(lang)}</button>
                }).collect_view()}
            </div>
        </details>
    }
}

#[component]
fn Dismiss(flag: (FindingId, i64), acting: Acting) -> impl IntoView {
    let (w, lang) = (use_words().flag, use_lang());
    let reasons = [
        DismissReason::NoHazard,
        DismissReason::Duplicate,
        DismissReason::RemediedOnTheSpot,
        DismissReason::WrongDwelling,
    ];
    view! {
        <details class="choice">
            <summary class="button quiet">{w.do_dismiss}</summary>
            <div class="choices" role="group" aria-label=w.dismiss_why>
                <p>{w.dismiss_why}</p>
                {reasons.map(|reason| view! {
                    <button type="button" class="button quiet" on:click=move |_| {
                        acting.dispatch((flag.0, flag.1, FlagAction::Dismiss { reason }));
                    }>{reason.label(lang)}</button>
                })}
            </div>
        </details>
    }
}

#[component]
fn Evidence(photos: Vec<Photo>, category: Category) -> impl IntoView {
    let (w, lang) = (use_words().flag, use_lang());
    if photos.is_empty() {
        return ().into_any();
    }
    let shown = photos.into_iter().enumerate().map(|(i, photo)| {
        let address = format!("/desk/photos/{}", photo.sha256);
        let large = address.clone();
        let alt = format!("{} {}", category.label(lang), i + 1);
        if photo.complete {
            view! { <li><a rel="external" href=large><img src=address alt=alt loading="lazy" /></a></li> }
                .into_any()
        } else {
            view! { <li class="coming">{w.photo_coming}</li> }.into_any()
        }
    });
    view! { <section class="part"><h2>{w.evidence}</h2><ul class="photos">{shown.collect_view()}</ul></section> }.into_any()
}

#[component]
fn Others(others: Vec<OpenFinding>) -> impl IntoView {
    let (w, lang) = (use_words().flag, use_lang());
    (!others.is_empty()).then(|| {
        view! {
            <section class="part">
                <h2>{w.others}</h2>
                <ul class="plain">
                    {others.into_iter().map(|other| view! {
                        <li>
                            <SeverityBadge severity=other.severity /> {other.category.label(lang)}
                            " " <small>{common::day(lang, other.since)}</small>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn History(steps: Vec<FlagStep>) -> impl IntoView {
    let w = use_words().flag;
    let steps = steps.into_iter().map(|step| {
        view! {
            <li>
                <b>{said(w, step.action.as_ref())}</b>
                <span>{step.by.unwrap_or_else(|| w.by_rule.to_owned())}</span>
                <Moment at=step.at />
            </li>
        }
    });
    view! { <section class="part"><h2>{w.steps}</h2><ol class="history">{steps.collect_view()}</ol></section> }
}

fn said(w: &Words, action: Option<&FlagAction>) -> String {
    let lang = use_lang();
    match action {
        None => w.step_reported.into(),
        Some(FlagAction::Accept) => w.step_accept.into(),
        Some(FlagAction::Refer { department }) => {
            format!("{} · {}", w.step_refer, department.label(lang))
        }
        Some(FlagAction::Remedy) => w.step_remedy.into(),
        Some(FlagAction::Verify) => w.step_verify.into(),
        Some(FlagAction::Close) => w.step_close.into(),
        Some(FlagAction::Dismiss { reason }) => {
            format!("{} · {}", w.step_dismiss, reason.label(lang))
        }
        Some(FlagAction::Reopen) => w.step_reopen.into(),
    }
}
