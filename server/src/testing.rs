//! A whole server in a test: the real router over a real database of its own, without a socket.
//! `ROUNDS_TEST_ON=postgres` takes PostgreSQL instead of SQLite.

use crate::auth::password::hash_for_tests;
use crate::config::Config;
use crate::router::router;
use crate::state::AppState;
use crate::store::audit::{Chain, Entry};
use crate::store::testing::{On, Place, place};
use crate::store::user::{self, NewUser};
use crate::store::{Store, StoreError, area, station};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::Position;
use domain::area::{AreaMode, Station, Town, TownCode, Village, VillageCode};
use domain::clock::{Clock, Time};
use domain::id::{DeviceId, StationId, UserId};
use domain::role::{Role, TravelMode};
use domain::session::{DeviceEnrolled, Tokens};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock, Mutex};
use tower::ServiceExt;
use uuid::Uuid;

/// The origin of the server under test.
pub const ORIGIN: &str = "https://rounds.example";
/// The password of every account that [`App::user`] makes.
pub const PASSWORD: &str = "three brown doors";

/// Hashing and checking are slow by design: no test waits for that.
static HASH: LazyLock<String> = LazyLock::new(|| hash_for_tests(PASSWORD));

/// A clock that a test moves.
#[derive(Clone)]
pub struct Hand(Arc<Mutex<Time>>);

impl Clock for Hand {
    fn now(&self) -> Time {
        *self.0.lock().unwrap()
    }
}

impl Hand {
    /// Moves the clock.
    pub fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
}

/// A server with an empty database.
pub struct App {
    /// Its state.
    pub state: AppState,
    /// Its clock, at first Tuesday 2026-11-24 10:00 in Shanghai.
    pub clock: Hand,
    router: Router,
    _place: Place,
}

/// A signed-in phone.
pub struct PhoneInHand {
    /// What enrolment answered.
    pub enrolled: DeviceEnrolled,
    /// What sign-in answered.
    pub tokens: Tokens,
}

impl App {
    /// A server reached by https at [`ORIGIN`].
    pub async fn new() -> Self {
        Self::with(Config::for_tests(ORIGIN)).await
    }

    /// A server with that configuration.
    pub async fn with(config: Config) -> Self {
        Self::over(place(On::chosen()).await, config).await
    }

    /// A server over that engine.
    pub async fn on(engine: On) -> Self {
        Self::over(place(engine).await, Config::for_tests(ORIGIN)).await
    }

    /// A server over that place, and what is in it.
    pub async fn over(place: Place, mut config: Config) -> Self {
        config.data = place.data.path().to_owned();
        let clock = Hand(Arc::new(Mutex::new("2026-11-24T02:00:00Z".parse().unwrap())));
        let store = Store::open(&place.url, place.data.path(), Arc::new(clock.clone())).await.unwrap();
        let state = AppState::new(store, config);
        Self { router: router(state.clone()), state, clock, _place: place }
    }

    /// A town with one village and a station that serves it.
    pub async fn station(&self, town: &str, village: &str) -> StationId {
        let (town, village) = (TownCode(town.into()), VillageCode(village.into()));
        let id = StationId(self.state.store.ids().id(self.clock.now()));
        let station = Station {
            id,
            town: town.clone(),
            name: format!("{} 站", village.0),
            mode: AreaMode::Urban,
            at: Position { lon: 121.4, lat: 31.6 },
            zone: "Asia/Shanghai".into(),
            villages: vec![village.clone()],
        };
        self.write(move |tx| {
            Box::pin(async move {
                area::put_towns(tx, &[Town { code: town.clone(), name: town.0.clone() }]).await?;
                area::put_villages(tx, &[Village { code: village.clone(), name: village.0, town }]).await?;
                station::add(tx, &station).await
            })
        })
        .await;
        id
    }

    /// An account with [`PASSWORD`], already changed.
    pub async fn user(
        &self,
        name: &str,
        role: Role,
        town: Option<&str>,
        station: Option<StationId>,
    ) -> UserId {
        self.account(name, role, town, station, false).await
    }

    /// An account with [`PASSWORD`] as a one-time password, or not.
    pub async fn account(
        &self,
        name: &str,
        role: Role,
        town: Option<&str>,
        station: Option<StationId>,
        must_change: bool,
    ) -> UserId {
        let id = UserId(self.state.store.ids().id(self.clock.now()));
        let new = NewUser {
            id,
            name: name.into(),
            role,
            town: town.map(|town| TownCode(town.into())),
            station,
            villages: Vec::new(),
            password_hash: HASH.clone(),
            must_change,
            mode: TravelMode::Foot,
            shift: (540, 1020),
            work_days: 31,
            start: None,
        };
        self.write(move |tx| {
            Box::pin(async move {
                let at = tx.now();
                user::add(tx, &new, at).await
            })
        })
        .await;
        id
    }

