use crate::http::rounds::tests::app;
use crate::store::contract::plan::STATION;
use crate::testing::{App, body, code};
use axum::http::StatusCode;
use domain::id::{DwellingId, StationId};
use domain::pack::Page;
use uuid::Uuid;

async fn pull(app: &App, token: &str, rest: &str) -> Page {
    let path = format!("/api/v1/pack?station={STATION}{rest}");
    let answer = app.call("GET", &path, Some(token), None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    body(answer).await
}

async fn token(app: &App) -> String {
    format!("Bearer {}", app.phone("Coordinator").await.tokens.access)
}

#[tokio::test]
async fn all_files_come_once_and_then_what_changed() {
    let app = app().await;
    let token = token(&app).await;
    let all = pull(&app, &token, "").await;
    assert!(all.files.len() > 2 && all.next.is_none() && !all.more);
    for file in &all.files {
        let property = all.properties.iter().find(|property| property.id == file.property).unwrap();
        assert!(all.villages.iter().any(|village| village.code == property.village));
    }
    let none = pull(&app, &token, &format!("&after={}", all.seq)).await;
    assert_eq!((none.seq, none.files.len(), none.properties.len()), (all.seq, 0, 0));
    let (changed, gone) = (all.files[1].id, DwellingId(Uuid::from_u128(77)));
    for (id, removed) in [(changed, false), (gone, true)] {
        app.write(move |tx| Box::pin(async move { tx.change(STATION, "dwelling", id.0, removed).await }))
            .await;
    }
    let delta = pull(&app, &token, &format!("&after={}", all.seq)).await;
    assert_eq!(delta.files, [all.files[1].clone()]);
    assert_eq!((delta.removed, delta.seq), (vec![gone], all.seq + 2));
}

#[tokio::test]
async fn a_pull_goes_on_from_the_file_where_it_stopped() {
    let app = app().await;
    let token = token(&app).await;
    let all = pull(&app, &token, "").await;
    let rest = pull(&app, &token, &format!("&from={}&after=3", all.files[1].id)).await;
    assert_eq!((rest.files.as_slice(), rest.seq), (&all.files[1..], 3));
}

#[tokio::test]
async fn names_come_with_their_readings() {
    let app = app().await;
    let token = token(&app).await;
    let all = pull(&app, &token, "").await;
    let names: Vec<&String> = all.villages.iter().map(|village| &village.name).collect();
    let chinese = names.iter().flat_map(|name| name.chars()).filter(|c| ('一'..='龥').contains(c));
    for c in chinese {
        assert!(all.readings[&c].chars().all(|c| c.is_ascii_lowercase() || c == ' '), "{c}");
    }
    let reading = &super::readings([&"重阳路12".to_owned()].into_iter())[&'重'];
    assert!(reading.contains("chong") && reading.contains("zhong"), "{reading}");
}

#[tokio::test]
async fn another_station_is_not_found() {
    let app = app().await;
    let path = format!("/api/v1/pack?station={}", StationId(Uuid::from_u128(9)));
    let answer = app.call("GET", &path, Some(&token(&app).await), None).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert_eq!(code(answer).await, "not_found");
}
