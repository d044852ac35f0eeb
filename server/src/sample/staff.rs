//! Invented people: staff of the stations and contacts of households.

use super::maker::Maker;
use chrono::{Datelike, NaiveDate};
use domain::Time;
use domain::area::Station;
use domain::id::{DeviceId, UserId};
use domain::role::Role;
use std::collections::HashSet;

const SURNAMES: [&str; 24] = [
    "陈", "沈", "陆", "顾", "施", "黄", "徐", "倪", "龚", "汤", "袁", "樊", "茅", "郁", "宋", "范", "蔡",
    "秦", "石", "方", "季", "俞", "姜", "薛",
];
const GIVEN: [&str; 24] = [
    "建平", "秀英", "海燕", "志强", "春华", "丽芳", "永康", "小红", "国良", "雪梅", "文斌", "月琴", "立新",
    "佳怡", "明辉", "思远", "桂兰", "俊杰", "晓东", "慧敏", "卫国", "玉珍", "子涵", "浩然",
];

/// Names of three signs that are given before longer ones begin; there are 576.
const ENOUGH: usize = 400;

/// Monday to Friday, bit 0 being Monday.
pub const WEEKDAYS: u8 = 0b001_1111;
/// Wednesday to Sunday: somebody walks on a weekend.
const LATE_WEEK: u8 = 0b111_1100;

/// An account of the sample.
#[derive(Clone, Debug)]
pub struct Person {
    /// Account.
    pub user: UserId,
    /// Phone; desks have none.
    pub device: Option<DeviceId>,
    /// Name to sign in with.
    pub name: String,
    /// What the account may do.
    pub role: Role,
    /// Index of its station; none for county accounts and officers of several stations.
    pub station: Option<usize>,
    /// Indices of an officer's stations, where they are several.
    pub beat: Vec<usize>,
    /// Bit 0 is Monday.
    pub work_days: u8,
}

impl Person {
    /// Indices of the stations it works at.
    pub fn stations(&self) -> impl Iterator<Item = usize> {
        self.station.into_iter().chain(self.beat.iter().copied())
    }

    /// Whether the person works on that weekday, 0 being Monday.
    pub fn works_on(&self, weekday: u32) -> bool {
        self.work_days & (1 << weekday) != 0
    }
}

/// Who works at one station.
#[derive(Clone, Debug)]
pub struct Crew {
    /// Who makes visits of every class: coordinators, on farms patrols.
    pub leads: Vec<Person>,
    /// 保安队员 beside them: visits of class B.
    pub patrols: Vec<Person>,
    /// 社区民警.
    pub officer: Person,
    /// The officer's days here, where other stations share it.
    pub turn: Option<Turn>,
}

/// An officer of several stations is at one of them a day, in turn, as planning has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// This station's place among them, in the order of their ids.
    pub place: usize,
    /// How many they are.
    pub of: usize,
}

impl Crew {
    /// Everyone.
    pub fn all(&self) -> impl Iterator<Item = &Person> {
        self.leads.iter().chain(&self.patrols).chain([&self.officer])
    }

    /// Two people of whom one looks at what the other has done.
    pub fn pair(&self) -> [UserId; 2] {
        let mut field = self.leads.iter().chain(&self.patrols).map(|person| person.user);
        let first = field.next().unwrap_or(self.officer.user);
        [first, field.next().unwrap_or(self.officer.user)]
    }

    /// Whether the officer works here on that day.
    pub fn has_officer(&self, date: NaiveDate) -> bool {
        let days = date.num_days_from_ce().unsigned_abs() as usize;
        self.officer.works_on(date.weekday().num_days_from_monday())
            && self.turn.is_none_or(|turn| days % turn.of == turn.place)
    }
}

/// Gives out names, each once.
pub struct Names {
    used: HashSet<String>,
}

impl Names {
    /// None given yet.
    pub fn new() -> Self {
        Self { used: HashSet::new() }
    }

    /// A name nobody on the staff has.
    pub fn staff(&mut self, maker: &mut Maker) -> String {
        loop {
            let mut name = household(maker);
            if self.used.len() >= ENOUGH {
                name.push_str(maker.pick(&GIVEN).copied().unwrap_or_default());
            }
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// A name of a contact; two may have the same.
pub fn household(maker: &mut Maker) -> String {
    let surname = maker.pick(&SURNAMES).copied().unwrap_or_default();
    format!("{surname}{}", maker.pick(&GIVEN).copied().unwrap_or_default())
}

/// A number that nobody has: no subscriber's number of that country starts with 000.
pub fn phone(maker: &mut Maker) -> String {
    format!("+423000{:04}", maker.between(0, 9999))
}

/// The crews of the stations, in their order.
pub fn crews(stations: &[Station], at: Time, names: &mut Names, maker: &mut Maker) -> Vec<Crew> {
    (0..stations.len())
        .map(|station| {
            let mut one = |role, work_days| person(role, Some(station), work_days, at, names, maker);
            Crew {
                leads: vec![one(Role::Coordinator, WEEKDAYS), one(Role::Coordinator, LATE_WEEK)],
                patrols: vec![one(Role::Patrol, WEEKDAYS)],
                officer: one(Role::Officer, WEEKDAYS),
                turn: None,
            }
        })
        .collect()
}

/// The accounts above the stations.
pub fn county(at: Time, names: &mut Names, maker: &mut Maker) -> Vec<Person> {
    [Role::Supervisor, Role::PrivacyOfficer, Role::Administrator]
        .map(|role| person(role, None, WEEKDAYS, at, names, maker))
        .to_vec()
}

/// A new account.
pub fn person(
    role: Role,
    station: Option<usize>,
    work_days: u8,
    at: Time,
    names: &mut Names,
    maker: &mut Maker,
) -> Person {
    Person {
        user: UserId(maker.id(at)),
        device: role.visits().then(|| DeviceId(maker.id(at))),
        name: names.staff(maker),
        role,
        station,
        beat: Vec::new(),
        work_days,
    }
}
