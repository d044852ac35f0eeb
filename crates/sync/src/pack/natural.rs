//! The order in which people look for doors: 2 before 10.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares texts; runs of digits by their number.
pub fn compare(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (number(&mut left), number(&mut right)) {
            (Some(a), Some(b)) => a.len().cmp(&b.len()).then_with(|| a.cmp(&b)),
            (None, None) => match (left.next(), right.next()) {
                (None, None) => return a.cmp(b),
                (a, b) => a.cmp(&b),
            },
            (None, Some(_)) if left.peek().is_some() => Ordering::Greater,
            (Some(_), None) if right.peek().is_none() => Ordering::Greater,
            _ => Ordering::Less,
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The digits at the front, without zeros before them.
fn number(text: &mut Peekable<Chars<'_>>) -> Option<String> {
    text.peek().filter(|c| c.is_ascii_digit())?;
    let mut digits = String::new();
    while let Some(digit) = text.next_if(char::is_ascii_digit) {
        if digit != '0' || !digits.is_empty() {
            digits.push(digit);
        }
    }
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut doors = ["10", "2", "1-10", "1-9", "", "A2", "A10", "02", "12号3幢", "12号12幢"];
        doors.sort_by(|a, b| compare(a, b));
        assert_eq!(doors, ["", "1-9", "1-10", "02", "2", "10", "12号3幢", "12号12幢", "A2", "A10"]);
    }
}
