use domain::inspection::Month;
use domain::rectification::{OrderState, ReturnReason, Subject};
use domain::spot_check::CheckOutcome;

pub fn month(month: Month) -> String {
    format!("{}年{}月", month.year(), month.number())
}

pub fn check_outcome(it: CheckOutcome) -> &'static str {
    match it {
        CheckOutcome::Entered => "经同意入户",
        CheckOutcome::Met => "门口见面",
        CheckOutcome::Refused => "住户谢绝",
        CheckOutcome::NobodyHome => "无人在家",
    }
}

pub fn order_state(it: OrderState) -> &'static str {
    match it {
        OrderState::Ordered => "待整改",
        OrderState::Answered => "待核验",
        OrderState::Returned => "已退回",
        OrderState::Accepted => "已办结",
    }
}

pub fn return_reason(it: ReturnReason) -> &'static str {
    match it {
        ReturnReason::ProofTooThin => "佐证不足",
        ReturnReason::NotPutRight => "尚未整改到位",
        ReturnReason::OtherMatter => "不是所督办的地点或事项",
    }
}

pub fn subject(it: Subject) -> &'static str {
    match it {
        Subject::Coverage => "走访覆盖",
        Subject::Timeliness => "走访及时",
        Subject::Overdue => "逾期补访",
        Subject::Papers => "租赁手续",
        Subject::Notices => "告知单",
        Subject::SpotChecks => "抽查结果",
        Subject::Register => "档案登记",
        Subject::Labels => "门牌二维码",
        Subject::Duty => "值班安排",
    }
}
