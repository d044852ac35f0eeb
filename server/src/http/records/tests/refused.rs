//! What Rounds refuses, tried through the phones' entrance: every text of every kind of record, found
//! by walking its example.

use super::examples::examples;
use super::hostile::{names, texts};
use super::support::{World, id};
use serde_json::{Value, json};

/// Most records of one batch.
const BATCH: usize = 500;
/// Which share of the texts a place gets that may keep none.
const SOME: usize = 25;

/// Pointers to every text of a body.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| places(value, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

/// Sends `records` and answers the codes of their problems; a receipt is none.
async fn codes(world: &World, records: &[Value]) -> Vec<String> {
    let mut codes = Vec::new();
    for batch in records.chunks(BATCH) {
        for (result, sent) in world.post(batch).await.iter().zip(batch) {
            assert!(result["receipt"].is_null(), "taken: {}", sent["body"]);
            codes.push(result["problem"]["code"].as_str().unwrap_or_default().to_owned());
        }
    }
    codes
}

/// The example as a record of its own, its body changed.
fn changed(example: &Value, n: u128, change: impl FnOnce(&mut Value)) -> Value {
    let mut body: Value = serde_json::from_str(example["body"].as_str().unwrap()).unwrap();
    change(&mut body);
    let mut record = example.clone();
    record["id"] = json!(id(n));
    record["body"] = json!(body.to_string());
    record
}

/// Every free text that a body may hold, besides those of the examples.
fn with_texts(example: &Value) -> Value {
    changed(example, 0, |body| {
        if example["kind"] == "dwelling_registered" {
            body["new_property"] = json!({"village": "v1", "name": "新楼 1 号", "kind": "flat", "at": null});
        }
    })
}

#[tokio::test]
async fn no_text_about_a_person_is_taken_in_any_field_of_any_record() {
    let world = World::new().await;
    let hostile = texts();
    assert!(hostile.len() >= 500, "{}", hostile.len());
    let (mut n, mut free) = (10_000, 0);
    for example in examples(&world).await.iter().map(with_texts) {
        let body: Value = serde_json::from_str(example["body"].as_str().unwrap()).unwrap();
        let mut found = Vec::new();
        places(&body, "", &mut found);
        for place in found {
            let mut tried = |texts: Vec<&String>| -> Vec<Value> {
                let record = |text: &&String| {
                    n += 1;
                    changed(&example, n, |body| *body.pointer_mut(&place).unwrap() = json!(text))
                };
                texts.iter().map(record).collect()
            };
            // A place of ids or words of a list refuses any text; one that keeps texts gets them all.
            let some = codes(&world, &tried(hostile.iter().step_by(SOME).collect())).await;
            let mut codes_here = some.clone();
            if some.iter().any(|code| code == "text_refused") {
                free += 1;
                codes_here.extend(codes(&world, &tried(hostile.iter().collect())).await);
            }
            assert!(codes_here.iter().all(|code| !code.is_empty()), "{}{place}", example["kind"]);
        }
    }
    assert!(free >= 3, "only {free} free texts were found");
}

#[tokio::test]
async fn a_field_or_category_about_persons_is_refused_by_its_rule() {
    let world = World::new().await;
    let hostile = names();
    assert!(hostile.len() >= 200, "{}", hostile.len());
    let mut n = 100_000;
    for example in examples(&world).await {
        let fields: Vec<Value> = hostile
            .iter()
            .map(|(name, _)| {
                n += 1;
                changed(&example, n, |body| body[name.as_str()] = json!("x"))
            })
            .collect();
        for (code, (name, _)) in codes(&world, &fields).await.iter().zip(&hostile) {
            assert_eq!(code, "refused_by_rule", "{} {name}", example["kind"]);
        }
    }
    let example = examples(&world).await.into_iter().find(|e| e["kind"] == "finding").unwrap();
    let categories: Vec<Value> = hostile
        .iter()
        .map(|(name, _)| {
            n += 1;
            changed(&example, n, |body| body["category"] = json!(name))
        })
        .collect();
    for (record, (name, rule)) in world.post(&categories).await.iter().zip(&hostile) {
        assert_eq!(record["problem"]["code"], "refused_by_rule", "{name}: {record}");
        assert!(record["problem"]["detail"].as_str().unwrap().contains(rule), "{name}: {record}");
    }
}

#[tokio::test]
async fn a_record_of_a_kind_about_persons_is_refused_by_its_rule() {
    let world = World::new().await;
    let kinds: Vec<Value> = names()
        .iter()
        .zip(200_000..)
        .map(|((name, _), n)| world.record(n, name, &[], json!({"dwelling": world.dwelling})))
        .collect();
    for code in codes(&world, &kinds).await {
        assert_eq!(code, "refused_by_rule");
    }
}
