//! The county: towns and villages of the Chongming list on the roads and buildings of the bundled
//! place. It is made and stored station by station, so that little of it is in memory at a time.

mod crew;
mod district;
mod lives;
mod load;
mod part;

pub use load::load;

use super::diary::Diary;
use super::file::Span;
use super::history::live;
use super::inspection::Inspected;
use super::made::{Ground, Made, ZONE};
use super::maker::{Maker, moment};
use super::place::{Home, Lot, Places};
use super::staff::{Names, county};
use super::told::{Rows, Scene};
use crate::import::area::{self, Areas};
use crate::store::address::Address;
use crate::store::property::PropertyRow;
use chrono::{Months, NaiveDate, TimeDelta};
use district::{District, districts};
use domain::cadence::{next, period_of};
use domain::class::Class;
use std::sync::Arc;

/// The official lists (assets/areas/SOURCE.md).
const TOWNS: &[u8] = include_bytes!("../../assets/areas/chongming-towns.csv");
const VILLAGES: &[u8] = include_bytes!("../../assets/areas/chongming-villages.csv");

/// The towns and villages of the list.
pub fn areas() -> Areas {
    area::read(TOWNS, VILLAGES)
}

/// A county before its histories.
pub struct County {
    /// Stations and people.
    pub ground: Arc<Ground>,
    /// What each station's buildings hold, in the order of the stations.
    registers: Vec<Register>,
}

/// The register of one station.
struct Register {
    properties: Vec<PropertyRow>,
    homes: Vec<Home>,
    /// Dwellings of the stations before: their labels come first.
    before: u64,
}

/// Parts of a county that are made on their own, so that a run may go on where another one stopped:
/// the people, then of each station the register and the history.
const PEOPLE: u32 = 0;

fn register_part(station: usize) -> u32 {
    1 + 2 * station as u32
}

fn history_part(station: usize) -> u32 {
    2 + 2 * station as u32
}

impl County {
    /// Lays `dwellings` planned dwellings over the buildings: the same day, lists and buildings give
    /// the same county.
    pub fn new(today: NaiveDate, dwellings: usize, areas: &Areas, buildings: Vec<Address>) -> Self {
        // Visits are kept for 24 months: from the first period that began in them.
        let opened = next(period_of(today - Months::new(24), Class::A), Class::A).from;
        let span = Span { opened, today };
        let mut maker = Maker::of_part(today, PEOPLE);
        let districts = districts(areas, buildings, dwellings, opened, ZONE, &mut maker);
        let stations: Vec<_> = districts.iter().map(|district| district.station.clone()).collect();
        let mut names = Names::new();
        let at = moment(opened, 480);
        let crews = crew::crews(&stations, at, &mut names, &mut maker);
        let mut staff = crew::everyone(&crews);
        staff.extend(county(at, &mut names, &mut maker));
        let mut before = 0;
        let mut registers = Vec::with_capacity(districts.len());
        for (n, district) in districts.iter().enumerate() {
            let share = share(dwellings, districts.len(), n);
            let Places { properties, homes, .. } = register(n, district, share, span);
            let count = homes.len() as u64;
            registers.push(Register { properties, homes, before });
            before += count;
        }
        Self { ground: Arc::new(Ground { span, stations, crews, staff }), registers }
    }

    /// How many stations there are.
    pub fn stations(&self) -> usize {
        self.registers.len()
    }

    /// The register and history of one station.
    pub fn station(&self, n: usize) -> Result<Made, serde_json::Error> {
        let Register { properties, homes, before } = &self.registers[n];
        let Ground { span, stations, crews, .. } = &*self.ground;
        let mut maker = Maker::of_part(span.today, history_part(n));
        let (mut rows, mut diary) = (Rows::default(), Diary::default());
        let crew = &crews[n];
        let scene = Scene { station: &stations[n], crew, second: self.second_officer(n) };
        let mut files = Vec::with_capacity(homes.len());
        for (mut file, life) in lives::files(homes, *before, *span, &mut maker) {
            let told = live(&mut file, &life, *span, crew, &mut diary, &mut maker);
            rows.add(&file, told, &scene, &mut maker)?;
            files.push(file);
        }
        rows.number();
        let inspected = Inspected::default();
        Ok(Made { ground: self.ground.clone(), properties: properties.clone(), files, rows, inspected })
    }

    /// Another officer: of the same town where it has two, else of the next station.
    fn second_officer(&self, n: usize) -> domain::id::UserId {
        let Ground { stations, crews, .. } = &*self.ground;
        let others = (1..crews.len()).map(|step| (n + step) % crews.len());
        let other = |m: &usize| crews[*m].officer.user != crews[n].officer.user;
        let mut others = others.filter(other);
        let same_town = others.clone().find(|m| stations[*m].town == stations[n].town);
        same_town.or_else(|| others.next()).map_or(crews[n].officer.user, |m| crews[m].officer.user)
    }
}

/// The `n`th of `count` shares of about equally many.
fn share(all: usize, count: usize, n: usize) -> usize {
    (n + 1) * all / count - n * all / count
}

/// Fills the buildings of a station's villages with equally many dwellings each.
fn register(n: usize, district: &District, dwellings: usize, span: Span) -> Places {
    let mut maker = Maker::of_part(span.today, register_part(n));
    let mut places = Places { stations: Vec::new(), properties: Vec::new(), homes: Vec::new() };
    let mut first = 0;
    for (village, buildings) in district.villages.iter().enumerate() {
        let mut buildings: Vec<&Address> = buildings.iter().collect();
        maker.shuffle(&mut buildings);
        let lot = Lot {
            at: moment(span.opened, 490) + TimeDelta::seconds(n as i64),
            station: (n, &district.station),
            buildings: &buildings,
            dwellings: share(dwellings, district.villages.len(), village),
            first,
            all: true,
        };
        places.fill(&lot, span.opened, &mut maker);
        first += buildings.len();
    }
    places
}
