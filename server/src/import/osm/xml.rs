//! `.osm`: OpenStreetMap's XML, element by element. No entity is ever expanded beyond XML's own
//! five, nothing outside the file is fetched.

use super::error::Fault;
use super::meter::{Limited, TooLarge};
use super::raw::{Member, is_understood};
use super::sink::Sink;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use roads::Point;
use std::cell::Cell;
use std::io::BufRead;
use std::rc::Rc;

/// An element of a real file has some hundred bytes; long tags a few thousand.
const ELEMENT_LIMIT: u64 = 1 << 20;

/// Gives the elements of a whole document to `sink`.
pub(super) fn read(
    input: impl BufRead,
    sink: &mut impl Sink,
    read_so_far: &dyn Fn(u64),
) -> Result<(), Fault> {
    let left = Rc::new(Cell::new(ELEMENT_LIMIT));
    let mut reader =
        quick_xml::Reader::from_reader(Limited { input, left: left.clone(), limit: ELEMENT_LIMIT });
    let (mut document, mut buffer) = (Document::of(sink), Vec::new());
    loop {
        left.set(ELEMENT_LIMIT);
        let at = reader.buffer_position();
        let event = reader.read_event_into(&mut buffer).map_err(|error| fault(at, &error))?;
        match event {
            Event::Start(element) => document.open(&element, at, true)?,
            Event::Empty(element) => document.open(&element, at, false)?,
            Event::End(_) => document.close(),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
        read_so_far(at);
    }
    document.finish(reader.buffer_position())
}

fn fault(at: u64, error: &quick_xml::Error) -> Fault {
    let place = format!("byte {at}");
    let limit = if let quick_xml::Error::Io(io) = error { TooLarge::of(io) } else { None };
    match limit {
        Some(limit) => Fault::TooLarge { place, limit },
        None => Fault::damaged(place, error),
    }
}

/// The element being read.
enum Open {
    Node(i64, Option<Point>),
    Way(i64, Vec<i64>),
    Relation(i64, Vec<Member>),
}

struct Document<'s, S> {
    sink: &'s mut S,
    depth: u32,
    has_root: bool,
    element: Option<Open>,
    tags: Vec<(String, String)>,
}

impl<'s, S: Sink> Document<'s, S> {
    fn of(sink: &'s mut S) -> Self {
        Self { sink, depth: 0, has_root: false, element: None, tags: Vec::new() }
    }

    fn open(&mut self, element: &BytesStart<'_>, at: u64, has_content: bool) -> Result<(), Fault> {
        let name = element.name();
        let attributes = Attributes { element, at };
        match (self.depth, name.into_inner()) {
            (0, "osm") => self.has_root = true,
            (0, _) => return Err(Fault::Foreign { found: "another kind of XML" }),
            (1, "node") if attributes.is_there()? => {
                let (lon, lat) = (attributes.number("lon")?, attributes.number("lat")?);
                self.element = Some(Open::Node(attributes.id("id")?, Point::from_degrees(lon, lat)));
            }
            (1, "way") if attributes.is_there()? => {
                self.element = Some(Open::Way(attributes.id("id")?, vec![]))
            }
            (1, "relation") if attributes.is_there()? => {
                self.element = Some(Open::Relation(attributes.id("id")?, vec![]));
            }
            (2, "tag") => self.tag(&attributes)?,
            (2, "nd") => {
                if let Some(Open::Way(_, refs)) = &mut self.element {
                    refs.push(attributes.id("ref")?);
                }
            }
            (2, "member") => self.member(&attributes)?,
            _ => {}
        }
        self.depth += 1;
        if !has_content {
            self.close();
        }
        Ok(())
    }

    fn tag(&mut self, attributes: &Attributes<'_>) -> Result<(), Fault> {
        let key = attributes.text("k")?;
        if is_understood(&key) {
            self.tags.push((key, attributes.text("v")?));
        }
        Ok(())
    }

    fn member(&mut self, attributes: &Attributes<'_>) -> Result<(), Fault> {
        if let Some(Open::Relation(_, members)) = &mut self.element
            && attributes.text("type")? == "way"
        {
            let is_inner = attributes.optional("role")?.as_deref() == Some("inner");
            members.push(Member { way: attributes.id("ref")?, is_inner });
        }
        Ok(())
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth != 1 {
            return;
        }
        let kept = std::mem::take(&mut self.tags);
        let tags: Vec<(&str, &str)> = kept.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        match self.element.take() {
            Some(Open::Node(id, point)) => self.sink.node(id, point, &tags),
            Some(Open::Way(id, refs)) => self.sink.way(id, &refs, &tags),
            Some(Open::Relation(id, members)) => self.sink.relation(id, &members, &tags),
            None => {}
        }
    }

    fn finish(self, at: u64) -> Result<(), Fault> {
        if !self.has_root {
            return Err(Fault::Foreign { found: "a text without elements" });
        }
        if self.depth != 0 {
            return Err(Fault::damaged(format!("byte {at}"), "cut off"));
        }
        Ok(())
    }
}

/// The attributes of one element.
struct Attributes<'a> {
    element: &'a BytesStart<'a>,
    at: u64,
}

impl Attributes<'_> {
    /// Editors keep what they deleted in their files.
    fn is_there(&self) -> Result<bool, Fault> {
        let is_deleted = self.optional("action")?.as_deref() == Some("delete");
        Ok(!is_deleted && self.optional("visible")?.as_deref() != Some("false"))
    }

    fn optional(&self, name: &str) -> Result<Option<String>, Fault> {
        let mut attributes = self.element.attributes();
        // A second attribute of a name does no harm here, and looking for one costs.
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(|error| self.damaged(error))?;
            if attribute.key.into_inner() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.map(|text| Some(text.into_owned())).map_err(|error| self.damaged(error));
            }
        }
        Ok(None)
    }

    fn text(&self, name: &str) -> Result<String, Fault> {
        self.optional(name)?.ok_or_else(|| self.damaged(format!("no {name}")))
    }

    fn id(&self, name: &str) -> Result<i64, Fault> {
        self.text(name)?.parse().map_err(|error| self.damaged(format!("{name}: {error}")))
    }

    fn number(&self, name: &str) -> Result<f64, Fault> {
        let number: f64 =
            self.text(name)?.parse().map_err(|error| self.damaged(format!("{name}: {error}")))?;
        if number.is_finite() { Ok(number) } else { Err(self.damaged(format!("{name} is no number"))) }
    }

    fn damaged(&self, detail: impl ToString) -> Fault {
        Fault::damaged(format!("byte {}", self.at), detail)
    }
}
