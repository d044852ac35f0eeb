use domain::district::Exception;
use domain::dwelling::PaperState;
use domain::export::{ExportFormat, ExportPurpose, Receiver};
use domain::field::{Field, Reason};
use domain::finding::{Category, Department, Severity};
use domain::flag::{DismissReason, Stage};
use domain::ledger::Settled;
use domain::property::PropertyKind;
use domain::record::{Kind, Purpose, SkipReason};
use domain::role::Role;
use domain::round::Cadence;
use domain::visit::{AttemptOutcome, Consent, NoEvidence, Outcome, Seen};

pub fn attempt_outcome(it: &AttemptOutcome) -> &'static str {
    match it {
        AttemptOutcome::NobodyHome => "无人在家",
        AttemptOutcome::CannotReach => "无法到达",
        AttemptOutcome::NotFound => "未找到",
    }
}

pub fn cadence(it: &Cadence) -> &'static str {
    match it {
        Cadence::TwoMonths => "两月一访",
        Cadence::Month => "每月一访",
        Cadence::ThirdOfMonth => "每旬一访",
    }
}

pub fn category(it: &Category) -> &'static str {
    match it {
        Category::Fire => "消防",
        Category::GasAndCo => "燃气与一氧化碳",
        Category::Structure => "房屋结构",
        Category::Overcrowding => "超员、违规分隔",
        Category::Sanitation => "卫生",
        Category::Vacant => "空置、废弃",
        Category::Papers => "租赁手续",
        Category::ForcedLabour => "强迫劳动、扣押证件",
        Category::ChildAtRisk => "困境儿童",
        Category::DomesticViolence => "家庭暴力",
        Category::MedicalNeed => "医疗需要",
        Category::DangerToVisitors => "走访人员安全",
    }
}

pub fn consent(it: &Consent) -> &'static str {
    match it {
        Consent::ToEnter => "同意入户查看",
        Consent::AtDoorOnly => "只在门口交谈",
        Consent::Refused => "不同意",
    }
}

pub fn department(it: &Department) -> &'static str {
    match it {
        Department::FireService => "消防救援",
        Department::GasOffice => "燃气管理",
        Department::Housing => "住房城建",
        Department::Health => "卫生健康",
        Department::ServiceCentre => "社区事务受理服务中心",
        Department::Labour => "人力社保",
        Department::CivilAffairs => "民政",
        Department::WomensFederation => "妇联",
        Department::Police => "公安派出所",
        Department::Station => "工作站",
    }
}

pub fn dismiss_reason(it: &DismissReason) -> &'static str {
    match it {
        DismissReason::NoHazard => "不属于隐患",
        DismissReason::Duplicate => "重复上报",
        DismissReason::RemediedOnTheSpot => "已当场整改",
        DismissReason::WrongDwelling => "地址有误",
    }
}

pub fn flag_stage(it: &Stage) -> &'static str {
    match it {
        Stage::Flagged => "已上报",
        Stage::Accepted => "已受理",
        Stage::Referred => "已转办",
        Stage::Remedied => "已整改",
        Stage::Verified => "已复查",
        Stage::Closed => "已办结",
        Stage::Dismissed => "不予受理",
    }
}

pub fn kind(it: &Kind) -> &'static str {
    match it {
        Kind::CheckIn => "签到",
        Kind::Visit => "走访",
        Kind::Attempt => "未见到住户",
        Kind::Finding => "问题隐患",
        Kind::PhotoRef => "照片",
        Kind::Notice => "告知单",
        Kind::DwellingRegistered => "新登记住房",
        Kind::MovedIn => "入住",
        Kind::MovedOut => "搬离",
        Kind::Correction => "更正",
        Kind::FileRead => "查阅档案",
        Kind::StopSkipped => "跳过",
        Kind::DraftDiscarded => "放弃草稿",
        Kind::Decision => "处理意见",
    }
}

pub fn no_evidence(it: &NoEvidence) -> &'static str {
    match it {
        NoEvidence::LabelMissing => "门牌缺失或损坏",
        NoEvidence::NoPosition => "无法定位",
        NoEvidence::PhoneFault => "手机故障",
        NoEvidence::HouseholdPrefersNot => "住户不便",
    }
}

pub fn outcome(it: &Outcome) -> &'static str {
    match it {
        Outcome::Met => "门口见面",
        Outcome::Entered => "经同意入户",
        Outcome::Refused => "谢绝走访",
        Outcome::Vacated => "已搬离",
    }
}

