//! `rounds station propose`: stations of every town, to compare with those there are.

use super::{Context, Trouble};
use crate::district::{self, Districts};
use crate::map::Maps;
use crate::store::area;
use app::words::domain::Label;
use domain::Lang;
use domain::area::Town;
use domain::district::{Exception, TARGET, TOLERANCE, deviation, is_outside};
use domain::id::StationId;
use serde::Serialize;
use std::time::Instant;

#[derive(Serialize)]
struct Proposal {
    /// Tenants wished for a station.
    target: u32,
    /// Thousandths within which it is not explained.
    tolerance: u32,
    seconds: f64,
    stations: Vec<Station>,
}

#[derive(Serialize)]
struct Station {
    town: String,
    /// The station there is; none for a new one.
    id: Option<StationId>,
    name: Option<String>,
    villages: Vec<String>,
    tenants: u32,
    outside: bool,
    exception: Option<Exception>,
}

/// Proposes for one town or for all.
pub async fn run(only: Option<String>, context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let towns = area::towns(&mut store.reader().await?).await?;
    let towns: Vec<Town> =
        towns.into_iter().filter(|t| only.as_ref().is_none_or(|only| *only == t.code.0)).collect();
    if towns.is_empty() {
        let code = only.unwrap_or_default();
        return Err(Trouble::said(
            format!("没有乡镇 {code}。请先用 rounds area import 导入行政区划。"),
            format!("There is no town {code}. Import areas first: rounds area import."),
        ));
    }
    let (maps, started, mut stations) = (Maps::new(store.clone()), Instant::now(), vec![]);
    for town in towns {
        let districts = district::of_town(&store, &maps, &town.code).await.map_err(|error| {
            Trouble::said(
                format!("无法为{}建议工作站：{error}。", town.name),
                format!("No stations can be proposed for {}: {error}.", town.name),
            )
        })?;
        stations.extend(of_town(&town, districts));
    }
    let seconds = started.elapsed().as_secs_f64();
    let proposal = Proposal { target: TARGET, tolerance: TOLERANCE, seconds, stations };
    context.answer(&proposal, |lang| table(&proposal, lang))
}

fn of_town(town: &Town, districts: Districts) -> Vec<Station> {
    let Districts { villages, stations, .. } = districts;
    let station = |proposed: district::Proposed| Station {
        town: town.name.clone(),
        id: proposed.station.as_ref().map(|station| station.id),
        name: proposed.station.map(|station| station.name),
        villages: proposed.villages.iter().map(|at| villages[*at].name.clone()).collect(),
        tenants: proposed.tenants,
        outside: is_outside(proposed.tenants),
        exception: proposed.exception,
    };
    stations.into_iter().filter(|proposed| !proposed.villages.is_empty()).map(station).collect()
}

fn table(proposal: &Proposal, lang: Lang) -> String {
    let line = |station: &Station| {
        let name = station.name.as_deref().unwrap_or("+");
        let exception = station.exception.map(|it| format!(" ({})", it.label(lang))).unwrap_or_default();
        format!(
            "{} {name}: {} {:+} %{exception}  {}\n",
            station.town,
            station.tenants,
            deviation(station.tenants),
            station.villages.join("、"),
        )
    };
    proposal.stations.iter().map(line).collect()
}
