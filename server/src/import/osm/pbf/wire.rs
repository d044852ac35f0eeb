//! The wire format of protocol buffers: numbered fields, each a number or a run of bytes
//! (protobuf.dev, "Encoding").

/// Bytes that are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Broken {
    /// A field ends beyond its message.
    #[error("cut off inside")]
    CutOff,
    /// More than 64 bits.
    #[error("a number that is too long")]
    Number,
    /// A kind of field that the format does not have.
    #[error("a field of unknown kind {0}")]
    Kind(u64),
    /// A field holds something else than it should.
    #[error("field {0} holds something else")]
    Other(u32),
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// An integer of any kind.
    Number(u64),
    /// A text, a message or packed numbers.
    Bytes(&'a [u8]),
    /// Four or eight bytes; no field of a map extract has them.
    Fixed,
}

/// A field of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) number: u32,
    value: Value<'a>,
}

impl<'a> Field<'a> {
    pub(super) fn bytes(self) -> Result<&'a [u8], Broken> {
        if let Value::Bytes(bytes) = self.value { Ok(bytes) } else { Err(Broken::Other(self.number)) }
    }

    pub(super) fn integer(self) -> Result<u64, Broken> {
        if let Value::Number(number) = self.value { Ok(number) } else { Err(Broken::Other(self.number)) }
    }

    /// An integer stored with its sign in the lowest bit.
    pub(super) fn signed(self) -> Result<i64, Broken> {
        self.integer().map(unfolded)
    }

    /// Packed integers.
    pub(super) fn integers(self) -> Result<Packed<'a>, Broken> {
        self.bytes().map(Packed)
    }
}

/// The fields of a message, in its order.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = Result<Field<'a>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.0.is_empty()).then(|| self.field())
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self) -> Result<Field<'a>, Broken> {
        let key = varint(&mut self.0)?;
        let number = u32::try_from(key >> 3).map_err(|_| Broken::Number)?;
        let value = match key & 7 {
            0 => Value::Number(varint(&mut self.0)?),
            1 => self.take(8).map(|_| Value::Fixed)?,
            2 => {
                let length = varint(&mut self.0)?;
                Value::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Value::Fixed)?,
            kind => return Err(Broken::Kind(kind)),
        };
        Ok(Field { number, value })
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], Broken> {
        let length = usize::try_from(length).map_err(|_| Broken::CutOff)?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Broken::CutOff)?;
        self.0 = rest;
        Ok(taken)
    }
}

/// Packed integers, in their order.
#[derive(Clone, Copy, Default)]
pub(super) struct Packed<'a>(&'a [u8]);

impl Iterator for Packed<'_> {
    type Item = Result<u64, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.0.is_empty()).then(|| varint(&mut self.0))
    }
}

impl Packed<'_> {
    /// The next of integers stored as differences from the one before.
    pub(super) fn next_after(&mut self, before: i64) -> Option<Result<i64, Broken>> {
        self.next().map(|difference| difference.map(|value| before.wrapping_add(unfolded(value))))
    }
}

fn unfolded(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Seven bits a byte, lowest first; the highest bit says that more follow.
fn varint(bytes: &mut &[u8]) -> Result<u64, Broken> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7F) << (7 * index);
        if *byte < 0x80 {
            *bytes = &bytes[index + 1..];
            return Ok(value);
        }
    }
    Err(if bytes.len() < 10 { Broken::CutOff } else { Broken::Number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_format_are_read() {
        let numbers: Vec<u64> = Packed(&[0x01, 0x96, 0x01, 0x00]).map(Result::unwrap).collect();
        assert_eq!(numbers, [1, 150, 0]);
        assert_eq!([0, 1, 2, 3].map(unfolded), [0, -1, 1, -2]);
        let field = Fields(&[0x12, 0x02, b'h', b'i']).next().unwrap().unwrap();
        assert_eq!((field.number, field.bytes()), (2, Ok(b"hi".as_slice())));
        assert_eq!(field.integer(), Err(Broken::Other(2)));
    }

    #[test]
    fn what_ends_too_early_or_too_late_is_named() {
        assert_eq!(Packed(&[0x80]).next(), Some(Err(Broken::CutOff)));
        assert_eq!(Packed(&[0x80; 11]).next(), Some(Err(Broken::Number)));
        assert_eq!(Fields(&[0x12, 0x03, b'h']).next().unwrap().err(), Some(Broken::CutOff));
        assert_eq!(Fields(&[0x13]).next().unwrap().err(), Some(Broken::Kind(3)));
    }
}
