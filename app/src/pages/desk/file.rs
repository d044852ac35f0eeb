//! The file of a dwelling (一房一档), printable on paper.

use super::appointment::{Appointing, AppointmentOf, appointing};
use super::class_of::{Appealing, appealing, class_of};
use super::field::{Fields, Saying, saying};
use super::ledger::LedgerTable;
use crate::desk::DeskError;
use crate::desk::file::{DwellingFile, FindingPart, NoticePart, TenancyPart, Viewer, VisitPart};
use crate::desk::file::{open_contact, read_file};
use crate::parts::badge::{ClassBadge, SeverityBadge};
use crate::parts::filter::{key, value};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use domain::id::DwellingId;
use domain::problem::Problem;
use domain::record::Purpose;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The dwelling of the address.
pub fn dwelling_of_address() -> Memo<Option<DwellingId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|p| p.get("id").and_then(|id| id.parse().ok())))
}

/// The file.
#[component]
pub fn File() -> impl IntoView {
    let (id, lang, appointing, appealing, saying) =
        (dwelling_of_address(), use_lang(), appointing(), appealing(), saying());
    let file = Resource::new(
        move || (id.get(), appointing.version().get(), appealing.version().get(), saying.version().get()),
        move |(id, ..)| async move {
            match id {
                Some(id) => read_file(id).await,
                None => Err(DeskError::new(lang, &Problem::NotFound)),
            }
        },
    );
    view! { <div class="page">{load(file, move |file| view! { <Sheet file appointing appealing saying /> })}</div> }
}

#[component]
fn Sheet(file: DwellingFile, appointing: Appointing, appealing: Appealing, saying: Saying) -> impl IntoView {
    let (words, lang) = (use_words(), use_lang());
    let (w, row) = (words.file, file.row.clone());
    let id = row.id;
    view! {
        <p class="back"><a href="/desk/dwellings"><Icon name="back" />{w.title}</a></p>
        <PageHead title=format!("{} {}", row.property_name, row.door)>
            <a class="button quiet" href=format!("/desk/dwellings/{id}/ledger")>{w.whole_ledger}</a>
        </PageHead>
        <p class="badges">
            <ClassBadge class=row.class />
            <span class="tag">{row.kind.label(lang)}</span>
            <span class="tag">{row.village_name.clone()}</span>
            <code class="tag">{row.label.clone()}</code>
        </p>
        <div class="grid">
            <section class="panel"><h2>{w.household}</h2><Household id file=file.clone() /></section>
            <section class="panel"><h2>{w.file}</h2><Facts file=file.clone() /></section>
        </div>
        <section class="panel"><h2>{words.fields.title}</h2><Fields file=file.clone() saying /></section>
        <section class="panel"><AppointmentOf file=file.clone() appointing /></section>
        <section class="panel">{class_of(file.clone(), appealing)}</section>
        <section class="panel"><h2>{w.findings_title}</h2><Findings findings=file.findings /></section>
        <section class="panel"><h2>{w.ledger}</h2><LedgerTable rows=file.ledger /></section>
        <section class="panel"><h2>{w.visits}</h2><Visits visits=file.visits /></section>
        <div class="grid">
            <section class="panel"><h2>{w.notices}</h2><Notices notices=file.notices /></section>
            <section class="panel"><h2>{w.viewers}</h2><Viewers viewers=file.viewers /></section>
        </div>
    }
}

#[component]
fn Facts(file: DwellingFile) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    let let_since = file.row.let_since.map_or_else(|| w.not_let.to_owned(), |on| common::date(lang, on));
    view! {
        <dl class="facts">
            <div><dt>{w.let_since}</dt><dd>{let_since}</dd></div>
            <div><dt>{w.registered}</dt><dd>{common::date(lang, file.registered)}</dd></div>
            <div><dt>{w.station}</dt><dd>{file.station_name}</dd></div>
            {file.duty_phone.map(|phone| view! {
                <div><dt>{w.duty}</dt><dd><a href=format!("tel:{phone}")>{phone.clone()}</a></dd></div>
            })}
        </dl>
    }
}

#[component]
fn Household(id: DwellingId, file: DwellingFile) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    let (present, earlier): (Vec<_>, Vec<_>) =
        file.tenancies.into_iter().partition(|t| t.moved_out.is_none());
    let may_open = file.may_open_contact;
    let count = |t: &TenancyPart| common::headcount(lang, t.headcount.adults, t.headcount.children);
    view! {
        {match present.first() {
            None => view! { <p class="faint">{w.household_none}</p> }.into_any(),
            Some(household) => view! {
                <dl class="facts">
                    <div><dt>{w.household}</dt><dd>{count(household)}</dd></div>
                    <div><dt>{w.moved_in}</dt><dd>{common::date(lang, household.moved_in)}</dd></div>
                    <div><dt>{w.contact}</dt><dd><ContactOf id stored=household.has_contact may_open /></dd></div>
                </dl>
                {household.refuses_visits.then(|| view! { <p class="note">{w.refuses}</p> })}
            }.into_any(),
        }}
        {(!earlier.is_empty()).then(|| view! {
            <details>
                <summary>{w.earlier} " (" {earlier.len()} ")"</summary>
                <ul class="plain">
                    {earlier.iter().map(|t| {
                        let out = t.moved_out.map(|on| common::date(lang, on)).unwrap_or_default();
                        view! { <li>{common::date(lang, t.moved_in)} " – " {out} " · " {count(t)}</li> }
                    }).collect_view()}
                </ul>
            </details>
        })}
    }
}

