//! Photos of a finding: taken, shown small, taken away again.

use super::take;
use crate::device::store;
use crate::field::frame::icon;
use crate::field::record::NotWritten;
use crate::field::state::use_field;
use leptos::prelude::*;
use sync::{Photo, forget_unnamed};
use wasm_bindgen_futures::spawn_local;

/// Most photos of one finding.
const MOST: usize = 6;

/// The camera button and what it brought.
#[component]
pub fn Photos(
    photos: RwSignal<Vec<Photo>, LocalStorage>,
    fault: RwSignal<Option<NotWritten>>,
) -> impl IntoView {
    let w = use_field().words();
    let took = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        spawn_local(async move {
            match take(file).await {
                Ok(photo) => photos.update(|photos| photos.push(photo)),
                Err(problem) => fault.set(Some(problem)),
            }
        });
    };
    let remove = move |i: usize| {
        let Some(photo) = photos.try_update(|photos| photos.remove(i)) else { return };
        spawn_local(async move {
            if let Err(problem) = forget_unnamed(&store::phone(), &[photo.sha256]).await {
                fault.set(Some(NotWritten::Store(problem.to_string())));
            }
        });
    };
    view! {
        <div class="photos">
            {move || {
                (photos.with(Vec::len) < MOST).then(|| view! {
                    <label class="button button--quiet photos__take">
                        {icon("camera")}
                        <span>{w.take_photo}</span>
                        <input class="hidden-input" type="file" accept="image/*" capture="environment" on:change:target=took/>
                    </label>
                }.into_any())
            }}
            <ul class="photos__list">
                {move || photos.with(|photos| photos.iter().enumerate().map(|(i, photo)| {
                    let size = photo.bytes.len().div_ceil(1024);
                    view! {
                        <li class="photos__one">
                            <span>{(w.photo_size)(i + 1, size)}</span>
                            <button class="link" on:click=move |_| remove(i)>{w.take_away}</button>
                        </li>
                    }.into_any()
                }).collect_view())}
            </ul>
            <p class="hint">{w.no_people_in_photos}</p>
        </div>
    }
    .into_any()
}
