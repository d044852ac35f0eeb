//! Photos: bytes that go before their record.

use crate::store::{PhoneStore, StoreFault};

/// A photo made on this phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// SHA-256 (hex) of the bytes, its name everywhere.
    pub sha256: String,
    /// A JPEG without metadata.
    pub bytes: Vec<u8>,
}

/// Forgets photos that were taken and then not kept. One that a row of the outbox names stays: the
/// same picture may belong to a finding whose way to the server is not over.
pub async fn forget_unnamed<S: PhoneStore>(store: &S, taken: &[String]) -> Result<(), StoreFault> {
    let rows = store.outbox().await?;
    for sha256 in taken.iter().filter(|taken| rows.iter().all(|row| row.photo.as_ref() != Some(taken))) {
        store.forget_photo(sha256).await?;
    }
    Ok(())
}
