use crate::words::privacy::SheetWords;
use domain::demand::{Authority, DemandGround, DemandOutcome, DemandPart};
use domain::request::{RequestGround, RequestKind, RequestOutcome, Subject, Way};
use domain::retention::{Rule, Thing};
use domain::stored::{Basis, Purpose, Reader};

pub fn rule(value: &Rule) -> &'static str {
    match value {
        Rule::Contact => "联系方式（搬离后）",
        Rule::FreeText => "备注文字（写下后）",
        Rule::Photo => "照片（办结后）",
        Rule::History => "走访、隐患、等级、告知单、租住记录",
        Rule::File => "房屋档案（停止出租后）",
        Rule::Trace => "登录痕迹、已完成的后台任务、已过的约访",
        Rule::Account => "工作人员账号（离岗后）",
        Rule::Request => "住户申请、调取（答复后）",
        Rule::Audit => "查阅记录",
    }
}

pub fn erased_thing(value: &Thing) -> &'static str {
    match value {
        Thing::Contact => "联系方式",
        Thing::FreeText => "备注文字",
        Thing::Photo => "照片",
        Thing::Visit => "走访",
        Thing::Finding => "问题隐患",
        Thing::Notice => "告知单",
        Thing::OwedVisit => "应访任务",
        Thing::ClassChange => "等级变动、建议和复核",
        Thing::FieldVersion => "档案栏目的旧值",
        Thing::Meeting => "会议",
        Thing::Message => "工作站消息和做法",
        Thing::Order => "督办单",
        Thing::SpotCheck => "抽查",
        Thing::Tenancy => "租住记录",
        Thing::Plan => "走访安排",
        Thing::Record => "手机记录内容",
        Thing::Dwelling => "房屋档案",
        Thing::Property => "出租房屋",
        Thing::Session => "登录记录",
        Thing::Job => "后台任务",
        Thing::Appointment => "约访",
        Thing::Account => "账号",
        Thing::Request => "住户申请",
        Thing::Demand => "调取",
        Thing::AuditEntry => "查阅记录",
    }
}

pub fn request_kind(value: &RequestKind) -> &'static str {
    match value {
        RequestKind::Read => "查阅、复制",
        RequestKind::Correct => "更正、补充",
        RequestKind::Erase => "删除",
        RequestKind::Object => "限制或拒绝处理",
    }
}

pub fn subject(value: &Subject) -> &'static str {
    match value {
        Subject::Contact => "联系方式",
        Subject::Household => "人数、入住日期",
        Subject::Findings => "问题隐患",
        Subject::Visits => "走访",
        Subject::Papers => "出租手续",
        Subject::Everything => "全部",
    }
}

pub fn way(value: &Way) -> &'static str {
    match value {
        Way::Desk => "当面",
        Way::Letter => "信函",
        Way::Phone => "电话",
        Way::Page => "住户页面",
    }
}

pub fn request_outcome(value: &RequestOutcome) -> &'static str {
    match value {
        RequestOutcome::Done => "已办理",
        RequestOutcome::Partly => "部分办理",
        RequestOutcome::Refused => "不予办理",
        RequestOutcome::Withdrawn => "住户撤回",
    }
}

pub fn request_ground(value: &RequestGround) -> &'static str {
    match value {
        RequestGround::NotTheHousehold => "不是本户提出",
        RequestGround::NothingStored => "没有保存",
        RequestGround::LawKeeps => "法律规定须保存",
        RequestGround::DangerOpen => "隐患尚未整改",
        RequestGround::ConcernsOthers => "涉及他人",
    }
}

pub fn authority(value: &Authority) -> &'static str {
    match value {
        Authority::Police => "公安机关",
        Authority::Procuratorate => "人民检察院",
        Authority::Court => "人民法院",
        Authority::Supervision => "监察机关",
        Authority::StateSecurity => "国家安全机关",
    }
}

pub fn demand_part(value: &DemandPart) -> &'static str {
    match value {
        DemandPart::Register => "房屋登记",
        DemandPart::Visits => "走访",
        DemandPart::Findings => "问题隐患",
        DemandPart::Contact => "联系方式",
    }
}

pub fn demand_outcome(value: &DemandOutcome) -> &'static str {
    match value {
        DemandOutcome::Handed => "已提供",
        DemandOutcome::Refused => "不予提供",
    }
}

pub fn demand_ground(value: &DemandGround) -> &'static str {
    match value {
        DemandGround::NotWritten => "没有书面文书",
        DemandGround::MoreThanOneFile => "不止一套（间）",
        DemandGround::NotCompetent => "无权调取",
        DemandGround::TooWide => "超出范围",
        DemandGround::NothingStored => "没有保存",
    }
}

