//! Photos: bytes that follow their record.

/// A photo made on this phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// SHA-256 (hex) of the bytes, its name everywhere.
    pub sha256: String,
    /// A JPEG without metadata.
    pub bytes: Vec<u8>,
}