pub fn paper_state(it: &PaperState) -> &'static str {
    match it {
        PaperState::Done => "已办",
        PaperState::NotDone => "未办",
        PaperState::NotNeeded => "无需办理",
    }
}

pub fn property_kind(it: &PropertyKind) -> &'static str {
    match it {
        PropertyKind::Flat => "楼房住宅",
        PropertyKind::RuralHouse => "农村住房",
        PropertyKind::EmployerDormitory => "用人单位宿舍",
        PropertyKind::WorksiteLodging => "工地宿舍",
        PropertyKind::VenueLodging => "场所员工宿舍",
        PropertyKind::InlandBerth => "内河船舶泊位",
        PropertyKind::PortBerth => "港口泊位",
        PropertyKind::Hotel => "旅馆",
    }
}

pub fn purpose(it: &Purpose) -> &'static str {
    match it {
        Purpose::Visit => "本次走访",
        Purpose::Appointment => "预约走访时间",
        Purpose::Flag => "处置问题隐患",
        Purpose::HouseholdRequest => "住户申请",
        Purpose::RegisterCorrection => "登记更正",
        Purpose::Inspection => "督导检查",
    }
}

pub fn role(it: &Role) -> &'static str {
    match it {
        Role::Coordinator => "社区综合协管员",
        Role::Patrol => "保安队员",
        Role::Officer => "民警",
        Role::Supervisor => "督导员",
        Role::PrivacyOfficer => "个人信息保护负责人",
        Role::Administrator => "系统管理员",
        Role::VillageClerk => "村居工作人员",
        Role::Guard => "物业保安",
        Role::Agent => "房地产经纪机构",
        Role::Warden => "宿舍管理员",
    }
}

pub fn seen(it: &Seen) -> &'static str {
    match it {
        Seen::InOrder => "正常",
        Seen::NotInOrder => "有问题",
        Seen::NotSeen => "未查看",
    }
}

pub fn severity(it: &Severity) -> &'static str {
    match it {
        Severity::Note => "记录",
        Severity::Low => "一般",
        Severity::High => "严重",
        Severity::Urgent => "紧急",
    }
}

pub fn skip_reason(it: &SkipReason) -> &'static str {
    match it {
        SkipReason::NoTime => "时间不够",
        SkipReason::HouseholdAskedLater => "住户另约时间",
        SkipReason::RoadClosed => "道路不通",
        SkipReason::NotSafe => "不安全",
    }
}

pub fn exception(it: &Exception) -> &'static str {
    match it {
        Exception::SmallTown => "全乡镇租住人数不足一站",
        Exception::CutOff => "与本乡镇其他村居不相邻",
        Exception::LargeVillage => "单个村居人数已超出，村居不拆分",
        Exception::WholeVillages => "按整村划分，没有更接近的组合",
    }
}

pub fn export_purpose(it: &ExportPurpose) -> &'static str {
    match it {
        ExportPurpose::Meeting => "会议材料",
        ExportPurpose::Inspection => "检查督导",
        ExportPurpose::Checking => "核对数据",
        ExportPurpose::Archive => "归档",
    }
}

pub fn receiver(it: &Receiver) -> &'static str {
    match it {
        Receiver::Station => "本工作站",
        Receiver::PoliceStation => "派出所",
        Receiver::Town => "乡镇政府",
        Receiver::County => "区级主管部门",
    }
}

pub fn export_format(it: &ExportFormat) -> &'static str {
    match it {
        ExportFormat::Csv => "表格（CSV）",
        ExportFormat::Xlsx => "工作簿（Excel）",
        ExportFormat::Pdf => "打印件（PDF）",
        ExportFormat::Geojson => "地图数据（GeoJSON）",
    }
}

pub fn settled(it: &Settled) -> &'static str {
    match it {
        Settled::Done => "已访",
        Settled::Late => "逾期补访",
        Settled::Excused => "免访",
    }
}

pub fn field(it: &Field) -> &'static str {
    match it {
        Field::Door => "门牌",
        Field::Lease => "租赁登记",
        Field::Tax => "税务登记",
        Field::Adults => "成年人",
        Field::Children => "未成年人",
    }
}

pub fn choice_reason(it: &Reason) -> &'static str {
    match it {
        Reason::SeenThere => "现场核实",
        Reason::PaperSeen => "见到凭证",
        Reason::HouseholdSays => "住户说明",
        Reason::Mistyped => "录入有误",
    }
}
