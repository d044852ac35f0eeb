//! `rounds station`: stations.

mod propose;

use super::{Context, Trouble};
use crate::auth::audited;
use crate::store::area::{self, VillageRow};
use crate::store::{StoreError, station};
use clap::{Subcommand, ValueEnum};
use domain::area::{AreaMode, TownCode, VillageCode};
use domain::id::StationId;
use serde::Serialize;

/// Subcommands of `rounds station`.
#[derive(Subcommand)]
pub enum Station {
    /// Add a station
    Add {
        /// Its name
        #[arg(long)]
        name: String,
        /// Codes of the villages it serves
        #[arg(long, num_args = 1.., required = true, value_name = "CODE")]
        villages: Vec<String>,
        /// Where it is, WGS 84
        #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true, value_parser = super::position)]
        at: domain::Position,
        /// IANA zone of its civil dates
        #[arg(long, value_name = "TZ", default_value = "Asia/Shanghai")]
        zone: chrono_tz::Tz,
        /// How its area is organised
        #[arg(long, value_enum, default_value_t = Mode::Rural)]
        mode: Mode,
    },
    /// Propose which villages the stations of each town serve: whole, adjoining, about 1,000 tenants
    Propose {
        /// Of this town alone
        #[arg(long, value_name = "CODE")]
        town: Option<String>,
    },
}

/// Area modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Stations follow police beats.
    Urban,
    /// About 1,000 tenants a station.
    Rural,
    /// As rural, patrols do the coordinator's work.
    Farm,
}

impl From<Mode> for AreaMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Urban => Self::Urban,
            Mode::Rural => Self::Rural,
            Mode::Farm => Self::Farm,
        }
    }
}

#[derive(Serialize)]
struct Added {
    id: StationId,
}

/// Runs a subcommand of `rounds station`.
pub async fn run(station: Station, context: &Context) -> Result<(), Trouble> {
    match station {
        Station::Add { name, villages, at, zone, mode } => {
            add(context, name.trim(), villages, at, zone, mode.into()).await
        }
        Station::Propose { town } => propose::run(town, context).await,
    }
}

async fn add(
    context: &Context,
    name: &str,
    villages: Vec<String>,
    at: domain::Position,
    zone: chrono_tz::Tz,
    mode: AreaMode,
) -> Result<(), Trouble> {
    let store = context.store().await?;
    let codes: Vec<VillageCode> = villages.into_iter().map(VillageCode).collect();
    let mut reader = store.reader().await?;
    let town = town(&area::villages_of(&mut reader, &codes).await?, &codes)?;
    drop(reader);
    let id = StationId(store.ids().id(context.clock.now()));
    let new = new_station(id, name, town, at, zone, mode, codes);
    let added: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                station::add(tx, &new).await?;
                tx.audit(audited::by_command("add", "station", id.0)).await
            })
        })
        .await;
    added?;
    context.answer(&Added { id }, |_| id.to_string())
}

fn new_station(
    id: StationId,
    name: &str,
    town: TownCode,
    at: domain::Position,
    zone: chrono_tz::Tz,
    mode: AreaMode,
    villages: Vec<VillageCode>,
) -> domain::area::Station {
    domain::area::Station { id, town, name: name.to_owned(), mode, at, zone: zone.to_string(), villages }
}

/// The one town of the villages: a station's rows are kept under it.
fn town(found: &[VillageRow], codes: &[VillageCode]) -> Result<TownCode, Trouble> {
    if let Some(code) = codes.iter().find(|code| found.iter().all(|f| f.village.code != **code)) {
        let code = &code.0;
        return Err(Trouble::said(
            format!("没有代码为 {code} 的村（居）。请先导入行政区划、地图或登记表。"),
            format!("No village has the code {code}. Import areas, a map or a register first."),
        ));
    }
    if let Some(served) = found.iter().find(|f| f.station.is_some()) {
        let name = &served.village.name;
        return Err(Trouble::said(
            format!("{name} 已由另一个工作站服务。"),
            format!("Another station serves {name} already."),
        ));
    }
    match found.first() {
        Some(first) if found.iter().all(|f| f.village.town == first.village.town) => {
            Ok(first.village.town.clone())
        }
        _ => Err(Trouble::said(
            "一个工作站的村（居）须属于同一乡镇。",
            "The villages of one station belong to one town.",
        )),
    }
}
