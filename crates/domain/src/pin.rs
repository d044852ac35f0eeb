//! The PIN that opens a person's part of a phone: what makes one, and how long wrong ones wait.

/// Wrong tries after which what is a person's on the phone is erased.
pub const TRIES: u32 = 10;
/// Digits at least.
const LENGTH: usize = 6;

/// Why a PIN is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than six digits.
    Short,
    /// Guessed among the first: one digit, a row, a pattern repeated.
    Easy,
}

/// Refuses what is short or guessed first.
pub fn check(pin: &str) -> Result<(), Weak> {
    let digits = pin.as_bytes();
    if digits.len() < LENGTH || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Weak::Short);
    }
    let steps: Vec<i16> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    let is_row = steps.iter().all(|step| *step == steps[0] && step.abs() <= 1);
    let repeats = (1..=LENGTH / 2).any(|n| digits.chunks(n).all(|part| digits.starts_with(part)));
    if is_row || repeats { Err(Weak::Easy) } else { Ok(()) }
}

/// Seconds until another try after so many wrong ones.
pub fn wait_s(wrong: u32) -> i64 {
    match wrong {
        0..=2 => 0,
        3..=4 => 5,
        5..=6 => 60,
        7..=8 => 300,
        _ => 900,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_six_digits_that_nobody_tries_first() {
        for pin in ["", "12345", "12a456", "１２３４５６"] {
            assert_eq!(check(pin), Err(Weak::Short), "{pin}");
        }
        for pin in ["111111", "123456", "987654", "121212", "370370", "3703703"] {
            assert_eq!(check(pin), Err(Weak::Easy), "{pin}");
        }
        for pin in ["370915", "135790", "112233", "20261124"] {
            assert_eq!(check(pin), Ok(()), "{pin}");
        }
    }

    #[test]
    fn each_wrong_try_waits_at_least_as_long_as_the_one_before() {
        let waits: Vec<i64> = (0..=TRIES).map(wait_s).collect();
        assert!(waits.is_sorted());
        assert_eq!((wait_s(2), wait_s(TRIES)), (0, 900));
    }
}
