use super::common::duration;
use crate::words::problem::ProblemText;
use domain::problem::Problem;

/// A wait of seconds, long ones to the minute.
fn wait(seconds: u64) -> String {
    if seconds < 120 {
        format!("{seconds} 秒")
    } else {
        duration(i64::try_from(seconds).unwrap_or(i64::MAX))
    }
}

pub fn text(problem: &Problem) -> ProblemText {
    let (title, detail) = match problem {
        Problem::SignInRefused => {
            ("无法登录", "姓名或密码不对。忘记密码请向管理员领取新的一次性密码。".into())
        }
        Problem::TooManyTries { seconds } => ("尝试次数过多", format!("请等 {}后再试。", wait(*seconds))),
        Problem::PasswordMustChange => ("请先设置自己的密码", "一次性密码只能用来设置新密码。".into()),
        Problem::PasswordWeak => ("密码太简单", "至少 10 个字符，不要用常见密码或自己的姓名。".into()),
        Problem::NotSignedIn => ("尚未登录", "请重新登录。本机已保存的内容不会丢失。".into()),
        Problem::NotAllowed => ("没有权限", "您的岗位或辖区不包括此项，如有需要请联系督导员。".into()),
        Problem::NotFound => ("没有找到", "不存在，或不在您的辖区内。".into()),
        Problem::DeviceUnknown => {
            ("手机未登记", "这部手机已不在册，请重新登录登记；未上传的内容仍保存在本机。".into())
        }
        Problem::ForeignOrigin => ("请求被拒绝", "请求不是从本站发出的，请用走访自己的网址打开。".into()),
        Problem::Malformed { place } => ("内容无法识别", format!("请检查：{place}。")),
        Problem::TooLarge { limit } => ("内容过大", format!("一次最多 {limit} 字节，请分次发送。")),
        Problem::PackTooLarge { files, most } => (
            "档案超出手机容量",
            format!(
                "本站共有 {files} 套（间）档案，手机最多保存 {most} 套（间）。当日走访不受影响；请联系督导员划分站点。"
            ),
        ),
        Problem::Conflict => ("已被他人修改", "请重新载入，看清变化后再操作。".into()),
        Problem::RecordDiffers => {
            ("记录不一致", "同一编号的记录已收到过，内容不同。请在手机上更正后重新发送。".into())
        }
        Problem::CeilingReached => ("本旬已走访", "本旬已与该住户接触过一次，请下旬再来。".into()),
        Problem::InvalidTransition => ("现在不能这样办理", "事项状态已变，请重新载入。".into()),
        Problem::SecondOfficerNeeded => ("需要另一位民警", "严重事项须由受理人以外的民警办结。".into()),
        Problem::OtherVisitorNeeded => ("需要另一人复查", "复查须由报告已整改者以外的人走访后确认。".into()),
        Problem::TextRefused { part } => {
            ("文字不予保存", format!("请删去“{part}”：不写姓名、号码和个人情况，只写事物。"))
        }
        Problem::RefusedByRule { rule } => ("走访不做这件事", format!("按规则不予办理（{rule}）。")),
        Problem::MapUnreadable { file } => {
            ("地图文件无法读取", format!("请检查文件名和读取权限：{file}。现用地图不变。"))
        }
        Problem::MapEmpty { file } => {
            ("地图文件是空的", format!("{file} 没有内容，请重新下载。现用地图不变。"))
        }
        Problem::MapForeign { file } => (
            "不是地图文件",
            format!("{file} 不是 OpenStreetMap 数据，请用 .osm.pbf、.osm 或 .osm.gz 文件。现用地图不变。"),
        ),
        Problem::MapDamaged { file, place } => {
            ("地图文件已损坏", format!("{file} 在 {place} 处不完整或已损坏，请重新下载。现用地图不变。"))
        }
        Problem::MapTooLarge { file, limit } => (
            "地图文件过大",
            format!(
                "{file} 展开后单处超过 {limit} 字节，正常数据不会如此，请重新向发布者获取。现用地图不变。"
            ),
        ),
        Problem::MapWithoutWays { file } => {
            ("地图里没有道路", format!("{file} 里没有可通行的道路，请用完整的数据。现用地图不变。"))
        }
        Problem::Internal => {
            ("出现故障", "内容没有丢失。请再试一次；如反复出现，请把请求编号告诉管理员。".into())
        }
    };
    ProblemText { title, detail }
}
