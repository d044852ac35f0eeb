//! Parting places into compact groups.

use domain::Position;
use std::ops::Range;

/// Something that stands somewhere.
pub trait Placed {
    /// Where.
    fn at(&self) -> Position;
}

/// Puts `items` into an order in which one group follows another, with as many of them as its weight
/// asks, and answers where each group lies. Groups next to each other in the list lie next to each
/// other on the map: the whole is halved across its longer side, again and again.
pub fn part<T: Placed>(items: &mut [T], weights: &[usize]) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(weights.len());
    halve(items, weights, 0, &mut ranges);
    ranges
}

fn halve<T: Placed>(items: &mut [T], weights: &[usize], first: usize, ranges: &mut Vec<Range<usize>>) {
    if weights.len() < 2 {
        ranges.extend(weights.iter().map(|_| first..first + items.len()));
        return;
    }
    let (groups, share) = middle(weights);
    sort_along_longer_side(items);
    // Each group gets something, where there is enough.
    let (low, high) = (groups.min(items.len()), items.len().saturating_sub(weights.len() - groups));
    let cut = (items.len() as f64 * share).round() as usize;
    let cut = cut.min(high).max(low);
    let (left, right) = items.split_at_mut(cut);
    let (left_weights, right_weights) = weights.split_at(groups);
    halve(left, left_weights, first, ranges);
    halve(right, right_weights, first + cut, ranges);
}

/// How many of the groups make about half of the weight, at least one and not all, and their share.
fn middle(weights: &[usize]) -> (usize, f64) {
    let total: usize = weights.iter().sum();
    let mut sum = 0;
    let sums = weights[..weights.len() - 1].iter().map(|weight| {
        sum += weight;
        sum
    });
    let (groups, sum) = (1..).zip(sums).min_by_key(|(_, sum)| (2 * sum).abs_diff(total)).unwrap_or((1, 0));
    (groups, sum as f64 / total.max(1) as f64)
}

fn sort_along_longer_side<T: Placed>(items: &mut [T]) {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for at in items.iter().map(Placed::at) {
        for (axis, value) in [at.lon, at.lat].into_iter().enumerate() {
            low[axis] = low[axis].min(value);
            high[axis] = high[axis].max(value);
        }
    }
    // A degree of longitude is shorter than one of latitude.
    let width = (high[0] - low[0]) * low[1].to_radians().cos();
    if width > high[1] - low[1] {
        items.sort_by(|a, b| a.at().lon.total_cmp(&b.at().lon));
    } else {
        items.sort_by(|a, b| a.at().lat.total_cmp(&b.at().lat));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Placed for Position {
        fn at(&self) -> Position {
            *self
        }
    }

    fn grid() -> Vec<Position> {
        let at = |n: usize| Position { lon: 9.5 + (n % 40) as f64 / 1e3, lat: 47.0 + (n / 40) as f64 / 1e3 };
        (0..1_600).map(at).collect()
    }

    #[test]
    fn groups_are_as_large_as_their_weights_ask_and_cover_everything() {
        let mut items = grid();
        let ranges = part(&mut items, &[3, 1, 2, 2]);
        let sizes: Vec<usize> = ranges.iter().map(|range| range.len()).collect();
        assert_eq!(sizes, [600, 200, 400, 400]);
        assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
    }

    #[test]
    fn a_group_is_no_strip() {
        let mut items = grid();
        for range in part(&mut items, &[1; 16]) {
            let lons = items[range.clone()].iter().map(|at| at.lon);
            let (low, high) = lons.fold((f64::MAX, f64::MIN), |(l, h), lon| (l.min(lon), h.max(lon)));
            assert!(high - low < 0.021, "{low} to {high}");
        }
    }

    #[test]
    fn no_group_goes_without_while_there_is_one_for_each() {
        let mut items = grid();
        items.truncate(5);
        assert!(part(&mut items, &[1, 100, 1, 1, 1]).iter().all(|range| range.len() == 1));
    }
}
