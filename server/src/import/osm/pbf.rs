//! `.osm.pbf`: blobs of protocol buffers.

mod blob;
mod block;
mod wire;

use super::error::Fault;
use super::sink::Sink;
use blob::{Blob, Blobs, Kind};
use std::io::Read;
use wire::Fields;

/// Features of the format that this reader handles; a file that requires another is refused.
const FEATURES: [&[u8]; 2] = [b"OsmSchema-V0.6", b"DenseNodes"];
/// Field of a header block.
const REQUIRED_FEATURE: u32 = 4;

/// Gives the elements of a whole file of `size` bytes to `sink`.
pub(super) fn read(
    input: impl Read,
    size: u64,
    sink: &mut impl Sink,
    read_so_far: &dyn Fn(u64),
) -> Result<(), Fault> {
    let mut blobs = Blobs::new(input, size);
    while let Some(blob) = blobs.next() {
        let Blob { kind, place, bytes } = blob?;
        match kind {
            Kind::Header => check_features(bytes).map_err(|detail| Fault::damaged(place, detail))?,
            Kind::Data => block::visit(bytes, sink).map_err(|damage| Fault::damaged(place, damage))?,
            Kind::Unknown => {}
        }
        read_so_far(blobs.position());
    }
    Ok(())
}

fn check_features(header: &[u8]) -> Result<(), String> {
    for field in Fields(header) {
        let field = field.map_err(|broken| broken.to_string())?;
        if field.number == REQUIRED_FEATURE {
            let feature = field.bytes().map_err(|broken| broken.to_string())?;
            if !FEATURES.contains(&feature) {
                return Err(format!("requires {}", String::from_utf8_lossy(feature)));
            }
        }
    }
    Ok(())
}
