//! Notices (告知单) and the codes on labels and notices.

use crate::hex;
use crate::id::{DwellingId, NoticeId, RecordId};
use serde::{Deserialize, Serialize};

/// Bytes of a notice's code: 128 bits, so that no guess finds a household (RFC 4648 base32 makes
/// it 26 characters in a QR).
pub const CODE_BYTES: usize = 16;

/// Digits of the second secret, handed over face to face and typed on the household's page.
pub const SECRET_DIGITS: usize = 8;

/// The code in the QR, from 16 random bytes.
pub fn code(random: [u8; CODE_BYTES]) -> String {
    const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let number = u128::from_be_bytes(random);
    // 26 characters of 5 bits hold 130 bits: two zero bits stand at the end.
    (0..26)
        .map(|i| {
            let five = if i < 25 { number >> (123 - 5 * i) & 31 } else { (number & 7) << 2 };
            char::from(BASE32[five as usize])
        })
        .collect()
}

/// The second secret, from 8 random bytes.
pub fn secret(random: [u8; 8]) -> String {
    format!("{:08}", u64::from_be_bytes(random) % 100_000_000)
}

/// What is stored of a code: SHA-256 (hex). 128 random bits need no slow hash.
pub fn code_hash(code: &str) -> String {
    hex::sha256(format!("rounds-notice:{}", code.trim().to_ascii_uppercase()).as_bytes())
}

/// What is stored of the second secret: SHA-256 (hex) over the code and it. It is short, so it is
/// bound to the long code, which the server does not keep.
pub fn secret_hash(code: &str, secret: &str) -> String {
    hex::sha256(format!("rounds-secret:{}:{}", code.trim().to_ascii_uppercase(), secret.trim()).as_bytes())
}

/// How a notice was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeForm {
    /// 当面出示二维码, with the second secret handed over face to face.
    Shown,
    /// 纸质告知单.
    Paper,
    /// 门口留卡: opens only who came, why, how to complain.
    Card,
    /// 信件.
    Letter,
}

/// A notice as a phone records it. The phone makes the codes; the record carries only hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Identity.
    pub notice: NoticeId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The visit or attempt it tells of.
    pub visit: RecordId,
    /// How it was left.
    pub form: NoticeForm,
    /// SHA-256 (hex) of the 128-bit code in the QR.
    pub code_hash: String,
    /// SHA-256 (hex) of the second secret, where one was handed over.
    #[serde(default)]
    pub secret_hash: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_base32_of_its_bytes() {
        assert_eq!(code([0; 16]), "AAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(code([0xff; 16]), "77777777777777777777777774");
        assert_eq!(code(*b"foobarfoobarfoob"), "MZXW6YTBOJTG633CMFZGM33PMI");
    }

    #[test]
    fn a_code_is_read_in_any_case() {
        assert_eq!(code_hash("abc "), code_hash("ABC"));
    }

    #[test]
    fn the_same_secret_of_two_notices_has_two_hashes() {
        assert_ne!(secret_hash("A", "12345678"), secret_hash("B", "12345678"));
    }
}
