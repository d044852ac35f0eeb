//! Why an extract is not read. Each reason is a problem of the catalogue, so that it is told in
//! the user's language with its cure; the file's own words go along for the log.

use domain::problem::Problem;
use std::path::Path;

/// Why an extract is not read.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// It cannot be opened or read.
    #[error("{file}: {source}")]
    Unreadable {
        /// As given.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It has no bytes.
    #[error("{file} is empty")]
    Empty {
        /// As given.
        file: String,
    },
    /// It is no OpenStreetMap extract.
    #[error("{file} is no OpenStreetMap extract but {found}")]
    Foreign {
        /// As given.
        file: String,
        /// What it looks like.
        found: &'static str,
    },
    /// It is cut off or broken.
    #[error("{file} is damaged at {place}: {detail}")]
    Damaged {
        /// As given.
        file: String,
        /// Byte, line or element.
        place: String,
        /// What the reader says.
        detail: String,
    },
    /// It unfolds to more than any extract does.
    #[error("{file} unfolds to more than {limit} bytes at {place}")]
    TooLarge {
        /// As given.
        file: String,
        /// Byte or element.
        place: String,
        /// Allowed, bytes.
        limit: u64,
    },
    /// It has no way that one may use.
    #[error("{file} has no roads or paths")]
    NoWays {
        /// As given.
        file: String,
    },
}

impl ExtractError {
    /// The problem of the catalogue.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Unreadable { file, .. } => Problem::MapUnreadable { file: file.clone() },
            Self::Empty { file } => Problem::MapEmpty { file: file.clone() },
            Self::Foreign { file, .. } => Problem::MapForeign { file: file.clone() },
            Self::Damaged { file, place, .. } => {
                Problem::MapDamaged { file: file.clone(), place: place.clone() }
            }
            Self::TooLarge { file, limit, .. } => Problem::MapTooLarge { file: file.clone(), limit: *limit },
            Self::NoWays { file } => Problem::MapWithoutWays { file: file.clone() },
        }
    }
}

/// What a reader of one format says, before the file's name is known.
#[derive(Debug)]
pub(super) enum Fault {
    Io(std::io::Error),
    Damaged { place: String, detail: String },
    TooLarge { place: String, limit: u64 },
    Foreign { found: &'static str },
    Empty,
}

impl Fault {
    pub(super) fn damaged(place: impl Into<String>, detail: impl ToString) -> Self {
        Self::Damaged { place: place.into(), detail: detail.to_string() }
    }

    pub(super) fn of(self, path: &Path) -> ExtractError {
        let file = path.display().to_string();
        match self {
            Self::Io(source) => ExtractError::Unreadable { file, source },
            Self::Damaged { place, detail } => ExtractError::Damaged { file, place, detail },
            Self::TooLarge { place, limit } => ExtractError::TooLarge { file, place, limit },
            Self::Foreign { found } => ExtractError::Foreign { file, found },
            Self::Empty => ExtractError::Empty { file },
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}
