//! What a resident reads with the code of a notice: large, plain, both languages, no script,
//! nothing loaded from elsewhere.

mod often;

mod request;

use crate::desk::notice::{NoticePage, Recorded};
use crate::words::common;
use crate::words::domain::Label;
use crate::words::resident::resident;
use domain::Lang;
use domain::visit::AttemptOutcome;
use leptos::prelude::*;
use often::often;

/// What came of typing the second code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// Nothing was typed yet, or it was right.
    Nothing,
    /// It was wrong.
    Wrong,
    /// Too many tries from this source.
    TooMany,
}

/// The whole page as HTML; `notice` is none where the code opens nothing (any more).
pub fn page(style: &str, lang: Lang, notice: Option<NoticePage>, tried: Tried) -> String {
    let other = if lang == Lang::ZhCn { Lang::En } else { Lang::ZhCn };
    let style = style.to_owned();
    let html = view! {
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <title>{resident(lang).title}</title>
                <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=style />
            </head>
            <body class="resident">
                <main>
                    <p class="lang"><a href=format!("?lang={}", other.tag()) lang=other.tag()>
                        {if other == Lang::En { "English" } else { "中文" }}
                    </a></p>
                    {match notice {
                        Some(notice) => view! { <Notice lang notice tried /> }.into_any(),
                        None => view! { <Unknown lang /> }.into_any(),
                    }}
                </main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", html.to_html())
}

#[component]
fn Unknown(lang: Lang) -> impl IntoView {
    let w = resident(lang);
    view! { <h1>{w.unknown}</h1> <p>{w.unknown_detail}</p> }
}

#[component]
fn Notice(lang: Lang, notice: NoticePage, tried: Tried) -> impl IntoView {
    let w = resident(lang);
    let nobody = serde_json::from_value::<AttemptOutcome>(notice.outcome.clone().into()).is_ok();
    let staff = notice.staff.iter().map(|(name, role)| {
        view! { <li><b>{name.clone()}</b> " " <span>{role.label(lang)}</span></li> }
    });
    let staff = staff.collect_view();
    view! {
        <h1>{w.title}</h1>
        <section>
            <h2>{w.who}</h2>
            <ul class="staff">{staff}</ul>
            <p>{w.from} " " <b>{notice.station_name.clone()}</b></p>
            <h2>{w.when}</h2>
            <p class="when">{common::moment(lang, notice.at)}</p>
            <h2>{w.what}</h2>
            <p>{common::outcome_key(lang, &notice.outcome)} {nobody.then(|| view! { " " {w.nobody_met} })}</p>
            <h2>{w.why}</h2>
            <p>{w.why_text}</p>
        </section>
        {match notice.recorded {
            Some(recorded) => view! {
                <Opened lang recorded=recorded.clone() />
                <request::Requests lang recorded />
            }.into_any(),
            None => notice.has_more.then(|| view! { <Secret lang tried /> }).into_any(),
        }}
        <section class="rights">
            <h2>{w.rights}</h2>
            <ul>
                <li>{w.right_refuse}</li>
                <li>{w.right_read}</li>
                <li>{w.right_correct}</li>
                <li>{w.right_appeal}</li>
                <li>{if notice.station_phone.is_some() { w.right_complain_by_phone } else { w.right_complain }}</li>
            </ul>
            {notice.station_phone.map(|phone| view! {
                <p class="call">{w.phone} " " <a href=format!("tel:{phone}")>{phone.clone()}</a></p>
            })}
        </section>
        <p class="small">{w.not_stored} " " {w.read_logged}</p>
    }
}

#[component]
fn Secret(lang: Lang, tried: Tried) -> impl IntoView {
    let w = resident(lang);
    let refused = match tried {
        Tried::Nothing => None,
        Tried::Wrong => Some(w.wrong),
        Tried::TooMany => Some(w.too_many),
    };
    view! {
        <section class="secret">
            <h2>{w.more}</h2>
            {refused.map(|text| view! { <p class="refused" role="alert" id="refused">{text}</p> })}
            <form method="post" action=format!("?lang={}", lang.tag())>
                <label for="secret">{w.more_lead}</label>
                <input id="secret" name="secret" aria-label=w.secret autocomplete="off" autocapitalize="characters"
                    spellcheck="false" maxlength="40" required aria-describedby=refused.map(|_| "refused") />
                <button type="submit">{w.open}</button>
            </form>
        </section>
    }
}

#[component]
fn Opened(lang: Lang, recorded: Recorded) -> impl IntoView {
    let w = resident(lang);
    let findings = recorded.findings.iter().map(|(category, severity, found, gone)| {
        let gone = gone.map(|on| format!("，{} {}", w.gone_on, common::date(lang, on)));
        view! {
            <li>
                <b>{category.label(lang)}</b> " · " {severity.label(lang)}
                " · " {w.found_on} " " {common::date(lang, *found)} {gone}
            </li>
        }
    });
    let findings = findings.collect_view();
    let viewers = recorded.viewers.iter().map(|(at, who, role)| {
        let role = role.map(|role| role.label(lang));
        view! { <li>{common::moment(lang, *at)} " " <b>{who.clone()}</b> " " {role}</li> }
    });
    let viewers = viewers.collect_view();
    let exports = recorded.exports.iter().map(|exported| {
        view! {
            <li>
                {common::moment(lang, exported.at)} " " <b>{exported.by.clone()}</b>
                " · " {w.exported_for} {exported.purpose.label(lang)}
                " · " {w.exported_to} {exported.receiver.label(lang)}
            </li>
        }
    });
    let exports = exports.collect_view();
    view! {
        <section class="opened">
            <h2>{w.stored}</h2>
            <dl>
                {recorded.headcount.map(|(adults, children)| view! {
                    <div><dt>{w.household}</dt><dd>{common::headcount(lang, adults, children)}</dd></div>
                })}
                {recorded.moved_in.map(|on| view! { <div><dt>{w.moved_in}</dt><dd>{common::date(lang, on)}</dd></div> })}
                <div><dt>{w.contact}</dt><dd>{if recorded.has_contact { w.contact_yes } else { w.contact_no }}</dd></div>
            </dl>
            {often(lang, recorded.often)}
            <h3>{w.findings}</h3>
            {if recorded.findings.is_empty() { view! { <p>{w.findings_none}</p> }.into_any() } else { view! { <ul>{findings}</ul> }.into_any() }}
            <h3>{w.viewers}</h3>
            {if recorded.viewers.is_empty() { view! { <p>{w.viewers_none}</p> }.into_any() } else { view! { <ul>{viewers}</ul> }.into_any() }}
            <h3>{w.exports}</h3>
            {if recorded.exports.is_empty() { view! { <p>{w.exports_none}</p> }.into_any() } else { view! { <ul>{exports}</ul> }.into_any() }}
        </section>
    }
}
