//! `.osm.pbf`: blobs of protocol buffers. The crate caps a blob (32 MiB) and its header (64 KiB).

use super::error::Fault;
use super::raw::{Member, Raw, RawRelation, RawWay, is_understood};
use osmpbf::{BlobDecode, BlobReader, Element, PrimitiveBlock, RelMemberType, Relation};
use roads::{Point, Tags};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Features of the format that this reader handles; a file that requires another is refused.
const FEATURES: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Reads a whole file of `size` bytes.
pub(super) fn read(input: impl Read + Send, size: u64, read_so_far: &dyn Fn(u64)) -> Result<Raw, Fault> {
    let consumed = Arc::new(AtomicU64::new(0));
    let blobs = BlobReader::new(Counted { input, consumed: consumed.clone() });
    let mut raw = Raw::default();
    let mut whole = 0;
    for (index, blob) in (1..).zip(blobs) {
        let place = format!("byte {whole}, block {index}");
        let blob = blob.map_err(|error| Fault::damaged(&place, error))?;
        match blob.decode().map_err(|error| Fault::damaged(&place, error))? {
            BlobDecode::OsmHeader(header) => {
                let unknown = header.required_features().iter().find(|f| !FEATURES.contains(&f.as_str()));
                if let Some(feature) = unknown {
                    return Err(Fault::damaged(place, format!("requires {feature}")));
                }
            }
            BlobDecode::OsmData(block) => add_guarded(&mut raw, &block, &place)?,
            BlobDecode::Unknown(_) => {}
        }
        whole = consumed.load(Ordering::Relaxed);
        read_so_far(whole);
    }
    // The crate takes up to three bytes left over for the end.
    if whole != size {
        return Err(Fault::damaged(format!("byte {whole}"), "cut off"));
    }
    raw.sort();
    Ok(raw)
}

/// The crate's iterators panic on some damaged numbers (an unknown kind of member; sums beyond 64
/// bits in builds that check them): that is damage like any other, and must not end the server.
fn add_guarded(raw: &mut Raw, block: &PrimitiveBlock, place: &str) -> Result<(), Fault> {
    catch_unwind(AssertUnwindSafe(|| add(raw, block)))
        .unwrap_or_else(|_| Err("numbers that make no sense".into()))
        .map_err(|detail| Fault::damaged(place, detail))
}

fn add(raw: &mut Raw, block: &PrimitiveBlock) -> Result<(), String> {
    // The tag iterators end silently at a text that is none: look for such first.
    let texts = block.raw_stringtable();
    if let Some(index) = texts.iter().position(|text| std::str::from_utf8(text).is_err()) {
        return Err(format!("text {index} is not UTF-8"));
    }
    let mut damage = None;
    block.for_each_element(|element| {
        if let Err(detail) = add_element(raw, element, texts.len()) {
            damage.get_or_insert(detail);
        }
    });
    damage.map_or(Ok(()), Err)
}

fn add_element(raw: &mut Raw, element: Element<'_>, texts: usize) -> Result<(), String> {
    let add_node = |raw: &mut Raw, id, lon, lat, tags| raw.add_node(id, Point::from_degrees(lon, lat), tags);
    match element {
        Element::Node(node) => {
            let tags = understood(node.tags(), node.raw_tags(), texts)?;
            add_node(raw, node.id(), node.lon(), node.lat(), tags);
        }
        Element::DenseNode(node) => {
            let numbers = node.raw_tags().map(|(key, value)| (key as u32, value as u32));
            let tags = understood(node.tags(), numbers, texts)?;
            add_node(raw, node.id(), node.lon(), node.lat(), tags);
        }
        Element::Way(way) => {
            let tags = understood(way.tags(), way.raw_tags(), texts)?;
            raw.ways.push(RawWay { id: way.id(), refs: way.refs().collect(), tags });
        }
        Element::Relation(relation) => {
            let tags = understood(relation.tags(), relation.raw_tags(), texts)?;
            raw.relations.push(RawRelation { id: relation.id(), members: members(&relation)?, tags });
        }
    }
    Ok(())
}

fn members(relation: &Relation<'_>) -> Result<Vec<Member>, String> {
    let ways = relation.members().filter(|member| member.member_type == RelMemberType::Way);
    ways.map(|member| {
        let role = member.role().map_err(|error| error.to_string())?;
        Ok(Member { way: member.member_id, is_inner: role == "inner" })
    })
    .collect()
}

fn understood<'a>(
    tags: impl Iterator<Item = (&'a str, &'a str)>,
    mut numbers: impl Iterator<Item = (u32, u32)>,
    texts: usize,
) -> Result<Tags, String> {
    if let Some((key, value)) = numbers.find(|(key, value)| (*key).max(*value) as usize >= texts) {
        return Err(format!("a tag of texts {key} and {value}, of {texts}"));
    }
    Ok(tags.filter(|(key, _)| is_understood(key)).collect())
}

struct Counted<R> {
    input: R,
    consumed: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.consumed.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
