//! What somebody might type who wants Rounds to keep what it refuses: words and numbers of persons in
//! every dress, and names of fields and categories.

/// Words about persons, in Chinese and English.
const WORDS: [&str; 40] = [
    "身份证",
    "護照",
    "户籍在外省",
    "户口本",
    "籍贯不详",
    "老家河南",
    "外地人多",
    "回族一家",
    "维吾尔族",
    "信教",
    "佛教徒",
    "法轮功",
    "党员家庭",
    "政治面貌",
    "职业不明",
    "工作单位",
    "有前科",
    "刑释",
    "吸毒",
    "上访户",
    "精神病",
    "艾滋",
    "超生",
    "计划生育",
    "嫌疑人",
    "重点人员",
    "高危人员",
    "列管",
    "银行卡",
    "微信号",
    "hukou",
    "minzu",
    "qianke",
    "shenfenzheng",
    "passport",
    "identity card",
    "native place",
    "household registration",
    "gongzuodanwei",
    "zongjiao",
];

/// Numbers of persons.
const NUMBERS: [&str; 6] = [
    "310230199001011234",
    "31023019900101123X",
    "13800138000",
    "6222021234567890123",
    "021-59612345",
    "310230900101123",
];

/// At least 500 texts: each word and number in each dress.
pub fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    for said in WORDS {
        texts.extend(dresses(said));
    }
    for number in NUMBERS {
        texts.extend(dresses(number));
    }
    texts
}

fn dresses(said: &str) -> Vec<String> {
    let between = |mark: &str| said.chars().map(String::from).collect::<Vec<_>>().join(mark);
    let wide =
        |c: char| if ('!'..='~').contains(&c) { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c };
    vec![
        said.to_owned(),
        said.to_uppercase(),
        format!("楼道里{said}，已记"),
        format!("note: {said}."),
        format!("\u{3000}{said}\u{3000}"),
        between(" "),
        between("-"),
        between("·"),
        between("\u{200b}"),
        between("_"),
        said.chars().map(wide).collect(),
        format!("（{}）", between(".")),
    ]
}

/// At least 200 names of fields and categories, with the key of the refusal that each asks for.
pub fn names() -> Vec<(String, &'static str)> {
    const ASKED: [(&str, &[&str]); 7] = [
        (
            "identity_number",
            &[
                "id_card",
                "id_number",
                "identity_check",
                "passport_no",
                "身份证号",
                "查验身份",
                "人脸照",
                "fingerprint",
            ],
        ),
        (
            "attribute_of_person",
            &[
                "origin",
                "hukou",
                "ethnicity",
                "religion",
                "political_status",
                "occupation",
                "criminal_record",
                "民族",
                "户籍地",
                "计划生育",
                "前科",
            ],
        ),
        (
            "score_of_person",
            &[
                "risk_score",
                "risk_level",
                "watch_list",
                "person_card",
                "person_class",
                "suspicious_person",
                "一人一卡",
                "重点人员",
                "人员类别",
            ],
        ),
        ("comparison", &["background_check", "vetting", "网上比对", "函调", "政审"]),
        ("sweep", &["night_sweep", "raid", "集中清查", "联合清理整治"]),
        ("reward_for_reports", &["report_reward", "report_quota", "举报奖励"]),
        ("tracking", &["gps_track", "trace_lodging", "刑侦倒查", "街面盘查"]),
    ];
    let mut names = Vec::new();
    for (rule, asked) in ASKED {
        for name in asked {
            let camel = name.split('_').map(|part| part[..1].to_uppercase() + &part[1..]);
            let camel: String = if name.is_ascii() { camel.collect() } else { format!("{name}表") };
            let dressed = [
                (*name).to_owned(),
                camel,
                name.replace('_', " "),
                format!("x_{name}"),
                name.replace('_', "-"),
            ];
            names.extend(dressed.map(|name| (name, rule)));
        }
    }
    names
}
