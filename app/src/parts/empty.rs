//! Where there is nothing, the page says what to do next.

use leptos::prelude::*;

/// An empty list.
#[component]
pub fn Empty(
    /// What is not there.
    title: &'static str,
    /// What to do next.
    detail: &'static str,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="empty-art" viewBox="0 0 96 64" width="96" height="64" aria-hidden="true">
                <path d="M8 56V30L28 16l20 14v26M22 56V42h12v14M56 56V24h28v32M64 32h4m8 0h4m-16 9h4m8 0h4M2 56h92" />
            </svg>
            <p class="empty-title">{title}</p>
            <p class="empty-detail">{detail}</p>
        </div>
    }
}
