//! Which life each dwelling of a station has, so that on the sample's day 57 % are in class A, 40 %
//! in B and 3 % in C.

use crate::sample::file::{Ending, File, Hazard, Household, Span, Story, household, papers, workday};
use crate::sample::history::Life;
use crate::sample::maker::Maker;
use crate::sample::place::Home;
use chrono::TimeDelta;
use domain::class::Class;
use domain::dwelling::{PaperState, Papers};
use domain::label;

/// Of a hundred dwellings.
const IN_A: usize = 57;
const IN_C: usize = 3;
/// Flags of a station's other dwellings that are not closed.
const FLAGS: [(Ending, usize); 3] = [(Ending::Waiting, 2), (Ending::Accepted, 3), (Ending::Dismissed, 2)];

/// Days ago that the household before a new one left, from and to.
const NEW: (i64, i64) = (30, 110);

/// What a dwelling is at the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    A,
    B,
    C,
    /// In B with a flag that stands so.
    Flagged(Ending),
}

/// The files of a station's homes with the lives they will have; `first` is the number of the first
/// label.
pub fn files(homes: &[Home], first: u64, span: Span, maker: &mut Maker) -> Vec<(File, Life)> {
    let ends = ends(homes, maker);
    homes
        .iter()
        .zip(ends)
        .zip(first..)
        .map(|((home, end), number)| file(home.clone(), end, label::code(number), span, maker))
        .collect()
}

/// Ends in their shares, spread over the doors. Lodgings know no A; what is not planned stays in B.
fn ends(homes: &[Home], maker: &mut Maker) -> Vec<End> {
    let mut planned: Vec<usize> = (0..homes.len()).filter(|n| homes[*n].kind.is_planned()).collect();
    let share = |percent: usize| (planned.len() * percent + 50) / 100;
    let (mut a, c) = (share(IN_A), share(IN_C));
    maker.shuffle(&mut planned);
    let mut ends = vec![End::B; homes.len()];
    let mut rest = planned.into_iter();
    for n in rest.by_ref().take(c) {
        ends[n] = End::C;
    }
    for (ending, count) in FLAGS {
        for n in rest.by_ref().take(count) {
            ends[n] = End::Flagged(ending);
        }
    }
    for n in rest {
        if a > 0 && !homes[n].kind.is_lodging() {
            ends[n] = End::A;
            a -= 1;
        }
    }
    ends
}

fn file(home: Home, end: End, label: String, span: Span, maker: &mut Maker) -> (File, Life) {
    let (households, is_new) = households(&home, end, span, maker);
    let life = life(end, &households, span, maker);
    let papers = match end {
        End::A => papers(true, maker),
        // Who has just moved in has papers as they come; who stays in B lacks some.
        _ if is_new => papers(false, maker),
        _ => Papers { tax: PaperState::NotDone, ..papers(false, maker) },
    };
    let classes = vec![(span.opened, Class::B)];
    (File { home, label, papers, households, classes, story: Story::Plain }, life)
}

fn life(end: End, households: &[Household], span: Span, maker: &mut Maker) -> Life {
    let ago = |days: i64| workday(span.today - TimeDelta::days(days));
    let mut hazards = Vec::new();
    let stays = households.len() == 1;
    // Closed within the first year and a half, so that time is left for three quiet contacts.
    if stays && matches!(end, End::A | End::B) && maker.chance(7.0) {
        hazards.push(Hazard::one(ago(maker.between(200, 560)), Ending::Closed, maker));
    }
    match end {
        End::C => hazards.push(Hazard::one(ago(maker.between(8, 48)), Ending::ClassC, maker)),
        End::Flagged(ending) => {
            let days = match ending {
                Ending::Waiting => 1,
                Ending::Accepted => maker.between(2, 6),
                _ => maker.between(10, 40),
            };
            hazards.push(Hazard::one(ago(days), ending, maker));
        }
        End::A | End::B => {}
    }
    let lively = if end == End::A { maker.between(0, 6) } else { 12 };
    Life { hazards, lively: usize::try_from(lively).unwrap_or_default(), aims_at_a: end == End::A }
}

/// Households of a home, and whether the last one is new. Homes with an open hazard keep theirs.
fn households(home: &Home, end: End, span: Span, maker: &mut Maker) -> (Vec<Household>, bool) {
    if !home.kind.is_planned() {
        return (Vec::new(), false);
    }
    let moved_in = span.opened - TimeDelta::days(maker.between(10, 1500));
    // Days ago that the first household left, from and to, and whether another one came.
    let (days, again) = match (end, maker.between(1, 100)) {
        (End::A | End::B, 1..=3) => ((5, 40), false),
        (End::A, 4..=18) => ((300, 600), true),
        (End::B, 4..=18) => (NEW, true),
        (End::B, 19..=28) => ((130, 650), true),
        _ => return (vec![household(moved_in, None, maker)], false),
    };
    let out = span.today - TimeDelta::days(maker.between(days.0, days.1));
    let mut households = vec![household(moved_in, Some(out), maker)];
    if again {
        households.push(household(out + TimeDelta::days(maker.between(3, 20)), None, maker));
    }
    (households, again && days == NEW)
}
