//! What a day's planning is asked: visitors, visits, travel times; validated once.

use crate::{Matrix, Pause};
use serde::{Deserialize, Serialize};

/// Households are visited between 8:00 and 20:00, seconds after midnight.
pub const VISITING_HOURS: Span = Span { from: 8 * 3600, to: 20 * 3600 };

const DAY_S: i32 = 86_400;

/// A span of one civil day, seconds after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First second.
    pub from: i32,
    /// Last second.
    pub to: i32,
}

impl Span {
    /// The seconds both spans share; empty (`from > to`) when they share none.
    pub fn meet(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }

    fn is_within_a_day(self) -> bool {
        0 <= self.from && self.from <= self.to && self.to <= DAY_S
    }
}

/// Who walks a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 社区综合协管员.
    Coordinator,
    /// 保安队员.
    Patrol,
    /// 社区民警.
    Officer,
}

/// A set of roles, any of which may make a visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RoleSet(u8);

impl RoleSet {
    /// The set of these roles.
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(0, |set, role| set | 1 << *role as u8))
    }

    /// Whether the role is in the set.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }
}

/// How a visitor travels; which [`Matrix`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 步行.
    Foot,
    /// 电动自行车.
    Ebike,
}

impl Mode {
    /// Number of modes.
    pub const COUNT: usize = 2;
}

/// What it costs to leave a visit out today. The order is the order in which the score counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Its period has no other working day, or a serious hazard is open there.
    Urgent,
    /// Its period is over.
    Overdue,
    /// Its period is nearly over.
    Soon,
    /// Its turn in the level share of the day.
    Level,
}

impl Urgency {
    /// Number of urgencies.
    pub const COUNT: usize = 4;
}

/// One visitor's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// What the visitor is.
    pub role: Role,
    /// How the visitor travels.
    pub mode: Mode,
    /// From leaving `start` to being at `end`.
    pub shift: Span,
    /// Place where the round starts.
    pub start: u32,
    /// Place where it ends.
    pub end: u32,
    /// Bits of what the visitor can do.
    pub skills: u32,
    /// Villages the visitor serves; empty: all.
    pub villages: Vec<u32>,
    /// Works that day; an absent visitor only explains what is left out.
    pub present: bool,
}

/// One visit that may be made today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Whom it reaches; a household has at most one contact in a third of a month.
    pub household: u32,
    /// The household had its contact of this third of the month.
    pub had_contact: bool,
    /// The door; none where no position is known.
    pub place: Option<u32>,
    /// The property it is part of; its visits follow one another in a round.
    pub property: u32,
    /// The village the property lies in; a round enters it once.
    pub village: u32,
    /// When the household may be visited, from first to last second.
    pub window: Span,
    /// Seconds at the door.
    pub service_s: i32,
    /// What it costs to leave it out.
    pub urgency: Urgency,
    /// Who may make it, or lead it when it is joint.
    pub roles: RoleSet,
    /// Bits of what the visitor must be able to do, all of them.
    pub skills: u32,
    /// Who must be there too, from the same minute.
    pub partner: Option<RoleSet>,
    /// The visitor asked for, who makes it in whichever of the roles is theirs; none: anyone.
    pub by: Option<u32>,
}

/// A day's problem, valid by construction.
#[derive(Clone, Debug)]
pub struct Problem {
    visitors: Vec<Visitor>,
    visits: Vec<Visit>,
    matrices: [Matrix; Mode::COUNT],
    level: bool,
    pause: Option<Pause>,
}

/// Why a problem cannot be planned at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// A matrix is not square, or its size differs from the other's.
    #[error("a matrix of {places} places has another number of entries than places squared")]
    MatrixShape {
        /// Its number of places.
        places: u32,
    },
    /// A visitor's shift or place cannot be.
    #[error("visitor {0} has a shift outside the day or a place outside the matrix")]
    Visitor(usize),
    /// A visit's window, service or place cannot be.
    #[error(
        "visit {0} has a window outside the day, no service time, or a place or visitor that is not there"
    )]
    Visit(usize),
    /// A property lies in two villages.
    #[error("property {0} lies in two villages")]
    Property(u32),
}

impl Problem {
    /// Validates. Matrices are in the order of [`Mode`] and of the same size. Windows are cut to
    /// [`VISITING_HOURS`].
    pub fn new(
        visitors: Vec<Visitor>,
        mut visits: Vec<Visit>,
        matrices: [Matrix; Mode::COUNT],
    ) -> Result<Self, ProblemError> {
        let places = matrices[0].size();
        if matrices.iter().any(|m| m.size() != places) {
            return Err(ProblemError::MatrixShape { places });
        }
        let bad = |v: &Visitor| !v.shift.is_within_a_day() || v.start >= places || v.end >= places;
        if let Some(at) = visitors.iter().position(bad) {
            return Err(ProblemError::Visitor(at));
        }
        let bad = |v: &Visit| {
            !v.window.is_within_a_day()
                || !(0..=DAY_S).contains(&v.service_s)
                || v.place.is_some_and(|place| place >= places)
                || v.by.is_some_and(|by| by as usize >= visitors.len())
        };
        if let Some(at) = visits.iter().position(bad) {
            return Err(ProblemError::Visit(at));
        }
        one_village_each(&visits)?;
        visits.iter_mut().for_each(|v| v.window = v.window.meet(VISITING_HOURS));
        Ok(Self { visitors, visits, matrices, level: false, pause: None })
    }

    /// Makes days alike in length: a second of work counts more the fuller the day already is.
    pub fn levelled(mut self) -> Self {
        self.level = true;
        self
    }

    /// Gives whoever works before and after it a pause.
    pub fn with_pause(mut self, pause: Pause) -> Self {
        self.pause = Some(pause);
        self
    }

    /// The pause, if there is one.
    pub fn pause(&self) -> Option<Pause> {
        self.pause
    }

    /// The same day without a pause, with other shifts and windows.
    pub(crate) fn with_hours(&self, visitors: Vec<Visitor>, visits: Vec<Visit>) -> Self {
        Self { visitors, visits, matrices: self.matrices.clone(), level: self.level, pause: None }
    }

    /// The visitors, absent ones too.
    pub fn visitors(&self) -> &[Visitor] {
        &self.visitors
    }

    /// The visits.
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// Travel times of a mode.
    pub fn matrix(&self, mode: Mode) -> &Matrix {
        &self.matrices[mode as usize]
    }

    /// Whether days are made alike in length.
    pub fn is_levelled(&self) -> bool {
        self.level
    }

    /// Whether the visitor could make the visit in one of these roles, present or not.
    pub(crate) fn fits(&self, visitor: usize, visit: &Visit, roles: RoleSet) -> bool {
        let who = &self.visitors[visitor];
        roles.has(who.role)
            && who.skills & visit.skills == visit.skills
            && (who.villages.is_empty() || who.villages.contains(&visit.village))
            && visit.by.is_none_or(|by| by as usize == visitor || !roles.has(self.visitors[by as usize].role))
    }
}

fn one_village_each(visits: &[Visit]) -> Result<(), ProblemError> {
    let mut pairs: Vec<(u32, u32)> = visits.iter().map(|v| (v.property, v.village)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    match pairs.windows(2).find(|w| w[0].0 == w[1].0) {
        Some(w) => Err(ProblemError::Property(w[0].0)),
        None => Ok(()),
    }
}
