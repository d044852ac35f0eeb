//! The ledger of a dwelling (走访台账).

use super::file::dwelling_of_address;
use crate::desk::ledger::{Ledger as Page, LedgerRow, excuse_owed_visit, read_ledger};
use crate::desk::{Answer, DeskError};
use crate::parts::badge::{ClassBadge, OwedBadge};
use crate::parts::empty::Empty;
use crate::parts::filter::{key, value};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::tools::Print;
use crate::parts::{use_lang, use_words};
use crate::words::common;
use domain::id::OwedId;
use domain::ledger::ExcuseReason;
use domain::problem::Problem;
use leptos::html;
use leptos::prelude::*;

/// An excuse on its way, and the ledger that came of it.
type Excusing = Action<(OwedId, ExcuseReason), Answer<Page>>;

/// The ledger of the dwelling of the address.
#[component]
pub fn Ledger() -> impl IntoView {
    let (id, lang) = (dwelling_of_address(), use_lang());
    let excusing: Excusing =
        Action::new(|(owed, reason): &(OwedId, ExcuseReason)| excuse_owed_visit(*owed, *reason));
    let ledger = Resource::new(
        move || (id.get(), excusing.version().get()),
        move |(id, _)| async move {
            match id {
                Some(id) => read_ledger(id).await,
                None => Err(DeskError::new(lang, &Problem::NotFound)),
            }
        },
    );
    view! { <div class="page">{load(ledger, move |ledger| view! { <Sheet ledger excusing /> })}</div> }
}

#[component]
fn Sheet(ledger: Page, excusing: Excusing) -> impl IntoView {
    let w = use_words().ledger;
    let file = format!("/desk/dwellings/{}", ledger.dwelling);
    let is_empty = ledger.rows.is_empty();
    let open: Vec<_> = ledger.rows.iter().filter(|r| r.settled.is_none()).cloned().collect();
    view! {
        <p class="back"><a href=file><Icon name="back" />{ledger.address.clone()}</a></p>
        <PageHead title=format!("{} · {}", w.title, ledger.address) lead=w.lead><Print /></PageHead>
        <p class="badges"><ClassBadge class=ledger.class /><span class="tag">{ledger.village_name}</span></p>
        {move || excusing.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
        {if is_empty {
            view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any()
        } else {
            view! { <LedgerTable rows=ledger.rows /> }.into_any()
        }}
        {(ledger.may_excuse && !open.is_empty()).then(|| view! { <Excuse open excusing /> })}
    }
}

/// Owed visits as a table, here and in the file.
#[component]
pub fn LedgerTable(
    /// Newest period first.
    rows: Vec<LedgerRow>,
) -> impl IntoView {
    let (w, lang) = (use_words().ledger, use_lang());
    let body = rows.into_iter().map(|row| {
        let settled = row.settled_on.map(|on| common::date(lang, on)).unwrap_or_default();
        let how = row.reason.map(|reason| common::excuse_reason(lang, reason));
        view! {
            <tr>
                <th scope="row">{common::day(lang, row.period.0)} " – " {common::day(lang, row.period.1)}
                    <small>{row.period.1.format("%Y").to_string()}</small></th>
                <td data-label=w.state><OwedBadge settled=row.settled overdue=row.overdue /></td>
                <td data-label=w.settled>{settled}</td>
                <td data-label=w.by>{row.settled_by} {how.map(|how| view! { <small>{how}</small> })}</td>
                <td data-label=w.attempts class="number">{row.attempts}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap">
            <table class="table cards">
                <thead>
                    <tr>
                        <th scope="col">{w.period}</th>
                        <th scope="col">{w.state}</th>
                        <th scope="col">{w.settled}</th>
                        <th scope="col">{w.by}</th>
                        <th scope="col">{w.attempts}</th>
                    </tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Excusing an owed visit: with a reason, and a word before it, because it cannot be undone.
#[component]
fn Excuse(open: Vec<LedgerRow>, excusing: Excusing) -> impl IntoView {
    let (w, lang) = (use_words().ledger, use_lang());
    let (owed, why) = (NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let owed = owed.get().and_then(|select| select.value().parse().ok());
        let why = why.get().and_then(|select| value(&select.value()));
        if let (Some(owed), Some(why)) = (owed, why) {
            excusing.dispatch((owed, why));
        }
    };
    let reasons = [
        ExcuseReason::NobodyHome,
        ExcuseReason::CannotReach,
        ExcuseReason::HouseholdAskedLater,
        ExcuseReason::Hardship,
        ExcuseReason::NotSafe,
        ExcuseReason::Emergency,
        ExcuseReason::RegisterCorrected,
    ];
    view! {
        <details class="panel excuse no-print">
            <summary class="button quiet">{w.excuse}</summary>
            <form method="post" on:submit=submit>
                <label class="field">
                    <span>{w.period}</span>
                    <select node_ref=owed>
                        {open.into_iter().map(|row| view! {
                            <option value=row.owed.to_string()>
                                {common::day(lang, row.period.0)} " – " {common::day(lang, row.period.1)}
                            </option>
                        }).collect_view()}
                    </select>
                </label>
                <label class="field">
                    <span>{w.excuse_why}</span>
                    <select node_ref=why>
                        {reasons.map(|r| view! { <option value=key(&r)>{common::excuse_reason(lang, r)}</option> })}
                    </select>
                </label>
                <p class="hint">{w.excuse_detail}</p>
                <button class="button" type="submit" disabled=move || excusing.pending().get()>{w.excuse_submit}</button>
            </form>
        </details>
    }
}
