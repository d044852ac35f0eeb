//! `rounds user`: accounts.

use super::{Context, Trouble};
use crate::auth::audited;
use crate::auth::password::{hash_now, one_time};
use crate::store::user::{self, NewUser};
use crate::store::{Conn, Store, StoreError, area, station};
use clap::{Subcommand, ValueEnum};
use domain::Lang;
use domain::area::{AreaMode, TownCode, VillageCode};
use domain::id::{StationId, UserId};
use domain::role::{Role, TravelMode};
use serde::Serialize;

/// Subcommands of `rounds user`.
#[derive(Subcommand)]
pub enum User {
    /// Add an account; prints a one-time password
    Add(Add),
}

/// Arguments of `rounds user add`.
#[derive(clap::Args)]
pub struct Add {
    /// The name to sign in with
    #[arg(long)]
    pub name: String,
    /// What the account may do, e.g. `coordinator`
    #[arg(long, value_parser = role)]
    pub role: Role,
    /// The station it belongs to
    #[arg(long, value_name = "ID")]
    pub station: Option<StationId>,
    /// Codes of a town or of villages, where the account sees less or more than one station
    #[arg(long, num_args = 1.., value_name = "CODE")]
    pub area: Vec<String>,
    /// How the visitor travels; by default as the area does
    #[arg(long, value_enum)]
    pub mode: Option<Mode>,
    /// Working hours
    #[arg(long, value_name = "HH:MM-HH:MM", value_parser = shift)]
    pub shift: Option<(u16, u16)>,
    /// Working days, 1 is Monday
    #[arg(long, value_name = "1-5", value_parser = days)]
    pub days: Option<u8>,
    /// Where the visitor's day starts and ends, WGS 84; by default the station
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true, value_parser = super::position)]
    pub start: Option<domain::Position>,
}

/// How a visitor travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// On foot.
    Foot,
    /// By electric bicycle.
    Ebike,
}

impl From<Mode> for TravelMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Foot => Self::Foot,
            Mode::Ebike => Self::Ebike,
        }
    }
}

/// Runs a subcommand of `rounds user`.
pub async fn run(user: User, context: &Context) -> Result<(), Trouble> {
    match user {
        User::Add(new) => add(new, context).await,
    }
}

#[derive(Serialize)]
struct Added {
    id: UserId,
    password: String,
}

async fn add(ask: Add, context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let mut reader = store.reader().await?;
    let place = place(&mut reader, &ask).await?;
    drop(reader);
    let password = one_time(store.ids().bytes());
    let id = UserId(store.ids().id(context.clock.now()));
    let new = NewUser {
        id,
        name: ask.name.trim().to_owned(),
        role: ask.role,
        town: place.town,
        station: ask.station,
        villages: place.villages,
        password_hash: hash_now(&password).map_err(Trouble::inside)?,
        must_change: true,
        mode: ask.mode.map_or(place.mode, TravelMode::from),
        shift: ask.shift.unwrap_or((540, 1020)),
        work_days: ask.days.unwrap_or(0b001_1111),
        start: ask.start,
    };
    insert(&store, new).await?;
    context.answer(&Added { id, password: password.clone() }, |lang| match lang {
        Lang::ZhCn => format!("账号 {id}\n一次性密码 {password}\n首次登录时必须更换。"),
        Lang::En => {
            format!("account {id}\none-time password {password}\nIt must be changed at the first sign-in.")
        }
    })
}

async fn insert(store: &Store, new: NewUser) -> Result<(), Trouble> {
    let name = new.name.clone();
    let entry = audited::by_command("add", "user", new.id.0);
    let added: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                let at = tx.now();
                user::add(tx, &new, at).await?;
                tx.audit(entry).await
            })
        })
        .await;
    match added {
        Err(StoreError::Constraint { .. }) => Err(Trouble::said(
            format!("已有名为“{name}”的账号，请换一个姓名。"),
            format!("There is an account named \"{name}\" already; choose another name."),
        )),
        other => Ok(other?),
    }
}

