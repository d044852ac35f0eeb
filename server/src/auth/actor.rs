//! The person or the phone behind a request.

use crate::http::Failure;
use crate::store::session::SessionRow;
use crate::store::{Conn, StoreError, user};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::Lang;
use domain::area::{TownCode, VillageCode};
use domain::id::{DeviceId, SessionId, StationId, UserId};
use domain::problem::Problem;
use domain::role::Role;

/// Who acts, from where, within which area. Handlers take it as an extractor; it exists only where
/// `auth::guard` read the session's row in this very request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The account.
    pub user: UserId,
    /// Its name, as shown to colleagues.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The town it belongs to; `None` is the whole county.
    pub town: Option<TownCode>,
    /// The station it belongs to.
    pub station: Option<StationId>,
    /// Villages of its own, where it sees more or less than a station.
    pub villages: Vec<VillageCode>,
    /// The stations of its area; `None` is every station.
    pub stations: Option<Vec<StationId>>,
    /// The session.
    pub session: SessionId,
    /// The phone it acts from; `None` at a desk.
    pub device: Option<DeviceId>,
    /// The language of answers.
    pub lang: Lang,
}

impl Actor {
    /// Reads the area of a live session's account.
    pub async fn of(conn: &mut dyn Conn, session: &SessionRow, lang: Lang) -> Result<Self, StoreError> {
        let user = &session.user;
        let villages = user::villages(conn, user.id).await?;
        let stations = user::stations(conn, user, &villages).await?;
        Ok(Self {
            user: user.id,
            name: user.name.clone(),
            role: user.role,
            town: user.town.clone(),
            station: user.station,
            villages,
            stations,
            session: session.id,
            device: session.device,
            lang,
        })
    }

    /// Whether the station lies in the actor's area.
    pub fn may_see_station(&self, station: StationId) -> bool {
        self.stations.as_ref().is_none_or(|stations| stations.contains(&station))
    }

    /// Refuses a station outside the area, as if it did not exist.
    pub fn check_station(&self, station: StationId) -> Result<(), Problem> {
        if self.may_see_station(station) { Ok(()) } else { Err(Problem::NotFound) }
    }
}

/// An enrolled phone, known by its credential: whoever holds it, signed in or not, may hand in what
/// is on it.
#[derive(Clone, Debug)]
pub struct Phone {
    /// The phone.
    pub device: DeviceId,
    /// The town its records are kept under.
    pub town: TownCode,
    /// The station it belongs to.
    pub station: StationId,
    /// The language of answers.
    pub lang: Lang,
}

impl<S: Sync> FromRequestParts<S> for Actor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or(Failure::Problem(Problem::NotSignedIn))
    }
}

impl<S: Sync> FromRequestParts<S> for Phone {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or(Failure::Problem(Problem::DeviceUnknown))
    }
}
