use domain::inspection::Month;
use domain::rectification::{OrderState, ReturnReason, Subject};
use domain::spot_check::CheckOutcome;

pub fn month(month: Month) -> String {
    month.first().format("%b %Y").to_string()
}

pub fn check_outcome(it: CheckOutcome) -> &'static str {
    match it {
        CheckOutcome::Entered => "Entered with consent",
        CheckOutcome::Met => "Met at the door",
        CheckOutcome::Refused => "Household declined",
        CheckOutcome::NobodyHome => "Nobody home",
    }
}

pub fn order_state(it: OrderState) -> &'static str {
    match it {
        OrderState::Ordered => "To be put right",
        OrderState::Answered => "To be verified",
        OrderState::Returned => "Returned",
        OrderState::Accepted => "Closed",
    }
}

pub fn return_reason(it: ReturnReason) -> &'static str {
    match it {
        ReturnReason::ProofTooThin => "The proof is too thin",
        ReturnReason::NotPutRight => "Not put right yet",
        ReturnReason::OtherMatter => "Another place or matter than ordered",
    }
}

pub fn subject(it: Subject) -> &'static str {
    match it {
        Subject::Coverage => "Coverage of visits",
        Subject::Timeliness => "Timeliness of visits",
        Subject::Overdue => "Overdue visits",
        Subject::Papers => "Papers of the letting",
        Subject::Notices => "Notices left",
        Subject::SpotChecks => "Results of spot checks",
        Subject::Register => "Register",
        Subject::Labels => "Door labels",
        Subject::Duty => "Duty roster",
    }
}
