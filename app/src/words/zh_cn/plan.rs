use chrono::Datelike;
use domain::hours::Part;
use domain::plan::{Here, LeftOut, Tried, Turn, Why};

pub fn why(why: &Why) -> String {
    let until = format!("{}月{}日", why.until.month(), why.until.day());
    let turn = match why.turn {
        Turn::Appointment => format!("约定今天走访，{until}前完成"),
        Turn::Overdue => format!("应于{until}前走访，已逾期"),
        Turn::LastDay => format!("本期{until}结束，今天是最后一个工作日"),
        Turn::Soon => format!("本期{until}结束，所剩工作日不多"),
        Turn::Share => format!("本期未访，按工作日均匀安排，{until}前完成"),
        Turn::SameProperty => format!("本期未访，与同一房屋其他住户一并走访，{until}前完成"),
    };
    let joint = if why.joint { "；有未整改的严重隐患，民警同行" } else { "" };
    let reentry = if why.reentry { "再次进入本村居，否则会漏掉紧要走访。" } else { "" };
    let tried = why.tried.map(tried).unwrap_or_default();
    let here = why.here.map(|it| here(it, why.way_min)).unwrap_or_default();
    format!("{reentry}{turn}{joint}。{tried}{here}")
}

fn tried(it: Tried) -> String {
    match it {
        Tried::Other(part) => format!("上次{}无人在家，换个时段再去。", name(part)),
        Tried::Again(part) => format!("上次{}无人在家，本期内没有班次能到其他时段。", name(part)),
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Morning => "上午",
        Part::Afternoon => "下午",
        Part::Evening => "傍晚",
    }
}

fn here(it: Here, minutes: u16) -> String {
    match it {
        Here::First => format!("从这里开始，离出发点 {minutes} 分钟。"),
        Here::SameProperty => "与上一户同一房屋。".into(),
        Here::SameVillage => format!("同一村居，离上一户 {minutes} 分钟。"),
        Here::NextVillage => format!("转到下一村居，离上一户 {minutes} 分钟。"),
    }
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

pub fn changed(counts: [usize; 3]) -> String {
    let words = ["新增", "移出", "调整顺序"];
    let parts = counts.iter().zip(words).filter(|(n, _)| **n > 0).map(|(n, word)| format!("{word} {n} 户"));
    parts.collect::<Vec<_>>().join("，")
}
