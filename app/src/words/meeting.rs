//! Words of meetings and of messages between stations: their closed sets, and what a calendar shows.

use super::domain::Label;
use super::{en, zh_cn};
use domain::Lang;
use domain::meeting::{MeetingKind, MeetingState};
use domain::message::MessageSubject;

macro_rules! labels {
    ($($kind:ty => $function:ident),* $(,)?) => {$(
        impl Label for $kind {
            fn label(&self, lang: Lang) -> &'static str {
                match lang {
                    Lang::ZhCn => zh_cn::meeting::$function(self),
                    Lang::En => en::meeting::$function(self),
                }
            }
        }
    )*};
}

labels! {
    MeetingKind => kind,
    MeetingState => state,
    MessageSubject => subject,
}

/// Words of a calendar feed.
#[expect(missing_docs, reason = "each field is its text")]
pub struct Calendar {
    pub name: &'static str,
    pub due: &'static str,
    pub joint: &'static str,
}

/// The words of a calendar feed in `lang`.
pub fn calendar(lang: Lang) -> &'static Calendar {
    match lang {
        Lang::ZhCn => &zh_cn::meeting::CALENDAR,
        Lang::En => &en::meeting::CALENDAR,
    }
}
