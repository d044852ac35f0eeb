//! Who works in the county: two or three people at each station, officers of one station or two.

use crate::sample::maker::Maker;
use crate::sample::scale;
use crate::sample::staff::{Crew, Names, Person, Turn, WEEKDAYS, person};
use domain::Time;
use domain::area::{AreaMode, Station};
use domain::role::Role;
use std::collections::BTreeMap;

/// The crews of the stations, in their order.
pub fn crews(stations: &[Station], at: Time, names: &mut Names, maker: &mut Maker) -> Vec<Crew> {
    let shared = shared(stations);
    let mut crews: Vec<Crew> = Vec::with_capacity(stations.len());
    for (n, station) in stations.iter().enumerate() {
        let mut one = |role, home| person(role, home, WEEKDAYS, at, names, maker);
        let lead = if station.mode == AreaMode::Farm { Role::Patrol } else { Role::Coordinator };
        let leads = (0..2 - n % 2).map(|_| one(lead, Some(n))).collect();
        let patrols = vec![one(Role::Patrol, Some(n))];
        let (officer, turn) = match shared.get(&n) {
            Some(other) if *other < n => (crews[*other].officer.clone(), Some(turn(n, *other, stations))),
            Some(other) => {
                let beat = vec![n, *other];
                (Person { beat, ..one(Role::Officer, None) }, Some(turn(n, *other, stations)))
            }
            None => (one(Role::Officer, Some(n)), None),
        };
        crews.push(Crew { leads, patrols, officer, turn });
    }
    crews
}

/// Everyone, each once: an officer of two stations is in two crews.
pub fn everyone(crews: &[Crew]) -> Vec<Person> {
    let is_new = |n: usize, person: &Person| person.beat.first().is_none_or(|first| *first == n);
    let all = crews.iter().enumerate().flat_map(|(n, crew)| crew.all().map(move |person| (n, person)));
    all.filter(|(n, person)| is_new(*n, person)).map(|(_, person)| person.clone()).collect()
}

/// Pairs of stations that share an officer: neighbours of one town, spread over the county.
fn shared(stations: &[Station]) -> BTreeMap<usize, usize> {
    let mut neighbours = Vec::new();
    let mut n = 1;
    while n < stations.len() {
        if stations[n - 1].town == stations[n].town {
            neighbours.push((n - 1, n));
            n += 1;
        }
        n += 1;
    }
    let wanted = (stations.len() - scale::officers(stations.len())).min(neighbours.len());
    let chosen = (0..wanted).map(|n| neighbours[n * neighbours.len() / wanted]);
    chosen.flat_map(|(a, b)| [(a, b), (b, a)]).collect()
}

fn turn(station: usize, other: usize, stations: &[Station]) -> Turn {
    Turn { place: usize::from(stations[other].id < stations[station].id), of: 2 }
}
