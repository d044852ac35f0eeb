//! Which pages of the office come with which bundle: a page loads the code of its like alone.

/// A bundle of office pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The daily desk: flags, files, ledger, plan, coverage.
    Office,
    /// The scheme: stations, accounts, the log.
    Scheme,
}

/// Paths of the office pages with their bundles, for the server's router: each stands in the rights
/// table.
pub const PATHS: [(&str, Entry); 15] = [
    ("/sign-in", Entry::Office),
    ("/desk", Entry::Office),
    ("/desk/password", Entry::Office),
    ("/desk/flags", Entry::Office),
    ("/desk/flags/{id}", Entry::Office),
    ("/desk/dwellings", Entry::Office),
    ("/desk/dwellings/{id}", Entry::Office),
    ("/desk/dwellings/{id}/ledger", Entry::Office),
    ("/desk/coverage", Entry::Office),
    ("/desk/coverage/overdue", Entry::Office),
    ("/desk/plan", Entry::Office),
    ("/desk/duty", Entry::Office),
    ("/desk/stations", Entry::Scheme),
    ("/desk/accounts", Entry::Scheme),
    ("/desk/audit", Entry::Scheme),
];

impl Entry {
    /// The bundle of the page at `path`; none where there is no such page.
    pub fn of(path: &str) -> Option<Self> {
        PATHS.iter().find(|(pattern, _)| matches(pattern, path)).map(|(_, entry)| *entry)
    }

    /// Name of the files made for it (`app/bundle`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Scheme => "scheme",
        }
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('/'), path.trim_end_matches('/').split('/'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some(part), Some(found)) if part == found || part.starts_with('{') => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_path() {
        assert_eq!(Entry::of("/desk/dwellings/0190/ledger"), Some(Entry::Office));
        assert_eq!(Entry::of("/desk/stations/"), Some(Entry::Scheme));
        assert_eq!(Entry::of("/desk"), Some(Entry::Office));
        assert_eq!(Entry::of("/desk/nothing"), None);
        assert_eq!(Entry::of("/"), None);
    }
}
