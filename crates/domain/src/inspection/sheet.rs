//! Which figures of a table of places may be told.

use super::Tally;
use crate::figure::{SMALLEST_CELL, told};

/// Fewest dwellings that spot checks must have looked at before their agreement is told.
pub const FEWEST_CHECKS: u32 = SMALLEST_CELL;

/// A place's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Month by month, without the agreement of spot checks: a month has few of them.
    pub months: Vec<Tally>,
    /// Over all of them.
    pub total: Tally,
}

/// A table of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<P> {
    /// Each place, with its figures where they may be told.
    pub places: Vec<(P, Option<Series>)>,
    /// All together; none where no place may be told.
    pub whole: Option<Series>,
}

/// The figures of places, as far as they may be told: a place with few dwellings in any of the months
/// is held back in all of them, and with it whatever would give it away ([`told`]). Agreement is held
/// back by the same rule over the dwellings that were checked.
pub fn shown<P>(places: Vec<(P, Vec<Tally>)>) -> Shown<P> {
    let fewest = |months: &Vec<Tally>| months.iter().map(|month| month.stock.dwellings).min().unwrap_or(0);
    let dwellings: Vec<u32> = places.iter().map(|(_, months)| fewest(months)).collect();
    let is_told = told(&dwellings);
    let checked: Vec<u32> = places.iter().map(|(_, months)| total(months).flow.checked).collect();
    let whole = is_told.contains(&true).then(|| series(&together(&places), true));
    let agreement = told_checks(&checked);
    let places = places
        .into_iter()
        .zip(is_told)
        .zip(agreement)
        .map(|(((place, months), is_told), agrees)| (place, is_told.then(|| series(&months, agrees))))
        .collect();
    Shown { places, whole }
}

/// Places without a check have nothing to hold back.
fn told_checks(checked: &[u32]) -> Vec<bool> {
    let some: Vec<usize> = (0..checked.len()).filter(|place| checked[*place] > 0).collect();
    let counts: Vec<u32> = some.iter().map(|place| checked[*place]).collect();
    let mut all = vec![true; checked.len()];
    some.into_iter().zip(told(&counts)).for_each(|(place, told)| all[place] = told);
    all
}

fn total(months: &[Tally]) -> Tally {
    Tally::over(months.iter().copied())
}

fn together<P>(places: &[(P, Vec<Tally>)]) -> Vec<Tally> {
    let length = places.first().map_or(0, |(_, months)| months.len());
    let month = |n: usize| Tally::sum(places.iter().filter_map(|(_, months)| months.get(n).copied()));
    (0..length).map(month).collect()
}

fn series(months: &[Tally], agreement: bool) -> Series {
    let whole = total(months);
    let enough = agreement && whole.flow.checked >= FEWEST_CHECKS;
    Series {
        months: months.iter().map(|month| month.without_agreement()).collect(),
        total: if enough { whole } else { whole.without_agreement() },
    }
}

impl Tally {
    /// Agreement of spot checks, thousandths; none where too few dwellings were checked.
    pub fn agreement(self) -> Option<u32> {
        (self.flow.checked >= FEWEST_CHECKS).then(|| self.flow.agreement.permille()).flatten()
    }

    fn without_agreement(mut self) -> Self {
        (self.flow.checked, self.flow.agreement) = Default::default();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspection::tally::tests::any_tally;
    use crate::inspection::{Flow, Share, Stock};
    use proptest::prelude::*;

    fn of(dwellings: u32) -> Tally {
        Tally { stock: Stock { dwellings, ..Stock::default() }, ..Tally::default() }
    }

    fn with_checks(checked: u32) -> Tally {
        let flow = Flow { checked, agreement: Share { part: 9, whole: 10 }, ..Flow::default() };
        Tally { flow, ..of(50) }
    }

    #[test]
    fn a_place_that_was_small_once_is_held_back_throughout_and_takes_one_along() {
        let places = vec![("甲", vec![of(40); 2]), ("乙", vec![of(12), of(9)]), ("丙", vec![of(30); 2])];
        let shown = shown(places);
        let told: Vec<bool> = shown.places.iter().map(|(_, series)| series.is_some()).collect();
        assert_eq!(told, [true, false, false]);
        let whole = shown.whole.unwrap().months;
        assert_eq!([whole[0].stock.dwellings, whole[1].stock.dwellings], [82, 79]);
    }

    #[test]
    fn agreement_is_told_from_ten_dwellings_on_and_takes_another_along() {
        let agreement = |checked: [u32; 3]| -> Vec<Option<u32>> {
            let places = checked.map(|checked| ((), vec![with_checks(checked)])).to_vec();
            let shown = shown(places).places;
            shown.into_iter().map(|(_, series)| series.unwrap().total.agreement()).collect()
        };
        assert_eq!(agreement([12, 0, 20]), [Some(900), None, Some(900)]);
        assert_eq!(agreement([12, 9, 20]), [None, None, Some(900)]);
    }

    proptest! {
        #[test]
        fn what_is_held_back_follows_from_no_total(
            places in proptest::collection::vec(proptest::collection::vec(any_tally(), 2), 1..8),
        ) {
            let shown = shown(places.into_iter().enumerate().collect());
            let held = shown.places.iter().filter(|(_, series)| series.is_none()).count();
            let Some(whole) = shown.whole else {
                prop_assert_eq!(held, shown.places.len());
                return Ok(());
            };
            for month in 0..2 {
                let told = shown.places.iter().filter_map(|(_, series)| series.as_ref());
                let told: u32 = told.map(|series| series.months[month].stock.dwellings).sum();
                let rest = whole.months[month].stock.dwellings - told;
                prop_assert!(held == 0 || (held > 1 && rest >= SMALLEST_CELL), "{held} held, {rest} left");
            }
        }

        #[test]
        fn few_checks_are_told_nowhere(
            places in proptest::collection::vec(proptest::collection::vec(any_tally(), 2), 1..8),
        ) {
            for (_, series) in shown(places.into_iter().enumerate().collect()).places {
                let Some(series) = series else { continue };
                prop_assert!(series.total.flow.checked == 0 || series.total.flow.checked >= FEWEST_CHECKS);
                prop_assert!(series.months.iter().all(|month| month.flow.agreement == Share::default()));
            }
        }
    }
}
