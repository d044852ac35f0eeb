//! Stops that may be entered and left at more than one place.

use super::problem::{NONE, Problem, Shape, ShapeError, Stop};

impl Problem {
    /// The same problem where a stop may also be entered and left elsewhere, as a row of doors may be
    /// passed from either end: each pair is a stop and another spot of it.
    ///
    /// # Errors
    /// A stop whose spot is none, is another stop's or is where a route starts or ends.
    pub fn with_faces(mut self, faces: &[(u32, u32)]) -> Result<Self, ShapeError> {
        for &(stop, spot) in faces {
            let is_end = self.vehicles.iter().any(|v| v.start == spot || v.end == spot);
            let is_free = self.stop_at.get(spot as usize) == Some(&NONE) && !is_end;
            if !is_free || stop as usize >= self.stops.len() {
                return Err(ShapeError::Stop(stop as usize));
            }
            self.faces[stop as usize].push(spot);
            self.stop_at[spot as usize] = stop;
        }
        if !faces.is_empty() {
            self.shape = Shape::Rich;
        }
        Ok(self)
    }

    /// The stop that a spot of a route belongs to.
    pub(crate) fn stop_of(&self, spot: u32) -> &Stop {
        &self.stops[self.stop_at[spot as usize] as usize]
    }

    /// All spots of a stop, its first one first.
    pub(crate) fn spots_of(&self, stop: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::once(stop).chain(self.faces[stop as usize].iter().copied())
    }
}
