use domain::plan::{LeftOut, Turn, Why};

pub fn why(why: &Why) -> String {
    let until = why.until.format("%-d %B");
    let turn = match why.turn {
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
    format!("{reentry}{turn}{joint}.")
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
