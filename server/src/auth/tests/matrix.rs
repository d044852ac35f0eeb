//! The whole table of rights against the router's real list: every route and server function × role
//! × own or other area × live or revoked session.

use crate::auth::rights::{Area, RIGHTS, Right, Who};
use crate::auth::token;
use crate::router::routes;
use crate::store::session::{self, NewSession};
use crate::testing::{App, nobody};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use domain::id::{SessionId, StationId, UserId};
use domain::role::Role;
use std::collections::BTreeSet;

type Line = (String, String);

fn declared() -> BTreeSet<Line> {
    RIGHTS.iter().map(|right| (right.method.to_owned(), right.path.to_owned())).collect()
}

#[test]
fn every_route_and_server_function_is_declared_and_every_declaration_is_a_route() {
    let mut real: BTreeSet<Line> =
        routes().list().iter().map(|(method, path)| (method.to_string(), path.clone())).collect();
    real.extend(
        server_fn::axum::server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned())),
    );
    let declared = declared();
    let undeclared: Vec<_> = real.difference(&declared).collect();
    let stale: Vec<_> = declared.difference(&real).collect();
    assert!(undeclared.is_empty(), "declare in auth::rights: {undeclared:?}");
    assert!(stale.is_empty(), "in auth::rights without a route: {stale:?}");
    assert_eq!(declared.len(), RIGHTS.len(), "a route is declared twice");
}

#[test]
fn server_functions_change_nothing_by_get() {
    for (path, method) in server_fn::axum::server_fn_paths() {
        assert_eq!(method, "POST", "{path}");
        assert!(path.starts_with("/desk/fn/"), "{path}");
    }
}

struct World {
    app: App,
    own: StationId,
    other: StationId,
    users: Vec<(Role, UserId)>,
}

async fn world() -> World {
    let app = App::new().await;
    let own = app.station("t1", "v1").await;
    let other = app.station("t2", "v2").await;
    let mut users = Vec::new();
    for role in Role::ALL {
        let station = matches!(role, Role::Coordinator | Role::Patrol).then_some(own);
        users.push((role, app.user(&format!("{role:?}"), role, Some("t1"), station).await));
    }
    World { app, own, other, users }
}

impl World {
    /// A desk session of its own for one cell, because some routes end it.
    async fn session(&self, user: UserId, revoked: bool) -> String {
        let store = &self.app.state.store;
        let cookie = token::opaque(store.ids().bytes());
        let id = SessionId(store.ids().id(self.app.state.clock.now()));
        let token_hash = token::stored_hash(&cookie);
        self.app
            .write(move |tx| {
                Box::pin(async move {
                    let at = tx.now();
                    let expires_at = at + TimeDelta::hours(1);
                    let new =
                        NewSession { id, user, rights_version: 1, device: None, token_hash, expires_at };
                    session::open(tx, &new, at).await?;
                    if revoked { session::revoke(tx, id, at).await } else { Ok(()) }
                })
            })
            .await;
        cookie
    }

    async fn call(&self, right: &Right, station: StationId, cookie: Option<&str>) -> StatusCode {
        let path = filled(right.path);
        let path = if right.area == Area::Station { format!("{path}?station={station}") } else { path };
        let mut request = Request::builder()
            .method(right.method)
            .uri(path)
            .header(header::ORIGIN, crate::testing::ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, format!("__Host-rounds={cookie}"));
        }
        self.app.send(request.body(Body::from("{}")).unwrap()).await.status()
    }
}

/// A path with something in the place of each parameter.
fn filled(path: &str) -> String {
    let fill = |part: &str| match part {
        "{z}" | "{x}" | "{y}" => "1".to_owned(),
        part if part.starts_with('{') => nobody().to_string(),
        part => part.to_owned(),
    };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

const REFUSED: [StatusCode; 2] = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN];

#[tokio::test]
async fn every_route_lets_in_its_roles_in_their_area_with_a_live_session_and_nobody_else() {
    let world = world().await;
    for right in RIGHTS {
        let name = format!("{} {}", right.method, right.path);
        match right.who {
            Who::Everyone => continue,
            Who::Phone => {
                assert_eq!(world.call(right, world.own, None).await, StatusCode::UNAUTHORIZED, "{name}")
            }
            Who::Roles(_) => {
                assert_eq!(world.call(right, world.own, None).await, StatusCode::UNAUTHORIZED, "{name}")
            }
        }
        for (role, user) in &world.users {
            let cell = format!("{name} as {role:?}");
            let live = world.session(*user, false).await;
            let status = world.call(right, world.own, Some(&live)).await;
            match right.who {
                Who::Phone => assert_eq!(status, StatusCode::UNAUTHORIZED, "{cell}"),
                _ if right.allows(*role) => assert!(!REFUSED.contains(&status), "{cell}: {status}"),
                _ => assert_eq!(status, StatusCode::FORBIDDEN, "{cell}"),
            }
            let revoked = world.session(*user, true).await;
            assert_eq!(
                world.call(right, world.own, Some(&revoked)).await,
                StatusCode::UNAUTHORIZED,
                "{cell}, revoked"
            );
            if right.area == Area::Station && right.allows(*role) {
                let live = world.session(*user, false).await;
                assert_eq!(
                    world.call(right, world.other, Some(&live)).await,
                    StatusCode::NOT_FOUND,
                    "{cell}, elsewhere"
                );
                assert!(status.is_success(), "{cell}: {status}");
            }
        }
    }
}

/// The duty roster and the accounts name colleagues, districting shows rounded sums of villages: no
/// household.
const NO_FILES: [&str; 6] = [
    "/desk/duty",
    "/desk/fn/duty",
    "/desk/fn/set_duty",
    "/desk/accounts",
    "/desk/stations",
    "/desk/fn/districting",
];

#[test]
fn the_administrator_opens_no_file() {
    for right in RIGHTS.iter().filter(|right| matches!(right.area, Area::Station | Area::Object)) {
        let is_file = right.who != Who::Everyone && !NO_FILES.contains(&right.path);
        assert!(!(is_file && right.allows(Role::Administrator)), "{} {}", right.method, right.path);
    }
}
