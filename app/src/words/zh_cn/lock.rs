use crate::words::lock::Lock;

pub static LOCK: Lock = Lock {
    choose: "设置手机密码",
    choose_lead: "这部手机上属于您的内容用它加密。没有网络时也用它解锁。至少 6 位数字，忘记后只能重新登录并重新下载。",
    pin: "手机密码",
    again: "再输入一次",
    too_short: "至少 6 位数字。",
    too_easy: "太容易猜到，请换一个。",
    not_the_same: "两次输入不一样。",
    keep: "设置",
    keeping: "正在设置…",
    unlock: "解锁",
    unlocking: "正在解锁…",
    who: "这部手机的使用人",
    someone_else: "其他人登录",
    forgotten: "忘记手机密码",
    forgotten_lead: "用账号登录后设置新的手机密码。没有上传的记录不会丢失，草稿和已下载的内容会清除。",
    wiped: "输错次数过多，这部手机上属于您的内容已清除。没有上传的记录仍会发送。请重新登录。",
    hand_over: "锁定、换人使用",
    failed: "没有成功，请再试一次。",
    wrong: |left| format!("密码不对。再错 {left} 次，这部手机上的内容将被清除。"),
    wait: |seconds| {
        if seconds < 60 {
            format!("请等 {seconds} 秒再试。")
        } else {
            format!("请等 {} 分钟再试。", (seconds + 59) / 60)
        }
    },
};
