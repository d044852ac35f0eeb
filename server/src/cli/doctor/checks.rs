//! The checks of `rounds doctor`, one function each.

use super::{Args, Found, Level, found};
use crate::cli::{Context, serve};
use crate::store::{Store, StoreError, health, user};
use domain::Time;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// Below this the next day's photos may not fit.
const LEAST_DISK_MB: u64 = 1024;

/// Phones give camera, position and service worker to https alone.
pub fn https(args: &Args, context: &Context) -> Found {
    let public = args.public_url.as_ref().is_some_and(|url| url.scheme() == "https");
    match &args.tls_cert {
        Some(path) if !path.is_file() => found(
            context,
            "https",
            Level::Bad,
            format!("找不到证书文件 {}。", path.display()),
            format!("There is no certificate file {}.", path.display()),
        ),
        None if !public => found(
            context,
            "https",
            Level::Warning,
            "未配置 https：本机可用，手机不能用相机、定位和离线功能。见 docs/operations.md。".into(),
            "No https: it works on this machine, but phones give no camera, position or offline work. \
             See docs/operations.md."
                .into(),
        ),
        _ => found(context, "https", Level::Good, "已配置 https。".into(), "https is configured.".into()),
    }
}

/// The built pages must be where the server looks.
pub fn site(args: &Args, context: &Context) -> Found {
    let site = args.site.clone().unwrap_or_else(serve::default_site);
    if site.join("field.html").is_file() {
        return found(context, "site", Level::Good, "页面文件齐全。".into(), "The pages are built.".into());
    }
    found(
        context,
        "site",
        Level::Bad,
        format!("{} 中没有页面文件：请运行 make bundle，或用 ROUNDS_SITE 指定目录。", site.display()),
        format!("No pages in {}: run `make bundle`, or set ROUNDS_SITE.", site.display()),
    )
}

/// The data folder must be writable and have room.
pub async fn disk(context: &Context) -> Found {
    let folder = &context.data;
    let probe = folder.join(".doctor");
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&probe, b"1"));
    if let Err(error) = written.and_then(|()| std::fs::remove_file(&probe)) {
        return found(
            context,
            "disk",
            Level::Bad,
            format!("不能写入 {}：{error}", folder.display()),
            format!("Cannot write to {}: {error}", folder.display()),
        );
    }
    match free_mb(folder).await {
        Some(free) if free < LEAST_DISK_MB => found(
            context,
            "disk",
            Level::Warning,
            format!("数据目录只剩 {free} MB，请清理磁盘或换到更大的磁盘。"),
            format!("Only {free} MB are free for data: make room, or move it to a larger disk."),
        ),
        Some(free) => found(
            context,
            "disk",
            Level::Good,
            format!("数据目录可写，剩余 {free} MB。"),
            format!("The data folder is writable, {free} MB are free."),
        ),
        None => found(
            context,
            "disk",
            Level::Warning,
            "数据目录可写，剩余空间未知。".into(),
            "The data folder is writable; how much is free is unknown.".into(),
        ),
    }
}

/// Asks `df`, because the standard library cannot.
async fn free_mb(folder: &PathBuf) -> Option<u64> {
    let output = tokio::process::Command::new("df").arg("-Pm").arg(folder).output().await.ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

/// The installation's key must be readable by its owner alone, and copied elsewhere.
pub fn keys(context: &Context) -> Found {
    let path = std::env::var_os("ROUNDS_KEY_FILE")
        .map_or_else(|| context.data.join("keys").join("installation.key"), PathBuf::from);
    let Ok(file) = std::fs::metadata(&path) else {
        return found(
            context,
            "keys",
            Level::Warning,
            format!("尚无密钥 {}：首次启动时生成，之后请另存一份。", path.display()),
            format!(
                "No key yet at {}: the first start makes it; keep a copy elsewhere then.",
                path.display()
            ),
        );
    };
    let mode = file.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return found(
            context,
            "keys",
            Level::Bad,
            format!("密钥 {} 可被他人读取（{mode:o}）：请运行 chmod 600。", path.display()),
            format!("Others can read the key {} ({mode:o}): run chmod 600.", path.display()),
        );
    }
    found(
        context,
        "keys",
        Level::Good,
        format!("密钥 {} 只有属主可读。没有它就无法恢复备份，请另存一份。", path.display()),
        format!("Only its owner reads the key {}. No backup opens without it: keep a copy.", path.display()),
    )
}

/// The database must open, and hold a map and an account.
pub async fn database(context: &Context) -> Vec<Found> {
    let store = match context.store().await {
        Ok(store) => store,
        Err(trouble) => {
            let text = trouble.text(context.lang);
            let zh = format!("数据库 {} 打不开：{text}", shown(&context.database));
            let en = format!("Cannot open the database {}: {text}", shown(&context.database));
            return vec![found(context, "database", Level::Bad, zh, en)];
        }
    };
    match look(&store, context).await {
        Ok(findings) => findings,
        Err(error) => {
            let (zh, en) = (format!("数据库出错：{error}"), format!("The database fails: {error}"));
            vec![found(context, "database", Level::Bad, zh, en)]
        }
    }
}

async fn look(store: &Store, context: &Context) -> Result<Vec<Found>, StoreError> {
    let mut reader = store.reader().await?;
    let good = |check, zh: &str, en: &str| found(context, check, Level::Good, zh.into(), en.into());
    let warn = |check, zh: &str, en: &str| found(context, check, Level::Warning, zh.into(), en.into());
    let mut findings =
        vec![good("database", "数据库可用，结构已是最新。", "The database opens and is up to date.")];
    findings.push(if health::has_map(&mut reader).await? {
        good("map", "地图已导入。", "A map is in use.")
    } else {
        warn(
            "map",
            "还没有地图：rounds map import 文件.osm.pbf",
            "No map yet: rounds map import FILE.osm.pbf",
        )
    });
    findings.push(if user::all(&mut reader).await?.is_empty() {
        warn(
            "accounts",
            "还没有账号：rounds user add，或 rounds sample。",
            "No account yet: rounds user add, or rounds sample.",
        )
    } else {
        good("accounts", "已有账号。", "There are accounts.")
    });
    findings.push(clock(context, health::newest_entry(&mut reader).await?));
    Ok(findings)
}

/// The clock must not stand before what is stored.
fn clock(context: &Context, newest: Option<Time>) -> Found {
    let now = context.clock.now();
    match newest {
        Some(newest) if newest > now => found(
            context,
            "clock",
            Level::Bad,
            format!("本机时钟 {now} 早于已存记录 {newest}：请校时。"),
            format!("This machine's clock, {now}, is before what is stored, {newest}: set it right."),
        ),
        _ => found(
            context,
            "clock",
            Level::Good,
            format!("本机时钟 {now}，请与标准时间核对。"),
            format!("This machine's clock says {now}; compare it with a trusted one."),
        ),
    }
}

/// An address without its password.
fn shown(database: &str) -> String {
    match (database.split_once("://"), database.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => database.to_owned(),
    }
}
