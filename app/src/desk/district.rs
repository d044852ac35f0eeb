//! Districting: which villages the stations of a town serve, proposed and moved by a supervisor.

use super::{Answer, DeskError};
use domain::area::{TownCode, VillageCode};
use domain::district::Exception;
use domain::id::StationId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A village of the town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistrictVillage {
    /// Code.
    pub code: VillageCode,
    /// Name.
    pub name: String,
    /// Tenants as [`domain::district::rounded`] shows them.
    pub tenants: u32,
    /// The station that serves it now, as a place in [`Districting::stations`].
    pub now: Option<usize>,
    /// The one proposed.
    pub proposed: usize,
}

/// A station of the town: one there is, or a new one of the proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistrictStation {
    /// Identity; none for a new one.
    pub id: Option<StationId>,
    /// Name.
    pub name: String,
    /// Why the proposal leaves it outside the tolerance, if it does.
    pub exception: Option<Exception>,
}

/// A town with its stations and what is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Districting {
    /// Towns of the account's area, by code, with their names.
    pub towns: Vec<(TownCode, String)>,
    /// The town shown; none where the area has none.
    pub town: Option<TownCode>,
    /// Stations.
    pub stations: Vec<DistrictStation>,
    /// Villages that lie somewhere, by code.
    pub villages: Vec<DistrictVillage>,
    /// Pairs of villages that adjoin.
    pub adjoining: Vec<(usize, usize)>,
    /// Villages as GeoJSON with `code`, `name` and `group` (the station proposed) a feature.
    pub map: String,
    /// This account may confirm.
    pub may_confirm: bool,
}

/// Which station a village shall have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The village.
    pub village: VillageCode,
    /// The station, by its place in [`Districting::stations`] as it was shown.
    pub station: usize,
}

/// What a supervisor asks of districting.
#[async_trait::async_trait]
pub trait DistrictDesk: Send + Sync {
    /// The proposal for a town, or for the first of the area.
    async fn districting(&self, town: Option<TownCode>) -> Answer<Districting>;
    /// Has stations serve villages. `stations` are those that were shown, in their order; new ones that
    /// serve a village are made. Answers how many villages moved.
    async fn confirm(
        &self,
        town: TownCode,
        stations: Vec<DistrictStation>,
        assigned: Vec<Assigned>,
    ) -> Answer<usize>;
}

/// [`DistrictDesk::districting`].
#[server(prefix = "/desk/fn", endpoint = "districting", input = Json, output = Json)]
pub async fn read_districting(town: Option<TownCode>) -> Result<Districting, DeskError> {
    super::desk::<dyn DistrictDesk>()?.districting(town).await
}

/// [`DistrictDesk::confirm`].
#[server(prefix = "/desk/fn", endpoint = "confirm_districting", input = Json, output = Json)]
pub async fn confirm_districting(
    town: TownCode,
    stations: Vec<DistrictStation>,
    assigned: Vec<Assigned>,
) -> Result<usize, DeskError> {
    super::desk::<dyn DistrictDesk>()?.confirm(town, stations, assigned).await
}
