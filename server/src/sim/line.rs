//! The line from a phone to the server, and what can happen to a call on it.

use super::dice::Dice;
use super::server::Server;
use super::steps::Steps;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::id::DeviceId;
use domain::receipt::{Batch, BatchAnswer};
use domain::record::Record;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use sync::{There, Wire, WireFault};

mod flaw;

pub use flaw::Flaw;

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives and is answered.
    Fine,
    /// Nothing arrives.
    Lost,
    /// It arrives, the answer does not.
    AnswerLost,
    /// A part arrives.
    Truncated,
    /// A part of the answer arrives.
    AnswerTruncated,
    /// It arrives twice.
    Doubled,
    /// It arrives only after a later call.
    Late,
    /// It arrives twice, the second time after a later call.
    Echo,
    /// Something in between answers, with a page of its own.
    Portal,
    /// A proxy refuses its size.
    TooLarge,
    /// A proxy says that the server is busy.
    Busy,
    /// Its answer is that of another call.
    Crossed,
}

impl Fate {
    pub const BAD: [Self; 11] = [
        Self::Lost,
        Self::AnswerLost,
        Self::Truncated,
        Self::AnswerTruncated,
        Self::Doubled,
        Self::Late,
        Self::Echo,
        Self::Portal,
        Self::TooLarge,
        Self::Busy,
        Self::Crossed,
    ];
}

/// What is on its way, for all phones together.
#[derive(Default)]
pub struct Air {
    late: RefCell<Vec<(String, String)>>,
    last_answer: RefCell<Option<BatchAnswer>>,
}

/// The line of one phone.
#[derive(Clone)]
pub struct Line {
    pub server: Rc<Server>,
    pub air: Rc<Air>,
    pub steps: Steps,
    pub dice: Rc<RefCell<Dice>>,
    /// How many of a hundred calls go wrong.
    pub trouble: Rc<Cell<u64>>,
    pub device: DeviceId,
    pub credential: String,
    pub flaw: Option<Flaw>,
    pub told: Rc<RefCell<Vec<Fate>>>,
}

impl Line {
    fn fate(&self) -> Fate {
        let mut dice = self.dice.borrow_mut();
        let fate = if dice.percent(self.trouble.get()) { dice.one_of(&Fate::BAD) } else { Fate::Fine };
        self.told.borrow_mut().push(fate);
        fate
    }

    /// Lets what was late arrive.
    pub async fn deliver_late(&self) {
        let late = self.air.late.take();
        for (credential, body) in late {
            // Nobody waits for this answer any more.
            let _ = self.server.deliver(&credential, body).await;
        }
    }

    async fn post(&self, body: String) -> Result<BatchAnswer, WireFault> {
        self.server.deliver(&self.credential, body).await
    }

    fn hold_back(&self, body: String) {
        self.air.late.borrow_mut().push((self.credential.clone(), body));
    }

    async fn send_by(&self, fate: Fate, body: String) -> Result<BatchAnswer, WireFault> {
        let answer = match fate {
            Fate::Fine => self.post(body).await,
            Fate::Doubled => {
                let _ = self.post(body.clone()).await;
                self.post(body).await
            }
            Fate::Echo => {
                self.hold_back(body.clone());
                self.post(body).await
            }
            Fate::AnswerLost | Fate::AnswerTruncated => self.post(body).await.and(Err(WireFault::NoAnswer)),
            Fate::Truncated => {
                let end = (body.len() / 2..body.len()).find(|at| body.is_char_boundary(*at)).unwrap_or(0);
                self.post(body[..end].to_owned()).await.and(Err(WireFault::NoAnswer))
            }
            Fate::Late => {
                self.hold_back(body);
                Err(WireFault::NoAnswer)
            }
            Fate::Crossed => {
                let answer = self.post(body).await;
                self.air.last_answer.borrow().clone().map_or(answer, Ok)
            }
            Fate::TooLarge => Err(WireFault::TooLarge),
            Fate::Lost | Fate::Portal | Fate::Busy => Err(WireFault::NoAnswer),
        }?;
        *self.air.last_answer.borrow_mut() = Some(answer.clone());
        Ok(answer)
    }
}

impl Wire for Line {
    async fn send(&self, records: &[Record]) -> Result<BatchAnswer, WireFault> {
        self.steps.pass("call").await;
        let fate = self.fate();
        let spoiled = self.spoil(records);
        let some = if self.flaw == Some(Flaw::OneForAll) { &spoiled[..1] } else { &spoiled[..] };
        let batch = Batch { device: self.device, records: some.to_vec() };
        let answer = self.send_by(fate, serde_json::to_string(&batch).unwrap()).await;
        if !matches!(fate, Fate::Late | Fate::Echo) {
            self.deliver_late().await;
        }
        self.steps.pass("answered").await;
        self.forge(records, answer)
    }

    async fn photo_there(&self, sha256: &str) -> Result<There, WireFault> {
        self.steps.pass("photo asked").await;
        let answer = self.photo("HEAD", sha256, None, Body::empty()).await;
        self.steps.pass("photo told").await;
        if self.flaw == Some(Flaw::SilenceIsPhoto) { answer.or(Ok(There::Whole)) } else { answer }
    }

    async fn put_photo(&self, sha256: &str, from: u64, total: u64, bytes: &[u8]) -> Result<There, WireFault> {
        self.steps.pass("photo sent").await;
        let range = format!("bytes {from}-{}/{total}", from + bytes.len() as u64 - 1);
        let there = self.photo("PUT", sha256, Some(range), Body::from(bytes.to_vec())).await?;
        self.steps.pass("photo there").await;
        Ok(if self.flaw == Some(Flaw::HalfPhotos) { There::Whole } else { there })
    }
}

impl Line {
    async fn photo(
        &self,
        method: &str,
        sha256: &str,
        range: Option<String>,
        body: Body,
    ) -> Result<There, WireFault> {
        let fate = self.fate();
        if matches!(fate, Fate::Lost | Fate::Portal | Fate::Busy | Fate::Truncated) {
            return Err(WireFault::NoAnswer);
        }
        if fate == Fate::TooLarge {
            return Err(WireFault::Refused("too_large".into()));
        }
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/photos/{sha256}"))
            .header(header::AUTHORIZATION, format!("Device {}", self.credential))
            .header(header::CONTENT_TYPE, "image/jpeg");
        if let Some(range) = range {
            request = request.header(header::CONTENT_RANGE, range);
        }
        let answer = self.server.app.send(request.body(body).unwrap()).await;
        if fate == Fate::AnswerLost {
            return Err(WireFault::NoAnswer);
        }
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(There::Part(0)),
            StatusCode::UNAUTHORIZED => Err(WireFault::DeviceUnknown),
            status if status.is_success() => {
                let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
                if header("upload-complete") == Some("?1") {
                    return Ok(There::Whole);
                }
                let length = header("upload-offset").and_then(|text| text.parse().ok());
                length.map(There::Part).ok_or(WireFault::NoAnswer)
            }
            status => Err(WireFault::Refused(status.to_string())),
        }
    }
}
