//! `POST /api/v1/devices`: a phone's first sign-in enrols it.

use super::{Outcome, Read};
use crate::auth::sign_in::{self, Try};
use crate::auth::source::Source;
use crate::auth::{audited, token};
use crate::state::AppState;
use crate::store::device::{self, NewDevice};
use crate::store::user::UserRow;
use crate::store::{Conn, StoreError, station, user};
use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::area::Station;
use domain::id::StationId;
use domain::problem::Problem;
use domain::session::{DeviceEnrolled, EnrolDevice};

/// Longest name of a phone, characters.
const LONGEST_NAME: usize = 40;

/// Enrols the phone and answers its credential and the station's key.
pub async fn enrol(
    State(state): State<AppState>,
    Source(source): Source,
    Read(ask): Read<EnrolDevice>,
) -> Outcome<Json<DeviceEnrolled>> {
    let public_key = public_key(&ask.public_key)?;
    let attempt = Try { user: ask.user.clone(), password: ask.password.clone(), device: None, source };
    let user = sign_in::check(&state, attempt).await?;
    if !user.role.visits() {
        return Err(Problem::NotAllowed.into());
    }
    let mut reader = state.store.reader().await?;
    let home = home(&mut reader, &user, ask.station).await?.ok_or(Problem::NotAllowed)?;
    let station_key = station::seal_public(&mut reader, home.id).await?.ok_or(Problem::NotFound)?;
    drop(reader);
    let credential = token::opaque(state.store.ids().bytes());
    let new = NewDevice {
        id: ask.id,
        town: home.town,
        station: home.id,
        name: ask.name.trim().chars().take(LONGEST_NAME).collect(),
        public_key,
        credential_hash: token::stored_hash(&credential),
        enrolled_by: user.id,
    };
    store(&state, &user, new).await?;
    Ok(Json(DeviceEnrolled {
        device: ask.id,
        credential,
        station: home.id,
        station_key: URL_SAFE_NO_PAD.encode(station_key),
        server_time: state.clock.now(),
    }))
}

async fn store(state: &AppState, user: &UserRow, new: NewDevice) -> Outcome<()> {
    let entry = audited::by_user(user, "enrol", "device", new.id.0);
    let enrolled: bool = state
        .store
        .write(move |tx| {
            Box::pin(async move {
                let at = tx.now();
                let enrolled = device::enrol(tx, &new, at).await?;
                tx.audit(entry).await?;
                Ok::<_, StoreError>(enrolled)
            })
        })
        .await?;
    // The id belongs to a phone with another key, or to one that was revoked.
    if enrolled { Ok(()) } else { Err(Problem::DeviceUnknown.into()) }
}

/// The station that a phone of `user` belongs to: the one asked for, if it lies in the area, else
/// the account's own, else the first of its area.
async fn home(
    conn: &mut dyn Conn,
    user: &UserRow,
    asked: Option<StationId>,
) -> Result<Option<Station>, StoreError> {
    let villages = user::villages(conn, user.id).await?;
    let area = user::stations(conn, user, &villages).await?;
    let wanted = match (asked, user.station, &area) {
        (Some(asked), _, _) => Some(asked),
        (None, Some(own), _) => Some(own),
        (None, None, Some(area)) => area.first().copied(),
        (None, None, None) => station::all(conn).await?.first().map(|station| station.id),
    };
    let inside = wanted.filter(|wanted| area.as_ref().is_none_or(|area| area.contains(wanted)));
    match inside {
        Some(id) => station::by_id(conn, id).await,
        None => Ok(None),
    }
}

/// Whether a phone of `station` lies in the area of `user`: a phone changes hands within a station,
/// not between stations.
pub(super) async fn may_use(state: &AppState, user: &UserRow, station: StationId) -> Outcome<bool> {
    let mut reader = state.store.reader().await?;
    let villages = user::villages(&mut reader, user.id).await?;
    let area = user::stations(&mut reader, user, &villages).await?;
    Ok(user.role.visits() && area.is_none_or(|area| area.contains(&station)))
}

/// The bytes of an uncompressed point on P-256.
fn public_key(text: &str) -> Result<Vec<u8>, Problem> {
    let wrong = || Problem::Malformed { place: "public_key".into() };
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong())?;
    p256::PublicKey::from_sec1_bytes(&bytes).map_err(|_| wrong())?;
    Ok(bytes)
}
