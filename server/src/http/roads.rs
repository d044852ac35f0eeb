//! `GET /api/v1/roads`: the ways around today's round, for planning on the phone.

use super::{Failure, Outcome, rounds, tag};
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::plan::PlannedRound;
use crate::store::{blob, map};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use domain::problem::Problem;
use domain::role::TravelMode;
use roads::{Point, Profile, ReadError, Roads};

/// Ways this far from a door of the round are told, metres: an order may begin a little off it.
const MARGIN_M: f64 = 1_000.0;

/// The graph of the visitor's way of travelling around the start and the doors of today's round, as
/// [`roads::Graph::to_bytes`]; 304 when the phone has it already. Between those places it answers as the
/// whole map does. The tag begins with the plan's id and the visitor's.
pub async fn around_today(
    State(state): State<AppState>,
    actor: Actor,
    headers: HeaderMap,
) -> Outcome<Response> {
    let mut reader = state.store.reader().await?;
    let found = rounds::find(&mut reader, &actor, state.clock.now()).await?;
    let (row, planned, _) = found.ok_or(Problem::NotFound)?;
    let graph = map::in_use(&mut reader).await?.ok_or(Problem::NotFound)?.graph_sha256;
    let tag = format!("\"{}-{}-{graph}\"", row.id, actor.user);
    if tag::is_known(&headers, &tag) {
        return Ok(tag::not_modified(tag));
    }
    let bytes = blob::get(&mut reader, &graph).await?.ok_or(Problem::NotFound)?;
    drop(reader);
    let part = tokio::task::spawn_blocking(move || around(&bytes, &planned)).await;
    let part = part.map_err(Failure::inside)?.map_err(Failure::inside)?.ok_or(Problem::NotFound)?;
    let headers = [(CONTENT_TYPE, "application/octet-stream".to_owned()), (ETAG, tag)];
    Ok((headers, part).into_response())
}

/// The part of the stored graphs around a round; none where no way is near.
fn around(bytes: &[u8], planned: &PlannedRound) -> Result<Option<Vec<u8>>, ReadError> {
    let roads = Roads::from_bytes(bytes)?;
    let profile = match planned.mode {
        TravelMode::Foot => Profile::Foot,
        TravelMode::Ebike => Profile::Ebike,
    };
    let doors = planned.stops.iter().map(|stop| stop.at);
    let places = doors.chain([planned.start_at, planned.end_at]);
    let points: Vec<Point> = places.filter_map(|at| Point::from_degrees(at.lon, at.lat)).collect();
    Ok(roads.graph(profile).around(&points, MARGIN_M).map(|part| part.to_bytes()))
}

#[cfg(test)]
mod tests {
    use crate::http::rounds::tests::{app, plan};
    use crate::testing::body;
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, StatusCode, header};
    use domain::round::Round;
    use roads::{Graph, MAX_SNAP_M, Point};

    fn request(token: &str, known: Option<&str>) -> Request<Body> {
        let request = Request::get("/api/v1/roads").header(header::AUTHORIZATION, token);
        let request =
            known.into_iter().fold(request, |request, tag| request.header(header::IF_NONE_MATCH, tag));
        request.body(Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn the_ways_of_todays_round_come_once_a_plan_and_lead_to_its_doors() {
        let app = app().await;
        let phone = app.phone("Coordinator").await;
        let token = format!("Bearer {}", phone.tokens.access);
        assert_eq!(app.send(request(&token, None)).await.status(), StatusCode::NOT_FOUND);
        plan(&app).await;
        let first = app.send(request(&token, None)).await;
        assert_eq!(first.status(), StatusCode::OK);
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        let graph = Graph::from_bytes(&to_bytes(first.into_body(), 1 << 20).await.unwrap()).unwrap();
        let round: Round = body(app.call("GET", "/api/v1/rounds/today", Some(&token), None).await).await;
        assert!(tag.contains(&round.plan.to_string()));
        for at in round.stops.iter().map(|stop| stop.at).chain([round.start_at]) {
            let point = Point::from_degrees(at.lon, at.lat).unwrap();
            assert!(graph.snap(point, MAX_SNAP_M).is_some());
        }
        assert_eq!(app.send(request(&token, Some(&tag))).await.status(), StatusCode::NOT_MODIFIED);
        plan(&app).await;
        assert_eq!(app.send(request(&token, Some(&tag))).await.status(), StatusCode::OK);
    }
}
