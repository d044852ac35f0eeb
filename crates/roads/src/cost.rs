//! What a piece of way costs: time first, distance to break ties.

/// Milliseconds above centimetres in one number. Ordered by time, then distance, so that the
/// cheapest of two equally quick ways is the shorter one and an answer does not depend on the
/// order of a search.
///
/// No way is quicker than [`crate::rules::SPEED_LIMIT`], 1.95 cm/ms, and no finite cost is longer
/// than 2^30 ms: the centimetres of two costs never carry into the milliseconds of their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost(u64);

impl Cost {
    /// From 2^30 ms (12 days) on there is no way.
    pub(crate) const LIMIT_MS: u32 = 1 << 30;
    /// More than any way costs.
    pub(crate) const INFINITE: Self = Self((Self::LIMIT_MS as u64) << 32);

    pub(crate) fn new(ms: u32, cm: u32) -> Self {
        Self(u64::from(ms) << 32 | u64::from(cm)).min(Self::INFINITE)
    }

    pub(crate) fn ms(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub(crate) fn cm(self) -> u32 {
        self.0 as u32
    }

    /// Both in a row; what is too long counts as no way.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0).min(Self::INFINITE)
    }

    /// The cheaper of `self` and of two others in a row.
    pub(crate) fn or_sum(self, first: Self, second: Self) -> Self {
        Self(self.0.min(first.0 + second.0))
    }

    /// The rest after `part` of it.
    pub(crate) fn minus(self, part: Self) -> Self {
        Self::new(self.ms().saturating_sub(part.ms()), self.cm().saturating_sub(part.cm()))
    }

    /// The cost of the first `cm` of a piece that costs `self`.
    pub(crate) fn first(self, cm: u32) -> Self {
        if self.cm() == 0 {
            return Self::default();
        }
        let (whole, cm) = (u64::from(self.cm()), cm.min(self.cm()));
        let ms = (u64::from(self.ms()) * u64::from(cm) + whole / 2) / whole;
        Self::new(ms as u32, cm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_end_where_there_is_no_way() {
        let long = Cost::new(Cost::LIMIT_MS - 1, u32::MAX / 2);
        assert_eq!(long.plus(Cost::new(1, 2)), Cost::INFINITE);
        assert_eq!(long.plus(long), Cost::INFINITE);
        assert_eq!(Cost::INFINITE.plus(Cost::INFINITE), Cost::INFINITE);
        assert_eq!(Cost::INFINITE.or_sum(long, long), Cost::INFINITE);
        assert_eq!(Cost::new(u32::MAX, 7), Cost::INFINITE);
    }

    #[test]
    fn a_part_and_the_rest_make_the_whole() {
        let whole = Cost::new(1_001, 333);
        for cm in 0..=333 {
            let part = whole.first(cm);
            assert_eq!(part.plus(whole.minus(part)), whole);
        }
    }
}
