//! A phone: an outbox that is emptied against receipts.

use super::town::{PASSWORD, dwelling_id};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{DeviceId, RecordId};
use domain::receipt::{Answer, Batch, BatchAnswer};
use domain::record::{Kind, Record};
use domain::session::{DeviceEnrolled, Tokens};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::Duration;
use uuid::Uuid;

/// Records of one call.
pub const BATCH: usize = 10;

/// An enrolled phone with a signed-in coordinator.
pub struct Phone {
    at: SocketAddr,
    device: DeviceId,
    credential: String,
    tokens: Tokens,
    client: reqwest::Client,
    seq: u64,
    outbox: BTreeMap<u64, Record>,
    /// Every record that it ever made.
    pub made: BTreeSet<Uuid>,
    /// Those that it holds a receipt for.
    pub acknowledged: BTreeSet<Uuid>,
}

impl Phone {
    pub async fn enrol(at: SocketAddr, name: &str) -> Self {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        let key = p256::SecretKey::from_slice(&[7; 32]).unwrap().public_key();
        let device = DeviceId(Uuid::new_v4());
        let ask = json!({"id": device, "name": "测试机", "user": name, "password": PASSWORD, "station": null,
                         "public_key": URL_SAFE_NO_PAD.encode(key.to_sec1_bytes())});
        let enrolled: DeviceEnrolled = post(&client, at, "devices", None, &ask).await;
        let ask = json!({"user": name, "password": PASSWORD});
        let tokens: Tokens = post(&client, at, "session", Some(&enrolled.credential), &ask).await;
        let (made, acknowledged) = (BTreeSet::new(), BTreeSet::new());
        let credential = enrolled.credential;
        Self { at, device, credential, tokens, client, seq: 0, outbox: BTreeMap::new(), made, acknowledged }
    }

    /// Where its server listens.
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// Makes records.
    pub fn fill_outbox(&mut self, count: usize) {
        for _ in 0..count {
            self.seq += 1;
            let record = self.record();
            self.made.insert(record.id.0);
            self.outbox.insert(self.seq, record);
        }
    }

    /// A file opened without a network, of whatever moment: it has no limit a day.
    fn record(&self) -> Record {
        Record {
            id: RecordId(Uuid::new_v4()),
            seq: self.seq,
            kind: Kind::FileRead,
            v: 1,
            author: self.tokens.me.user,
            session: self.tokens.session,
            made_at: self.tokens.server_time,
            mono_ms: None,
            offset_ms: Some(0),
            receipt_at: None,
            after: Vec::new(),
            body: json!({"dwelling": dwelling_id(self.seq), "purpose": "visit"}).to_string(),
        }
    }

    /// The next call, which a cut connection may end anywhere.
    pub fn next_batch(&mut self) -> Batch {
        if self.outbox.len() < BATCH {
            self.fill_outbox(BATCH);
        }
        let records = self.outbox.values().take(BATCH).cloned().collect();
        Batch { device: self.device, records }
    }

    /// The same call as bytes of HTTP.
    pub fn next_request(&mut self) -> Vec<u8> {
        let body = serde_json::to_string(&self.next_batch()).unwrap();
        let head = format!(
            "POST /api/v1/records HTTP/1.1\r\nhost: {}\r\nauthorization: Device {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            self.at,
            self.credential,
            body.len()
        );
        (head + &body).into_bytes()
    }

    /// Sends one batch. False when no answer came.
    pub async fn send(&mut self) -> bool {
        let batch = self.next_batch();
        let request = self.client.post(format!("http://{}/api/v1/records", self.at));
        let request = request.header("authorization", format!("Device {}", self.credential)).json(&batch);
        let Ok(response) = request.send().await else { return false };
        let status = response.status();
        let Ok(text) = response.text().await else { return false };
        assert!(status.is_success(), "{status}: {text}");
        let answer: BatchAnswer = serde_json::from_str(&text).unwrap();
        for (record, result) in batch.records.iter().zip(answer.results) {
            match result.answer {
                Answer::Receipt(receipt) if result.id == record.id && receipt.covers(&record.body) => {
                    self.outbox.remove(&record.seq);
                    self.acknowledged.insert(record.id.0);
                }
                other => panic!("{other:?}"),
            }
        }
        true
    }

    /// Sends until nothing is left.
    pub async fn empty_outbox(&mut self) {
        while !self.outbox.is_empty() {
            assert!(self.send().await, "the server does not answer");
        }
    }
}

async fn post<T: serde::de::DeserializeOwned>(
    client: &reqwest::Client,
    at: SocketAddr,
    path: &str,
    credential: Option<&str>,
    body: &Value,
) -> T {
    let mut request = client.post(format!("http://{at}/api/v1/{path}")).json(body);
    if let Some(credential) = credential {
        request = request.header("authorization", format!("Device {credential}"));
    }
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    assert!(status.is_success(), "{path}: {status}: {text}");
    serde_json::from_str(&text).unwrap()
}
