//! A block of elements: texts, then groups of nodes, ways or relations that name their tags by
//! numbers of texts (OpenStreetMap wiki, "PBF Format").

use super::wire::{Broken, Fields, Packed};
use crate::import::osm::raw::{Member, is_understood};
use crate::import::osm::sink::{Kind, Sink};
use roads::Point;

/// Why a block cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Damage {
    #[error(transparent)]
    Broken(#[from] Broken),
    #[error("text {0} is not UTF-8")]
    Text(usize),
    #[error("a text of number {number}, of {texts}")]
    NoText { number: u64, texts: usize },
    #[error("lists of unlike length")]
    Unlike,
    #[error("a member of unknown kind {0}")]
    Member(u64),
}

/// Gives every element that `sink` wants to it, with the tags that Rounds understands.
pub(super) fn visit(bytes: &[u8], sink: &mut impl Sink) -> Result<(), Damage> {
    let (mut block, mut groups) = (Block::default(), Vec::new());
    for field in Fields(bytes) {
        let field = field?;
        match field.number {
            1 => block.texts(field.bytes()?)?,
            2 => groups.push(field.bytes()?),
            17 => block.granularity = field.integer()? as i64,
            19 => block.lat_offset = field.integer()? as i64,
            20 => block.lon_offset = field.integer()? as i64,
            _ => {}
        }
    }
    let mut memory = Memory::default();
    for field in groups.into_iter().flat_map(Fields) {
        let field = field?;
        match field.number {
            1 if sink.wants(Kind::Node) => block.node(field.bytes()?, &mut memory, sink)?,
            2 if sink.wants(Kind::Node) => block.dense_nodes(field.bytes()?, &mut memory, sink)?,
            3 if sink.wants(Kind::Way) => block.way(field.bytes()?, &mut memory, sink)?,
            4 if sink.wants(Kind::Relation) => block.relation(field.bytes()?, &mut memory, sink)?,
            _ => {}
        }
    }
    Ok(())
}

struct Block<'a> {
    texts: Vec<&'a str>,
    /// Whether a text is a key that Rounds understands.
    is_key: Vec<bool>,
    /// Nanodegrees a unit, and of the origin.
    granularity: i64,
    lat_offset: i64,
    lon_offset: i64,
}

impl Default for Block<'_> {
    fn default() -> Self {
        Self { texts: Vec::new(), is_key: Vec::new(), granularity: 100, lat_offset: 0, lon_offset: 0 }
    }
}

/// Lists that are filled again for each element.
#[derive(Default)]
struct Memory<'a> {
    tags: Vec<(&'a str, &'a str)>,
    refs: Vec<i64>,
    members: Vec<Member>,
}

impl<'a> Block<'a> {
    fn texts(&mut self, table: &'a [u8]) -> Result<(), Damage> {
        for field in Fields(table) {
            let index = self.texts.len();
            let text = std::str::from_utf8(field?.bytes()?).map_err(|_| Damage::Text(index))?;
            self.texts.push(text);
            self.is_key.push(is_understood(text));
        }
        Ok(())
    }

