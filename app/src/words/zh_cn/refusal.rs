pub fn said(rule: &str) -> &'static str {
    match rule {
        "identity_number" => "不保存证件号码和银行卡号，不查验身份。",
        "attribute_of_person" => "不保存来源地、户籍、民族、信仰、政治面貌、职业和个人经历。",
        "score_of_person" => "不给人打分、分类、贴标签、列名单；类别只属于房屋。",
        "search_by_person" => "只能按地址、门牌和单位查找，不能按人查找。",
        "export_of_contacts" => "联系方式、人数、走访结果和文字说明不导出。",
        "comparison" => "不与其他数据库比对，不答复对个人的函询。",
        "sweep" => "联合走访只针对一处房屋的一件已受理事项，不按名单或片区。",
        "reward_for_reports" => "上报不计数、不排名、不奖励。",
        "tracking" => "不记录行踪，只在签到时定位一次。",
        "class_without_ground" => {
            "每旬一访须有民警近期核实、尚未整改的严重隐患；两月一访须连续走访无新隐患、手续齐全。"
        }
        "own_appeal" => "复核由另一个派出所或区级督导员答复，作出决定的人员不得答复。",
        _ => "按规则不予办理。",
    }
}
