use crate::words::checklist::QuestionText;

pub fn text(key: &str) -> Option<QuestionText> {
    let (ask, look) = match key {
        "escape_route" => ("楼道和逃生出口", "通道没有堵，门没有从外面锁，里面能打开。"),
        "indoor_charging" => ("电动车充电", "没有在室内、楼道给电动车或电池充电。"),
        "wiring" => ("电线和插座", "电线没有破损，插座没有串接、没有发烫。"),
        "gas_and_flue" => ("燃气和热水器", "软管没有老化，热水器的烟道通到室外。"),
        "structure" => ("墙、顶和阳台", "没有新裂缝、倾斜、掉落。"),
        "subdivision" => ("隔间和住人的地方", "没有无窗隔间，厨房、阳台、地下室不住人。"),
        "sanitation" => ("水、下水和垃圾", "有水可用，下水通畅，垃圾及时清。"),
        "fire_equipment" => ("灭火器和报警器", "在位、在有效期内，大家知道放在哪里。"),
        "undertaking" => ("居住安全责任书", "张贴在墙上，在有效期内。"),
        "mooring" => ("跳板、缆绳和救生设备", "跳板牢固，缆绳完好，救生圈够用。"),
        _ => return None,
    };
    Some(QuestionText { ask, look })
}
