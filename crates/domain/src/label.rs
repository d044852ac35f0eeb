//! Codes on door labels: 6 characters that a tired eye does not confuse and a thumb can type.

/// Digits and capital letters without look-alikes (0 O, 1 I L, 2 Z, 5 S, 8 B, U V).
pub const ALPHABET: &[u8; 23] = b"34679ACDEFGHJKMNPQRTWXY";

/// Length of a code, its last character being the check.
pub const LENGTH: usize = 6;

/// How many codes there are: 23^5.
pub const COUNT: u64 = 6_436_343;

/// The code number `n`, modulo [`COUNT`]. Neighbouring numbers give unlike codes, so that labels
/// of one staircase are not mistaken for each other.
pub fn code(n: u64) -> String {
    // A multiplier without a common factor with 23^5 visits every code once.
    let mut rest = (n % COUNT) * 2_654_435_761 % COUNT;
    let mut digits = [0u64; LENGTH];
    for digit in digits.iter_mut().take(LENGTH - 1) {
        *digit = rest % 23;
        rest /= 23;
    }
    digits[LENGTH - 1] = check(&digits[..LENGTH - 1]);
    digits.iter().map(|d| char::from(ALPHABET[*d as usize])).collect()
}

/// The code that was typed or scanned, in capitals; none if it is not one (one wrong character or
/// two neighbours exchanged are always found).
pub fn parse(text: &str) -> Option<String> {
    let code: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let digits: Vec<u64> = code.bytes().map(digit).collect::<Option<_>>()?;
    (digits.len() == LENGTH && check(&digits[..LENGTH - 1]) == digits[LENGTH - 1]).then_some(code)
}

fn digit(byte: u8) -> Option<u64> {
    ALPHABET.iter().position(|a| *a == byte).map(|p| p as u64)
}

/// Weighted sum modulo the prime 23, weights 2 to 6.
fn check(digits: &[u64]) -> u64 {
    digits.iter().zip(2..).map(|(d, weight)| d * weight).sum::<u64>() % 23
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn ten_thousand_numbers_give_as_many_codes() {
        let codes: HashSet<String> = (0..10_000).map(code).collect();
        assert_eq!(codes.len(), 10_000);
    }

    proptest! {
        #[test]
        fn a_code_is_read_back_in_any_case_and_spacing(n in 0u64..COUNT) {
            let code = code(n);
            let typed = format!(" {}-{} ", &code[..3].to_lowercase(), &code[3..]);
            prop_assert_eq!(parse(&typed), Some(code));
        }

        #[test]
        fn one_wrong_character_is_found(n in 0u64..COUNT, at in 0usize..6, other in 0usize..23) {
            let right = code(n);
            let mut wrong = right.clone().into_bytes();
            wrong[at] = ALPHABET[other];
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assume!(wrong != right);
            prop_assert_eq!(parse(&wrong), None);
        }

        #[test]
        fn two_neighbours_exchanged_are_found(n in 0u64..COUNT, at in 0usize..5) {
            let right = code(n);
            let mut wrong = right.clone().into_bytes();
            wrong.swap(at, at + 1);
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assume!(wrong != right);
            prop_assert_eq!(parse(&wrong), None);
        }
    }
}
