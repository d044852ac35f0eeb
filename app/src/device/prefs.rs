//! Language, theme and size of type: read before the first paint, so kept where reading is at once.

use domain::Lang;
use web_sys::Storage;

/// How the screen looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the phone says.
    #[default]
    System,
    /// For bright daylight.
    Sun,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Sun, Self::Dark];

    fn key(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Sun => "sun",
            Self::Dark => "dark",
        }
    }
}

/// What this phone's user chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prefs {
    /// Language of the pages.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// 关怀版: large type.
    pub large: bool,
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The choices kept; the browser's language before any choice.
pub fn load() -> Prefs {
    let get = |key: &str| storage().and_then(|s| s.get_item(key).ok().flatten()).unwrap_or_default();
    let lang = match get("lang").as_str() {
        "" => web_sys::window().and_then(|w| w.navigator().language()).unwrap_or_default(),
        chosen => chosen.to_owned(),
    };
    let theme = get("theme");
    Prefs {
        lang: Lang::best(&lang),
        theme: Theme::ALL.into_iter().find(|t| t.key() == theme).unwrap_or_default(),
        large: get("size") == "large",
    }
}

/// Keeps the choices and shows them. Without storage they last until the app is closed.
pub fn save(prefs: Prefs) {
    if let Some(storage) = storage() {
        let _ = storage.set_item("lang", prefs.lang.tag());
        let _ = storage.set_item("theme", prefs.theme.key());
        let _ = storage.set_item("size", if prefs.large { "large" } else { "" });
    }
    show(prefs);
}

/// Sets the attributes of the page's root that style and readers go by.
pub fn show(prefs: Prefs) {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
    let Some(root) = root else { return };
    let _ = root.set_attribute("lang", prefs.lang.tag());
    let set = |name: &str, value: &str| {
        let _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
    };
    set("data-theme", prefs.theme.key());
    set("data-size", if prefs.large { "large" } else { "" });
}
