//! What makes a PIN, and how long wrong ones wait.

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