/// Masked until opened, one at a time, with a purpose of the closed list.
#[component]
fn ContactOf(id: DwellingId, stored: bool, may_open: bool) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    let chosen = NodeRef::<html::Select>::new();
    let open = Action::new(move |purpose: &Purpose| open_contact(id, *purpose));
    let purposes =
        [Purpose::Flag, Purpose::Appointment, Purpose::HouseholdRequest, Purpose::RegisterCorrection];
    let submit = move |_| {
        if let Some(purpose) = chosen.get().and_then(|select| value(&select.value())) {
            open.dispatch(purpose);
        }
    };
    if !stored {
        return view! { <span class="faint">{w.contact_none}</span> }.into_any();
    }
    view! {
        <span class="masked">"•••"</span>
        {may_open.then(|| view! {
            <span class="opening no-print">
                <label class="field">
                    <span>{w.purpose}</span>
                    <select node_ref=chosen>
                        {purposes.map(|p| view! { <option value=key(&p)>{p.label(lang)}</option> })}
                    </select>
                </label>
                <button type="button" class="button quiet" on:click=submit><Icon name="eye" />{w.contact_open}</button>
                <small>{w.contact_masked}</small>
            </span>
        })}
        {move || open.value().get().map(|answer| match answer {
            Ok(contact) => view! {
                <p class="opened" role="status">{contact.name} " " <a href=format!("tel:{}", contact.phone)>{contact.phone.clone()}</a></p>
            }.into_any(),
            Err(error) => view! { <ProblemSummary error /> }.into_any(),
        })}
    }
    .into_any()
}

#[component]
fn Findings(findings: Vec<FindingPart>) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    if findings.is_empty() {
        return view! { <p class="faint">{w.findings_none}</p> }.into_any();
    }
    let rows = findings.into_iter().map(|f| {
        let name = f.category.label(lang);
        let gone = f
            .gone_on
            .map_or_else(|| w.still_open.to_owned(), |on| format!("{} {}", w.gone, common::date(lang, on)));
        view! {
            <li class:gone=f.gone_on.is_some()>
                <SeverityBadge severity=f.severity />
                {if f.is_flag {
                    view! { <a href=format!("/desk/flags/{}", f.id)>{name}</a> }.into_any()
                } else {
                    view! { <span>{name}</span> }.into_any()
                }}
                <span class="faint">{w.since} " " {common::date(lang, f.found_on)}</span>
                <span>{gone}</span>
            </li>
        }
    });
    view! { <ul class="lines">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Visits(visits: Vec<VisitPart>) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    if visits.is_empty() {
        return view! { <p class="faint">{w.visits_none}</p> }.into_any();
    }
    let evidence = move |key: &str| match key {
        "door_code" => w.evidence_door_code,
        "position" => w.evidence_position,
        _ => w.evidence_none,
    };
    let rows = visits.into_iter().map(|v| {
        view! {
            <tr class:corrected=v.corrected>
                <th scope="row">{common::date(lang, v.on)}</th>
                <td data-label=w.outcome>
                    {common::outcome_key(lang, &v.outcome)}
                    {v.corrected.then(|| view! { " " <span class="tag">{w.corrected}</span> })}
                    {v.received_late.then(|| view! { " " <span class="tag">{w.received_late}</span> })}
                </td>
                <td data-label=w.visitor>{v.visitor}{v.partner.map(|p| format!(" {} {p}", w.with))}</td>
                <td data-label=w.evidence>{evidence(&v.evidence)}</td>
            </tr>
        }
    });
    view! {
        <table class="table cards">
            <thead><tr><th scope="col">{w.when}</th><th scope="col">{w.outcome}</th><th scope="col">{w.visitor}</th><th scope="col">{w.evidence}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Notices(notices: Vec<NoticePart>) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    if notices.is_empty() {
        return view! { <p class="faint">{w.notices_none}</p> }.into_any();
    }
    let rows = notices.into_iter().map(|n| {
        view! {
            <li>
                <Moment at=n.at /><span>{common::notice_form(lang, n.form)}</span>
                <span class="faint">{if n.dead { w.code_dead } else { w.code_alive }}</span>
            </li>
        }
    });
    view! { <ul class="lines">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Viewers(viewers: Vec<Viewer>) -> impl IntoView {
    let (w, lang) = (use_words().file, use_lang());
    let rows = viewers.into_iter().map(|v| {
        view! {
            <li>
                <Moment at=v.at />
                <span>{v.who} " " <small>{v.role.map(|role| role.label(lang))}</small></span>
                <span class="faint">{v.purpose.map(|p| p.label(lang))}</span>
            </li>
        }
    });
    view! { <p class="hint">{w.viewers_detail}</p><ul class="lines">{rows.collect_view()}</ul> }
}
