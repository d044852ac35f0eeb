//! Travel times and lines between the places of a station, over the map in use.

use domain::Position;
use domain::role::TravelMode;
use planner::Mode;
use roads::{Graph, MAX_SNAP_M, Point, Profile, Roads, Snap};

/// The places of a station, known to both graphs.
pub(super) struct Ways<'r> {
    roads: &'r Roads,
    /// By mode, by place.
    snaps: [Vec<Option<Snap>>; Mode::COUNT],
    matrices: [Option<roads::Matrix>; Mode::COUNT],
    /// By mode: the place's row and column in its matrix.
    rows: [Vec<Option<usize>>; Mode::COUNT],
}

/// The planner's name of a travel mode.
pub(super) fn mode(mode: TravelMode) -> Mode {
    match mode {
        TravelMode::Foot => Mode::Foot,
        TravelMode::Ebike => Mode::Ebike,
    }
}

fn graph(roads: &Roads, mode: Mode) -> &Graph {
    roads.graph(match mode {
        Mode::Foot => Profile::Foot,
        Mode::Ebike => Profile::Ebike,
    })
}

impl<'r> Ways<'r> {
    /// Puts places onto the ways of the modes that are used.
    pub(super) fn new(roads: &'r Roads, places: &[Position], used: &[TravelMode]) -> Self {
        let mut ways = Self {
            roads,
            snaps: [vec![], vec![]],
            matrices: [None, None],
            rows: [vec![None; places.len()], vec![None; places.len()]],
        };
        for mode in [Mode::Foot, Mode::Ebike] {
            let snap = |at: &Position| {
                let point = Point::from_degrees(at.lon, at.lat)?;
                graph(roads, mode).snap(point, MAX_SNAP_M)
            };
            let is_used = used.iter().any(|used| self::mode(*used) == mode);
            ways.snaps[mode as usize] = places.iter().map(|at| is_used.then(|| snap(at)).flatten()).collect();
            ways.measure(mode);
        }
        ways
    }

    fn measure(&mut self, mode: Mode) {
        let mut snapped = vec![];
        for (place, snap) in self.snaps[mode as usize].iter().enumerate() {
            if let Some(snap) = snap {
                self.rows[mode as usize][place] = Some(snapped.len());
                snapped.push(*snap);
            }
        }
        self.matrices[mode as usize] = Some(graph(self.roads, mode).matrix(&snapped, &snapped));
    }

    /// Whole seconds between these places, rounded up.
    pub(super) fn seconds(
        &self,
        mode: Mode,
        places: &[u32],
    ) -> Result<planner::Matrix, planner::ProblemError> {
        let pairs = places.iter().flat_map(|a| places.iter().map(move |b| (*a as usize, *b as usize)));
        let seconds: Vec<Option<u32>> = pairs.map(|(a, b)| self.travel(mode, a, b)).collect();
        planner::Matrix::new(places.len() as u32, &seconds)
    }

    fn travel(&self, mode: Mode, from: usize, to: usize) -> Option<u32> {
        let (matrix, from, to) = self.entry(mode, from, to)?;
        matrix.seconds(from, to).map(|s| s.ceil() as u32)
    }

    /// Metres between two places, rounded.
    pub(super) fn metres(&self, mode: Mode, from: u32, to: u32) -> i64 {
        let entry = self.entry(mode, from as usize, to as usize);
        entry.and_then(|(matrix, a, b)| matrix.metres(a, b)).map_or(0, |m| m.round() as i64)
    }

    fn entry(&self, mode: Mode, from: usize, to: usize) -> Option<(&roads::Matrix, usize, usize)> {
        let rows = &self.rows[mode as usize];
        Some((self.matrices[mode as usize].as_ref()?, rows[from]?, rows[to]?))
    }

    /// The line from one place to another, about 10 cm exact; empty where they are the same.
    pub(super) fn line(&self, mode: Mode, from: u32, to: u32) -> Vec<Position> {
        let snaps = &self.snaps[mode as usize];
        let (Some(a), Some(b)) = (snaps[from as usize], snaps[to as usize]) else { return vec![] };
        if from == to {
            return vec![];
        }
        let path = graph(self.roads, mode).path(&a, &b);
        path.map_or(vec![], |path| path.points.iter().map(|p| rounded(p.degrees())).collect())
    }
}

fn rounded([lon, lat]: [f64; 2]) -> Position {
    let six = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Position { lon: six(lon), lat: six(lat) }
}
