//! The frame of a `.osm.pbf`: blobs, each with a header that says its kind and length
//! (OpenStreetMap wiki, "PBF Format").

use super::wire::{Broken, Fields};
use crate::import::osm::error::Fault;
use flate2::bufread::ZlibDecoder;
use std::io::{ErrorKind, Read};

/// Longest header and longest blob, packed or not, that the format allows, bytes.
const HEADER_LIMIT: u64 = 64 << 10;
const BLOB_LIMIT: u64 = 32 << 20;

/// What a blob holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Header,
    Data,
    Unknown,
}

/// A blob, unpacked.
pub(super) struct Blob<'a> {
    pub(super) kind: Kind,
    /// Where it stands in the file.
    pub(super) place: String,
    pub(super) bytes: &'a [u8],
}

/// Reads blob after blob into memory that is used again.
pub(super) struct Blobs<R> {
    input: R,
    /// Bytes read so far; the size of the whole file.
    read: u64,
    size: u64,
    index: usize,
    packed: Vec<u8>,
    unpacked: Vec<u8>,
}

impl<R: Read> Blobs<R> {
    pub(super) fn new(input: R, size: u64) -> Self {
        Self { input, read: 0, size, index: 0, packed: Vec::new(), unpacked: Vec::new() }
    }

    /// Bytes read so far.
    pub(super) fn position(&self) -> u64 {
        self.read
    }

    /// The next blob; none at the end of the file.
    pub(super) fn next(&mut self) -> Option<Result<Blob<'_>, Fault>> {
        if self.read == self.size {
            return None;
        }
        self.index += 1;
        let place = format!("byte {}, block {}", self.read, self.index);
        let read = match self.fill() {
            Ok(kind) => Ok(Blob { kind, place, bytes: &self.unpacked }),
            Err(Trouble::Io(error)) if error.kind() != ErrorKind::UnexpectedEof => Err(error.into()),
            Err(trouble) => Err(Fault::damaged(place, trouble)),
        };
        Some(read)
    }

    fn fill(&mut self) -> Result<Kind, Trouble> {
        let mut length = [0; 4];
        self.input.read_exact(&mut length)?;
        let header_length = u64::from(u32::from_be_bytes(length));
        self.take(header_length, HEADER_LIMIT)?;
        let (mut kind, mut length) = (Kind::Unknown, 0);
        for field in Fields(&self.packed) {
            let field = field?;
            match field.number {
                1 if field.bytes()? == b"OSMHeader" => kind = Kind::Header,
                1 if field.bytes()? == b"OSMData" => kind = Kind::Data,
                3 => length = field.integer()?,
                _ => {}
            }
        }
        self.take(length, BLOB_LIMIT)?;
        self.read += 4 + header_length + length;
        if kind != Kind::Unknown {
            self.unpack()?;
        }
        Ok(kind)
    }

    fn take(&mut self, length: u64, limit: u64) -> Result<(), Trouble> {
        if length > limit {
            return Err(Trouble::TooLong { length, limit });
        }
        self.packed.clear();
        // The bytes must be there before memory is taken for them.
        let count = (&mut self.input).take(length).read_to_end(&mut self.packed)?;
        if count as u64 == length { Ok(()) } else { Err(Trouble::Broken(Broken::CutOff)) }
    }

    fn unpack(&mut self) -> Result<(), Trouble> {
        self.unpacked.clear();
        let mut size = None;
        for field in Fields(&self.packed) {
            let field = field?;
            match field.number {
                1 => self.unpacked.extend_from_slice(field.bytes()?),
                2 => size = Some(field.integer()?),
                3 => {
                    let packed = ZlibDecoder::new(field.bytes()?);
                    packed.take(BLOB_LIMIT + 1).read_to_end(&mut self.unpacked).map_err(Trouble::Unpack)?;
                }
                4..=7 => return Err(Trouble::Packing),
                _ => {}
            }
        }
        let length = self.unpacked.len() as u64;
        if length > BLOB_LIMIT {
            return Err(Trouble::TooLong { length, limit: BLOB_LIMIT });
        }
        if size.is_some_and(|size| size != length) { Err(Trouble::Size) } else { Ok(()) }
    }
}

/// Why a blob cannot be read.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("does not unfold: {0}")]
    Unpack(std::io::Error),
    #[error(transparent)]
    Broken(#[from] Broken),
    #[error("{length} bytes where the format allows {limit}")]
    TooLong { length: u64, limit: u64 },
    #[error("packed in a way other than zlib")]
    Packing,
    #[error("unfolds to another size than it says")]
    Size,
}
