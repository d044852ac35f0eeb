//! The places of a day, put onto the ways once: every time and every line between them.

use crate::graph::Graph;
use crate::matrix::Matrix;
use crate::path::{Path, Router};
use crate::point::Point;
use crate::snap::{MAX_SNAP_M, Snap};

/// Places by their number, in the order in which they were given.
pub struct Places<'g> {
    graph: &'g Graph,
    snaps: Vec<Option<Snap>>,
    /// By place: its row and column in the matrix.
    rows: Vec<Option<usize>>,
    matrix: Matrix,
}

impl Graph {
    /// Puts `[lon, lat]` in degrees onto the ways. A place that has none within [`MAX_SNAP_M`] keeps
    /// its number, and nothing leads to it.
    pub fn places(&self, degrees: impl IntoIterator<Item = [f64; 2]>) -> Places<'_> {
        let snap = |[lon, lat]: [f64; 2]| self.snap(Point::from_degrees(lon, lat)?, MAX_SNAP_M);
        let snaps: Vec<Option<Snap>> = degrees.into_iter().map(snap).collect();
        let known: Vec<Snap> = snaps.iter().flatten().copied().collect();
        let mut next = 0..;
        let rows = snaps.iter().map(|snap| snap.and_then(|_| next.next())).collect();
        Places { graph: self, matrix: self.matrix(&known, &known), snaps, rows }
    }
}

impl<'g> Places<'g> {
    /// Whole seconds from one place to another, rounded up; `None` where no way leads.
    pub fn seconds(&self, from: usize, to: usize) -> Option<u32> {
        Some(self.matrix.seconds(self.rows[from]?, self.rows[to]?)?.ceil() as u32)
    }

    /// [`Places::seconds`] between all of these, row by row.
    pub fn table(&self, of: &[u32]) -> Vec<Option<u32>> {
        let row = |from: u32| of.iter().map(move |&to| self.seconds(from as usize, to as usize));
        of.iter().flat_map(|&from| row(from)).collect()
    }

    /// Metres along the quickest way.
    pub fn metres(&self, from: usize, to: usize) -> Option<f64> {
        self.matrix.metres(self.rows[from]?, self.rows[to]?)
    }

    /// Memory for many calls of [`Places::path`].
    pub fn router(&self) -> Router<'g> {
        self.graph.router()
    }

    /// The quickest way from one place to another; `None` also where they are the same.
    pub fn path(&self, router: &mut Router<'_>, from: usize, to: usize) -> Option<Path> {
        let (a, b) = (self.snaps[from]?, self.snaps[to]?);
        if from == to { None } else { router.path(&a, &b) }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Graph, Node, Point, Profile, Tags, Way};

    fn street() -> Graph {
        let node = |id, lon| Node { id, at: Point::from_degrees(lon, 47.0).unwrap() };
        let nodes = vec![node(1, 9.0), node(2, 9.01)];
        let way = Way { id: 1, nodes, tags: Tags::from_iter([("highway", "residential")]) };
        Graph::build(&[way], &[], Profile::Foot).unwrap()
    }

    #[test]
    fn a_place_off_the_ways_keeps_its_number_and_is_out_of_reach() {
        let graph = street();
        let places = graph.places([[9.001, 47.0], [20.0, 20.0], [9.009, 47.0]]);
        assert_eq!(places.seconds(0, 1), None);
        assert_eq!(places.seconds(1, 2), None);
        assert!(places.seconds(0, 2).unwrap() > 60);
        assert_eq!(places.table(&[2, 0]), [Some(0), places.seconds(2, 0), places.seconds(0, 2), Some(0)]);
        assert!((places.metres(0, 2).unwrap() - 608.0).abs() < 10.0);
    }

    #[test]
    fn a_path_is_as_long_as_the_matrix_says_and_the_same_place_has_none() {
        let graph = street();
        let places = graph.places([[9.001, 47.0], [9.009, 47.0]]);
        let mut router = places.router();
        let path = places.path(&mut router, 0, 1).unwrap();
        assert_eq!(Some(path.metres), places.metres(0, 1));
        assert!(places.path(&mut router, 1, 1).is_none());
    }
}
