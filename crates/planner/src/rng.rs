//! Named randomness: xoshiro256++ (Blackman and Vigna, 2019), seeded by SplitMix64. Only integer
//! arithmetic, so that 32-bit wasm and 64-bit servers draw the same numbers.

pub(crate) struct Rng([u64; 4]);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        let mut at = seed;
        Self(std::array::from_fn(|_| split_mix(&mut at)))
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.0;
        let drawn = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.0 = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        drawn
    }

    /// A number below `bound`, which must not be 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        (((self.next() >> 32) * u64::from(bound)) >> 32) as u32
    }

    /// True once in `times` on average.
    pub(crate) fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// Exponentially distributed with mean about 1,477 (1,024 / ln 2), from leading zeros and a
    /// straight line between powers of two: no floating point.
    pub(crate) fn exponential(&mut self) -> i64 {
        let drawn = self.next() | 1;
        let zeros = drawn.leading_zeros();
        let mantissa = (drawn << zeros) >> 53 & 1023;
        i64::from(zeros) * 1024 + 1024 - mantissa as i64
    }

    /// Shuffles in place (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

fn split_mix(at: &mut u64) -> u64 {
    *at = at.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*at ^ (*at >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_numbers_everywhere() {
        let mut rng = Rng::new(7);
        let drawn: Vec<u32> = (0..5).map(|_| rng.below(1000)).collect();
        let mut again = Rng::new(7);
        assert_eq!(drawn, (0..5).map(|_| again.below(1000)).collect::<Vec<_>>());
    }

    #[test]
    fn the_exponential_has_the_mean_it_claims() {
        let mut rng = Rng::new(1);
        let mean = (0..100_000).map(|_| rng.exponential()).sum::<i64>() / 100_000;
        assert!((1400..1560).contains(&mean), "{mean}");
    }
}
