//! The way to the server for records and photos, with the phone's own credential.

use super::net::{Ask, Reply, call, packed};
use domain::receipt::{Batch, BatchAnswer};
use domain::record::Record;
use domain::session::DeviceEnrolled;
use sync::{There, Wire, WireFault};

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

const JSON: &str = "application/json";

/// What the server says of a photo: whether it is whole, else how many bytes are there.
fn there(reply: &Reply) -> Result<There, WireFault> {
    if reply.header("upload-complete").as_deref() == Some("?1") {
        return Ok(There::Whole);
    }
    let length = reply.header("upload-offset").and_then(|text| text.parse().ok());
    length.map(There::Part).ok_or(WireFault::NoAnswer)
}

impl Wire for Http {
    async fn send(&self, records: &[Record]) -> Result<BatchAnswer, WireFault> {
        let batch = Batch { device: self.device.device, records: records.to_vec() };
        let json = serde_json::to_string(&batch).map_err(|_| WireFault::NoAnswer)?;
        let ask = Ask { method: "POST", path: "/api/v1/records", ..Ask::default() };
        let reply = match packed(&json).await {
            Some(packed) => {
                let headers = vec![("content-type", JSON.into()), ("content-encoding", "gzip".into())];
                self.call(Ask { headers, bytes: Some(&packed), ..ask }).await?
            }
            None => self.call(Ask { json: Some(json), ..ask }).await?,
        };
        Ok(reply.json()?)
    }

    async fn photo_there(&self, sha256: &str) -> Result<There, WireFault> {
        let path = format!("/api/v1/photos/{sha256}");
        match self.call(Ask { method: "HEAD", path: &path, ..Ask::default() }).await {
            Ok(reply) => there(&reply),
            Err(WireFault::Refused(code)) if code == "not_found" => Ok(There::Part(0)),
            Err(fault) => Err(fault),
        }
    }

    async fn put_photo(&self, sha256: &str, from: u64, total: u64, bytes: &[u8]) -> Result<There, WireFault> {
        let path = format!("/api/v1/photos/{sha256}");
        let range = format!("bytes {from}-{}/{total}", from + bytes.len() as u64 - 1);
        let headers = vec![("content-range", range), ("content-type", "application/octet-stream".into())];
        let ask = Ask { method: "PUT", path: &path, headers, bytes: Some(bytes), ..Ask::default() };
        there(&self.call(ask).await?)
    }
}