    /// Runs a write of the test's own.
    pub async fn write<T, F>(&self, f: F) -> T
    where
        F: for<'t> FnOnce(&'t mut crate::store::Tx) -> futures::future::BoxFuture<'t, Result<T, StoreError>>
            + Send
            + 'static,
        T: Send + 'static,
    {
        let written: Result<T, StoreError> = self
            .state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.audit(Entry::new(Chain::Installation, "arrange", "test")).await?;
                    f(tx).await
                })
            })
            .await;
        written.unwrap()
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        let mut request = request;
        if request.extensions().get::<ConnectInfo<SocketAddr>>().is_none() {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([203, 0, 113, 9], 40_000))));
        }
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Calls with a JSON body as a program does, with an `Authorization` header or none.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        authorization: Option<&str>,
        body: Option<Value>,
    ) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(value) = authorization {
            request = request.header(header::AUTHORIZATION, value);
        }
        let body = match body {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }

    /// Calls as a page of this site does, with its cookie.
    pub async fn desk(&self, method: &str, path: &str, cookie: &str, body: Option<Value>) -> Response<Body> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, format!("__Host-rounds={cookie}"))
            .header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(request.body(body).unwrap()).await
    }

    /// Signs a browser in; answers its cookie.
    pub async fn sign_in_desk(&self, name: &str) -> String {
        let body = json!({"user": name, "password": PASSWORD});
        let response = self.desk("POST", "/desk/session", "", Some(body)).await;
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        let set = response.headers()[header::SET_COOKIE].to_str().unwrap();
        set.split(';').next().unwrap().split_once('=').unwrap().1.to_owned()
    }

    /// Enrols a phone for the account; answers its credential and key.
    pub async fn enrol(&self, name: &str) -> DeviceEnrolled {
        let id = DeviceId(self.state.store.ids().id(self.clock.now()));
        self.enrol_with(enrolment(id, name)).await
    }

    /// Enrols an enrolled phone anew, as an app does whose credential is refused: another id, its own key.
    pub async fn enrol_again(&self, before: DeviceId, name: &str) -> DeviceEnrolled {
        let id = DeviceId(self.state.store.ids().id(self.clock.now()));
        let mut ask = enrolment(id, name);
        ask["public_key"] = enrolment(before, name)["public_key"].clone();
        self.enrol_with(ask).await
    }

    async fn enrol_with(&self, ask: Value) -> DeviceEnrolled {
        let response = self.call("POST", "/api/v1/devices", None, Some(ask)).await;
        assert_eq!(response.status(), StatusCode::OK);
        body(response).await
    }

    /// Enrols a phone and signs in on it.
    pub async fn phone(&self, name: &str) -> PhoneInHand {
        let enrolled = self.enrol(name).await;
        let tokens = self.sign_in_phone(&enrolled, name).await;
        PhoneInHand { enrolled, tokens }
    }

    /// Signs in on an enrolled phone.
    pub async fn sign_in_phone(&self, enrolled: &DeviceEnrolled, name: &str) -> Tokens {
        let credential = format!("Device {}", enrolled.credential);
        let ask = json!({"user": name, "password": PASSWORD});
        let response = self.call("POST", "/api/v1/session", Some(&credential), Some(ask)).await;
        assert_eq!(response.status(), StatusCode::OK);
        body(response).await
    }
}

/// The body of an enrolment with a key of the phone's own.
pub fn enrolment(id: DeviceId, name: &str) -> Value {
    let secret = [id.0.as_bytes().as_slice(), &[7; 16]].concat();
    let key = p256::SecretKey::from_slice(&secret).unwrap().public_key();
    let key = URL_SAFE_NO_PAD.encode(key.to_sec1_bytes());
    json!({"id": id, "name": "测试机", "public_key": key, "user": name, "password": PASSWORD, "station": null})
}

/// The JSON body of a response.
pub async fn body<T: DeserializeOwned>(response: Response<Body>) -> T {
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&bytes)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&bytes)))
}

/// The code of a problem response.
pub async fn code(response: Response<Body>) -> String {
    let problem: Value = body(response).await;
    problem["code"].as_str().unwrap_or_default().to_owned()
}

/// An id that nothing has.
pub fn nobody() -> Uuid {
    Uuid::from_u128(1)
}
