//! Lines about rows of a table, for people: one line a text, with the rows that it is about.

use std::collections::HashMap;

/// Groups `lines`, each a row's number and a text, by their text, in the order in which the texts
/// first come: `2–9, 12 village_code: …`.
pub fn grouped(lines: impl Iterator<Item = (usize, String)>) -> Vec<String> {
    let mut order: Vec<(String, Vec<usize>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (row, text) in lines {
        let place = *places.entry(text.clone()).or_insert_with(|| {
            order.push((text, Vec::new()));
            order.len() - 1
        });
        order[place].1.push(row);
    }
    order.into_iter().map(|(text, rows)| format!("{} {text}", ranges(&rows))).collect()
}

/// Rising numbers, runs of them as `first–last`.
fn ranges(rows: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match runs.last_mut() {
            Some((_, last)) if row <= *last + 1 => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let parts = runs.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    });
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn rows_with_the_same_fault_are_one_line() {
        let lines = [(2, "a"), (3, "a"), (3, "b"), (4, "a"), (9, "a")].map(|(row, text)| (row, text.into()));
        assert_eq!(grouped(lines.into_iter()), ["2–4, 9 a", "3 b"]);
    }
}
