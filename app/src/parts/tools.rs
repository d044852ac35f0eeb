//! What every table of the office offers: columns, print, export.

use super::call::download;
use super::filter::{Choice, key, value};
use super::icon::Icon;
use super::problem::ProblemSummary;
use super::{use_lang, use_me, use_words};
use crate::words::domain::Label;
use chrono::{Datelike, NaiveDate};
use domain::export::{ExportAsk, ExportFormat, ExportPurpose, Exportable, Receiver};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Which columns of a table are put away; the heading of a row always stays.
#[derive(Clone, Copy)]
pub struct Hidden(RwSignal<Vec<usize>>);

impl Hidden {
    /// Every column shows.
    pub fn none() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Classes of the table: `hide-2` puts its second column away.
    pub fn class(self) -> String {
        let classes = self.0.get().into_iter().map(|column| format!(" hide-{column}"));
        format!("table cards{}", classes.collect::<String>())
    }

    fn toggle(self, column: usize) {
        self.0.update(|hidden| match hidden.iter().position(|h| *h == column) {
            Some(at) => drop(hidden.remove(at)),
            None => hidden.push(column),
        });
    }
}

/// The choice of columns: the table's second and later headings.
#[component]
pub fn Columns(
    /// What is put away.
    hidden: Hidden,
    /// Headings of the second column and those after it.
    headings: Vec<&'static str>,
) -> impl IntoView {
    let words = use_words().frame;
    let boxes = headings.into_iter().zip(2..).map(|(heading, column)| {
        let shown = move || !hidden.0.with(|h| h.contains(&column));
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=shown checked=true on:change=move |_| hidden.toggle(column) />
                <span>{heading}</span>
            </label>
        }
    });
    view! {
        <details class="tool">
            <summary class="button quiet"><Icon name="columns" />{words.columns}</summary>
            <div class="tool-box">{boxes.collect_view()}</div>
        </details>
    }
}

/// Prints the page.
#[component]
pub fn Print() -> impl IntoView {
    let words = use_words().frame;
    view! {
        <button type="button" class="button quiet" on:click=|_| { let _ = window().print(); }>
            <Icon name="print" />{words.print}
        </button>
    }
}

/// Exports rows of the reader's own station, for a stated purpose and receiver. Who has no station
/// of its own sees nothing.
#[component]
pub fn Export(
    /// What.
    what: Exportable,
) -> impl IntoView {
    let words = use_words().frame;
    let me = use_me().filter(|me| me.station.is_some() && me.role.keeps_files());
    me.map(|me| {
        view! {
            <details class="tool">
                <summary class="button quiet"><Icon name="export" />{words.export}</summary>
                <div class="tool-box"><ExportForm what today=me.today /></div>
            </details>
        }
    })
}

/// The whole register, or what this month brought.
fn first_day(what: Exportable, today: NaiveDate) -> NaiveDate {
    match what {
        Exportable::Ledger | Exportable::Findings => today.with_day(1).unwrap_or(today),
        Exportable::Register => NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(today),
    }
}

#[component]
fn ExportForm(what: Exportable, today: NaiveDate) -> impl IntoView {
    let (words, lang) = (use_words().frame, use_lang());
    let form = NodeRef::<html::Form>::new();
    let export = Action::new_local(|ask: &ExportAsk| {
        let ask = *ask;
        let name = format!("{}-{}-{}.{}", key(&ask.what), ask.from, ask.to, ask.format.extension());
        async move { download("/desk/export", &ask, &name).await }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(ask) = form.get().and_then(|form| asked(&form, what)) {
            export.dispatch(ask);
        }
    };
    let problem = move || export.value().get().and_then(Result::err);
    view! {
        <form class="export" method="post" node_ref=form on:submit=submit>
            <label class="field">
                <span>{words.export_from}</span>
                <input type="date" name="from" required value=first_day(what, today).to_string() />
            </label>
            <label class="field">
                <span>{words.export_to}</span>
                <input type="date" name="to" required value=today.to_string() />
            </label>
            <Choice name="format" label=words.export_format chosen=key(&ExportFormat::default()) required=true
                choices=ExportFormat::ALL.map(|f| (key(&f), f.label(lang).to_owned())).to_vec() />
            <Choice name="purpose" label=words.export_purpose chosen=key(&ExportPurpose::default()) required=true
                choices=ExportPurpose::ALL.map(|p| (key(&p), p.label(lang).to_owned())).to_vec() />
            <Choice name="receiver" label=words.export_receiver chosen=key(&Receiver::default()) required=true
                choices=Receiver::ALL.map(|r| (key(&r), r.label(lang).to_owned())).to_vec() />
            <p class="hint">{words.export_detail}</p>
            <button class="button" type="submit" disabled=move || export.pending().get()>{words.export_make}</button>
            {move || problem().map(|error| view! { <ProblemSummary error /> })}
        </form>
    }
}

/// What the form says; the browser has held its required fields.
fn asked(form: &web_sys::HtmlFormElement, what: Exportable) -> Option<ExportAsk> {
    let field = |name: &str| {
        let field = form.elements().named_item(name)?;
        match field.dyn_ref::<web_sys::HtmlSelectElement>() {
            Some(select) => Some(select.value()),
            None => field.dyn_ref::<web_sys::HtmlInputElement>().map(|input| input.value()),
        }
    };
    Some(ExportAsk {
        what,
        format: value(&field("format")?)?,
        from: field("from")?.parse().ok()?,
        to: field("to")?.parse().ok()?,
        purpose: value(&field("purpose")?)?,
        receiver: value(&field("receiver")?)?,
    })
}
