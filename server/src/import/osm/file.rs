//! Opens an extract and reads it by what its first bytes say, not by its name.

use super::error::{ExtractError, Fault};
use super::meter::Unfolded;
use super::raw::Raw;
use super::{pbf, xml};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

/// Reads an extract. `progress` is told how many of how many bytes are read.
pub fn read(path: &Path, progress: &dyn Fn(u64, u64)) -> Result<Raw, ExtractError> {
    read_file(path, progress).map_err(|fault| fault.of(path))
}

fn read_file(path: &Path, progress: &dyn Fn(u64, u64)) -> Result<Raw, Fault> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut head = Vec::new();
    (&file).take(32).read_to_end(&mut head)?;
    file.rewind()?;
    let input = BufReader::with_capacity(1 << 16, file);
    progress(0, size);
    match Format::of(&head)? {
        Format::Pbf => pbf::read(input, size, &|done| progress(done, size)),
        Format::Xml => xml::read(input, &|done| progress(done, size)),
        Format::PackedXml => {
            let text = Unfolded::new(MultiGzDecoder::new(input), size);
            let unpacked = BufReader::with_capacity(1 << 16, text);
            xml::read(unpacked, &|_| {})
        }
    }
}

enum Format {
    Pbf,
    Xml,
    PackedXml,
}

impl Format {
    fn of(head: &[u8]) -> Result<Self, Fault> {
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let found = match head {
            _ if text.is_empty() => return Err(Fault::Empty),
            [0x1F, 0x8B, ..] => return Ok(Self::PackedXml),
            // Four bytes of length, then the header's first field: its kind, nine letters.
            [0, 0, _, _, 0x0A, 9, ..] if head[6..].starts_with(b"OSMHeader") => return Ok(Self::Pbf),
            _ if text[0] == b'<' => return Ok(Self::Xml),
            [b'B', b'Z', b'h', ..] => "a bzip2 archive",
            [b'P', b'K', ..] => "a zip archive",
            _ if b"\0\0\0\x0D\x0A\x09OSMHeader".starts_with(head) => {
                return Err(Fault::damaged(format!("byte {}", head.len()), "cut off"));
            }
            _ => "something else",
        };
        Err(Fault::Foreign { found })
    }
}
