//! `GET /api/v1/openapi.json`: the API described, made from the table of rights, so that no route is
//! described that does not exist and none exists that is not described (a test).

use crate::auth::rights::{Area, RIGHTS, Right, Who};
use axum::Json;
use serde_json::{Map, Value, json};

/// What one route does: its path and method, a sentence, the schemas of its body and its answer.
struct Operation {
    method: &'static str,
    path: &'static str,
    says: &'static str,
    ask: Option<&'static str>,
    answer: Option<&'static str>,
}

const fn operation(
    method: &'static str,
    path: &'static str,
    says: &'static str,
    ask: Option<&'static str>,
    answer: Option<&'static str>,
) -> Operation {
    Operation { method, path, says, ask, answer }
}

const PREFIX: &str = "/api/v1/";

const OPERATIONS: &[Operation] = &[
    operation("GET", "/api/v1/openapi.json", "This description", None, None),
    operation("POST", "/api/v1/password", "Change a password with the old one", Some("ChangePassword"), None),
    operation("POST", "/api/v1/devices", "Enrol a phone", Some("EnrolDevice"), Some("DeviceEnrolled")),
    operation("POST", "/api/v1/session", "Sign in on a phone", Some("SignIn"), Some("Tokens")),
    operation("POST", "/api/v1/session/refresh", "Renew the tokens", Some("Refresh"), Some("Tokens")),
    operation("DELETE", "/api/v1/session", "Sign out", None, None),
    operation("DELETE", "/api/v1/sessions", "Sign out everywhere", None, None),
    operation("POST", "/api/v1/records", "Hand in records", Some("Batch"), Some("BatchAnswer")),
    operation("GET", "/api/v1/decisions", "What officers decided on one's findings", None, Some("Decisions")),
    operation("HEAD", "/api/v1/photos/{sha256}", "How much of a photo is there: Upload-Offset", None, None),
    operation("PUT", "/api/v1/photos/{sha256}", "The next part of a photo", None, Some("PhotoReceived")),
    operation("GET", "/api/v1/changes", "What changed at a station after a number", None, Some("Changes")),
    operation("GET", "/api/v1/events", "Changes as server-sent events", None, None),
    operation("POST", "/api/v1/dwellings/{id}/contact", "Open a contact", Some("Purpose"), Some("Contact")),
    operation("GET", "/api/v1/pack", "What a phone holds of its station", None, None),
    operation("GET", "/api/v1/rounds/today", "The plan for this visitor, with an ETag", None, None),
    operation("GET", "/api/v1/rounds/ahead", "The rounds of this visitor's coming days", None, None),
    operation("GET", "/api/v1/basemap", "The files of the map around a station's doors", None, None),
    operation("GET", "/api/v1/roads", "The ways around this visitor's round, with an ETag", None, None),
];

/// Answers the description.
pub async fn description() -> Json<Value> {
    Json(document())
}

/// The OpenAPI 3.1 document.
fn document() -> Value {
    let mut paths = Map::new();
    for right in RIGHTS.iter().filter(|right| right.path.starts_with(PREFIX)) {
        let path = paths.entry(right.path.replace("{*", "{")).or_insert_with(|| json!({}));
        path[right.method.to_ascii_lowercase()] = described(right);
    }
    let schemas: Value = serde_json::from_str(include_str!("schemas.json")).unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rounds",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "device": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "`Device <credential>`"},
                "session": {"type": "http", "scheme": "bearer"},
                "desk": {"type": "apiKey", "in": "cookie", "name": "__Host-rounds"},
            },
        },
    })
}

fn described(right: &Right) -> Value {
    let found =
        OPERATIONS.iter().find(|operation| operation.method == right.method && operation.path == right.path);
    let problem = content("application/problem+json", "Problem");
    let answer = found.and_then(|operation| operation.answer);
    let mut said = json!({
        "summary": found.map_or("", |operation| operation.says),
        "parameters": parameters(right),
        "security": security(right.who),
        "responses": {
            "2XX": answer.map_or(json!({"description": "Done"}), |schema| {
                json!({"description": "Done", "content": content("application/json", schema)})
            }),
            "default": {"description": "A problem", "content": problem},
        },
    });
    if let Some(ask) = found.and_then(|operation| operation.ask) {
        said["requestBody"] = json!({"required": true, "content": content("application/json", ask)});
    }
    said
}

fn content(media_type: &str, schema: &str) -> Value {
    json!({media_type: {"schema": {"$ref": format!("#/components/schemas/{schema}")}}})
}

fn parameters(right: &Right) -> Vec<Value> {
    let in_path = right.path.split(['{', '}']).skip(1).step_by(2).map(|name| {
        let name = name.trim_start_matches('*');
        json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
    });
    let station = (right.area == Area::Station).then(|| {
        json!({"name": "station", "in": "query", "required": true, "schema": {"type": "string", "format": "uuid"}})
    });
    in_path.chain(station).collect()
}

fn security(who: Who) -> Value {
    match who {
        Who::Everyone => json!([]),
        Who::Phone => json!([{"device": []}]),
        Who::Roles(_) => json!([{"session": []}, {"desk": []}]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Time;
    use domain::id::{SessionId, StationId, UserId};
    use domain::role::Role;
    use domain::session::{Me, Tokens};
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn every_route_of_the_api_is_described_and_nothing_else_is() {
        let declared: BTreeSet<_> = RIGHTS
            .iter()
            .filter(|right| right.path.starts_with(PREFIX))
            .map(|right| (right.path, right.method))
            .collect();
        let described: BTreeSet<_> = OPERATIONS.iter().map(|said| (said.path, said.method)).collect();
        assert_eq!(declared, described);
    }

    #[test]
    fn every_schema_that_is_named_exists() {
        let schemas: Map<String, Value> = serde_json::from_str(include_str!("schemas.json")).unwrap();
        for name in OPERATIONS.iter().flat_map(|said| [said.ask, said.answer]).flatten() {
            assert!(schemas.contains_key(name), "{name}");
        }
    }

    #[test]
    fn every_reference_in_the_description_leads_somewhere() {
        let document = document();
        let text = document.to_string();
        let names = text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next());
        for name in names {
            assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_schema_of_the_tokens_names_what_the_tokens_hold() {
        let at: Time = "2026-11-24T02:00:00Z".parse().unwrap();
        let id = Uuid::nil();
        let me = Me {
            user: UserId(id),
            name: "a".into(),
            role: Role::Patrol,
            town: None,
            station: Some(StationId(id)),
        };
        let tokens = Tokens {
            access: String::new(),
            access_until: at,
            refresh: String::new(),
            refresh_until: at,
            session: SessionId(id),
            me,
            server_time: at,
        };
        let value = serde_json::to_value(tokens).unwrap();
        let schema = &document()["components"]["schemas"];
        for (name, value) in [("Tokens", &value), ("Me", &value["me"])] {
            let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(keys(&schema[name]["properties"]), keys(value), "{name}");
        }
    }
}
