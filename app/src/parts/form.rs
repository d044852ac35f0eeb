//! What a form says when it is sent, by the names of its fields.

use crate::desk::Answer;
use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Update, event_target};
use std::str::FromStr;
use web_sys::{FormData, HtmlFormElement};

/// The fields of a form that was just sent.
pub struct Fields(FormData);

impl Fields {
    /// Keeps the browser from leaving the page, and reads the form.
    pub fn of(event: &SubmitEvent) -> Option<Self> {
        event.prevent_default();
        FormData::new_with_form(&event_target::<HtmlFormElement>(event)).ok().map(Self)
    }

    /// A field's text; empty where there is none.
    pub fn text(&self, name: &str) -> String {
        self.0.get(name).as_string().unwrap_or_default()
    }

    /// A field's value; none where it is empty or cannot be read.
    pub fn value<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// The values of the boxes of that name that are ticked.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.get_all(name).iter().filter_map(|value| value.as_string()).collect()
    }
}

/// Counts an answer that is no refusal: what is read anew by that count leaves a refused form as it was
/// filled in.
pub fn counted<T>(saved: RwSignal<u32>, answer: Answer<T>) -> Answer<T> {
    if answer.is_ok() {
        saved.update(|count| *count += 1);
    }
    answer
}

/// Minutes after midnight of a time field's `HH:MM`.
pub fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.get(..2)?.parse::<u16>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn a_time_is_read_as_minutes_after_midnight() {
        assert_eq!((minutes("09:30"), minutes("23:59:00")), (Some(570), Some(1_439)));
        assert_eq!((minutes(""), minutes("9"), minutes("09:x")), (None, None, None));
    }
}
