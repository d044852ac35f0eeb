use crate::testing::{App, body};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::audit::hmac_sha256;
use domain::role::Role;
use serde_json::{Value, json};

/// Tokens signed with the right key, and wrong in what they say.
fn wrong_claims(good: &Value) -> Vec<Value> {
    let now = good["iat"].as_i64().unwrap();
    let mut all = Vec::new();
    let mut change = |key: &str, values: Vec<Value>| {
        for value in values {
            let mut claims = good.clone();
            claims[key] = value;
            all.push(claims);
        }
        let mut without = good.clone();
        without.as_object_mut().unwrap().remove(key);
        all.push(without);
    };
    let odd = |text: String| {
        vec![
            json!(text),
            json!(null),
            json!([]),
            json!({}),
            json!(true),
            json!(-1),
            json!(0),
            json!(1e300),
            json!(u64::MAX),
            json!(i64::MIN),
        ]
    };
    let mut times = odd((now + 600).to_string());
    times.extend([
        json!(600.5),
        json!([now + 600]),
        json!({"value": now + 600}),
        json!("9999999999"),
        json!(""),
    ]);
    times.extend([json!(now + 601), json!(now + 599), json!(now + 86_400), json!(now as f64 + 600.0)]);
    change("exp", times.clone());
    times.extend([json!(now + 60), json!(now - 700), json!(now.to_string())]);
    change("iat", times);
    let mut audiences = odd("Rounds".into());
    audiences.extend([
        json!(["rounds"]),
        json!("rounds "),
        json!("refresh"),
        json!(["rounds", "x"]),
        json!("*"),
    ]);
    change("aud", audiences);
    let mut sessions = odd("not-a-uuid".into());
    sessions.extend([json!("00000000-0000-0000-0000-000000000000"), json!("' OR 1=1 --")]);
    change("sid", sessions);
    for extra in ["nbf", "iss", "sub", "role", "user", "admin", "jti", "kid"] {
        let mut claims = good.clone();
        claims[extra] = json!("x");
        all.push(claims);
    }
    all
}

/// Headers that ask to be checked in another way.
fn wrong_headers() -> Vec<Value> {
    let mut all = Vec::new();
    for alg in [
        "none", "None", "NONE", "nOnE", "", "HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA", "hs256",
        "HS1",
    ] {
        for typ in ["at+jwt", "JWT"] {
            all.push(json!({"alg": alg, "typ": typ}));
        }
    }
    for typ in ["JWT", "jwt", "rt+jwt", "refresh", "", "AT+JWT", "application/at+jwt"] {
        all.push(json!({"alg": "HS256", "typ": typ}));
    }
    all.push(json!({"alg": "HS256"}));
    all.push(json!({"typ": "at+jwt"}));
    all.push(json!({"alg": ["HS256"], "typ": "at+jwt"}));
    all.push(json!({"alg": null, "typ": "at+jwt"}));
    all.push(json!([]));
    all.push(json!("HS256"));
    all
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn sign(key: &[u8; 32], header: &Value, claims: &Value) -> String {
    let text = format!("{}.{}", part(header), part(claims));
    let tag = hmac_sha256(key, text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(tag))
}

#[tokio::test]
async fn two_hundred_forged_tokens_open_nothing() {
    let app = App::new().await;
    let station = app.station("t1", "v1").await;
    app.user("wang", Role::Coordinator, Some("t1"), Some(station)).await;
    let phone = app.phone("wang").await;
    let key = app.state.store.vault().derive("access token");
    let header = json!({"alg": "HS256", "typ": "at+jwt"});
    let parts: Vec<&str> = phone.tokens.access.split('.').collect();
    let good: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    let path = format!("/api/v1/changes?station={station}");
    let opens = async |token: &str| {
        let bearer = format!("Bearer {token}");
        app.call("GET", &path, Some(&bearer), None).await.status() == StatusCode::OK
    };
    assert!(opens(&sign(&key, &header, &good)).await, "the forger's pen writes");

    let mut forged: Vec<String> =
        wrong_claims(&good).iter().map(|claims| sign(&key, &header, claims)).collect();
    forged.extend(wrong_headers().iter().map(|header| sign(&key, header, &good)));
    forged.extend(wrong_headers().iter().map(|header| format!("{}.{}.", part(header), part(&good))));
    forged.extend([[0; 32], [255; 32], [1; 32]].map(|key| sign(&key, &header, &good)));
    forged.extend((1..=40).map(|cut| phone.tokens.access[..phone.tokens.access.len() - cut].to_owned()));
    forged.push(phone.tokens.refresh.clone());
    forged.push(phone.enrolled.credential.clone());
    forged.push(format!("{}.{}", parts[0], parts[1]));
    forged.push(format!("{}.{}.{}.", parts[0], parts[1], parts[2]));
    forged.push(format!("{}.{}.{}", parts[0], parts[1], &parts[2][1..]));
    forged.extend(["", ".", "..", "a.b.c", "null", "undefined"].map(str::to_owned));
    assert!(forged.len() >= 200, "{}", forged.len());
    for token in &forged {
        assert!(!opens(token).await, "{token}");
    }
    let refused: Vec<String> = vec![phone.tokens.access.clone(), "x".repeat(90)];
    for token in refused {
        let ask = json!({"refresh": token});
        let answer = app.call("POST", "/api/v1/session/refresh", None, Some(ask)).await;
        let problem: Value = body(answer).await;
        assert_eq!(problem["code"], "not_signed_in", "an access token refreshes nothing");
    }
    assert!(opens(&phone.tokens.access).await, "and the session is none the worse");
}
