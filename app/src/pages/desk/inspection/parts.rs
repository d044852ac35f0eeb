//! What the pages of inspection share.

use crate::parts::time::Ago;
use crate::parts::{use_me, use_words};
use domain::Time;
use domain::inspection::{Month, Tally};
use domain::role::Role;
use leptos::prelude::*;

/// The pages beside this one.
#[component]
pub fn Tabs(
    /// This page's address.
    here: &'static str,
) -> impl IntoView {
    let w = use_words().inspection;
    let (orders, checks) = ((w.orders, "/desk/orders"), (w.checks, "/desk/spot-checks"));
    let pages = if use_me().is_some_and(|me| me.role == Role::Supervisor) {
        vec![
            (w.figures, "/desk/inspection"),
            (w.board, "/desk/inspection/board"),
            (w.year, "/desk/inspection/year"),
            orders,
            checks,
        ]
    } else {
        vec![(w.own, "/desk/own"), orders, checks]
    };
    view! {
        <nav class="no-print" aria-label=w.tabs>
            <ul class="tabs">
                {pages.into_iter().map(|(word, href)| view! {
                    <li><a href=href aria-current=(href == here).then_some("page")>{word}</a></li>
                }).collect_view()}
            </ul>
        </nav>
    }
}

/// Until when the figures are known.
#[component]
pub fn AsOf(
    /// When the phone that has been away longest spoke with the server.
    synced: Option<Time>,
) -> impl IntoView {
    let w = use_words().inspection;
    view! {
        <p class="hint as-of">
            {w.synced}
            {match synced {
                Some(at) => view! { <Ago at /> }.into_any(),
                None => w.never.into_any(),
            }}
        </p>
    }
}

/// A field for a month.
#[component]
pub fn MonthField(
    /// Name in the address.
    name: &'static str,
    /// Label.
    label: &'static str,
    /// The month chosen.
    month: Month,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input type="month" name=name value=month.to_string() pattern="[0-9]{4}-[0-9]{2}" />
        </label>
    }
}

/// Thousandths as percent, `97.4 %`; a dash where there is nothing to divide.
pub fn percent(permille: Option<u32>) -> String {
    permille.map_or_else(|| "–".to_owned(), |share| format!("{}.{} %", share / 10, share % 10))
}

/// The figures of a place in six numbers.
#[component]
pub fn Numbers(
    /// None where they are held back.
    tally: Option<Tally>,
) -> impl IntoView {
    let w = use_words().inspection;
    let Some(tally) = tally else {
        return view! { <p class="note">{w.few_detail}</p> }.into_any();
    };
    let overdue: u32 = tally.stock.overdue.iter().sum();
    let numbers = [
        (w.coverage, w.coverage_detail, percent(tally.flow.coverage().permille())),
        (w.timeliness, w.timeliness_detail, percent(tally.flow.timeliness().permille())),
        (w.overdue, "", overdue.to_string()),
        (w.papers, w.papers_detail, percent(tally.stock.papers.permille())),
        (w.notices, "", percent(tally.flow.notices.permille())),
        (w.agreement, w.agreement_detail, percent(tally.agreement())),
    ];
    view! {
        <dl class="figures">
            {numbers.map(|(word, detail, number)| view! {
                <div class="figure" title=detail><dt>{word}</dt><dd>{number}</dd></div>
            })}
        </dl>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn thousandths_read_as_percent() {
        assert_eq!(
            [percent(Some(974)), percent(Some(1_000)), percent(Some(5))],
            ["97.4 %", "100.0 %", "0.5 %"]
        );
        assert_eq!(percent(None), "–");
    }
}
