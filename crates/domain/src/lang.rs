//! The two languages of Rounds.

use serde::{Deserialize, Serialize};

/// A language that every user-visible sentence exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文, the default.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// BCP 47 tag, for `lang` attributes and headers.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The best match for an `Accept-Language` header, a `LANG` variable or a tag: English where
    /// it is asked for before Chinese, Chinese otherwise.
    pub fn best(header: &str) -> Self {
        let first = header.split([',', ';', ':']).map(str::trim).find(|t| {
            let t = t.to_ascii_lowercase();
            t.starts_with("zh") || t.starts_with("en")
        });
        match first {
            Some(tag) if tag.to_ascii_lowercase().starts_with("en") => Self::En,
            _ => Self::ZhCn,
        }
    }
}
