//! Which pages of the office come with which bundle: a page loads the code of its like alone.

/// A bundle of office pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// The daily desk: flags, classes, files, ledger, plan, coverage.
    Office,
    /// The scheme: stations, meetings, messages, practice notes, accounts, the log, what the privacy officer works with.
    Scheme,
}

/// Paths of the office pages with their bundles, for the server's router: each stands in the rights
/// table.
pub const PATHS: [(&str, Bundle); 33] = [
    ("/sign-in", Bundle::Office),
    ("/desk", Bundle::Office),
    ("/desk/password", Bundle::Office),
    ("/desk/flags", Bundle::Office),
    ("/desk/flags/{id}", Bundle::Office),
    ("/desk/classes", Bundle::Office),
    ("/desk/conflicts", Bundle::Office),
    ("/desk/dwellings", Bundle::Office),
    ("/desk/dwellings/{id}", Bundle::Office),
    ("/desk/dwellings/{id}/ledger", Bundle::Office),
    ("/desk/coverage", Bundle::Office),
    ("/desk/coverage/overdue", Bundle::Office),
    ("/desk/plan", Bundle::Office),
    ("/desk/duty", Bundle::Office),
    ("/desk/stations", Bundle::Scheme),
    ("/desk/meetings", Bundle::Scheme),
    ("/desk/meetings/{id}", Bundle::Scheme),
    ("/desk/messages", Bundle::Scheme),
    ("/desk/practice", Bundle::Scheme),
    ("/desk/inspection", Bundle::Scheme),
    ("/desk/inspection/board", Bundle::Scheme),
    ("/desk/inspection/year", Bundle::Scheme),
    ("/desk/own", Bundle::Scheme),
    ("/desk/orders", Bundle::Scheme),
    ("/desk/spot-checks", Bundle::Scheme),
    ("/desk/accounts", Bundle::Scheme),
    ("/desk/audit", Bundle::Scheme),
    ("/desk/alerts", Bundle::Scheme),
    ("/desk/requests", Bundle::Scheme),
    ("/desk/demands", Bundle::Scheme),
    ("/desk/incident", Bundle::Scheme),
    ("/desk/retention", Bundle::Scheme),
    ("/desk/stored", Bundle::Scheme),
];

impl Bundle {
    /// The bundle of the page at `path`; none where there is no such page.
    pub fn of(path: &str) -> Option<Self> {
        PATHS.iter().find(|(pattern, _)| matches(pattern, path)).map(|(_, bundle)| *bundle)
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
        assert_eq!(Bundle::of("/desk/dwellings/0190/ledger"), Some(Bundle::Office));
        assert_eq!(Bundle::of("/desk/stations/"), Some(Bundle::Scheme));
        assert_eq!(Bundle::of("/desk"), Some(Bundle::Office));
        assert_eq!(Bundle::of("/desk/nothing"), None);
        assert_eq!(Bundle::of("/"), None);
    }
}
