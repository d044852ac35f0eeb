//! Which village goes to which station while a supervisor tries.

use crate::desk::district::{Assigned, DistrictStation, DistrictVillage, Districting};

/// A town's villages with the stations that they would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    stations: Vec<DistrictStation>,
    villages: Vec<DistrictVillage>,
    adjoining: Vec<(usize, usize)>,
    /// By village, the place of its station.
    stations_of: Vec<usize>,
}

impl Draft {
    /// The proposal.
    pub fn new(page: &Districting) -> Self {
        Self {
            stations: page.stations.clone(),
            villages: page.villages.clone(),
            adjoining: page.adjoining.clone(),
            stations_of: page.villages.iter().map(|village| village.proposed).collect(),
        }
    }

    /// Stations.
    pub fn stations(&self) -> &[DistrictStation] {
        &self.stations
    }

    /// Villages.
    pub fn villages(&self) -> &[DistrictVillage] {
        &self.villages
    }

    /// The station of a village, by their places.
    pub fn station_of(&self, village: usize) -> usize {
        self.stations_of[village]
    }

    /// Gives a village to a station.
    pub fn give(&mut self, code: &str, station: usize) {
        let at = self.villages.iter().position(|village| village.code.0 == code);
        if let Some(at) = at.filter(|_| station < self.stations.len()) {
            self.stations_of[at] = station;
        }
    }

    /// Every village back to the station that serves it now; one that none serves goes as proposed.
    pub fn as_now(&mut self) {
        self.stations_of =
            self.villages.iter().map(|village| village.now.unwrap_or(village.proposed)).collect();
    }

    /// Every village as proposed.
    pub fn as_proposed(&mut self) {
        self.stations_of = self.villages.iter().map(|village| village.proposed).collect();
    }

    /// How many villages would have another station than now.
    pub fn changes(&self) -> usize {
        let other = |(village, to): &(&DistrictVillage, &usize)| village.now != Some(**to);
        self.villages.iter().zip(&self.stations_of).filter(other).count()
    }

    /// Villages and tenants of a station.
    pub fn load_of(&self, station: usize) -> (usize, u32) {
        let own = self.own(station);
        (own.len(), own.iter().map(|at| self.villages[*at].tenants).sum())
    }

    /// Whether a station has exactly the villages that were proposed for it.
    pub fn is_as_proposed(&self, station: usize) -> bool {
        let same =
            |(village, to): (&DistrictVillage, &usize)| (village.proposed == station) == (*to == station);
        self.villages.iter().zip(&self.stations_of).all(same)
    }

    /// Whether each village of a station can be reached from each within it.
    pub fn hangs_together(&self, station: usize) -> bool {
        let mut unseen = self.own(station);
        let mut reached: Vec<usize> = unseen.pop().into_iter().collect();
        while let Some(village) = reached.pop() {
            let adjoins = |other: &mut usize| {
                let pair = (village.min(*other), village.max(*other));
                self.adjoining.contains(&pair)
            };
            reached.extend(unseen.extract_if(.., adjoins));
        }
        unseen.is_empty()
    }

    fn own(&self, station: usize) -> Vec<usize> {
        (0..self.villages.len()).filter(|at| self.stations_of[*at] == station).collect()
    }

    /// Every village with its station, for the server.
    pub fn assigned(&self) -> Vec<Assigned> {
        let pairs = self.villages.iter().zip(&self.stations_of);
        pairs
            .map(|(village, station)| Assigned { village: village.code.clone(), station: *station })
            .collect()
    }

    /// Codes and groups for the map, JSON.
    pub fn groups(&self) -> String {
        let pairs = self.villages.iter().zip(&self.stations_of);
        let groups: std::collections::BTreeMap<&str, usize> =
            pairs.map(|(village, station)| (village.code.0.as_str(), *station)).collect();
        serde_json::to_string(&groups).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::area::VillageCode;

    fn draft() -> Draft {
        let village = |code: &str, now, proposed| DistrictVillage {
            code: VillageCode(code.into()),
            name: code.into(),
            tenants: 400,
            now,
            proposed,
        };
        let station = |name: &str| DistrictStation { id: None, name: name.into(), exception: None };
        Draft::new(&Districting {
            towns: vec![],
            town: None,
            stations: vec![station("a"), station("b")],
            villages: vec![village("1", Some(0), 0), village("2", Some(0), 0), village("3", None, 1)],
            adjoining: vec![(0, 1), (1, 2)],
            map: String::new(),
            may_confirm: true,
        })
    }

    #[test]
    fn a_village_given_away_changes_both_sums_and_what_hangs_together() {
        let mut draft = draft();
        assert_eq!([draft.load_of(0), draft.load_of(1)], [(2, 800), (1, 400)]);
        assert_eq!(draft.changes(), 1);
        draft.give("1", 1);
        assert_eq!([draft.load_of(0), draft.load_of(1)], [(1, 400), (2, 800)]);
        assert!(draft.hangs_together(0) && !draft.hangs_together(1));
        assert!(!draft.is_as_proposed(1));
        draft.as_now();
        assert_eq!((draft.changes(), draft.is_as_proposed(1)), (1, true));
    }

    #[test]
    fn an_unknown_village_or_station_changes_nothing() {
        let mut draft = draft();
        draft.give("9", 0);
        draft.give("1", 7);
        assert_eq!(draft, self::draft());
    }
}
