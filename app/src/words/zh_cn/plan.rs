use domain::plan::{LeftOut, Turn, Why};

pub fn why(why: &Why) -> String {
    let until = why.until.format("%-m月%-d日");
    let turn = match why.turn {
        Turn::Overdue => format!("应于{until}前走访，已逾期"),
        Turn::LastDay => format!("本期{until}结束，今天是最后一个工作日"),
        Turn::Soon => format!("本期{until}结束，所剩工作日不多"),
        Turn::Share => format!("本期未访，按工作日均匀安排，{until}前完成"),
        Turn::SameProperty => format!("本期未访，与同一房屋其他住户一并走访，{until}前完成"),
    };
    let joint = if why.joint { "；有未整改的严重隐患，民警同行" } else { "" };
    let reentry = if why.reentry { "再次进入本村居，否则会漏掉紧要走访。" } else { "" };
    format!("{reentry}{turn}{joint}。")
}

pub fn left_out(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::NoTime => "今天排不下，留待后面的工作日",
        LeftOut::NoSkill => "本站没有可以走访的人员",
        LeftOut::Unreachable => "地图上没有道路可达",
        LeftOut::NoPosition => "房屋还没有位置，请先补登",
        LeftOut::NoPartner => "没有同行的民警",
        LeftOut::Spacing => "离上次走访太近，稍后再安排",
        LeftOut::Ceiling => "本旬已与该住户接触过一次",
        LeftOut::Absent => "可走访的人员当天不在岗",
    }
}
