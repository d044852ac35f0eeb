use crate::words::order::Order;

pub static ORDER: Order = Order {
    title: "重排路线",
    lead: "在手机上重排今天余下的走访，没有网络也可以。约定的时间和会同走访的时间不变。",
    home_by: "最晚返回",
    from_here: "从我的位置开始",
    from_last: "从上一户开始",
    searching: "正在计算…",
    nothing_left: "今天的走访都完成了。",
    no_position: "没有取到位置。可以从上一户开始，或到室外再试。",
    no_roads: "这条路线的道路数据还没有下载，联网后会自动下载。",
    failed: "没有算出新的顺序，仍按原来的安排。",
    found: "新的顺序",
    take: "按这个顺序走",
    as_planned: "恢复原来的安排",
    left_out: "时间不够，排不进的",
    left_out_stays: "仍然应访，列在最后。",
    back_at: |time| format!("{time} 返回"),
};
