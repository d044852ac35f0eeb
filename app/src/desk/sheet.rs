//! A table in the reader's words: the page that shows it knows nothing of what it says, and the file
//! made of it holds the same.

use serde::{Deserialize, Serialize};

/// A titled table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Above it.
    pub title: String,
    /// Of its columns.
    pub headings: Vec<String>,
    /// As many cells a row as there are headings.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// A table.
    pub fn new(title: &str, headings: &[&str], rows: Vec<Vec<String>>) -> Self {
        let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
        Self { title: title.to_owned(), headings, rows }
    }
}

/// A row with something to be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Identity.
    pub id: String,
    /// As many as there are headings.
    pub cells: Vec<String>,
    /// It waits for an answer.
    pub is_open: bool,
    /// Its last day is over.
    pub is_late: bool,
    /// A day that can be set, `2026-11-24`, empty where none is; for lines that have such a day.
    pub day: Option<String>,
}

/// Keys and words to choose from.
pub type Choices = Vec<(String, String)>;
