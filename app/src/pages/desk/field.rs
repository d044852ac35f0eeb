//! The fields of a file: what is in force, what waits for an officer, and who said it.

use crate::desk::Answer;
use crate::desk::field::{FieldPart, VersionPart, change_field, choose_value};
use crate::desk::file::DwellingFile;
use crate::parts::filter::key;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::{use_lang, use_words};
use crate::words::domain::Label;
use domain::Lang;
use domain::dwelling::PaperState;
use domain::field::{Field, Reason, Said};
use domain::id::DwellingId;
use leptos::html;
use leptos::prelude::*;

/// A value on its way: said, or chosen among several.
pub type Saying = Action<(DwellingId, Said), Answer<()>>;

/// Says or chooses; the file is read again after it.
pub fn saying() -> Saying {
    Action::new(|(dwelling, said): &(DwellingId, Said)| {
        let (dwelling, said) = (*dwelling, said.clone());
        async move {
            if said.is_choice() {
                choose_value(dwelling, said).await
            } else {
                change_field(dwelling, said).await
            }
        }
    })
}

/// How a value of a field is called.
pub fn shown(lang: Lang, field: Field, value: &str) -> String {
    match PaperState::from_key(value).filter(|_| field.is_paper()) {
        Some(state) => state.label(lang).to_owned(),
        None if value.is_empty() => "—".to_owned(),
        None => value.to_owned(),
    }
}

/// The fields of a file, and the forms of those who may say or choose.
#[component]
pub fn Fields(file: DwellingFile, saying: Saying) -> impl IntoView {
    let w = use_words().fields;
    let id = file.row.id;
    let (may_change, may_choose) = (file.may_change, file.may_choose);
    let rows = file.fields.clone().into_iter().map(|part| row(id, part, may_choose, saying));
    view! {
        <p class="hint">{w.lead}</p>
        {move || saying.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
        <ul class="fields">{rows.collect_view()}</ul>
        {may_change.then(|| view! {
            <details class="appointment no-print">
                <summary class="button quiet">{w.change}</summary>
                {file.fields.into_iter().map(|part| form(id, part, saying)).collect_view()}
            </details>
        }.into_any())}
    }
    .into_any()
}

fn row(id: DwellingId, part: FieldPart, may_choose: bool, saying: Saying) -> AnyView {
    let (w, lang) = (use_words().fields, use_lang());
    let field = part.field;
    let is_open = !part.waiting.is_empty();
    let waiting = part.waiting.clone().into_iter().map(|it| version(field, it, Some(w.waits)));
    let earlier = part.earlier.clone().into_iter().map(|it| version(field, it, None)).collect_view();
    view! {
        <li class:open=is_open>
            <h3>{field.label(lang)}</h3>
            {is_open.then(|| view! { <p class="note">{w.two_values}</p> }.into_any())}
            <ul class="lines">
                {version(field, part.in_force.clone(), is_open.then_some(w.in_force))}
                {waiting.collect_view()}
            </ul>
            {(!part.earlier.is_empty()).then(|| view! {
                <details><summary>{w.earlier}</summary><ul class="lines">{earlier}</ul></details>
            }.into_any())}
            {(is_open && may_choose).then(|| choice(id, part, saying))}
        </li>
    }
    .into_any()
}

fn version(field: Field, it: VersionPart, mark: Option<&'static str>) -> AnyView {
    let (w, lang) = (use_words().fields, use_lang());
    view! {
        <li>
            <b>{shown(lang, field, &it.value)}</b>
            {mark.map(|mark| view! { <span class="tag">{mark}</span> }.into_any())}
            <span class="faint">{it.by.unwrap_or_else(|| w.nobody.to_owned())}</span>
            {match it.at {
                Some(at) => view! { <Moment at /> }.into_any(),
                None => view! { <span class="faint">{w.began}</span> }.into_any(),
            }}
        </li>
    }
    .into_any()
}

/// The choice between the values that the page shows.
fn choice(id: DwellingId, part: FieldPart, saying: Saying) -> AnyView {
    let (w, lang, field) = (use_words().fields, use_lang(), part.field);
    let (value, why) = (NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new());
    let all: Vec<VersionPart> = std::iter::once(part.in_force.clone()).chain(part.waiting.clone()).collect();
    let over: Vec<_> = part.waiting.iter().filter_map(|it| it.version).collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some((value, why)) = value.get().zip(why.get()) else { return };
        let why = Some(why.value()).filter(|why| !why.is_empty());
        let (base, household, over) = (part.in_force.version, part.household, over.clone());
        saying.dispatch((id, Said { field, value: value.value(), base, household, over, why }));
    };
    view! {
        <form method="post" class="choose no-print" on:submit=submit>
            <label class="field"><span>{w.choose}</span>
                <select node_ref=value>
                    {all.into_iter().map(|it| view! {
                        <option value=it.value.clone()>{shown(lang, field, &it.value)}</option>
                    }.into_any()).collect_view()}
                </select></label>
            <label class="field"><span>{w.why}</span>
                <select node_ref=why>
                    <option value="">{w.no_reason}</option>
                    {Reason::ALL.map(|why| view! { <option value=key(&why)>{why.label(lang)}</option> }.into_any()).collect_view()}
                </select></label>
            <button class="button" type="submit" disabled=move || saying.pending().get()>{w.choose_submit}</button>
        </form>
    }
    .into_any()
}

/// A new value, on the base of the version that the page shows.
fn form(id: DwellingId, part: FieldPart, saying: Saying) -> AnyView {
    let (w, lang, field) = (use_words().fields, use_lang(), part.field);
    let (typed, chosen) = (NodeRef::<html::Input>::new(), NodeRef::<html::Select>::new());
    let before = part.in_force.value.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let value = typed.get().map(|it| it.value()).or(chosen.get().map(|it| it.value()));
        let Some(value) = value.map(|value| value.trim().to_owned()).filter(|it| *it != part.in_force.value)
        else {
            return;
        };
        let (base, household) = (part.in_force.version, part.household);
        saying.dispatch((id, Said { field, value, base, household, over: vec![], why: None }));
    };
    let label = format!("{}: {}", field.label(lang), w.value);
    view! {
        <form method="post" on:submit=submit>
            <label class="field"><span>{label}</span>
                {if field.is_paper() {
                    view! {
                        <select node_ref=chosen>
                            {PaperState::ALL.map(|state| view! {
                                <option value=state.key() selected=state.key() == before>{state.label(lang)}</option>
                            }.into_any()).collect_view()}
                        </select>
                    }.into_any()
                } else if field.is_count() {
                    view! { <input node_ref=typed type="number" min="0" max="500" required value=before /> }.into_any()
                } else {
                    view! { <input node_ref=typed type="text" maxlength="40" value=before /> }.into_any()
                }}
            </label>
            <button class="button quiet" type="submit" disabled=move || saying.pending().get()>{w.submit}</button>
        </form>
    }
    .into_any()
}
