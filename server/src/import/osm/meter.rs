//! Readers that stop before a small file has become a large memory.

use std::cell::Cell;
use std::io::{BufRead, Error, Read, Result};
use std::rc::Rc;

/// The error with which [`Limited`] and [`Unfolded`] stop, with what was allowed, bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unfolds to more than {0} bytes")]
pub(super) struct TooLarge(pub(super) u64);

impl TooLarge {
    /// The limit, where that is what stopped a reader.
    pub(super) fn of(error: &Error) -> Option<u64> {
        error.get_ref()?.downcast_ref::<Self>().map(|limit| limit.0)
    }
}

/// A reader that gives at most as many bytes as its allowance, which the owner tops up: the XML
/// reader collects a whole element before it says a word.
pub(super) struct Limited<R> {
    pub(super) input: R,
    pub(super) left: Rc<Cell<u64>>,
    pub(super) limit: u64,
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Limited<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(Error::other(TooLarge(self.limit)));
        }
        let bytes = self.input.fill_buf()?;
        let allowed = bytes.len().min(usize::try_from(self.left.get()).unwrap_or(usize::MAX));
        Ok(&bytes[..allowed])
    }

    fn consume(&mut self, count: usize) {
        self.left.set(self.left.get().saturating_sub(count as u64));
        self.input.consume(count);
    }
}

/// An unpacked stream of a packed file of `packed` bytes that stops when it unfolds beyond all
/// measure: OpenStreetMap's XML packs to a tenth, hardly ever to a thirtieth.
pub(super) struct Unfolded<R> {
    input: R,
    left: u64,
    limit: u64,
}

impl<R> Unfolded<R> {
    const RATIO: u64 = 100;
    /// Whatever its ratio, so much is no harm.
    const ALWAYS: u64 = 64 << 20;

    pub(super) fn new(input: R, packed: u64) -> Self {
        let limit = packed.saturating_mul(Self::RATIO).max(Self::ALWAYS);
        Self { input, left: limit, limit }
    }
}

impl<R: Read> Read for Unfolded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.input.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| Error::other(TooLarge(self.limit)))?;
        Ok(count)
    }
}
