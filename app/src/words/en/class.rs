use domain::class::{Answer, AnswerReason, AppealState, Because, DecisionReason, Ground};

pub fn because(because: &Because) -> &'static str {
    match because {
        Because::ConfirmedHazard => {
            "A serious hazard that an officer has confirmed is open: visits every ten days. It ends by itself after 60 days unless confirmed again on new evidence."
        }
        Because::QuietAndInOrder => {
            "At least three visits in a row found no new hazard and the papers are in order: a visit every two months is enough."
        }
        Because::Ordinary => {
            "No serious hazard is confirmed; a hazard is open or papers are missing: a visit a month."
        }
    }
}

pub fn decision_reason(decision_reason: &DecisionReason) -> &'static str {
    match decision_reason {
        DecisionReason::EvidenceHolds => "The evidence holds",
        DecisionReason::SeenOnTheSpot => "Seen on the spot",
        DecisionReason::EvidenceInsufficient => "The evidence is not enough",
        DecisionReason::RemedyUnderWay => "The hazard is being remedied",
        DecisionReason::HazardGone => "The hazard is gone",
        DecisionReason::PapersPending => "Papers are still missing",
    }
}

pub fn ground(ground: &Ground) -> &'static str {
    match ground {
        Ground::HazardGone => "The hazard is gone",
        Ground::NotSo => "It is not so",
        Ground::OtherDwelling => "It is about another home",
        Ground::TooOften => "Too many visits",
    }
}

pub fn answer(answer: &Answer) -> &'static str {
    match answer {
        Answer::Upheld => "Upheld",
        Answer::SetAside => "Set aside",
    }
}

pub fn answer_reason(answer_reason: &AnswerReason) -> &'static str {
    match answer_reason {
        AnswerReason::EvidenceHolds => "The evidence holds",
        AnswerReason::EvidenceInsufficient => "The evidence is not enough",
        AnswerReason::HazardGone => "The hazard is gone",
        AnswerReason::ProcedureFaulty => "It was not decided properly",
    }
}

pub fn appeal_state(appeal_state: &AppealState) -> &'static str {
    match appeal_state {
        AppealState::Open => "under review",
        AppealState::Upheld => "upheld",
        AppealState::SetAside => "set aside",
        AppealState::Ended => "ended: moved out",
    }
}

pub fn change_reason(key: &str) -> Option<&'static str> {
    Some(match key {
        "registered" => "File opened",
        "new_tenancy" => "A new household moved in",
        "lapsed" => "Not confirmed again for 60 days: ended by itself",
        "appeal_stopped" => "The household asked for a review: visits every ten days stop until the answer",
        "appeal_upheld" => "Upheld on review",
        "appeal_set_aside" => "Set aside on review",
        _ => return None,
    })
}
