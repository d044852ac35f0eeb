//! What inspection reads: figures of stations, villages and visitors, the board, the yearly sheet.

use super::{Answer, DeskError};
use domain::Time;
use domain::area::VillageCode;
use domain::id::{StationId, UserId};
use domain::inspection::{Month, Share, Standing, Tally};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Which figures; what is left out is chosen by the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureAsk {
    /// One station.
    pub station: Option<StationId>,
    /// One of its villages.
    pub village: Option<VillageCode>,
    /// One of its visitors.
    pub visitor: Option<UserId>,
    /// First month.
    pub from: Option<Month>,
    /// Last month.
    pub to: Option<Month>,
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthFigure {
    /// Which.
    pub month: Month,
    /// Its figures are frozen.
    pub closed: bool,
    /// Its figures; none where they are held back.
    pub tally: Option<Tally>,
}

/// A station or a village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceFigure {
    /// The station; none for a village.
    pub station: Option<StationId>,
    /// Name.
    pub name: String,
    /// As of when, for a station.
    pub synced: Option<Time>,
    /// Its figures; none where they are held back.
    pub tally: Option<Tally>,
}

/// What a visitor did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Visits that settled something.
    pub visits: u32,
    /// Attempts.
    pub attempts: u32,
    /// Owed visits settled in their period, of those settled.
    pub timeliness: Share,
    /// Doors at which a notice was left, of those at which one can be.
    pub notices: Share,
    /// Spot checks of these visits.
    pub checked: u32,
    /// Facts on which they agreed.
    pub agreement: Share,
}

impl Work {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        let share = |a: Share, b: Share| Share { part: a.part + b.part, whole: a.whole + b.whole };
        Self {
            visits: self.visits + other.visits,
            attempts: self.attempts + other.attempts,
            timeliness: share(self.timeliness, other.timeliness),
            notices: share(self.notices, other.notices),
            checked: self.checked + other.checked,
            agreement: share(self.agreement, other.agreement),
        }
    }
}

/// A visitor with the months of its work; none where they are held back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worker {
    /// Name.
    pub name: String,
    /// Months, the earliest first.
    pub months: Option<Vec<(Month, Work)>>,
}

/// Figures of the account's area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The months shown, first and last.
    pub span: (Month, Month),
    /// Stations of the area.
    pub stations: Vec<(StationId, String)>,
    /// The one shown.
    pub station: Option<StationId>,
    /// Villages of the station shown.
    pub villages: Vec<(VillageCode, String)>,
    /// Visitors of the station shown.
    pub visitors: Vec<(UserId, String)>,
    /// Everything shown together; none where it is held back.
    pub total: Option<Tally>,
    /// The same by month.
    pub months: Vec<MonthFigure>,
    /// By station, or by village of the station shown.
    pub places: Vec<PlaceFigure>,
    /// By visitor of the station shown.
    pub workers: Vec<Worker>,
    /// As of when.
    pub synced: Option<Time>,
    /// The server's clock.
    pub now: Time,
}

/// The board of stations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The months counted, first and last.
    pub span: (Month, Month),
    /// Stations.
    pub lines: Vec<Standing>,
    /// As of when.
    pub synced: Option<Time>,
    /// The server's clock.
    pub now: Time,
}

/// A station's year on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearSheet {
    /// Stations of the area.
    pub stations: Vec<(StationId, String)>,
    /// The one shown; none where the area has none.
    pub station: Option<(StationId, String)>,
    /// The year.
    pub year: i32,
    /// Its months so far.
    pub months: Vec<MonthFigure>,
    /// All of them; none where they are held back.
    pub total: Option<Tally>,
    /// As of when.
    pub synced: Option<Time>,
    /// The server's clock.
    pub now: Time,
}

/// A worker's own figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFigures {
    /// The months shown, first and last.
    pub span: (Month, Month),
    /// The worker.
    pub own: Worker,
    /// As of when.
    pub synced: Option<Time>,
    /// The server's clock.
    pub now: Time,
}

/// What is asked of inspection.
#[async_trait::async_trait]
pub trait InspectionDesk: Send + Sync {
    /// Figures of the area.
    async fn figures(&self, ask: FigureAsk) -> Answer<Figures>;
    /// Stations side by side over these months, or over the last closed one.
    async fn board(&self, from: Option<Month>, to: Option<Month>) -> Answer<Board>;
    /// A station's year, or the first station's running one.
    async fn year(&self, station: Option<StationId>, year: Option<i32>) -> Answer<YearSheet>;
    /// The account's own figures.
    async fn own(&self) -> Answer<OwnFigures>;
}

/// [`InspectionDesk::figures`].
#[server(prefix = "/desk/fn", endpoint = "figures", input = Json, output = Json)]
pub async fn read_figures(ask: FigureAsk) -> Result<Figures, DeskError> {
    super::desk::<dyn InspectionDesk>()?.figures(ask).await
}

/// [`InspectionDesk::board`].
#[server(prefix = "/desk/fn", endpoint = "board", input = Json, output = Json)]
pub async fn read_board(from: Option<Month>, to: Option<Month>) -> Result<Board, DeskError> {
    super::desk::<dyn InspectionDesk>()?.board(from, to).await
}

/// [`InspectionDesk::year`].
#[server(prefix = "/desk/fn", endpoint = "year_sheet", input = Json, output = Json)]
pub async fn read_year(station: Option<StationId>, year: Option<i32>) -> Result<YearSheet, DeskError> {
    super::desk::<dyn InspectionDesk>()?.year(station, year).await
}

/// [`InspectionDesk::own`].
#[server(prefix = "/desk/fn", endpoint = "own_figures", input = Json, output = Json)]
pub async fn read_own() -> Result<OwnFigures, DeskError> {
    super::desk::<dyn InspectionDesk>()?.own().await
}
