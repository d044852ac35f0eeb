//! The way to the server for records and photos, with the phone's own credential.

use super::net::{Ask, Reply, call};
use domain::receipt::{Batch, BatchAnswer};
use domain::record::Record;
use domain::session::DeviceEnrolled;
use sync::{Wire, WireFault};

/// Calls as this phone.
pub struct Http {
    /// The enrolled phone.
    pub device: DeviceEnrolled,
}

impl Http {
    async fn call(&self, ask: Ask<'_>) -> Result<Reply, WireFault> {
        let authorization = Some(format!("Device {}", self.device.credential));
        Ok(call(Ask { authorization, ..ask }).await?)
    }
}

/// The server keeps the number of bytes that it has in this header.
const LENGTH: &str = "upload-offset";

fn length(reply: &Reply) -> Result<u64, WireFault> {
    reply.header(LENGTH).and_then(|text| text.parse().ok()).ok_or(WireFault::NoAnswer)
}

impl Wire for Http {
    async fn send(&self, records: &[Record]) -> Result<BatchAnswer, WireFault> {
        let batch = Batch { device: self.device.device, records: records.to_vec() };
        let json = serde_json::to_string(&batch).map_err(|_| WireFault::NoAnswer)?;
        let ask = Ask { method: "POST", path: "/api/v1/records", json: Some(json), ..Ask::default() };
        Ok(self.call(ask).await?.json()?)
    }

    async fn photo_length(&self, sha256: &str) -> Result<u64, WireFault> {
        let path = format!("/api/v1/photos/{sha256}");
        match self.call(Ask { method: "HEAD", path: &path, ..Ask::default() }).await {
            Ok(reply) => length(&reply),
            Err(WireFault::Refused(code)) if code == "not_found" => Ok(0),
            Err(fault) => Err(fault),
        }
    }

    async fn put_photo(&self, sha256: &str, from: u64, total: u64, bytes: &[u8]) -> Result<u64, WireFault> {
        let path = format!("/api/v1/photos/{sha256}");
        let range = format!("bytes {from}-{}/{total}", from + bytes.len() as u64 - 1);
        let headers = vec![("content-range", range), ("content-type", "image/jpeg".into())];
        let ask = Ask { method: "PUT", path: &path, headers, bytes: Some(bytes), ..Ask::default() };
        length(&self.call(ask).await?)
    }
}
