//! 告知单: the QR that the household scans, and the second secret, handed over face to face. The codes
//! exist on this screen alone; the record carries their hashes.

use super::draft::Codes;
use super::frame::{Failure, Gone, Page, place, use_stop};
use super::state::use_field;
use super::today::NextDoor;
use leptos::prelude::*;
use qrcode::{EcLevel, QrCode};
use wasm_bindgen_futures::spawn_local;

/// The notice of the latest visit.
#[component]
pub fn NoticePage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    let dwelling = stop.dwelling;
    let mark = field.marks.with(|marks| {
        marks.iter().filter(|mark| mark.dwelling == dwelling).max_by_key(|mark| mark.at).cloned()
    });
    let Some(mark) = mark else { return view! { <Gone/> }.into_any() };
    let codes = RwSignal::new(None::<Codes>);
    let fault = RwSignal::new(None);
    spawn_local(async move {
        match field.notice(dwelling, mark.record).await {
            Ok(made) => codes.set(Some(made)),
            Err(problem) => fault.set(Some(problem)),
        }
    });
    view! {
        <Page title=place(field, &stop) back="/field/today" action=view! { <NextDoor/> }.into_any()>
            <Failure fault/>
            <p class="saved" role="status"><span aria-hidden="true">"✓ "</span>{w.visit_saved}</p>
            <h2 class="ask">{w.show_notice}</h2>
            {move || codes.get().map(|codes| {
                let address = format!("{}/n/{}", origin(), codes.code);
                view! {
                    <figure class="notice">
                        <Qr text=address.clone()/>
                        <figcaption class="notice__address">{address}</figcaption>
                    </figure>
                    <p class="notice__say">{w.second_secret}</p>
                    <p class="notice__secret">{grouped(&codes.secret)}</p>
                    <p class="hint">{w.secret_once}</p>
                }.into_any()
            })}
        </Page>
    }
    .into_any()
}

fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Four digits, a space, four digits: as people read numbers out.
fn grouped(secret: &str) -> String {
    let (first, second) = secret.split_at(secret.len() / 2);
    format!("{first} {second}")
}

/// A QR code as one path, with the quiet zone that scanners need.
#[component]
fn Qr(text: String) -> impl IntoView {
    let w = use_field().words();
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M);
    code.ok().map(|code| {
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == qrcode::Color::Dark);
        let path: String = dark.map(|(i, _)| format!("M{} {}h1v1h-1z", i % width + 4, i / width + 4)).collect();
        let side = width + 8;
        view! {
            <svg class="qr" role="img" aria-label=w.notice_qr viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges">
                <rect class="qr__light" width=side height=side></rect>
                <path class="qr__dark" d=path></path>
            </svg>
        }
        .into_any()
    })
}
