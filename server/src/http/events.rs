//! `GET /api/v1/events`: server-sent events of the actor's stations. An event says what changed, never
//! what it holds: the page asks for that with its own rights. `id` is the moment of the change, so that a
//! browser that was away gets what it missed.

use super::{Failure, Outcome};
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::event::{self, Happened};
use crate::store::session;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, Sse};
use chrono::TimeDelta;
use domain::Time;
use domain::id::StationId;
use futures::{Stream, stream};
use serde::Serialize;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use uuid::Uuid;

/// Between two signs of life; also how soon an ended session stops hearing.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Servers' clocks may differ by this much: what is replayed begins so much earlier.
const OVERLAP: TimeDelta = TimeDelta::seconds(5);
/// More than this missed, and the page loads again instead.
const REPLAY: i64 = 500;

#[derive(Serialize)]
struct Said<'e> {
    station: StationId,
    kind: &'e str,
    id: Uuid,
    removed: bool,
    seq: i64,
}

/// Streams events until the session ends or the browser leaves.
pub async fn follow(
    State(state): State<AppState>,
    actor: Actor,
    headers: HeaderMap,
) -> Outcome<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let receiver = state.events.subscribe();
    let missed = match last_event(&headers) {
        Some(at) => missed(&state, &actor, at).await?,
        None => VecDeque::from([Event::default().comment("hello")]),
    };
    let follower = Follower { state, actor, receiver, waiting: missed };
    Ok(Sse::new(stream::unfold(follower, Follower::next)))
}

fn last_event(headers: &HeaderMap) -> Option<Time> {
    let text = headers.get("last-event-id")?.to_str().ok()?;
    Time::from_timestamp_millis(text.parse().ok()?)
}

async fn missed(state: &AppState, actor: &Actor, at: Time) -> Outcome<VecDeque<Event>> {
    let mut reader = state.store.reader().await?;
    let events = event::since(&mut reader, at - OVERLAP, REPLAY + 1).await?;
    if events.len() as i64 > REPLAY {
        return Ok(VecDeque::from([reload()]));
    }
    Ok(events.iter().filter(|event| hears(actor, event)).map(said).collect())
}

struct Follower {
    state: AppState,
    actor: Actor,
    receiver: Receiver<Happened>,
    waiting: VecDeque<Event>,
}

impl Follower {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some((Ok(event), self));
            }
            match tokio::time::timeout(HEARTBEAT, self.receiver.recv()).await {
                Ok(Ok(event)) if hears(&self.actor, &event) => {
                    // A session that has ended hears nothing more, not even what just happened.
                    if !self.is_live().await {
                        return None;
                    }
                    self.waiting.push_back(said(&event));
                }
                Ok(Ok(_)) => {}
                Ok(Err(RecvError::Lagged(_))) => self.waiting.push_back(reload()),
                Ok(Err(RecvError::Closed)) => return None,
                Err(_) if self.is_live().await => {
                    self.waiting.push_back(Event::default().comment("still here"));
                }
                Err(_) => return None,
            }
        }
    }

    async fn is_live(&self) -> bool {
        let session = async {
            let mut reader = self.state.store.reader().await?;
            session::by_id(&mut reader, self.actor.session, self.state.clock.now()).await
        };
        match session.await {
            Ok(session) => session.is_some_and(|session| session.live),
            Err(error) => {
                Failure::from(error).into_problem();
                false
            }
        }
    }
}

fn hears(actor: &Actor, event: &Happened) -> bool {
    super::changes::hears(actor.role, &event.change.kind) && actor.may_see_station(event.station)
}

fn said(event: &Happened) -> Event {
    let body = Said {
        station: event.station,
        kind: &event.change.kind,
        id: event.change.id,
        removed: event.change.removed,
        seq: event.change.seq,
    };
    let id = event.at.timestamp_millis().to_string();
    let named = Event::default().event(event.change.kind.clone()).id(id);
    named.json_data(body).unwrap_or_else(|_| reload())
}

/// Tells the page that it missed too much and loads again.
fn reload() -> Event {
    Event::default().event("reload").data("{}")
}
