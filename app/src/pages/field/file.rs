//! One file of the station, as far as a visit needs it.

use super::facts::{facts, ways_to};
use super::frame::{Page, door, stop_path, use_dwelling};
use super::said;
use super::state::{Field, use_field};
use super::stop::note_opening;
use crate::device::pack;
use crate::words::domain::Label;
use crate::words::files::files;
use domain::field::Said;
use domain::pack::{File, Property, Village};
use leptos::prelude::*;
use leptos_router::components::A;
use wasm_bindgen_futures::spawn_local;

/// The file.
#[component]
pub fn FilePage() -> impl IntoView {
    let field = use_field();
    let w = files(field.lang());
    let found = RwSignal::new(None::<Option<(File, Property, Village, Vec<Said>)>>);
    if let Some(dwelling) = use_dwelling() {
        spawn_local(note_opening(field, dwelling));
        spawn_local(async move {
            found.set(Some(match pack::file(dwelling).await {
                Ok(Some((file, property, village))) => {
                    let said = said::standing(&file).await;
                    Some((file, property, village, said))
                }
                _ => None,
            }));
        });
    }
    view! {
        <Page title=w.find.to_owned() back="/field/files">
            {move || found.get().map(|found| match found {
                Some((file, property, village, all)) => (
                    file_view(field, &file, &property, &village),
                    said::form(field, file.id, all),
                )
                    .into_any(),
                None => view! { <p class="empty">{w.gone}</p> }.into_any(),
            })}
        </Page>
    }
    .into_any()
}

fn file_view(field: Field, file: &File, property: &Property, village: &Village) -> AnyView {
    let (lang, w) = (field.lang(), files(field.lang()));
    let name = format!("{} {}", property.name, file.door);
    let is_today = field.stop(file.id).is_some();
    view! {
        <section class="stop">
            <p class="hint">{village.name.clone()} " · " {property.kind.label(lang)}</p>
            <p class="stop__property">{property.name.clone()}</p>
            <p class="stop__door">{door(field, &file.door)}</p>
            <p class="stop__cadence">{file.cadence.label(lang)}</p>
            <dl class="facts">
                <dt>{w.label}</dt><dd>{file.label.clone()}</dd>
                {facts(field, file.last_visit, file.headcount, &file.open_findings)}
            </dl>
        </section>
        {property.at.map(|at| ways_to(field, at, &name))}
        {is_today.then(|| view! {
            <A href=stop_path(file.id) attr:class="button button--main">{w.today}</A>
        }.into_any())}
    }
    .into_any()
}