pub fn stored_for(value: &Purpose) -> &'static str {
    match value {
        Purpose::FindDoor => "找到门户",
        Purpose::PlanRounds => "安排走访",
        Purpose::Ledger => "应访与台账",
        Purpose::Hazard => "整改隐患",
        Purpose::Papers => "出租手续",
        Purpose::Reach => "预约联系",
        Purpose::Tell => "告知住户",
        Purpose::Rights => "办理申请与调取",
        Purpose::Account => "查阅留痕",
        Purpose::SignIn => "登录安全",
        Purpose::Receive => "接收手机记录",
        Purpose::Protect => "加密",
        Purpose::Figures => "统计",
        Purpose::Operate => "系统运行",
    }
}

pub fn basis(value: &Basis) -> &'static str {
    match value {
        Basis::PublicDuty => "履行法定职责",
        Basis::Consent => "住户同意",
        Basis::Asked => "住户提出的请求",
        Basis::LifeAndHealth => "保护生命健康",
        Basis::Employment => "人事管理",
        Basis::LegalDuty => "个人信息保护法的义务",
        Basis::Security => "安全措施",
        Basis::NotPersonal => "不涉及个人信息",
    }
}

pub fn reader(value: &Reader) -> &'static str {
    match value {
        Reader::Nobody => "程序自身",
        Reader::Everyone => "所有人",
        Reader::Station => "本工作站",
        Reader::Household => "住户本人",
        Reader::Reviewers => "审核民警、转办部门",
        Reader::Supervisor => "督导员",
        Reader::Administrator => "系统管理员",
        Reader::PrivacyOfficer => "个人信息保护负责人",
    }
}

pub fn installation() -> &'static str {
    "与系统同在"
}

pub fn risk(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::FindDoor => "地址透露何处有人租住",
        Purpose::PlanRounds => "同事的班次、出发地点被他人知悉",
        Purpose::Ledger => "走访被当作对人的评价",
        Purpose::Hazard => "个人的困难被他人知悉",
        Purpose::Papers => "房东手续被用来为难住户",
        Purpose::Reach => "姓名、电话流出",
        Purpose::Tell => "告知单被他人看到",
        Purpose::Rights => "谁提出申请、谁的档案被调取被他人知悉",
        Purpose::Account => "隐瞒查阅，或用来给人员排名",
        Purpose::SignIn => "账号被冒用",
        Purpose::Receive => "手机上传内容被他人看到",
        Purpose::Protect => "一把密钥打开全部",
        Purpose::Figures => "小数字指向一户",
        Purpose::Operate => "编号指向个人",
    }
}

pub fn measure(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::FindDoor => "仅本工作站可见，查看列表留痕，不做门户地图",
        Purpose::PlanRounds => "仅本工作站和管理员可见，途中不定位",
        Purpose::Ledger => "等级只看房屋，住户可查阅、可申请复核",
        Purpose::Hazard => "受限事项仅发现人、民警、转办部门可见，数字不足 10 不显示",
        Purpose::Papers => "只记办没办，不存复印件",
        Purpose::Reach => "单独密钥，逐个打开并写明用途，一天超过 20 个即提醒，不导出",
        Purpose::Tell => "第二个码当面交付，搬离即失效",
        Purpose::Rights => "仅个人信息保护负责人可见，告知住户",
        Purpose::Account => "哈希链，每日封存，不做人员数字",
        Purpose::SignIn => "慢速哈希、锁定、会话可撤销",
        Purpose::Receive => "以本户密钥加密，任何页面都不显示",
        Purpose::Protect => "由数据库之外的密钥包裹",
        Purpose::Figures => "每格至少 10 套，只留数字",
        Purpose::Operate => "后台任务、日志不含个人文字",
    }
}

pub fn record() -> SheetWords<6> {
    SheetWords {
        title: "个人信息处理记录", headings: ["表", "字段", "用途", "依据", "保存期限", "可见人员"]
    }
}

pub fn impact() -> SheetWords<7> {
    SheetWords {
        title: "个人信息保护影响评估表",
        headings: ["用途", "字段数", "依据", "保存期限", "可见人员", "风险", "措施"],
    }
}

pub fn incident() -> SheetWords<6> {
    SheetWords {
        title: "某账号看过的内容",
        headings: ["档案", "打开次数", "打开联系方式", "最早", "最晚", "用途"],
    }
}

pub fn requests() -> SheetWords<6> {
    SheetWords {
        title: "住户申请", headings: ["申请事项", "房屋", "收到", "答复期限", "状态", "受理人"]
    }
}

pub fn demands() -> SheetWords<6> {
    SheetWords {
        title: "书面调取", headings: ["文书号", "房屋", "内容", "收到", "状态", "告知住户"]
    }
}

pub fn figure() -> SheetWords<5> {
    SheetWords {
        title: "办案机关书面调取情况",
        headings: ["年份", "收到", "已提供", "不予提供", "已告知住户"],
    }
}

pub fn retention() -> SheetWords<5> {
    SheetWords {
        title: "保存期限", headings: ["内容", "最长", "现行", "今晚到期", "新的期限"]
    }
}
