//! 更正登记: what the file says, changed at the door; each value is a record of its own.

use super::frame::Failure;
use super::record::New;
use super::state::Field;
use super::tap;
use crate::device::store;
use crate::words::domain::Label;
use crate::words::files::files;
use domain::dwelling::PaperState;
use domain::field::{self, Said};
use domain::id::DwellingId;
use domain::pack::File;
use domain::record::{Body, Correction, Kind};
use leptos::prelude::*;
use sync::PhoneStore;

/// How the fields of a file stand, with what was said here and has not arrived yet: who says more begins
/// from that.
pub async fn standing(file: &File) -> Vec<Said> {
    let mut all: Vec<Said> = field::Field::ALL.into_iter().filter_map(|field| file.said(field)).collect();
    for row in store::phone().outbox().await.unwrap_or_default() {
        if row.draft.kind != Kind::Correction {
            continue;
        }
        let Ok(change) = serde_json::from_str::<Correction>(&row.draft.body) else { continue };
        let Some(said) = change.said.filter(|_| change.dwelling == file.id) else { continue };
        let same = all.iter_mut().find(|it| it.field == said.field && it.household == said.household);
        if let Some(same) = same {
            (same.value, same.base) = (said.value, Some(row.draft.id));
        }
    }
    all
}

/// The form. A field is written when it is left.
pub fn form(field: Field, dwelling: DwellingId, all: Vec<Said>) -> AnyView {
    let (lang, w) = (field.lang(), files(field.lang()));
    let fault = RwSignal::new(None);
    let write = tap::once(fault, async move |said: Said| {
        let record = New::of(Body::Correction(Correction::field(dwelling, said)));
        field.write(vec![record], vec![], vec![]).await?;
        Ok(format!("/field/files/{dwelling}"))
    });
    let rows = all.into_iter().map(|said| {
        let label = said.field.label(lang);
        let waits = (!said.over.is_empty()).then_some(w.two_values);
        let (value, is_paper) = (said.value.clone(), said.field.is_paper());
        let change = move |event| {
            let value = event_target_value(&event).trim().to_owned();
            write.run(Said { value, over: vec![], ..said.clone() });
        };
        let input = if is_paper {
            let options = PaperState::ALL.map(|state| {
                view! { <option value=state.key() selected=state.key() == value>{state.label(lang)}</option> }
                    .into_any()
            });
            view! { <select class="input" on:change=change>{options.collect_view()}</select> }.into_any()
        } else {
            view! { <input class="input" maxlength="40" value=value on:change=change/> }.into_any()
        };
        view! { <label class="group"><span>{label} " " {waits}</span>{input}</label> }.into_any()
    });
    view! {
        <details class="card">
            <summary>{w.correct}</summary>
            <Failure fault/>
            {rows.collect_view()}
        </details>
    }
    .into_any()
}
