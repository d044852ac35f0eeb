//! Rectification orders: what stations are to put right, those that are overdue first.

mod issue;

use super::inspection::Tabs;
use crate::desk::Answer;
use crate::desk::rectification::{
    OrderLine, OrderStep, Orders as Page, act_on_order, issue_order, read_orders,
};
use crate::parts::empty::Empty;
use crate::parts::filter::{key, value};
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
use domain::id::OrderId;
use domain::rectification::{NewOrder, OrderAction, OrderState, ReturnReason};
use issue::Issue;
use leptos::html;
use leptos::prelude::*;

/// What is sent: a new order, or a step of one.
#[derive(Clone)]
enum Sent {
    New(NewOrder),
    Step(OrderId, i64, OrderAction),
}

type Sending = Action<Sent, Answer<Page>>;

/// The orders of the area.
#[component]
pub fn Orders() -> impl IntoView {
    let w = use_words().rectification;
    let sending: Sending = Action::new(|sent: &Sent| {
        let sent = sent.clone();
        async move {
            match sent {
                Sent::New(order) => issue_order(order).await,
                Sent::Step(order, version, action) => act_on_order(order, version, action).await,
            }
        }
    });
    let orders = Resource::new(move || sending.version().get(), |_| read_orders());
    view! {
        <div class="page inspection">
            <PageHead title=w.title lead=w.lead><Print /></PageHead>
            <Tabs here="/desk/orders" />
            {move || sending.value().get().map(|answer| match answer {
                Ok(_) => view! { <p class="done" role="status"><Icon name="check" />{w.done}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            {load(orders, move |orders| view! { <List orders sending /> })}
        </div>
    }
}

#[component]
fn List(orders: Page, sending: Sending) -> impl IntoView {
    let w = use_words().rectification;
    let (may_issue, today) = (!orders.stations.is_empty(), orders.today);
    let list = if orders.orders.is_empty() {
        view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any()
    } else {
        let cards = orders.orders.into_iter().map(|order| view! { <Order order sending /> });
        view! { <ul class="orders">{cards.collect_view()}</ul> }.into_any()
    };
    view! {
        {may_issue.then(|| view! { <Issue stations=orders.stations today sending /> })}
        {list}
    }
    .into_any()
}

#[component]
fn Order(order: OrderLine, sending: Sending) -> impl IntoView {
    let (w, lang) = (use_words().rectification, use_lang());
    let (id, version) = (order.id, order.version);
    let place = order.village_name.unwrap_or_else(|| w.all_villages.to_owned());
    let deadline = common::date(lang, order.deadline);
    view! {
        <li class="panel order" data-state=key(&order.state)>
            <h2>{order.subject.label(lang)}</h2>
            <p class="order-state">
                <span class="tag" class:tag-up=order.state != OrderState::Accepted>{order.state.label(lang)}</span>
                {order.overdue.then(|| view! { <span class="tag tag-late">{w.overdue}</span> })}
            </p>
            <dl class="facts">
                <div><dt>{w.station}</dt><dd>{order.station_name}</dd></div>
                <div><dt>{w.village}</dt><dd>{place}</dd></div>
                <div><dt>{w.deadline}</dt><dd>{deadline}</dd></div>
            </dl>
            <p class="faint">{fill(w.issued, order.issued_by)} " · " <Moment at=order.issued_at /></p>
            <Steps steps=order.steps />
            {order.may_answer.then(|| view! { <Answering id version sending /> })}
            {order.may_decide.then(|| view! { <Deciding id version sending /> })}
        </li>
    }
    .into_any()
}

#[component]
fn Steps(steps: Vec<OrderStep>) -> impl IntoView {
    let (w, lang) = (use_words().rectification, use_lang());
    let steps = steps.into_iter().map(|step| {
        let (done, words) = match step.action {
            OrderAction::Answer { proof } if proof.is_empty() => (w.answered, w.erased.to_owned()),
            OrderAction::Answer { proof } => (w.answered, proof),
            OrderAction::Accept => (w.accepted, String::new()),
            OrderAction::Return { why } => (w.returned, why.label(lang).to_owned()),
        };
        view! {
            <li>
                <b>{done}</b> " " <span>{step.by}</span> " " <Moment at=step.at />
                {(!words.is_empty()).then(|| view! { <p>{words}</p> })}
            </li>
        }
    });
    view! { <ol class="history">{steps.collect_view()}</ol> }
}

#[component]
fn Answering(id: OrderId, version: i64, sending: Sending) -> impl IntoView {
    let w = use_words().rectification;
    let proof = NodeRef::<html::Textarea>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(proof) = proof.get() {
            let action = OrderAction::Answer { proof: proof.value() };
            sending.dispatch(Sent::Step(id, version, action));
        }
    };
    view! {
        <form class="no-print" method="post" on:submit=submit>
            <label class="field">
                <span>{w.proof}</span>
                <textarea node_ref=proof rows="3" minlength="5" maxlength="500" required></textarea>
            </label>
            <p class="hint">{w.proof_detail}</p>
            <button class="button" type="submit" disabled=move || sending.pending().get()>{w.answer}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Deciding(id: OrderId, version: i64, sending: Sending) -> impl IntoView {
    let (w, lang) = (use_words().rectification, use_lang());
    let why = NodeRef::<html::Select>::new();
    let accept = move |_| {
        sending.dispatch(Sent::Step(id, version, OrderAction::Accept));
    };
    let send_back = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(why) = why.get().and_then(|why| value(&why.value())) {
            sending.dispatch(Sent::Step(id, version, OrderAction::Return { why }));
        }
    };
    view! {
        <div class="buttons">
            <button type="button" class="button" on:click=accept disabled=move || sending.pending().get()>{w.accept}</button>
        </div>
        <form class="no-print send-back" method="post" on:submit=send_back>
            <label class="field">
                <span>{w.why}</span>
                <select node_ref=why>
                    {ReturnReason::ALL.map(|why| view! { <option value=key(&why)>{why.label(lang)}</option> })}
                </select>
            </label>
            <button class="button quiet" type="submit" disabled=move || sending.pending().get()>{w.send_back}</button>
        </form>
    }
    .into_any()
}
