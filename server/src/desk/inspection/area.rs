//! Stations and villages of an area with their counts, month by month.

use super::Span;
use crate::http::Outcome;
use crate::store::{Conn, inspection};
use app::desk::inspection::PlaceFigure;
use chrono::NaiveDate;
use domain::Time;
use domain::area::{Station, VillageCode};
use domain::id::StationId;
use domain::inspection::{Month, Series, Shown, Tally, shown};
use domain::problem::Problem;
use std::collections::{BTreeSet, HashMap};

/// What pages name of an area.
pub struct Area {
    /// The civil day.
    pub today: NaiveDate,
    /// Its stations, by name.
    pub stations: Vec<Station>,
    /// Their villages, by name.
    pub villages: Vec<(StationId, VillageCode, String)>,
    /// As of when each station is known.
    pub synced: HashMap<StationId, Time>,
}

impl Area {
    /// Refuses a station that is not of the area, as if it did not exist.
    pub fn check(&self, id: StationId) -> Result<(), Problem> {
        self.stations.iter().any(|station| station.id == id).then_some(()).ok_or(Problem::NotFound)
    }

    /// The one station of the area, where there is one.
    pub fn only(&self) -> Option<StationId> {
        self.first().filter(|_| self.stations.len() == 1)
    }

    /// The first station.
    pub fn first(&self) -> Option<StationId> {
        self.stations.first().map(|station| station.id)
    }

    /// A station's name.
    pub fn name(&self, id: StationId) -> String {
        let station = self.stations.iter().find(|station| station.id == id);
        station.map(|station| station.name.clone()).unwrap_or_default()
    }

    /// Every station with its name.
    pub fn names(&self) -> Vec<(StationId, String)> {
        self.stations.iter().map(|station| (station.id, station.name.clone())).collect()
    }

    /// The villages of a station.
    pub fn villages_of(&self, id: StationId) -> Vec<(VillageCode, String)> {
        let own = self.villages.iter().filter(|(station, ..)| *station == id);
        own.map(|(_, code, name)| (code.clone(), name.clone())).collect()
    }

    /// As of when a station is known, or the whole area.
    pub fn synced(&self, station: Option<StationId>) -> Option<Time> {
        match station {
            Some(id) => self.synced.get(&id).copied(),
            None => self.synced.values().min().copied(),
        }
    }

    /// A station's line.
    pub fn line(&self, id: StationId, series: &Option<Series>) -> PlaceFigure {
        PlaceFigure {
            station: Some(id),
            name: self.name(id),
            synced: self.synced(Some(id)),
            tally: series.as_ref().map(|series| series.total),
        }
    }

    /// A village's line; one that the station serves no more goes by its code.
    pub fn village(&self, code: &VillageCode, series: &Option<Series>) -> PlaceFigure {
        let known = self.villages.iter().find(|(_, known, _)| known == code);
        PlaceFigure {
            station: None,
            name: known.map_or_else(|| code.0.clone(), |(_, _, name)| name.clone()),
            synced: None,
            tally: series.as_ref().map(|series| series.total),
        }
    }
}

/// The stations of an area, month by month, in its order. All are counted even where one is asked for:
/// whether its figures may be told depends on the others.
pub async fn stations(conn: &mut dyn Conn, area: &Area, span: Span) -> Outcome<Shown<StationId>> {
    let ids: Vec<StationId> = area.stations.iter().map(|station| station.id).collect();
    let rows = inspection::by_station(conn, &ids, span, area.today).await?;
    let rows = rows.into_iter().map(|row| (row.station, row.month, row.tally));
    Ok(shown(by_month(ids, rows, span)))
}

/// The villages of a station; all held back where the station itself is.
pub async fn villages(
    conn: &mut dyn Conn,
    area: &Area,
    (id, is_told): (StationId, bool),
    span: Span,
) -> Outcome<Shown<VillageCode>> {
    let rows = inspection::by_village(conn, &[id], span, area.today).await?;
    let codes: BTreeSet<VillageCode> = rows.iter().map(|row| row.village.clone()).collect();
    let rows = rows.into_iter().map(|row| (row.village, row.month, row.tally));
    let mut villages = shown(by_month(codes.into_iter().collect(), rows, span));
    if !is_told {
        villages.places.iter_mut().for_each(|(_, series)| *series = None);
        villages.whole = None;
    }
    Ok(villages)
}

/// Each place with a tally a month; nothing happened where there is no row.
fn by_month<P: PartialEq>(
    places: Vec<P>,
    rows: impl Iterator<Item = (P, Month, Tally)>,
    (from, to): Span,
) -> Vec<(P, Vec<Tally>)> {
    let months: Vec<Month> = from.until(to).collect();
    let mut found: Vec<(P, Vec<Tally>)> =
        places.into_iter().map(|place| (place, vec![Tally::default(); months.len()])).collect();
    for (place, month, tally) in rows {
        let at = months.iter().position(|known| *known == month);
        let known = found.iter_mut().find(|(known, _)| *known == place);
        if let Some((at, (_, tallies))) = at.zip(known) {
            tallies[at] = tally;
        }
    }
    found
}
