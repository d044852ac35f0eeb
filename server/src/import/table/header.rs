//! The header: which columns stand where, and which never may.

use super::Rejected;
use domain::fault::Fault;
use domain::refusal;

/// Where each of `expected` stands, in its order.
///
/// # Errors
/// Every fault of the header at once.
pub fn places(header: &[String], expected: &[&'static str]) -> Result<Vec<usize>, Vec<Rejected>> {
    let names: Vec<String> = header.iter().map(|n| n.to_lowercase()).collect();
    let mut faults = Vec::new();
    for (place, name) in names.iter().enumerate() {
        if let Some(fault) = fault_of(&names[..place], name, expected) {
            faults.push(Rejected::cell(1, &header[place], fault));
        }
    }
    let mut found = Vec::new();
    for column in expected {
        match names.iter().position(|n| n == column) {
            Some(place) => found.push(place),
            None => faults.push(Rejected::cell(1, column, Fault::ColumnMissing)),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn fault_of(before: &[String], name: &str, expected: &[&'static str]) -> Option<Fault> {
    if expected.contains(&name) {
        return before.iter().any(|b| b == name).then_some(Fault::ColumnTwice);
    }
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    if refusal::asked(name).is_some() {
        return Some(Fault::ColumnRefused);
    }
    let nearest = expected.iter().map(|e| (distance(&bare, e), *e)).min().filter(|(d, _)| *d <= 2);
    Some(Fault::ColumnUnknown { nearest: nearest.map(|(_, e)| e) })
}

/// Edits between two short names (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(header: &[&str], expected: &[&'static str]) -> Vec<(String, &'static str)> {
        let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        let faults = places(&header, expected).unwrap_err();
        faults.into_iter().map(|f| (f.column, f.fault.code())).collect()
    }

    #[test]
    fn columns_are_found_in_any_order_and_case() {
        let header = ["Name".to_owned(), "code".to_owned()];
        assert_eq!(places(&header, &["code", "name"]), Ok(vec![1, 0]));
    }

    #[test]
    fn columns_about_persons_are_refused_by_rule() {
        for name in ["身份证号码", "民族", "籍贯", "职业", "户籍地址", "ID Card No.", "Ethnicity", "政治面貌"]
        {
            assert_eq!(codes(&["code", name], &["code"]), [(name.to_owned(), "column_refused")]);
        }
    }

    #[test]
    fn a_typing_error_is_met_with_the_nearest_name() {
        let faults = places(&["code".into(), "nmae".into()], &["code", "name"]).unwrap_err();
        assert_eq!(faults[0].fault, Fault::ColumnUnknown { nearest: Some("name") });
        assert_eq!(faults[1], Rejected::cell(1, "name", Fault::ColumnMissing));
    }

    #[test]
    fn a_column_named_twice_is_a_fault() {
        assert_eq!(codes(&["code", "CODE"], &["code"]), [("CODE".to_owned(), "column_twice")]);
    }
}
