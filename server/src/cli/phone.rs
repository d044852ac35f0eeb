//! `rounds phone`: enrolled phones.

use super::{Context, Trouble};
use crate::auth::audited;
use crate::store::device::{self, DeviceRow};
use crate::store::{StoreError, station};
use clap::Subcommand;
use domain::id::DeviceId;
use domain::{Lang, Time};
use serde::Serialize;

/// Subcommands of `rounds phone`.
#[derive(Subcommand)]
pub enum Phone {
    /// Phones with their stations and when they last spoke
    List,
    /// Refuse a lost phone from now on: its sessions end, and at its next contact it erases what it holds
    Revoke {
        /// As `rounds phone list` shows it
        id: DeviceId,
    },
}

#[derive(Serialize)]
struct Line {
    id: DeviceId,
    name: String,
    station: String,
    seen_at: Option<Time>,
    revoked_at: Option<Time>,
}

/// Runs a subcommand of `rounds phone`.
pub async fn run(phone: Phone, context: &Context) -> Result<(), Trouble> {
    match phone {
        Phone::List => list(context).await,
        Phone::Revoke { id } => revoke(id, context).await,
    }
}

async fn list(context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let mut reader = store.reader().await?;
    let mut lines = Vec::new();
    for station in station::all(&mut reader).await? {
        let phones = device::of_station(&mut reader, station.id).await?;
        lines.extend(phones.into_iter().map(|row| line(row, &station.name)));
    }
    context.answer(&lines, |lang| lines.iter().map(|line| text(line, lang)).collect::<Vec<_>>().join("\n"))
}

fn line(row: DeviceRow, station: &str) -> Line {
    let DeviceRow { id, name, seen_at, revoked_at, .. } = row;
    Line { id, name, station: station.to_owned(), seen_at, revoked_at }
}

fn text(line: &Line, lang: Lang) -> String {
    let seen = line.seen_at.map_or("–".to_owned(), |at| at.format("%Y-%m-%d %H:%M UTC").to_string());
    let state = match (line.revoked_at.is_some(), lang) {
        (false, _) => "",
        (true, Lang::ZhCn) => "  已停用",
        (true, Lang::En) => "  revoked",
    };
    format!("{}  {}  {}  {seen}{state}", line.id, line.station, line.name)
}

async fn revoke(id: DeviceId, context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let mut reader = store.reader().await?;
    if device::by_id(&mut reader, id).await?.is_none() {
        return Err(Trouble::said(
            format!("没有登记过手机 {id}。用 rounds phone list 查看。"),
            format!("No phone {id} was ever enrolled here. See rounds phone list."),
        ));
    }
    drop(reader);
    let done: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                device::revoke(tx, id, now).await?;
                tx.audit(audited::by_command("revoke", "device", id.0)).await
            })
        })
        .await;
    done?;
    context.answer(&serde_json::json!({"revoked": id}), |lang| match lang {
        Lang::ZhCn => "已停用。这部手机下次联网时会清除其中的内容；没有上传的记录不会丢失。".to_owned(),
        Lang::En => {
            "Revoked. At its next contact the phone erases what it holds; what is unsent is not lost."
                .to_owned()
        }
    })
}
