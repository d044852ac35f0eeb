//! Figures that everyone reads: plain HTML, no script, nothing loaded from elsewhere.

use crate::desk::sheet::Sheet;
use domain::Lang;
use leptos::prelude::*;

/// A sheet as a page of its own.
pub fn page(style: &str, lang: Lang, sheet: Sheet) -> String {
    let style = style.to_owned();
    let headings = sheet.headings.into_iter().map(|heading| view! { <th scope="col">{heading}</th> });
    let headings = headings.collect_view();
    let rows = sheet.rows.into_iter().map(|row| {
        let cells = row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr>{cells}</tr> }
    });
    let rows = rows.collect_view();
    let html = view! {
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{sheet.title.clone()}</title>
                <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=style />
            </head>
            <body class="resident">
                <main>
                    <h1>{sheet.title}</h1>
                    <table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>
                </main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", html.to_html())
}
