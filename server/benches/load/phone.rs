//! A phone: its credential, its connection, and the calls it makes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::hex;
use domain::id::{DeviceId, StationId};
use domain::receipt::{Answer, Batch, BatchAnswer};
use domain::record::Record;
use domain::round::Round;
use domain::session::{DeviceEnrolled, Tokens};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A call that is ready to go, with what its receipts have to say.
struct Packed {
    body: String,
    wanted: Vec<(Uuid, String)>,
}

/// An enrolled phone with a signed-in coordinator.
pub struct Phone {
    at: SocketAddr,
    client: Client,
    device: DeviceId,
    credential: String,
    /// Who is signed in.
    pub tokens: Tokens,
    /// Its station.
    pub station: StationId,
    /// The last number of its sequence.
    pub seq: u64,
    packed: Vec<Packed>,
    /// Records that it holds a right receipt for.
    pub acknowledged: Vec<Uuid>,
}

/// What the calls of a morning came to.
pub struct Morning {
    /// How long each of [`Morning::CALLS`] took.
    pub took: [Duration; 5],
    /// Stops of the round; none where nothing is planned.
    pub stops: usize,
}

impl Morning {
    /// In the order in which the app makes them.
    pub const CALLS: [&'static str; 5] = ["refresh", "records", "round", "decisions", "roads"];
}

impl Phone {
    /// Enrols a new phone and signs in.
    pub async fn enrol(at: SocketAddr, user: &str, password: &str) -> Self {
        let client = Client::builder().timeout(Duration::from_secs(60)).build().unwrap();
        let device = DeviceId(Uuid::new_v4());
        let key = p256::SecretKey::from_slice(&[device.0.as_bytes().as_slice(), &[7; 16]].concat()).unwrap();
        let ask = json!({"id": device, "name": "测试机", "user": user, "password": password, "station": null,
                         "public_key": URL_SAFE_NO_PAD.encode(key.public_key().to_sec1_bytes())});
        let enrolled: DeviceEnrolled = post(&client, at, "devices", None, &ask).await;
        let ask = json!({"user": user, "password": password});
        let credential = format!("Device {}", enrolled.credential);
        let tokens: Tokens = post(&client, at, "session", Some(&credential), &ask).await;
        let station = enrolled.station;
        Self { at, client, device, credential, tokens, station, seq: 0, packed: vec![], acknowledged: vec![] }
    }

    /// Makes calls of at most `batch` records ready.
    pub fn pack(&mut self, records: Vec<Record>, batch: usize) {
        self.packed = records
            .chunks(batch)
            .map(|records| {
                let wanted = records.iter().map(|r| (r.id.0, hex::sha256(r.body.as_bytes()))).collect();
                let batch = Batch { device: self.device, records: records.to_vec() };
                Packed { body: serde_json::to_string(&batch).unwrap(), wanted }
            })
            .collect();
    }

    /// Hands in what is packed, one call after another. Answers how long each took.
    pub async fn hand_in(&mut self) -> Vec<Duration> {
        let mut took = vec![];
        for packed in std::mem::take(&mut self.packed) {
            let began = Instant::now();
            let request = self.client.post(self.url("records")).header("authorization", &self.credential);
            let request = request.header("content-type", "application/json").body(packed.body);
            let answer: BatchAnswer = read(request.send().await.unwrap()).await;
            took.push(began.elapsed());
            self.check(packed.wanted, answer);
        }
        took
    }

    /// A receipt counts for the record it names and over the bytes that were sent.
    fn check(&mut self, wanted: Vec<(Uuid, String)>, answer: BatchAnswer) {
        assert_eq!(wanted.len(), answer.results.len());
        for ((id, sha256), result) in wanted.into_iter().zip(answer.results) {
            match result.answer {
                Answer::Receipt(receipt) if result.id.0 == id && receipt.sha256 == sha256 => {
                    self.acknowledged.push(id);
                }
                other => panic!("{id}: {other:?}"),
            }
        }
    }

    /// The calls of a morning: a fresh token, the records that were left, the round, the decisions, the ways.
    pub async fn begin_day(&mut self) -> Morning {
        let mut at = vec![Instant::now()];
        let ask = json!({"refresh": self.tokens.refresh});
        self.tokens = post(&self.client, self.at, "session/refresh", None, &ask).await;
        at.push(Instant::now());
        self.hand_in().await;
        at.push(Instant::now());
        let round = self.get("rounds/today").await;
        at.push(Instant::now());
        let _: Vec<Value> = read(self.get("decisions").await).await;
        at.push(Instant::now());
        let mut stops = 0;
        if round.status() != StatusCode::NOT_FOUND {
            stops = read::<Round>(round).await.stops.len();
            let ways = self.get("roads").await;
            assert!(ways.status().is_success() && !ways.bytes().await.unwrap().is_empty());
        }
        at.push(Instant::now());
        Morning { took: std::array::from_fn(|n| at[n + 1] - at[n]), stops }
    }

    async fn get(&self, path: &str) -> Response {
        let bearer = format!("Bearer {}", self.tokens.access);
        self.client.get(self.url(path)).header("authorization", bearer).send().await.unwrap()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}/api/v1/{path}", self.at)
    }
}

async fn post<T: serde::de::DeserializeOwned>(
    client: &Client,
    at: SocketAddr,
    path: &str,
    authorization: Option<&str>,
    body: &Value,
) -> T {
    let mut request = client.post(format!("http://{at}/api/v1/{path}")).json(body);
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    read(request.send().await.unwrap()).await
}

async fn read<T: serde::de::DeserializeOwned>(response: Response) -> T {
    let (status, path) = (response.status(), response.url().path().to_owned());
    let text = response.text().await.unwrap();
    assert!(status.is_success(), "{path}: {status}: {text}");
    serde_json::from_str(&text).unwrap()
}
