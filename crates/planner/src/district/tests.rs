use super::*;
use proptest::prelude::*;

/// Villages of one town on a grid `wide` villages wide, ten minutes from each to the next.
fn grid(wide: u32, tenants: &[u32]) -> Country {
    let count = tenants.len() as u32;
    let at = |village: u32| (village % wide, village / wide);
    let seconds = |a: u32, b: u32| {
        let ((ax, ay), (bx, by)) = (at(a), at(b));
        600 * (ax.abs_diff(bx) + ay.abs_diff(by))
    };
    let ways: Vec<Option<u32>> =
        (0..count).flat_map(|a| (0..count).map(move |b| Some(seconds(a, b)))).collect();
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    Country {
        villages: tenants.iter().map(|tenants| Village { town: 0, tenants: *tenants }).collect(),
        adjoining: pairs.filter(|(a, b)| seconds(*a, *b) == 600).collect(),
        ways: Matrix::new(count, &ways).unwrap(),
        target: 1_000,
        tolerance: 250,
    }
}

fn hangs_together(country: &Country, villages: &[u32]) -> bool {
    let mut reached = vec![villages[0]];
    let mut at = 0;
    while let Some(village) = reached.get(at).copied() {
        at += 1;
        for (a, b) in &country.adjoining {
            for (here, there) in [(*a, *b), (*b, *a)] {
                if here == village && villages.contains(&there) && !reached.contains(&there) {
                    reached.push(there);
                }
            }
        }
    }
    reached.len() == villages.len()
}

/// Whether some split into connected parts has none outside the tolerance, by trying all.
fn is_possible(country: &Country, parts: &mut Vec<Vec<u32>>, village: u32) -> bool {
    if village as usize == country.villages.len() {
        let sum = |part: &Vec<u32>| part.iter().map(|v| country.villages[*v as usize].tenants).sum();
        return parts.iter().all(|part| country.outside(sum(part)) == 0 && hangs_together(country, part));
    }
    for at in 0..parts.len() {
        parts[at].push(village);
        let possible = is_possible(country, parts, village + 1);
        parts[at].pop();
        if possible {
            return true;
        }
    }
    parts.push(vec![village]);
    let possible = is_possible(country, parts, village + 1);
    parts.pop();
    possible
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn stations_are_whole_connected_and_within_the_tolerance_where_that_can_be(tenants in prop::collection::vec(50_u32..900, 2..10)) {
        let country = grid(3, &tenants);
        let districts = propose(&country, 1);
        let mut served: Vec<u32> = districts.iter().flat_map(|d| d.villages.clone()).collect();
        served.sort_unstable();
        prop_assert_eq!(served, (0..tenants.len() as u32).collect::<Vec<_>>());
        for district in &districts {
            prop_assert!(hangs_together(&country, &district.villages));
            prop_assert_eq!(district.exception.is_some(), country.outside(district.tenants) > 0);
        }
        let all_within = districts.iter().all(|d| d.exception.is_none());
        prop_assert_eq!(all_within, is_possible(&country, &mut vec![], 0));
    }
}

#[test]
fn no_station_serves_two_towns_and_every_town_has_one() {
    let mut country = grid(4, &[400; 8]);
    country.villages[4..].iter_mut().for_each(|village| village.town = 1);
    let districts = propose(&country, 7);
    for district in &districts {
        let towns = district.villages.iter().map(|v| country.villages[*v as usize].town);
        assert_eq!(towns.collect::<std::collections::BTreeSet<_>>().len(), 1);
    }
    assert!(districts.iter().any(|d| d.villages[0] < 4) && districts.iter().any(|d| d.villages[0] >= 4));
}

#[test]
fn what_is_outside_is_explained() {
    let of = |country: &Country| propose(country, 1).into_iter().map(|d| d.exception).collect::<Vec<_>>();
    assert_eq!(of(&grid(2, &[200, 300])), [Some(Exception::SmallTown)]);
    assert_eq!(of(&grid(1, &[2_400])), [Some(Exception::LargeVillage)]);
    let mut apart = grid(3, &[900, 900, 100]);
    apart.adjoining.retain(|pair| *pair == (0, 1));
    assert_eq!(of(&apart), [None, None, Some(Exception::CutOff)]);
    // Apart they are nearer than together.
    assert_eq!(of(&grid(2, &[700, 700])), [Some(Exception::WholeVillages); 2]);
}

#[test]
fn short_ways_decide_where_numbers_are_equal() {
    // Two rows of four: squares, not rows.
    let districts = propose(&grid(4, &[250; 8]), 3);
    let villages: Vec<Vec<u32>> = districts.into_iter().map(|d| d.villages).collect();
    assert_eq!(villages, [vec![0, 1, 4, 5], vec![2, 3, 6, 7]]);
}

#[test]
fn the_same_map_and_seed_give_the_same_proposal() {
    let country = grid(6, &(0..30).map(|n| 100 + n * 37 % 400).collect::<Vec<u32>>());
    assert_eq!(propose(&country, 5), propose(&country, 5));
}