    fn text(&self, number: u64) -> Result<&'a str, Damage> {
        let text = usize::try_from(number).ok().and_then(|number| self.texts.get(number));
        text.copied().ok_or(Damage::NoText { number, texts: self.texts.len() })
    }

    fn add_tag(&self, tags: &mut Vec<(&'a str, &'a str)>, key: u64, value: u64) -> Result<(), Damage> {
        let pair = (self.text(key)?, self.text(value)?);
        if self.is_key[key as usize] {
            tags.push(pair);
        }
        Ok(())
    }

    fn tags(&self, memory: &mut Memory<'a>, keys: Packed<'_>, mut values: Packed<'_>) -> Result<(), Damage> {
        memory.tags.clear();
        for key in keys {
            let value = values.next().ok_or(Damage::Unlike)?;
            self.add_tag(&mut memory.tags, key?, value?)?;
        }
        if values.next().is_some() { Err(Damage::Unlike) } else { Ok(()) }
    }

    fn point(&self, lon: i64, lat: i64) -> Option<Point> {
        let nano = |offset: i64, value: i64| offset.checked_add(value.checked_mul(self.granularity)?);
        Point::from_nanodegrees(nano(self.lon_offset, lon)?, nano(self.lat_offset, lat)?)
    }

    fn node(&self, bytes: &[u8], memory: &mut Memory<'a>, sink: &mut impl Sink) -> Result<(), Damage> {
        let (mut id, mut lon, mut lat) = (0, 0, 0);
        let (mut keys, mut values) = (Packed::default(), Packed::default());
        for field in Fields(bytes) {
            let field = field?;
            match field.number {
                1 => id = field.signed()?,
                2 => keys = field.integers()?,
                3 => values = field.integers()?,
                8 => lat = field.signed()?,
                9 => lon = field.signed()?,
                _ => {}
            }
        }
        self.tags(memory, keys, values)?;
        sink.node(id, self.point(lon, lat), &memory.tags);
        Ok(())
    }

    fn dense_nodes(&self, bytes: &[u8], memory: &mut Memory<'a>, sink: &mut impl Sink) -> Result<(), Damage> {
        let [mut ids, mut lats, mut lons, mut tags] = [Packed::default(); 4];
        for field in Fields(bytes) {
            let field = field?;
            match field.number {
                1 => ids = field.integers()?,
                8 => lats = field.integers()?,
                9 => lons = field.integers()?,
                10 => tags = field.integers()?,
                _ => {}
            }
        }
        let (mut id, mut lat, mut lon) = (0, 0, 0);
        while let Some(next) = ids.next_after(id) {
            id = next?;
            lat = lats.next_after(lat).ok_or(Damage::Unlike)??;
            lon = lons.next_after(lon).ok_or(Damage::Unlike)??;
            memory.tags.clear();
            // Pairs up to a zero; no list at all where no node has tags.
            while let Some(key) = tags.next().transpose()?.filter(|key| *key != 0) {
                let value = tags.next().ok_or(Damage::Unlike)?;
                self.add_tag(&mut memory.tags, key, value?)?;
            }
            sink.node(id, self.point(lon, lat), &memory.tags);
        }
        Ok(())
    }

    fn way(&self, bytes: &[u8], memory: &mut Memory<'a>, sink: &mut impl Sink) -> Result<(), Damage> {
        let [mut keys, mut values, mut refs] = [Packed::default(); 3];
        let mut id = 0;
        for field in Fields(bytes) {
            let field = field?;
            match field.number {
                1 => id = field.integer()? as i64,
                2 => keys = field.integers()?,
                3 => values = field.integers()?,
                8 => refs = field.integers()?,
                _ => {}
            }
        }
        self.tags(memory, keys, values)?;
        memory.refs.clear();
        let mut node = 0;
        while let Some(next) = refs.next_after(node) {
            node = next?;
            memory.refs.push(node);
        }
        sink.way(id, &memory.refs, &memory.tags);
        Ok(())
    }

    fn relation(&self, bytes: &[u8], memory: &mut Memory<'a>, sink: &mut impl Sink) -> Result<(), Damage> {
        let [mut keys, mut values, mut roles, mut members, mut kinds] = [Packed::default(); 5];
        let mut id = 0;
        for field in Fields(bytes) {
            let field = field?;
            match field.number {
                1 => id = field.integer()? as i64,
                2 => keys = field.integers()?,
                3 => values = field.integers()?,
                8 => roles = field.integers()?,
                9 => members = field.integers()?,
                10 => kinds = field.integers()?,
                _ => {}
            }
        }
        self.tags(memory, keys, values)?;
        memory.members.clear();
        let mut member = 0;
        while let Some(next) = members.next_after(member) {
            member = next?;
            let role = self.text(roles.next().ok_or(Damage::Unlike)??)?;
            match kinds.next().ok_or(Damage::Unlike)?? {
                WAY => memory.members.push(Member { way: member, is_inner: role == "inner" }),
                0 | 2 => {}
                kind => return Err(Damage::Member(kind)),
            }
        }
        sink.relation(id, &memory.members, &memory.tags);
        Ok(())
    }
}

/// A member that is a way; 0 is a node, 2 a relation.
const WAY: u64 = 1;
