//! What a phone and the server say to each other about passwords, devices and sessions
//! (`docs/api.md`). Moments are RFC 3339; keys are base64url without padding.

use crate::Time;
use crate::area::TownCode;
use crate::id::{DeviceId, SessionId, StationId, UserId};
use crate::role::Role;
use serde::{Deserialize, Serialize};

/// `POST /api/v1/password`: the only call that a one-time password opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePassword {
    /// Name of the account.
    pub user: String,
    /// The password until now.
    pub old: String,
    /// The password from now on.
    pub new: String,
}

/// `POST /api/v1/devices`: a phone's first sign-in enrols it. Repeated with the same id and key it
/// is the same phone, with a new credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolDevice {
    /// Made on the phone.
    pub id: DeviceId,
    /// What its user calls it, shown in the list of phones.
    pub name: String,
    /// Point on P-256, uncompressed SEC 1.
    pub public_key: String,
    /// Name of the account.
    pub user: String,
    /// Its password.
    pub password: String,
    /// Which station, for an account that sees several; its own or the first otherwise.
    pub station: Option<StationId>,
}

/// Answer to [`EnrolDevice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceEnrolled {
    /// The phone.
    pub device: DeviceId,
    /// Goes into `Authorization: Device …` of records, photos and sign-in.
    pub credential: String,
    /// The station that the phone belongs to.
    pub station: StationId,
    /// The station's public sealing key: point on P-256, uncompressed SEC 1.
    pub station_key: String,
    /// For the first measure of the phone's clock.
    pub server_time: Time,
}

/// `POST /api/v1/session`, with the device's credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Name of the account.
    pub user: String,
    /// Its password.
    pub password: String,
}

/// `POST /api/v1/session/refresh`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refresh {
    /// The latest refresh token, or the one before if the answer with the latest was lost.
    pub refresh: String,
}

/// Answer to a sign-in or a refresh.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// Goes into `Authorization: Bearer …`.
    pub access: String,
    /// Until when the access token opens anything.
    pub access_until: Time,
    /// Opens one refresh.
    pub refresh: String,
    /// Until when a refresh is possible without a password.
    pub refresh_until: Time,
    /// The session; records name it.
    pub session: SessionId,
    /// Who is signed in.
    pub me: Me,
    /// For the measure of the phone's clock.
    pub server_time: Time,
}

/// The signed-in account, as its owner may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The account.
    pub user: UserId,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Its town; `None` is the whole county.
    pub town: Option<TownCode>,
    /// Its station.
    pub station: Option<StationId>,
}
