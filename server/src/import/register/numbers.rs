//! Numbers that Rounds refuses wherever they turn up: of identity and bank cards.

use domain::fault::Fault;

/// The fault of a text with an identity or card number in it.
pub fn refused(text: &str) -> Option<Fault> {
    let runs = runs(text);
    if runs.iter().any(|run| is_identity(run)) {
        return Some(Fault::IdentityNumber);
    }
    runs.iter().any(|run| is_card(run)).then_some(Fault::CardNumber)
}

/// Whether a contact's cell holds as many digits as an identity number, whatever they are: 15
/// digits before 1999, 18 characters since (GB 11643).
pub fn looks_like_identity(text: &str) -> bool {
    runs(text).iter().any(|run| matches!(run.len(), 15 | 18))
}

/// Runs of digits, each with an X that may close it, spaces and hyphens inside left out.
fn runs(text: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for c in text.chars().map(half_width) {
        match c {
            '0'..='9' => last(&mut runs).push(c),
            'x' | 'X' if last(&mut runs).len() == 17 => last(&mut runs).push('X'),
            ' ' | '-' => {}
            _ => runs.push(String::new()),
        }
    }
    runs
}

fn last(runs: &mut [String]) -> &mut String {
    let end = runs.len() - 1;
    &mut runs[end]
}

/// Full-width digits, letters and signs as plain ones.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Six digits of an area, a date of birth, a sequence: 18 characters, or 15 with a short year.
fn is_identity(run: &str) -> bool {
    let number = |from: usize, to: usize| run[from..to].parse::<u32>().unwrap_or(0);
    match run.len() {
        18 => (1900..2100).contains(&number(6, 10)) && is_day(number(10, 12), number(12, 14)),
        15 => (11..=82).contains(&number(0, 2)) && is_day(number(8, 10), number(10, 12)),
        _ => false,
    }
}

fn is_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// 16 to 19 digits of a card scheme with a right check digit (ISO/IEC 7812-1, Luhn).
fn is_card(run: &str) -> bool {
    if !(16..=19).contains(&run.len()) || !run.starts_with(['3', '4', '5', '6']) || run.ends_with('X') {
        return false;
    }
    let sum: u32 = run
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_are_found_inside_text_and_in_full_width_digits() {
        for text in [
            "11010519491231002X",
            "证号11010519491231002x。",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 0021",
        ] {
            assert_eq!(refused(text), Some(Fault::IdentityNumber), "{text}");
        }
        assert_eq!(refused("310101750101001"), Some(Fault::IdentityNumber), "the old form of 15 digits");
    }

    #[test]
    fn card_numbers_are_found_by_their_check_digit() {
        assert_eq!(refused("6222 0212 3456 7894"), Some(Fault::CardNumber));
        assert_eq!(refused("6222 0212 3456 7895"), None);
    }

    #[test]
    fn phones_codes_and_doors_are_none() {
        for text in
            ["13800138000", "021-59612345", "310151101001", "201", "+423 234 56 78", "幸福里 8 号 201"]
        {
            assert_eq!(refused(text), None, "{text}");
        }
    }
}
