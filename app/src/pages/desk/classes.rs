//! What is proposed about classes, and who disagrees: an officer decides with a reason.

use crate::desk::Answer;
use crate::desk::class::{
    AppealRow, ClassPage, Place, ProposalRow, answer_appeal, decide_class, list_classes,
};
use crate::parts::badge::{ClassBadge, SeverityBadge};
use crate::parts::empty::Empty;
use crate::parts::filter::{key, value};
use crate::parts::frame::PageHead;
use crate::parts::live::Live;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Ago;
use crate::parts::{use_lang, use_words};
use crate::words::class::change_reason;
use crate::words::common;
use crate::words::domain::Label;
use crate::words::office::fill;
use domain::class::{self, AnswerReason, Class, DecisionReason, Evidence, Verdict};
use domain::id::{AppealId, ProposalId};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;
use wasm_bindgen::JsCast;

/// A step on its way: a proposal decided or an appeal answered.
#[derive(Clone)]
enum Step {
    Decide(ProposalId, i64, Verdict, DecisionReason),
    Answer(AppealId, class::Answer, AnswerReason),
}

type Deciding = Action<Step, Answer<()>>;

/// What waits for a decision.
#[component]
pub fn Classes() -> impl IntoView {
    let words = use_words().class;
    let live = use_context::<Live>();
    let deciding: Deciding = Action::new(|step: &Step| {
        let step = step.clone();
        async move {
            match step {
                Step::Decide(id, version, verdict, reason) => {
                    decide_class(id, version, verdict, reason).await
                }
                Step::Answer(id, answer, reason) => answer_appeal(id, answer, reason).await,
            }
        }
    });
    let page = Resource::new(
        move || (deciding.version().get(), live.map_or(0, |live| live.tick.get())),
        |_| list_classes(),
    );
    view! {
        <div class="page">
            <PageHead title=words.title lead=words.lead />
            {move || deciding.value().get().map(|done| match done {
                Ok(()) => view! { <p class="note" role="status">{words.decided}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            {load(page, move |page| waiting(page, deciding))}
        </div>
    }
    .into_any()
}

fn waiting(page: ClassPage, deciding: Deciding) -> AnyView {
    let words = use_words().class;
    let may_decide = page.may_decide;
    let proposals: Vec<AnyView> =
        page.proposals.into_iter().map(|row| proposal(row, may_decide, deciding)).collect();
    let appeals: Vec<AnyView> = page.appeals.into_iter().map(|row| appeal(row, deciding)).collect();
    view! {
        <section class="panel" aria-labelledby="appeals">
            <h2 id="appeals">{words.appeals}</h2>
            {if appeals.is_empty() {
                view! { <p class="faint">{words.appeals_none}</p> }.into_any()
            } else {
                view! { <ul class="plain cases">{appeals}</ul> }.into_any()
            }}
        </section>
        <section class="panel" aria-labelledby="proposals">
            <h2 id="proposals">{words.proposals}</h2>
            {if proposals.is_empty() {
                view! { <Empty title=words.none detail=words.none_detail /> }.into_any()
            } else {
                view! { <ul class="plain cases">{proposals}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn heading(place: &Place) -> AnyView {
    let address = place.address.clone();
    let address = if place.opens {
        view! { <a href=format!("/desk/dwellings/{}", place.dwelling)>{address}</a> }.into_any()
    } else {
        view! { <span>{address}</span> }.into_any()
    };
    view! { <h3>{address} " " <small>{place.village_name.clone()}</small></h3> }.into_any()
}

fn proposal(row: ProposalRow, may_decide: bool, deciding: Deciding) -> AnyView {
    let (w, lang) = (use_words().class, use_lang());
    let (id, version, from, to) = (row.id, row.version, row.from, row.proposal.class);
    let mut verdicts =
        vec![("accept".to_owned(), w.accept.to_owned()), ("reject".to_owned(), w.keep.to_owned())];
    if from != Class::B && to != Class::B {
        verdicts.push(("other".to_owned(), fill(w.other, common::class(lang, Class::B))));
    }
    let form = may_decide.then(|| {
        let reasons = DecisionReason::ALL.map(|r| (key(&r), r.label(lang).to_owned())).to_vec();
        decision(w.decide, row.place.address.clone(), verdicts, reasons, move |verdict, reason| {
            let verdict = match verdict {
                "accept" => Verdict::Accept,
                "other" => Verdict::Other { class: Class::B },
                _ => Verdict::Reject,
            };
            if let Some(reason) = value(reason) {
                deciding.dispatch(Step::Decide(id, version, verdict, reason));
            }
        })
    });
    view! {
        <li class="case">
            {heading(&row.place)}
            <p class="badges"><ClassBadge class=from /> " → " <ClassBadge class=to /> <span class="faint"><Ago at=row.made_at /></span></p>
            <p>{row.proposal.because.label(lang)}</p>
            {evidence(&row.evidence)}
            {form}
        </li>
    }
    .into_any()
}

fn appeal(row: AppealRow, deciding: Deciding) -> AnyView {
    let (w, lang) = (use_words().class, use_lang());
    let id = row.id;
    let form = row.may_answer.then(|| {
        let answers = [class::Answer::Upheld, class::Answer::SetAside];
        let answers = answers.map(|a| (key(&a), a.label(lang).to_owned())).to_vec();
        let reasons = AnswerReason::ALL.map(|r| (key(&r), r.label(lang).to_owned())).to_vec();
        decision(w.answer, row.place.address.clone(), answers, reasons, move |answer, reason| {
            if let Some((answer, reason)) = value(answer).zip(value(reason)) {
                deciding.dispatch(Step::Answer(id, answer, reason));
            }
        })
    });
    let hint = if row.may_answer { w.remedy } else { w.yours_not };
    view! {
        <li class="case">
            {heading(&row.place)}
            <p class="badges">{w.disagrees} " " <ClassBadge class=row.class />
                <span class="tag">{w.due} " " {common::date(lang, row.due_on)}</span>
                {row.overdue.then(|| view! { <span class="tag tag-up">{w.overdue}</span> })}
            </p>
            <dl class="facts">
                <div><dt>{w.ground}</dt><dd>{row.ground.label(lang)}</dd></div>
                <div><dt>{w.reason}</dt><dd>{change_reason(lang, &row.reason)}</dd></div>
            </dl>
            {evidence(&row.evidence)}
            <p class="hint">{hint}</p>
            {form}
        </li>
    }
    .into_any()
}

/// What speaks for a class: all that the rule could see.
pub fn evidence(evidence: &Evidence) -> AnyView {
    let (w, lang) = (use_words().class, use_lang());
    let hazards: Vec<AnyView> = evidence
        .hazards
        .iter()
        .map(|hazard| {
            let confirmed = hazard.confirmed.map_or_else(
                || w.not_confirmed.to_owned(),
                |on| format!("{} {}", w.confirmed, common::date(lang, on)),
            );
            view! {
                <li><SeverityBadge severity=hazard.severity /> " " {hazard.category.label(lang)}
                    " " <span class="faint">{confirmed}</span></li>
            }
            .into_any()
        })
        .collect();
    let papers = evidence.papers;
    view! {
        <ul class="lines">
            {if hazards.is_empty() { vec![view! { <li>{w.hazards_none}</li> }.into_any()] } else { hazards }}
            <li>{fill(w.contacts, evidence.quiet_contacts)}</li>
            <li>{w.papers} " " {papers.lease.label(lang)} " / " {papers.tax.label(lang)}</li>
        </ul>
    }
    .into_any()
}

type Choices = Vec<(String, String)>;
/// Takes a verdict and its reason.
type Decide = Box<dyn Fn(&str, &str)>;

/// Two lists and a button; `of` names the case to whoever only hears the page.
fn decision(
    submit: &'static str,
    of: String,
    verdicts: Choices,
    reasons: Choices,
    decide: impl Fn(&str, &str) + 'static,
) -> AnyView {
    let w = use_words().class;
    let decide: Decide = Box::new(decide);
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
        let field = |name: &str| {
            let field = form.as_ref()?.elements().named_item(name)?;
            Some(field.dyn_ref::<web_sys::HtmlSelectElement>()?.value())
        };
        if let Some((verdict, reason)) = field("verdict").zip(field("reason")) {
            decide(&verdict, &reason);
        }
    };
    view! {
        <form class="deciding no-print" method="post" aria-label=format!("{submit}: {of}") on:submit=sent>
            {list("verdict", w.decision, verdicts)}
            {list("reason", w.reason, reasons)}
            <button class="button" type="submit">{submit}</button>
        </form>
    }
    .into_any()
}

/// A list to choose from.
pub fn list(name: &'static str, label: &'static str, choices: Choices) -> AnyView {
    let options: Vec<AnyView> = choices
        .into_iter()
        .map(|(value, word)| view! { <option value=value>{word}</option> }.into_any())
        .collect();
    view! { <label class="field"><span>{label}</span><select name=name>{options}</select></label> }.into_any()
}
