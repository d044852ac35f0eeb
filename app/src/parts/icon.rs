//! Line icons, drawn here so that nothing is loaded from elsewhere. Always beside a word.

use leptos::prelude::*;

/// One icon of 24 × 24, stroked in the colour of the text.
#[component]
pub fn Icon(
    /// Name of the drawing.
    name: &'static str,
) -> impl IntoView {
    let path = match name {
        "flags" => "M5 21V4m0 1h12l-2.5 4L17 13H5",
        "classes" => "M4 6h9M4 12h6M4 18h3M18 5v14m-3.5-3.5L18 19l3.5-3.5",
        "register" => "M4 20V9l8-5 8 5v11M9 20v-6h6v6M4 20h16",
        "plan" => {
            "M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm12-10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 17h6a4 4 0 0 0 0-8h-4a3 3 0 0 1 0-6h2"
        }
        "coverage" => "M4 20V10m5.5 10V4M15 20v-7m5 7V7",
        "stations" => "M4 7l5-3 6 3 5-3v13l-5 3-6-3-5 3V7Zm5-3v13m6-10v13",
        "duty" => {
            "M6 3h3l1.5 5-2 1.5a11 11 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2Z"
        }
        "meetings" => {
            "M3 12h18M5 12v8m14-8v8M7 8.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
        }
        "messages" => "M4 5h16v11H11l-5 4v-4H4V5Zm4 4h8m-8 3h5",
        "practice" => "M12 6c-2-1.5-5-2-8-1.5v14c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5v-14C17 4 14 4.5 12 6Zm0 0v14",
        "accounts" => {
            "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.3 2.7-6 6-6s6 2.7 6 6m1-9a3 3 0 1 0-1.5-5.6M17 14c2.4.6 4 3 4 6"
        }
        "audit" => "M6 3h9l4 4v14H6V3Zm8 0v5h5M9 12h7M9 16h7",
        "inspection" => "M9 3h6v3H9V3Zm0 1.5H5V21h14V4.5h-4M9 13l2.2 2.2L15 11",
        "bell" => "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15L6 16Zm4 4.5h4",
        "search" => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5",
        "clock" => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2",
        "lock" => "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
        "eye" => {
            "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"
        }
        "back" => "m14 5-7 7 7 7",
        "next" => "m10 5 7 7-7 7",
        "print" => "M7 9V3h10v6M7 17H4v-7h16v7h-3M7 14h10v7H7v-7Z",
        "columns" => "M4 5h16v14H4V5Zm5.5 0v14m5.5-14v14",
        "export" => "M12 4v10m-4-4 4 4 4-4M5 18v2h14v-2",
        "again" => "M4 12a8 8 0 0 1 14-5.3L20 9m0-5v5h-5m5 3a8 8 0 0 1-14 5.3L4 15m0 5v-5h5",
        "check" => "m5 12.5 4.5 4.5L19 7.5",
        "more" => "m6 9 6 6 6-6",
        "out" => "M10 4H5v16h5M15 8l4 4-4 4m4-4H10",
        "help" => {
            "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-2.6-11.2a2.6 2.6 0 1 1 3.8 2.3c-.8.5-1.2 1-1.2 1.9m0 3h.01"
        }
        _ => "M12 12h.01",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
}
