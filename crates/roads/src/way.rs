//! The input: ways and nodes shaped as OpenStreetMap has them.

use crate::Point;

/// Tags of an element, in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub Vec<(String, String)>);

impl Tags {
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// Keys and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether `key` has the value `value`.
    pub fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Tags {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
    }
}

/// A node of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Identity in the extract; ways meet where they share it.
    pub id: i64,
    /// Where it is.
    pub at: Point,
}

/// A way. Nodes that the extract does not hold are left out by the reader, which then makes two
/// ways of the same id, so that nobody walks across the hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Identity in the extract.
    pub id: i64,
    /// Its line.
    pub nodes: Vec<Node>,
    /// What it is.
    pub tags: Tags,
}

/// A node that may stop a traveller (`barrier=*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barrier {
    /// Identity of the node.
    pub node: i64,
    /// What it is.
    pub tags: Tags,
}
