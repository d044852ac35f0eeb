//! Door labels on A4 sheets: a QR code, its 6 characters, and which door it belongs to. The sheet is
//! cut up; a label at a door says nothing of who lives there.

use crate::words::label::words;
use domain::Lang;
use leptos::prelude::*;

/// One label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorLabel {
    /// The 6 characters.
    pub code: String,
    /// Path of the QR code's dark modules, a unit a module.
    pub path: String,
    /// Modules a side, the quiet zone included.
    pub side: usize,
    /// The property's address or name.
    pub property: String,
    /// Door mark, empty where the property is one dwelling.
    pub door: String,
    /// The village's name.
    pub village: String,
}

/// The sheets as a whole page of HTML, three labels a row.
pub fn page(style: &str, lang: Lang, station: &str, labels: Vec<DoorLabel>) -> String {
    let w = words(lang);
    let (style, count) = (style.to_owned(), labels.len());
    let station = station.to_owned();
    let html = view! {
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{format!("{} · {station}", w.title)}</title>
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=style />
            </head>
            <body class="labels">
                <header>
                    <h1>{w.title} " · " {station.clone()}</h1>
                    <p>{(w.count)(count)}</p>
                    <p>{w.advice}</p>
                </header>
                {if labels.is_empty() {
                    view! { <p class="empty">{w.empty}</p> }.into_any()
                } else {
                    view! {
                        <ol class="sheet">
                            {labels.into_iter().map(|label| view! { <Label lang label /> }).collect_view()}
                        </ol>
                    }
                    .into_any()
                }}
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", html.to_html())
}

#[component]
fn Label(lang: Lang, label: DoorLabel) -> impl IntoView {
    let w = words(lang);
    let box_of = format!("0 0 {} {}", label.side, label.side);
    view! {
        <li>
            <svg viewBox=box_of role="img" aria-label=label.code.clone() shape-rendering="crispEdges">
                <path d=label.path.clone() />
            </svg>
            <p class="code">{label.code.clone()}</p>
            <p class="door">{label.property.clone()} " " <strong>{label.door.clone()}</strong></p>
            <p class="village">{label.village.clone()}</p>
            <p class="use">{w.purpose}</p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label() -> DoorLabel {
        DoorLabel {
            code: "34679A".into(),
            path: "M4 4h1v1h-1z".into(),
            side: 29,
            property: "<b>幸福里</b> 8 号".into(),
            door: "201".into(),
            village: "南门居委会".into(),
        }
    }

    #[test]
    fn a_sheet_shows_the_code_and_escapes_what_an_import_wrote() {
        let html = page("/pkg/label.css", Lang::ZhCn, "南门工作站", vec![label()]);
        assert!(html.contains("34679A") && html.contains("M4 4h1v1h-1z"), "{html}");
        assert!(html.contains("&lt;b&gt;幸福里") && !html.contains("<b>幸福里"), "{html}");
        assert!(!html.contains("style=\""), "the content security policy forbids it");
    }
}
