//! Travel times and lines between the places of a station, over the map in use.

use domain::Position;
use domain::role::TravelMode;
use planner::{Matrix, Mode, ProblemError};
use roads::{Places, Profile, Roads};

/// The places of a station, by mode; none of a mode in which nobody travels.
pub(super) struct Ways<'r> {
    foot: Option<Places<'r>>,
    ebike: Option<Places<'r>>,
}

/// The planner's name of a travel mode.
pub(super) fn mode(mode: TravelMode) -> Mode {
    match mode {
        TravelMode::Foot => Mode::Foot,
        TravelMode::Ebike => Mode::Ebike,
    }
}

impl<'r> Ways<'r> {
    /// Puts places onto the ways of the modes that are used.
    pub(super) fn new(roads: &'r Roads, places: &[Position], used: &[TravelMode]) -> Self {
        let known = |mode, profile| {
            let degrees = places.iter().map(|at| [at.lon, at.lat]);
            used.contains(&mode).then(|| roads.graph(profile).places(degrees))
        };
        Self { foot: known(TravelMode::Foot, Profile::Foot), ebike: known(TravelMode::Ebike, Profile::Ebike) }
    }

    fn of(&self, mode: Mode) -> Option<&Places<'r>> {
        match mode {
            Mode::Foot => self.foot.as_ref(),
            Mode::Ebike => self.ebike.as_ref(),
        }
    }

    /// Whole seconds between these places, rounded up.
    pub(super) fn seconds(&self, mode: Mode, places: &[u32]) -> Result<Matrix, ProblemError> {
        let nothing = || vec![None; places.len().pow(2)];
        let seconds = self.of(mode).map_or_else(nothing, |of| of.table(places));
        Matrix::new(places.len() as u32, &seconds)
    }

    /// Metres between two places, rounded.
    pub(super) fn metres(&self, mode: Mode, from: u32, to: u32) -> i64 {
        let metres = self.of(mode).and_then(|of| of.metres(from as usize, to as usize));
        metres.map_or(0, |metres| metres.round() as i64)
    }

    /// The line from one place to another; empty where they are the same.
    pub(super) fn line(&self, mode: Mode, from: u32, to: u32) -> Vec<Position> {
        let path = self.of(mode).and_then(|of| of.path(&mut of.router(), from as usize, to as usize));
        path.map_or(vec![], |path| path.degrees().map(Position::from).collect())
    }
}
