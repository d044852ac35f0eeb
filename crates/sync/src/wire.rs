//! The way to the server.

use domain::receipt::BatchAnswer;
use domain::record::Record;

/// A call that brought no answer, or an answer to the whole call.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireFault {
    /// No answer: no network, a cut, a time-out, a server that is down. It may have arrived.
    #[error("no answer")]
    NoAnswer,
    /// The call is too large; fewer records may pass.
    #[error("too large")]
    TooLarge,
    /// The device is not enrolled any more; only signing in again helps.
    #[error("this phone is not enrolled")]
    DeviceUnknown,
    /// Refused as a whole; the code of the problem.
    #[error("refused: {0}")]
    Refused(String),
}

/// How much of a photo the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// So many bytes from its beginning.
    Part(u64),
    /// All of it.
    Whole,
}

/// Calls the server. A dropped future may or may not have arrived.
pub trait Wire {
    /// `POST /api/v1/records`.
    async fn send(&self, records: &[Record]) -> Result<BatchAnswer, WireFault>;

    /// `HEAD /api/v1/photos/{sha256}`: how much is there.
    async fn photo_there(&self, sha256: &str) -> Result<There, WireFault>;

    /// `PUT /api/v1/photos/{sha256}` with `Content-Range`: `bytes` from `from` on, of `total`.
    /// Answers how much is there now.
    async fn put_photo(&self, sha256: &str, from: u64, total: u64, bytes: &[u8]) -> Result<There, WireFault>;
}
