//! Hexadecimal text of hashes.

use sha2::{Digest, Sha256};

/// Lower-case hexadecimal text.
pub fn encode(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .map(|n| char::from(b"0123456789abcdef"[usize::from(n)]))
        .collect()
}

/// The bytes of hexadecimal text; none if it is not `2 N` digits.
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    let pairs: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    if digits.len().is_multiple_of(2) { pairs.try_into().ok() } else { None }
}

/// SHA-256 of `bytes` as text: what a receipt carries.
pub fn sha256(bytes: &[u8]) -> String {
    encode(&Sha256::digest(bytes))
}

/// Serde of 32 bytes as hexadecimal text.
pub(crate) mod array {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(from)?;
        super::decode(&text).ok_or_else(|| D::Error::custom("64 hexadecimal digits expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_each_others_reverse() {
        assert_eq!(encode(&[0x00, 0x9f, 0xff]), "009fff");
        assert_eq!(decode("009FFF"), Some([0x00, 0x9f, 0xff]));
        assert_eq!(decode::<1>("0"), None);
        assert_eq!(decode::<1>("zz"), None);
        assert_eq!(decode::<1>("0000"), None);
    }
}
