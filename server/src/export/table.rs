//! A table before it has a format.

use chrono::NaiveDate;

/// A column: its key heads files that programs read, its heading those that people read.
pub struct Column {
    /// The key, as in `docs/register.md` where the register import knows it.
    pub key: &'static str,
    /// The heading in the reader's language.
    pub heading: &'static str,
    /// Its share of a printed row's width, relative to the others.
    pub share: f32,
}

/// A cell.
pub enum Cell {
    /// A text that someone wrote.
    Text(String),
    /// A word of a closed set, by its key and as people read it.
    Word(String, &'static str),
    /// A coordinate, degrees.
    Degrees(Option<f64>),
    /// A civil date.
    Day(Option<NaiveDate>),
}

/// Rows under columns.
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// As programs read it.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => super::cell::text(text),
            Self::Word(key, _) => key.clone(),
            Self::Degrees(degrees) => degrees.map(|degrees| format!("{degrees:.6}")).unwrap_or_default(),
            Self::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Word(_, label) => (*label).to_owned(),
            Self::Degrees(_) | Self::Day(_) => self.plain(),
        }
    }
}
