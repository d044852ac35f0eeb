//! One example of each kind of record, taken by the server and written in docs/api.md.

use super::support::{World, id};
use crate::store::owed_visit;
use domain::record::Kind;
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../../../../docs/api.md");
const BEGIN: &str = "<!-- examples: written by a test, `make bless` renews them -->\n";
const END: &str = "<!-- end of examples -->\n";
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A day at one door and the next: every kind once, in an order that the server can apply at once.
pub(super) async fn examples(world: &World) -> Vec<Value> {
    let mut reader = world.app.state.store.reader().await.unwrap();
    let owed = owed_visit::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    let (owed, dwelling) = (owed.last().unwrap().id, world.dwelling);
    let visit = json!({"dwelling": dwelling, "check_in": id(10), "outcome": "entered", "consent": "to_enter",
        "answers": [{"question": "escape_route", "seen": "not_in_order"}], "gone": [], "with": null,
        "asked_for": false});
    let corrected = json!({"dwelling": dwelling, "check_in": id(10), "outcome": "met",
        "consent": "at_door_only"});
    vec![
        world.record(
            10,
            "check_in",
            &[],
            json!({"dwelling": dwelling, "owed": owed, "evidence": {"by": "door_code", "code": world.label}}),
        ),
        world.record(11, "visit", &[10], visit),
        world.record(
            12,
            "finding",
            &[11],
            json!({"finding": id(1012), "dwelling": dwelling, "visit": id(11), "category": "fire",
                "severity": "high", "note": "楼梯间堆放纸箱", "photos": [HASH]}),
        ),
        world.record(
            13,
            "photo_ref",
            &[12],
            json!({"dwelling": dwelling, "finding": id(1012), "sha256": HASH, "bytes": 184_320,
                "media_type": "image/jpeg"}),
        ),
        world.record(
            14,
            "notice",
            &[11],
            json!({"notice": id(1014), "dwelling": dwelling, "visit": id(11), "form": "shown",
                "code_hash": HASH, "secret_hash": HASH}),
        ),
        world.record(
            15,
            "correction",
            &[11],
            json!({"dwelling": dwelling, "of": id(11), "body": corrected.to_string()}),
        ),
        world.record(
            25,
            "correction",
            &[],
            json!({"dwelling": dwelling, "said": {"field": "adults", "value": "3", "household": id(3)}}),
        ),
        world.record(16, "decision", &[12], json!({"flag": id(1012), "do": "remedy"})),
        world.record(17, "moved_out", &[], json!({"dwelling": dwelling, "on": "2026-11-24"})),
        world.record(
            18,
            "moved_in",
            &[17],
            json!({"dwelling": dwelling, "tenancy": id(1018), "headcount": {"adults": 2, "children": 1},
                "on": "2026-11-24"}),
        ),
        world.record(
            19,
            "dwelling_registered",
            &[],
            json!({"dwelling": id(1019), "property": id(2), "door": "301",
                "household": {"adults": 1, "children": 0}}),
        ),
        world.record(
            20,
            "check_in",
            &[],
            json!({"dwelling": dwelling, "evidence": {"by": "none", "reason": "label_missing"}}),
        ),
        world.record(
            21,
            "attempt",
            &[20],
            json!({"dwelling": dwelling, "check_in": id(20), "outcome": "nobody_home", "letter": true}),
        ),
        world.record(22, "file_read", &[], json!({"dwelling": dwelling, "purpose": "visit"})),
        world.record(
            23,
            "stop_skipped",
            &[],
            json!({"dwelling": dwelling, "owed": owed, "reason": "no_time"}),
        ),
        world.record(24, "draft_discarded", &[], json!({"dwelling": dwelling, "kind": "visit"})),
    ]
}

/// The section of the page: the first example of each kind and of a corrected field, with the ids that each run makes anew
/// replaced.
fn section(world: &World, records: &[Value]) -> String {
    let tokens = &world.phone.tokens;
    let made_anew = [(tokens.me.user.to_string(), id(5)), (tokens.session.to_string(), id(6))];
    let mut text = String::new();
    let mut seen: Vec<(&str, bool)> = vec![];
    for record in records {
        let kind = record["kind"].as_str().unwrap();
        let is_of_field = record["body"].as_str().unwrap().contains("\"said\"");
        if seen.contains(&(kind, is_of_field)) {
            continue;
        }
        seen.push((kind, is_of_field));
        let line = record.to_string().replace("\"body\":", "\n \"body\":");
        text += &format!("\n`{kind}`\n```json\n{line}\n```\n");
    }
    for (made, fixed) in made_anew {
        text = text.replace(&made, &fixed.to_string());
    }
    text
}

#[tokio::test]
async fn each_kind_has_an_example_that_the_server_takes_and_the_page_shows() {
    let world = World::new().await;
    let records = examples(&world).await;
    let kinds: std::collections::BTreeSet<_> = records.iter().map(|r| r["kind"].to_string()).collect();
    assert_eq!(kinds.len(), Kind::ALL.len());
    for (record, result) in records.iter().zip(world.send(&records).await) {
        assert!(result["receipt"].is_object(), "{}: {result}", record["kind"]);
    }
    let owed = records[0]["body"].as_str().unwrap();
    let owed: Value = serde_json::from_str(owed).unwrap();
    let wanted = section(&world, &records).replace(owed["owed"].as_str().unwrap(), &id(7).to_string());
    let (before, rest) = PAGE.split_once(BEGIN).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/api.md");
        std::fs::write(page, format!("{before}{BEGIN}{wanted}\n{END}{after}")).unwrap();
    } else {
        assert_eq!(shown.trim(), wanted.trim(), "docs/api.md shows other examples: `make bless`");
    }
}
