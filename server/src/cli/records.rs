//! `rounds records`: records that came by another way than the network.

use super::area::read_file;
use super::{Context, Trouble};
use crate::auth::Phone;
use crate::http::records::take_in;
use crate::store::device;
use clap::Subcommand;
use domain::Lang;
use domain::id::{DeviceId, RecordId};
use domain::receipt::{Answer, MAX_RECORDS, RecordResult};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::path::PathBuf;

/// Subcommands of `rounds records`.
#[derive(Subcommand)]
pub enum Records {
    /// Take in what a phone saved as a file because it could not send it; may be repeated
    Import {
        /// The file, as the phone saved it
        file: PathBuf,
    },
}

/// What a phone saved: a batch, however long.
#[derive(Deserialize)]
struct Saved<'a> {
    device: DeviceId,
    #[serde(borrow)]
    records: Vec<&'a RawValue>,
}

#[derive(Serialize)]
struct Report {
    received: usize,
    refused: Vec<Refused>,
}

#[derive(Serialize)]
struct Refused {
    id: RecordId,
    code: String,
    detail: String,
}

/// Runs a subcommand of `rounds records`.
pub async fn run(records: Records, context: &Context) -> Result<(), Trouble> {
    let Records::Import { file } = records;
    let bytes = read_file(&file)?;
    let saved: Saved<'_> = serde_json::from_slice(&bytes).map_err(|error| {
        let file = file.display();
        Trouble::said(
            format!("{file} 不是手机保存的待上传文件：{error}"),
            format!("{file} is not what a phone saves: {error}"),
        )
    })?;
    let store = context.store().await?;
    let mut reader = store.reader().await?;
    let row = device::by_id(&mut reader, saved.device).await?.ok_or_else(|| {
        Trouble::said(
            format!("本系统没有登记过手机 {}。", saved.device),
            format!("No phone {} was ever enrolled here.", saved.device),
        )
    })?;
    drop(reader);
    let phone = Phone { device: row.id, town: row.town, station: row.station, lang: context.lang };
    let mut results = Vec::new();
    for batch in saved.records.chunks(MAX_RECORDS) {
        results.extend(take_in(&store, &phone, batch).await?.0);
    }
    tell(&report(results), context)
}

fn report(results: Vec<RecordResult>) -> Report {
    let mut report = Report { received: 0, refused: vec![] };
    for RecordResult { id, answer } in results {
        match answer {
            Answer::Receipt(_) => report.received += 1,
            Answer::Problem(problem) => {
                report.refused.push(Refused { id, code: problem.code, detail: problem.detail });
            }
        }
    }
    report
}

fn tell(report: &Report, context: &Context) -> Result<(), Trouble> {
    for Refused { id, detail, .. } in &report.refused {
        eprintln!("{id}: {detail}");
    }
    context.answer(report, |lang| match lang {
        Lang::ZhCn => format!("收到 {} 条记录；服务器运行时立即生效。", report.received),
        Lang::En => format!("{} records received; they count as soon as the server runs.", report.received),
    })?;
    match report.refused.len() {
        0 => Ok(()),
        count => Err(Trouble::said(
            format!("有 {count} 条记录不能收下，其余已收下。"),
            format!("{count} records cannot be kept; the others are."),
        )),
    }
}
