//! The privacy officer's first page: what waits.

use crate::desk::alert::{AlertPage, AlertRow, read_alerts, see_alert};
use crate::parts::empty::Empty;
use crate::parts::filter::address;
use crate::parts::frame::PageHead;
use crate::parts::load::load;
use crate::parts::sheet::{Doing, table};
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::office::fill;
use leptos::prelude::*;

/// What waits.
#[component]
pub fn Alerts() -> impl IntoView {
    let (w, nav) = (use_words().privacy, use_words().frame);
    let doing = Doing::nothing();
    let page = Resource::new(move || doing.times(), |_| read_alerts());
    view! {
        <div class="page">
            <PageHead title=nav.alerts lead=w.alerts_lead />
            {doing.told()}
            {load(page, move |page| show(page, doing))}
        </div>
    }
}

fn show(page: AlertPage, doing: Doing) -> AnyView {
    let w = use_words().privacy;
    let counts = [
        (w.open_requests, page.requests, "/desk/requests"),
        (w.overdue, page.overdue, "/desk/requests"),
        (w.open_demands, page.demands, "/desk/demands"),
        (w.untold, page.untold, "/desk/demands"),
    ];
    let counts = counts.map(|(word, count, href)| {
        view! { <div><dt><a href=href>{word}</a></dt><dd>{count}</dd></div> }.into_any()
    });
    let erased_on = page.erased_on.unwrap_or_else(|| w.never.to_owned());
    let most = page.most;
    let shown = if page.rows.is_empty() {
        view! { <Empty title=w.no_alerts detail=w.no_alerts_detail /> }.into_any()
    } else {
        let log = use_words().audit;
        let headings = vec![w.account.to_owned(), log.when.to_owned(), log.what.to_owned()];
        table(headings, page.rows.into_iter().map(|row| alert(row, most, doing)).collect())
    };
    view! {
        <dl class="facts">
            {counts}
            <div><dt><a href="/desk/retention">{w.erased_on}</a></dt><dd>{erased_on}</dd></div>
        </dl>
        {shown}
    }
    .into_any()
}

fn alert(row: AlertRow, most: i64, doing: Doing) -> (Vec<String>, &'static str, Option<AnyView>) {
    let (w, lang) = (use_words().privacy, use_lang());
    let (user, on) = (row.user, row.on);
    let said = match row.is_seen {
        true => format!("{} · {}", fill(w.alert, most), w.seen),
        false => fill(w.alert, most),
    };
    let day = on.to_string();
    let report = address("/desk/incident", &[("account", &row.name), ("from", &day), ("to", &day)]);
    let see = (!row.is_seen).then(|| {
        view! {
            <button type="button" class="button quiet" on:click=move |_| doing.run(see_alert(user, on))>{w.see}</button>
        }
        .into_any()
    });
    let actions =
        view! { <div class="buttons"><a class="button quiet" href=report>{w.alert_report}</a>{see}</div> };
    let class = if row.is_seen { "" } else { "is-late" };
    (vec![row.name, common::date(lang, on), said], class, Some(actions.into_any()))
}
