use crate::words::files::Files;

pub static FILES: Files = Files {
    find: "查找",
    sought: "地址、门牌或档案编号",
    hint: "汉字、拼音、首字母都可以",
    none_held: "本站档案还没有下载，联网后会自动下载。",
    none_found: "没有找到。换一个字，或只输入一部分。",
    failed: "查找没有成功，请再试一次。",
    clear: "清空",
    label: "档案编号",
    correct: "更正登记内容",
    two_values: "（有不同的值，由民警选定）",
    today: "在今日路线中",
    gone: "这套（间）已不在本站。",
    count: |n| format!("{n} 套（间）"),
    more: |n| format!("再显示（还有 {n} 套）"),
};
