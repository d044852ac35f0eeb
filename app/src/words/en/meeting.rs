use crate::words::meeting::Calendar;
use domain::meeting::{MeetingKind, MeetingState};
use domain::message::MessageSubject;

pub fn kind(it: &MeetingKind) -> &'static str {
    match it {
        MeetingKind::PoliceStation => "Police station's meeting",
        MeetingKind::County => "County's meeting",
        MeetingKind::Employer => "Employer's or venue's monthly meeting",
        MeetingKind::Joint => "Departments' joint conference",
    }
}

pub fn state(it: &MeetingState) -> &'static str {
    match it {
        MeetingState::Called => "Called",
        MeetingState::Held => "Held",
        MeetingState::Filed => "Filed",
    }
}

pub fn subject(it: &MessageSubject) -> &'static str {
    match it {
        MessageSubject::NewlyLet => "Seems newly let, please check and register",
        MessageSubject::NoLongerLet => "No longer let, or vacant",
        MessageSubject::LodgingChanged => "Employer's or venue's lodging changed",
        MessageSubject::SameOperator => "Same owner lets elsewhere",
        MessageSubject::SharedHazard => "Hazard shared by adjoining buildings",
        MessageSubject::WhoServes => "Unclear which station serves it",
    }
}

pub static CALENDAR: Calendar =
    Calendar { name: "Rounds", due: "Action of a meeting due", joint: "Joint visit" };
