use domain::class::{Answer, AnswerReason, AppealState, Because, DecisionReason, Ground};

pub fn because(because: &Because) -> &'static str {
    match because {
        Because::ConfirmedHazard => {
            "有民警已核实、尚未整改的严重隐患，应每旬复查；满 60 天没有新的依据再次核实，自动终止。"
        }
        Because::QuietAndInOrder => "连续三次以上走访没有发现新的隐患，租赁手续齐全，可以两月一访。",
        Because::Ordinary => "没有已核实的严重隐患；有隐患尚未整改或手续未齐，按每月一访。",
    }
}

pub fn decision_reason(decision_reason: &DecisionReason) -> &'static str {
    match decision_reason {
        DecisionReason::EvidenceHolds => "依据属实",
        DecisionReason::SeenOnTheSpot => "已到现场查看",
        DecisionReason::EvidenceInsufficient => "依据不足",
        DecisionReason::RemedyUnderWay => "隐患正在整改",
        DecisionReason::HazardGone => "隐患已消除",
        DecisionReason::PapersPending => "手续尚未补齐",
    }
}

pub fn ground(ground: &Ground) -> &'static str {
    match ground {
        Ground::HazardGone => "隐患已经整改",
        Ground::NotSo => "情况不属实",
        Ground::OtherDwelling => "说的不是这套房屋",
        Ground::TooOften => "走访太多",
    }
}

pub fn answer(answer: &Answer) -> &'static str {
    match answer {
        Answer::Upheld => "维持",
        Answer::SetAside => "撤销",
    }
}

pub fn answer_reason(answer_reason: &AnswerReason) -> &'static str {
    match answer_reason {
        AnswerReason::EvidenceHolds => "依据属实",
        AnswerReason::EvidenceInsufficient => "依据不足",
        AnswerReason::HazardGone => "隐患已消除",
        AnswerReason::ProcedureFaulty => "程序不当",
    }
}

pub fn appeal_state(appeal_state: &AppealState) -> &'static str {
    match appeal_state {
        AppealState::Open => "复核中",
        AppealState::Upheld => "维持",
        AppealState::SetAside => "撤销",
        AppealState::Ended => "已搬离，终止",
    }
}

pub fn change_reason(key: &str) -> Option<&'static str> {
    Some(match key {
        "registered" => "建档",
        "new_tenancy" => "新住户入住",
        "lapsed" => "满 60 天没有再次核实，自动终止",
        "appeal_stopped" => "住户申请复核，答复前停止每旬走访",
        "appeal_upheld" => "复核维持",
        "appeal_set_aside" => "复核撤销",
        _ => return None,
    })
}
