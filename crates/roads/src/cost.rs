//! What a piece of way costs: time first, distance to break ties.

/// Milliseconds and centimetres. Ordered by time, then distance, so that the cheapest of two
/// equally quick ways is the shorter one and an answer does not depend on the order of a search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost {
    pub(crate) ms: u32,
    pub(crate) cm: u32,
}

impl Cost {
    /// More than any way costs (49 days).
    pub(crate) const INFINITE: Self = Self { ms: u32::MAX, cm: u32::MAX };

    /// Both in a row; what is too long for the numbers counts as no way.
    pub(crate) fn plus(self, other: Self) -> Self {
        match (self.ms.checked_add(other.ms), self.cm.checked_add(other.cm)) {
            (Some(ms), Some(cm)) => Self { ms, cm },
            _ => Self::INFINITE,
        }
    }

    /// The rest after `part` of it.
    pub(crate) fn minus(self, part: Self) -> Self {
        Self { ms: self.ms.saturating_sub(part.ms), cm: self.cm.saturating_sub(part.cm) }
    }

    /// The cost of the first `cm` of a piece that costs `self`.
    pub(crate) fn first(self, cm: u32) -> Self {
        if self.cm == 0 {
            return Self::default();
        }
        let cm = cm.min(self.cm);
        let ms = (u64::from(self.ms) * u64::from(cm) + u64::from(self.cm) / 2) / u64::from(self.cm);
        Self { ms: ms as u32, cm }
    }
}
