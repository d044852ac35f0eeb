//! A calendar as a file that calendar programs subscribe to: iCalendar (RFC 5545).

use crate::Time;
use chrono::{Days, NaiveDate};

/// Octets of the longest line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From a moment to a moment.
    Span(Time, Time),
    /// On a whole day.
    Day(NaiveDate),
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What stays the same when the rest changes; unique in the world.
    pub uid: String,
    /// When.
    pub when: When,
    /// What.
    pub summary: String,
    /// Where, or empty.
    pub place: String,
    /// Page of it, or empty.
    pub url: String,
}

/// The calendar of that name, as it is at `now`, in the order of `events`.
pub fn text(name: &str, events: &[Event], now: Time) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Rounds//Rounds//ZH");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", &escape(name));
    for event in events {
        line("BEGIN", "VEVENT");
        line("UID", &escape(&event.uid));
        line("DTSTAMP", &utc(now));
        match event.when {
            When::Span(from, to) => {
                line("DTSTART", &utc(from));
                line("DTEND", &utc(to));
            }
            When::Day(day) => {
                line("DTSTART;VALUE=DATE", &date(day));
                line("DTEND;VALUE=DATE", &date(day + Days::new(1)));
            }
        }
        line("SUMMARY", &escape(&event.summary));
        if !event.place.is_empty() {
            line("LOCATION", &escape(&event.place));
        }
        if !event.url.is_empty() {
            line("URL", &event.url);
        }
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn utc(at: Time) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A value of type TEXT (3.3.11): what would end it or the line is escaped, other controls go.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a content line, folded after at most 75 octets and never within a character.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            // The space that begins a continued line is one of its octets.
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Time {
        text.parse().unwrap()
    }

    fn event(summary: &str) -> Event {
        Event {
            uid: "m-1@rounds.example".into(),
            when: When::Span(at("2026-11-24T01:00:00Z"), at("2026-11-24T02:30:00Z")),
            summary: summary.into(),
            place: String::new(),
            url: String::new(),
        }
    }

    #[test]
    fn a_meeting_and_a_day_read_as_the_standard_has_them() {
        let day = Event {
            uid: "a-1@rounds.example".into(),
            when: When::Day(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap()),
            place: "三楼; 东, 会议室".into(),
            url: "https://rounds.example/desk/meetings/1".into(),
            ..event("到期")
        };
        let text = text("走访", &[event("例会"), day], at("2026-11-24T00:00:00Z"));
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Rounds//Rounds//ZH",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:走访",
            "BEGIN:VEVENT",
            "UID:m-1@rounds.example",
            "DTSTAMP:20261124T000000Z",
            "DTSTART:20261124T010000Z",
            "DTEND:20261124T023000Z",
            "SUMMARY:例会",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:a-1@rounds.example",
            "DTSTAMP:20261124T000000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:到期",
            "LOCATION:三楼\\; 东\\, 会议室",
            "URL:https://rounds.example/desk/meetings/1",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        assert_eq!(text, expected.map(|line| format!("{line}\r\n")).concat());
    }

    #[test]
    fn a_text_cannot_begin_a_property_of_its_own() {
        let text = text("x", &[event("a\r\nEND:VEVENT\rb\\")], at("2026-11-24T00:00:00Z"));
        assert!(text.contains("SUMMARY:a\\nEND:VEVENTb\\\\\r\n"), "{text}");
        assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1);
    }

    fn unescape(value: &str) -> String {
        let (mut out, mut escaped) = (String::new(), false);
        for c in value.chars() {
            match (escaped, c) {
                (true, 'n') => out.push('\n'),
                (false, '\\') => {
                    escaped = true;
                    continue;
                }
                _ => out.push(c),
            }
            escaped = false;
        }
        out
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_lines_of_75_octets(summary in "[^\\p{Cc}]{0,200}(\n[^\\p{Cc}]{0,60})?") {
            let text = text("x", &[event(&summary)], at("2026-11-24T00:00:00Z"));
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LINE && !line.contains(['\r', '\n']), "{line}");
            }
            let unfolded = text.replace("\r\n ", "");
            let found = unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:"));
            prop_assert_eq!(found.map(unescape), Some(summary));
        }
    }
}
