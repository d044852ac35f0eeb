//! What stretches of way are called and look like, for whoever is told where to turn.

use crate::Tags;

/// How a way looks to a walker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WayKind {
    /// A road or street.
    Street,
    /// A footway, path or bridleway.
    Path,
    /// A cycleway.
    Cycleway,
    /// A farm or forest track.
    Track,
    /// Stairs.
    Steps,
    /// A ferry.
    Ferry,
}

impl WayKind {
    /// Every kind, in stored order.
    const ALL: [Self; 6] = [Self::Street, Self::Path, Self::Cycleway, Self::Track, Self::Steps, Self::Ferry];

    pub(crate) fn of(tags: &Tags) -> Self {
        match tags.get("highway") {
            None => Self::Ferry,
            Some("footway" | "path" | "pedestrian" | "bridleway" | "corridor" | "platform") => Self::Path,
            Some("cycleway") => Self::Cycleway,
            Some("track") => Self::Track,
            Some("steps") => Self::Steps,
            Some(_) => Self::Street,
        }
    }

    /// Whether a walker has to know that it begins or ends, whichever way it leads.
    pub(crate) fn is_remarkable(self) -> bool {
        matches!(self, Self::Steps | Self::Ferry)
    }
}

/// A kind and the number of a name; name 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) kind: WayKind,
    pub(crate) name: u32,
}

impl Label {
    /// Names share 32 bits with kinds.
    pub(crate) const MOST_NAMES: usize = 1 << 28;

    pub(crate) fn packed(self) -> u32 {
        let kind = WayKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        self.name << 3 | kind as u32
    }

    pub(crate) fn unpacked(word: u32) -> Option<Self> {
        let kind = WayKind::ALL.get((word & 7) as usize)?;
        Some(Self { kind: *kind, name: word >> 3 })
    }
}

/// A label from one point of a line to the next run's, or to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Position of its first point in the line.
    pub(crate) first: u32,
    pub(crate) label: Label,
}

/// The runs of the same line turned round; `last` is the position of its last point.
pub(crate) fn turned(runs: &[Run], last: u32) -> Vec<Run> {
    let ends = runs.iter().skip(1).map(|run| run.first).chain([last]);
    let mut turned: Vec<Run> =
        runs.iter().zip(ends).map(|(run, end)| Run { first: last - end, label: run.label }).collect();
    turned.reverse();
    turned
}

/// Appends the runs of a line that follows at position `from`.
pub(crate) fn extend(runs: &mut Vec<Run>, next: &[Run], from: u32) {
    for run in next {
        if runs.last().is_none_or(|last| last.label != run.label) {
            runs.push(Run { first: from + run.first, label: run.label });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(first: u32, name: u32) -> Run {
        Run { first, label: Label { kind: WayKind::Street, name } }
    }

    #[test]
    fn runs_turn_and_extend_as_their_lines_do() {
        let runs = [run(0, 1), run(3, 2), run(4, 3)];
        assert_eq!(turned(&runs, 9), [run(0, 3), run(5, 2), run(6, 1)]);
        assert_eq!(turned(&turned(&runs, 9), 9), runs);
        let mut whole = runs.to_vec();
        extend(&mut whole, &[run(0, 3), run(2, 1)], 9);
        assert_eq!(whole, [run(0, 1), run(3, 2), run(4, 3), run(11, 1)]);
    }

    #[test]
    fn labels_come_back_from_their_word() {
        for kind in WayKind::ALL {
            let label = Label { kind, name: 77 };
            assert_eq!(Label::unpacked(label.packed()), Some(label));
        }
        assert_eq!(Label::unpacked(7), None);
    }
}