/// Where an account belongs.
struct Place {
    town: Option<TownCode>,
    villages: Vec<VillageCode>,
    mode: TravelMode,
}

/// The town of the station or the area; every code must exist.
async fn place(conn: &mut dyn Conn, ask: &Add) -> Result<Place, Trouble> {
    let mut place = Place { town: None, villages: Vec::new(), mode: TravelMode::Foot };
    if let Some(id) = ask.station {
        let station = station::by_id(conn, id).await?.ok_or_else(|| unknown("station", &id.to_string()))?;
        place.mode = if station.mode == AreaMode::Urban { TravelMode::Foot } else { TravelMode::Ebike };
        place.town = Some(station.town);
    } else if ask.role.visits() && ask.role != Role::Officer {
        return Err(Trouble::said("此岗位需要 --station。", "This role needs --station."));
    }
    let towns = area::towns(conn).await?;
    for code in &ask.area {
        if let Some(town) = towns.iter().find(|town| town.code.0 == *code) {
            place.town = Some(town.code.clone());
            continue;
        }
        let village = VillageCode(code.clone());
        let town = area::town_of(conn, &village).await?.ok_or_else(|| unknown("area", code))?;
        place.town.get_or_insert(town);
        place.villages.push(village);
    }
    Ok(place)
}

fn unknown(what: &str, code: &str) -> Trouble {
    Trouble::said(format!("没有 {what} {code}。"), format!("There is no {what} {code}."))
}

fn role(text: &str) -> Result<Role, String> {
    let name = serde_json::Value::String(text.replace('-', "_"));
    serde_json::from_value(name).map_err(|_| format!("one of {}", role_names().join(", ")))
}

fn role_names() -> Vec<String> {
    Role::ALL.iter().filter_map(|role| serde_json::to_value(role).ok()?.as_str().map(str::to_owned)).collect()
}

/// Minutes after midnight of start and end.
fn shift(text: &str) -> Result<(u16, u16), String> {
    let wrong = || format!("'{text}' is not like 08:30-17:00");
    let (start, end) = text.split_once('-').ok_or_else(wrong)?;
    let minutes = |part: &str| -> Option<u16> {
        let (hours, minutes) = part.trim().split_once(':')?;
        let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
        (hours <= 24 && minutes < 60 && hours * 60 + minutes <= 1440).then_some(hours * 60 + minutes)
    };
    let (start, end) = (minutes(start).ok_or_else(wrong)?, minutes(end).ok_or_else(wrong)?);
    if start < end { Ok((start, end)) } else { Err(wrong()) }
}

/// Bits of the working days, bit 0 is Monday; `1-5`, `1,3,5` or both.
fn days(text: &str) -> Result<u8, String> {
    let wrong = || format!("'{text}' is not like 1-5 or 1,3,5");
    let mut bits = 0;
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let day = |text: &str| text.trim().parse::<u8>().ok().filter(|day| (1..=7).contains(day));
        for day in day(from).ok_or_else(wrong)?..=day(to).ok_or_else(wrong)? {
            bits |= 1 << (day - 1);
        }
    }
    if bits == 0 { Err(wrong()) } else { Ok(bits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_is_read_as_minutes_and_must_end_after_it_starts() {
        assert_eq!(shift("08:30-17:00"), Ok((510, 1020)));
        for wrong in ["17:00-08:30", "8-17", "08:60-17:00", "08:00-25:00", ""] {
            assert!(shift(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn working_days_are_bits_from_monday() {
        assert_eq!(days("1-5"), Ok(0b001_1111));
        assert_eq!(days("1,3,7"), Ok(0b100_0101));
        for wrong in ["0-5", "5-1", "8", ""] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_role_can_be_named() {
        for (name, wanted) in role_names().iter().zip(Role::ALL) {
            assert_eq!(role(name), Ok(wanted));
        }
        assert!(role("chief").is_err());
    }
}
