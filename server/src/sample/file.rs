//! What a dwelling's file holds before anyone visits: tenancies, classes, papers, and the story
//! that its visits will tell.

use super::maker::{Maker, moment};
use super::place::Home;
use super::staff;
use crate::store::tenancy::Contact;
use chrono::{NaiveDate, TimeDelta};
use domain::class::Class;
use domain::dwelling::{PaperState, Papers};
use domain::finding::{Category, Severity};
use domain::id::TenancyId;
use domain::ledger::Days;
use domain::tenancy::Headcount;

/// The days that the sample tells of.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The day the register was opened: the first of a two-month period.
    pub opened: NaiveDate,
    /// The sample's present; visits end the day before.
    pub today: NaiveDate,
}

/// How a flag stands at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nobody has looked at it yet.
    Waiting,
    /// Accepted; the class is not decided.
    Accepted,
    /// Confirmed and referred; the dwelling is in class C.
    ClassC,
    /// Remedied, verified and closed by a second officer.
    Closed,
    /// No hazard after all.
    Dismissed,
}

/// What happens to a dwelling.
#[derive(Clone, Copy, Debug)]
pub enum Story {
    /// Nothing but visits.
    Plain,
    /// Three contacts without a finding, papers in order: A from that day.
    Promoted(NaiveDate),
    /// A serious hazard is found.
    Hazard(Hazard),
}

/// A serious hazard.
#[derive(Clone, Copy, Debug)]
pub struct Hazard {
    /// When it is found.
    pub found: NaiveDate,
    /// What.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// What becomes of it.
    pub ending: Ending,
}

impl Hazard {
    /// One of those there are.
    pub fn one(found: NaiveDate, ending: Ending, maker: &mut Maker) -> Self {
        let (category, severity) = maker.pick(&HAZARDS).copied().unwrap_or(HAZARDS[0]);
        Self { found, category, severity, ending }
    }
}

/// A household.
#[derive(Clone, Debug)]
pub struct Household {
    /// The tenancy.
    pub tenancy: TenancyId,
    /// From when to when.
    pub days: Days,
    /// How many.
    pub headcount: Headcount,
    /// Whom to call.
    pub contact: Option<Contact>,
}

/// A dwelling's file.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is.
    pub home: Home,
    /// Code on its label.
    pub label: String,
    /// Papers of the letting.
    pub papers: Papers,
    /// Households, the earlier first.
    pub households: Vec<Household>,
    /// Classes with the day each began.
    pub classes: Vec<(NaiveDate, Class)>,
    /// What happens.
    pub story: Story,
}

const HAZARDS: [(Category, Severity); 3] = [
    (Category::Fire, Severity::High),
    (Category::Structure, Severity::High),
    (Category::GasAndCo, Severity::High),
];

/// The file of the `n`th dwelling of its station.
pub fn file(home: Home, n: usize, label: String, span: Span, maker: &mut Maker) -> File {
    let story = story(&home, n, span, maker);
    let begins_in_a = home.kind.is_planned()
        && !home.kind.is_lodging()
        && matches!(story, Story::Plain)
        && maker.chance(17.0);
    let first = if begins_in_a { Class::A } else { Class::B };
    let mut classes = vec![(span.opened, first)];
    match story {
        Story::Promoted(since) => classes.push((since, Class::A)),
        Story::Hazard(Hazard { found, ending: Ending::ClassC, .. }) => {
            classes.push((found + TimeDelta::days(1), Class::C));
        }
        _ => {}
    }
    let in_order = begins_in_a || matches!(story, Story::Promoted(_));
    File {
        papers: papers(in_order, maker),
        households: households(&home, matches!(story, Story::Plain), span, maker),
        home,
        label,
        classes,
        story,
    }
}

/// Of each station's dwellings, 20 are in class C, 2 flags wait, 3 are accepted, 4 closed and 2
/// dismissed; the numbers are spread over the doors.
fn story(home: &Home, n: usize, span: Span, maker: &mut Maker) -> Story {
    if !home.kind.is_planned() {
        return Story::Plain;
    }
    let ago = |days: i64| span.today - TimeDelta::days(days);
    let ending = match (n % 24, n) {
        (7, _) => Ending::ClassC,
        (3, 27 | 171) => Ending::Waiting,
        (3, 51 | 195 | 291) => Ending::Accepted,
        (3, 75 | 219 | 315 | 363) => Ending::Closed,
        (3, 99 | 243) => Ending::Dismissed,
        _ if !home.kind.is_lodging() && n % 17 == 5 => return Story::Promoted(ago(maker.between(6, 24))),
        _ => return Story::Plain,
    };
    let days = match ending {
        Ending::Waiting => 1,
        Ending::Accepted => maker.between(2, 6),
        Ending::ClassC => maker.between(8, 48),
        Ending::Closed => maker.between(30, 60),
        Ending::Dismissed => maker.between(10, 40),
    };
    Story::Hazard(Hazard::one(workday(ago(days)), ending, maker))
}

/// The day itself, or the Friday before a weekend.
pub fn workday(date: NaiveDate) -> NaiveDate {
    super::maker::last_working_day(date)
}

/// Papers of a letting.
pub fn papers(in_order: bool, maker: &mut Maker) -> Papers {
    let one = |maker: &mut Maker| match (in_order || maker.chance(70.0), maker.chance(10.0)) {
        (_, true) => PaperState::NotNeeded,
        (true, _) => PaperState::Done,
        (false, _) => PaperState::NotDone,
    };
    Papers { lease: one(maker), tax: one(maker) }
}

/// Most homes are let all the time, some change hands, some stand empty.
fn households(home: &Home, may_change: bool, span: Span, maker: &mut Maker) -> Vec<Household> {
    if !home.kind.is_planned() || (may_change && maker.chance(5.0)) {
        return Vec::new();
    }
    let moved_in = span.opened - TimeDelta::days(maker.between(10, 1500));
    if !(may_change && maker.chance(6.0)) {
        return vec![household(moved_in, None, maker)];
    }
    let length = (span.today - span.opened).num_days();
    let out = span.opened + TimeDelta::days(maker.between(10, length - 25));
    let again = out + TimeDelta::days(maker.between(3, 20));
    vec![household(moved_in, Some(out), maker), household(again, None, maker)]
}

/// A household with its headcount and, while it lives there, its contact.
pub fn household(from: NaiveDate, to: Option<NaiveDate>, maker: &mut Maker) -> Household {
    let adults = [1, 1, 2, 2, 2, 2, 3];
    let children = [0, 0, 0, 0, 1, 1, 2];
    let headcount = Headcount {
        adults: maker.pick(&adults).copied().unwrap_or(1),
        children: maker.pick(&children).copied().unwrap_or(0),
    };
    let contact = Contact { name: staff::household(maker), phone: staff::phone(maker) };
    Household {
        tenancy: TenancyId(maker.id(moment(from, 600))),
        days: Days { from, to },
        headcount,
        contact: Some(contact).filter(|_| to.is_none()),
    }
}
