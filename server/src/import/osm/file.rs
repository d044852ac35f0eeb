//! Opens an extract and reads it by what its first bytes say, not by its name.

use super::error::{ExtractError, Fault};
use super::meter::Unfolded;
use super::raw::Raw;
use super::sink::Sink;
use super::{pbf, xml};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// An extract on disk whose format is known.
pub(super) struct Source<'p> {
    path: &'p Path,
    size: u64,
    format: Format,
}

impl<'p> Source<'p> {
    /// Looks at the first bytes of `path`.
    pub(super) fn open(path: &'p Path) -> Result<Self, ExtractError> {
        Self::recognise(path).map_err(|fault| fault.of(path))
    }

    fn recognise(path: &'p Path) -> Result<Self, Fault> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut head = Vec::new();
        file.take(32).read_to_end(&mut head)?;
        Ok(Self { path, size, format: Format::of(&head)? })
    }

    /// Whether what a sink does not want costs next to nothing, so that reading twice is cheap.
    pub(super) fn can_leave_out(&self) -> bool {
        matches!(self.format, Format::Pbf)
    }

    /// Gives its elements to `sink`. `progress` is told how many of how many bytes are read.
    pub(super) fn visit(
        &self,
        sink: &mut impl Sink,
        progress: &dyn Fn(u64, u64),
    ) -> Result<(), ExtractError> {
        self.read(sink, progress).map_err(|fault| fault.of(self.path))
    }

    fn read(&self, sink: &mut impl Sink, progress: &dyn Fn(u64, u64)) -> Result<(), Fault> {
        let input = BufReader::with_capacity(1 << 16, File::open(self.path)?);
        let read_so_far = |done| progress(done, self.size);
        read_so_far(0);
        match self.format {
            Format::Pbf => pbf::read(input, self.size, sink, &read_so_far),
            Format::Xml => xml::read(input, sink, &read_so_far),
            Format::PackedXml => {
                let text = Unfolded::new(MultiGzDecoder::new(input), self.size);
                let unpacked = BufReader::with_capacity(1 << 16, text);
                xml::read(unpacked, sink, &|_| {})
            }
        }
    }
}

/// Reads a whole extract. `progress` is told how many of how many bytes are read.
pub fn read(path: &Path, progress: &dyn Fn(u64, u64)) -> Result<Raw, ExtractError> {
    let mut raw = Raw::default();
    Source::open(path)?.visit(&mut raw, progress)?;
    raw.sort();
    Ok(raw)
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
