use super::common::month;
use chrono::Datelike;
use domain::hours::Part;
use domain::plan::{Here, LeftOut, Tried, Turn, Why};

pub fn why(why: &Why) -> String {
    let until = format!("{} {}", why.until.day(), month(why.until.month()));
    let turn = match why.turn {
        Turn::Appointment => format!("Agreed for today; due by {until}"),
        Turn::Overdue => format!("Was due by {until} and is overdue"),
        Turn::LastDay => format!("Due by {until}, and today is the last working day before"),
        Turn::Soon => format!("Due by {until}, few working days are left"),
        Turn::Share => format!("Due by {until}; today's even share of the visits still owed"),
        Turn::SameProperty => format!("Due by {until}; others in this property are visited today"),
    };
    let joint = if why.joint { "; an officer comes too, a serious hazard is open" } else { "" };
    let reentry = match why.reentry {
        true => "Back in this village, or a pressing visit would be left out. ",
        false => "",
    };
    let tried = why.tried.map(tried).unwrap_or_default();
    let here = why.here.map(|it| here(it, why.way_min)).unwrap_or_default();
    format!("{reentry}{turn}{joint}.{tried}{here}")
}

fn tried(it: Tried) -> String {
    match it {
        Tried::Other(part) => {
            format!(" Nobody was home in the {} last time: another part of the day is tried.", name(part))
        }
        Tried::Again(part) => format!(
            " Nobody was home in the {} last time, and no shift reaches untried hours before the period ends.",
            name(part)
        ),
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Morning => "morning",
        Part::Afternoon => "afternoon",
        Part::Evening => "evening",
    }
}

fn here(it: Here, minutes: u16) -> String {
    match it {
        Here::First => format!(" The round begins here, {minutes} min from the start."),
        Here::SameProperty => " In the same property as the stop before.".into(),
        Here::SameVillage => format!(" In the same village, {minutes} min from the stop before."),
        Here::NextVillage => format!(" The next village, {minutes} min from the stop before."),
    }
}

pub fn left_out(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::NoTime => "No room today; a later working day takes it on",
        LeftOut::NoSkill => "Nobody at the station may make this visit",
        LeftOut::Unreachable => "The map knows no way there",
        LeftOut::NoPosition => "The property has no position yet; add it first",
        LeftOut::NoPartner => "No officer to come along",
        LeftOut::Spacing => "Too soon after the last visit",
        LeftOut::Ceiling => "The household had its one contact of this third of the month",
        LeftOut::Absent => "Who could make this visit is away that day",
    }
}

pub fn changed(counts: [usize; 3]) -> String {
    let words = ["added", "removed", "moved"];
    let parts = counts.iter().zip(words).filter(|(n, _)| **n > 0).map(|(n, word)| format!("{n} {word}"));
    parts.collect::<Vec<_>>().join(", ")
}
