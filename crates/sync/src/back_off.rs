//! How long to wait after failures.

/// The first wait, milliseconds: a lift door, a tunnel.
const FIRST_MS: u64 = 2_000;

/// The longest wait, milliseconds: a server that is back is found within half a minute. A phone that comes
/// into view or online asks at once anyway, and one without a network spends nothing on a try.
const LONGEST_MS: u64 = 20_000;

/// Milliseconds until the next try after `failures` in a row (from 1), doubling, with the last
/// quarter spread by `jitter` (0 to 1) so that the phones of a station do not return together.
pub fn back_off_ms(failures: u32, jitter: f64) -> u64 {
    let doublings = failures.saturating_sub(1).min(20);
    let full = FIRST_MS.saturating_mul(1 << doublings).min(LONGEST_MS);
    let spread = (full / 4) as f64 * jitter.clamp(0.0, 1.0);
    full - spread as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_failure_waits_two_seconds_and_the_hundredth_twenty() {
        assert_eq!(back_off_ms(1, 0.0), 2_000);
        assert_eq!(back_off_ms(2, 0.0), 4_000);
        assert_eq!(back_off_ms(100, 0.0), LONGEST_MS);
    }

    proptest! {
        #[test]
        fn a_wait_stays_between_three_quarters_and_the_whole_of_its_step(
            failures in 1u32..200,
            jitter in 0.0f64..=1.0,
        ) {
            let (full, wait) = (back_off_ms(failures, 0.0), back_off_ms(failures, jitter));
            prop_assert!(wait <= full && wait >= full * 3 / 4);
        }
    }
}
