//! What is wrong with a file.

/// A fault of a file: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}; {cure}", .line.map_or(String::new(), |l| format!("line {l}: ")))]
pub struct Fault {
    /// The line, from 1; none where the fault lies in the whole file.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub cure: String,
}

impl Fault {
    /// A fault in a line.
    pub(super) fn at(line: usize, what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { line: Some(line), what: what.into(), cure: cure.into() }
    }

    /// A fault of the whole file.
    pub(crate) fn whole(what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { line: None, what: what.into(), cure: cure.into() }
    }
}

/// Reads the words of a line as numbers.
pub(super) fn numbers(line: usize, text: &str) -> Result<Vec<f64>, Fault> {
    let number = |word: &str| {
        let value: Option<f64> = word.parse().ok().filter(|v: &f64| v.is_finite() && v.abs() <= LARGEST);
        value.ok_or_else(|| {
            Fault::at(
                line,
                format!("'{word}' is no number up to {LARGEST}"),
                "put a plain decimal number there",
            )
        })
    };
    text.split_whitespace().map(number).collect()
}

/// Larger numbers are taken for mistakes.
const LARGEST: f64 = 1e9;

/// A whole number that is not negative.
pub(super) fn whole(line: usize, value: f64, name: &str) -> Result<i32, Fault> {
    if value.fract() != 0.0 || !(0.0..=f64::from(i32::MAX / 4)).contains(&value) {
        let what = format!("{name} is {value}");
        return Err(Fault::at(line, what, "it must be a whole number, 0 or more"));
    }
    Ok(value as i32)
}
