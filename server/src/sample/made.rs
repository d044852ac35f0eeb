//! The whole sample of a day, made in memory.

use super::diary::Diary;
use super::file::{File, Span, file};
use super::history::tell;
use super::inspection::{Inspected, inspect};
use super::maker::{Maker, moment};
use super::place::{Home, Places, places};
use super::staff::{Crew, Names, Person, county, crews};
use super::told::{Rows, Scene};
use crate::store::address::Address;
use crate::store::area::VillageRow;
use crate::store::property::PropertyRow;
use chrono::{Months, NaiveDate};
use domain::Time;
use domain::area::Station;
use domain::cadence::period_of;
use domain::class::Class;
use domain::label;
use std::sync::Arc;

/// The zone of the sample's stations.
pub const ZONE: &str = "Asia/Shanghai";

/// Stations and people.
pub struct Ground {
    /// The days told of.
    pub span: Span,
    /// Stations.
    pub stations: Vec<Station>,
    /// Their people, in the same order.
    pub crews: Vec<Crew>,
    /// Everyone with an account.
    pub staff: Vec<Person>,
}

/// Registers and histories to be stored: of all stations, or of some.
pub struct Made {
    /// Stations and people.
    pub ground: Arc<Ground>,
    /// Properties.
    pub properties: Vec<PropertyRow>,
    /// Dwellings.
    pub files: Vec<File>,
    /// What happened.
    pub rows: Rows,
    /// Spot checks and orders.
    pub inspected: Inspected,
}

/// Makes the sample of `today`: the same day, villages and addresses give the same sample.
pub fn make(
    today: NaiveDate,
    villages: &[VillageRow],
    addresses: &[Address],
    unaddressed: &[Address],
) -> Result<Made, serde_json::Error> {
    // About four months: from the beginning of the two months that three months ago lay in.
    let span = Span { opened: period_of(today - Months::new(3), Class::A).from, today };
    let mut maker = Maker::of(today);
    let Places { stations, properties, homes } =
        places(villages, addresses, unaddressed, span.opened, ZONE, &mut maker);
    let mut names = Names::new();
    let at = moment(span.opened, 480);
    let crews = crews(&stations, at, &mut names, &mut maker);
    let mut staff: Vec<Person> = crews.iter().flat_map(|c| c.all().cloned()).collect();
    staff.extend(county(at, &mut names, &mut maker));
    let files = files(homes, span, &mut maker);
    let mut rows = Rows::default();
    let mut diary = Diary::default();
    for file in &files {
        let crew = &crews[file.home.station];
        let second = crews[(file.home.station + 1) % crews.len()].officer.user;
        let told = tell(file, span, crew, &mut diary, &mut maker);
        let scene = Scene { station: &stations[file.home.station], crew, second };
        rows.add(file, told, &scene, &mut maker)?;
    }
    rows.number();
    let ground = Arc::new(Ground { span, stations, crews, staff });
    let inspected = inspect(&ground, &files, &mut rows, &mut maker)?;
    Ok(Made { ground, properties, files, rows, inspected })
}

/// The files of the homes; stories are spread over each station's doors.
fn files(homes: Vec<Home>, span: Span, maker: &mut Maker) -> Vec<File> {
    let (mut station, mut n) = (0, 0);
    homes
        .into_iter()
        .zip(0..)
        .map(|(home, number)| {
            n = if home.station == station { n + 1 } else { 0 };
            station = home.station;
            file(home, n, label::code(number), span, maker)
        })
        .collect()
}

impl Ground {
    /// When the register was opened.
    pub fn opened_at(&self) -> Time {
        moment(self.span.opened, 480)
    }
}
