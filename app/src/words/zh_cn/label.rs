use crate::words::label::Words;

pub static WORDS: Words = Words {
    title: "门牌二维码",
    count: |count| format!("{count} 张，A4 纸，实际大小打印"),
    advice: "每套（间）一张，贴在门框上。遗失或损坏的单独补一张，旧码随即失效。",
    empty: "没有可打印的门牌。请先导入登记表。",
    purpose: "走访人员扫码签到",
};
