//! The HTML around office pages. Scripts carry the nonce of the response; nothing else is inline.

use crate::pages::desk::{Bundle, Office, Scheme};
use crate::parts::use_visitor;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// Where the bundle of a page and the style lie, as the bundler said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// Address of the style sheet.
    pub style: String,
    /// Address of the bundle's module; none where no bundle was made: pages then work as HTML.
    pub script: Option<String>,
    /// Address of the bundle's wasm.
    pub wasm: Option<String>,
}

/// A whole page of the office, as its bundle will take it over.
pub fn shell(assets: Assets, bundle: Bundle) -> impl IntoView {
    let visitor = use_visitor();
    let start = assets.script.clone().zip(assets.wasm.clone()).map(|(script, wasm)| {
        format!("import start, {{ hydrate }} from \"{script}\"; start({{ module_or_path: \"{wasm}\" }}).then(hydrate);")
    });
    view! {
        <!DOCTYPE html>
        <html lang=visitor.lang.tag() data-theme=visitor.theme.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=assets.style.clone() />
                {assets.script.clone().map(|script| view! { <link rel="modulepreload" href=script /> })}
                <script type="module" src="/assets/village-map.mjs"></script>
                <MetaTags />
            </head>
            <body class="office">
                {match bundle {
                    Bundle::Office => view! { <Office /> }.into_any(),
                    Bundle::Scheme => view! { <Scheme /> }.into_any(),
                }}
                {start.map(|start| view! { <script type="module" nonce=use_nonce()>{start}</script> })}
            </body>
        </html>
    }
}
