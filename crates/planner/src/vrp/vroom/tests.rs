//! VROOM's fields one by one: what each asks is kept, and what cannot be is refused.

use super::{output, vroom};
use crate::vrp::check::check;
use crate::vrp::{Budget, solve};
use serde_json::{Value, json};

/// Three places on a line, a minute apart; one vehicle at the first, jobs 1 and 2 at the others.
fn line() -> Value {
    json!({
        "vehicles": [{"id": 7, "start_index": 0, "end_index": 0, "capacity": [3], "time_window": [1000, 2000]}],
        "jobs": [
            {"id": 1, "location_index": 1, "service": 100, "delivery": [1]},
            {"id": 2, "location_index": 2, "service": 100, "delivery": [1]},
        ],
        "matrices": {"car": {"durations": [[0, 60, 120], [60, 0, 60], [120, 60, 0]]}},
    })
}

/// A change of [`line`].
fn with(path: &str, value: Value) -> Value {
    let mut input = line();
    let (parent, key) = path.rsplit_once('/').unwrap();
    match input.pointer_mut(parent).unwrap() {
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        object => object[key] = value,
    }
    input
}

fn planned(input: &Value) -> Value {
    let day = vroom(&input.to_string(), false).unwrap();
    let answer = solve(&day.problem, 1, Budget::Iterations(640));
    assert_eq!(check(&day.problem, &answer, true), vec![]);
    serde_json::to_value(output(&day, &answer)).unwrap()
}

fn reasons(input: &Value) -> Vec<(u64, String)> {
    let planned = planned(input);
    let left = planned["unassigned"].as_array().unwrap();
    left.iter().map(|u| (u["id"].as_u64().unwrap(), u["reason"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_route_is_told_step_by_step_in_the_times_of_the_file() {
    let planned = planned(&line());
    let steps = planned["routes"][0]["steps"].as_array().unwrap();
    let arrivals: Vec<i64> = steps.iter().map(|s| s["arrival"].as_i64().unwrap()).collect();
    assert!([vec![1000, 1060, 1220, 1440], vec![1000, 1120, 1280, 1440]].contains(&arrivals), "{arrivals:?}");
    let loads: Vec<i64> = steps.iter().map(|s| s["load"][0].as_i64().unwrap()).collect();
    assert_eq!(loads, [2, 1, 0, 0]);
    assert_eq!(planned["summary"]["cost"], 240);
}

#[test]
fn what_does_not_fit_is_left_out_with_its_reason() {
    let none: Vec<(u64, String)> = vec![];
    assert_eq!(reasons(&line()), none);
    assert_eq!(reasons(&with("/jobs/0/skills", json!([4]))), [(1, "no_skill".into())]);
    assert_eq!(reasons(&with("/jobs/0/delivery", json!([4]))), [(1, "no_capacity".into())]);
    assert_eq!(reasons(&with("/jobs/1/time_windows", json!([[1000, 1050]]))), [(2, "no_time".into())]);
    assert_eq!(reasons(&with("/jobs/1/service", json!(950))), [(2, "no_time".into())]);
    let null = json!([[0, 60, null], [60, 0, null], [null, null, 0]]);
    assert_eq!(reasons(&with("/matrices/car/durations", null)), [(2, "unreachable".into())]);
}

#[test]
fn limits_of_a_vehicle_are_kept() {
    assert_eq!(reasons(&with("/vehicles/0/max_tasks", json!(1))).len(), 1);
    assert_eq!(reasons(&with("/vehicles/0/max_travel_time", json!(200))), [(2, "no_time".into())]);
    assert_eq!(reasons(&with("/vehicles/0/speed_factor", json!(0.1))).len(), 2);
}

#[test]
fn the_higher_priority_is_served_when_one_must_be_left_out() {
    for first in [0, 1] {
        let mut input = with("/vehicles/0/max_tasks", json!(1));
        input["jobs"][first]["priority"] = json!(10);
        assert_eq!(reasons(&input)[0].0, 2 - first as u64);
    }
}

#[test]
fn a_break_is_made_inside_its_window() {
    let planned = planned(&with(
        "/vehicles/0/breaks",
        json!([{"id": 3, "time_windows": [[1100, 1300]], "service": 50}]),
    ));
    let steps = planned["routes"][0]["steps"].as_array().unwrap();
    let rest = steps.iter().find(|s| s["type"] == "break").unwrap();
    let begins = rest["arrival"].as_i64().unwrap() + rest["waiting_time"].as_i64().unwrap();
    assert!((1100..=1300).contains(&begins), "{begins}");
    assert_eq!(steps.last().unwrap()["arrival"], 1490);
}

#[test]
fn set_up_counts_once_a_place() {
    let mut input = line();
    for job in [0, 1] {
        input["jobs"][job]["setup"] = json!(30);
        input["jobs"][job]["location_index"] = json!(1);
    }
    assert_eq!(planned(&input)["summary"]["setup"], 30);
}

#[test]
fn a_property_is_passed_from_the_side_one_comes_from() {
    let minutes = |from: i64, to: i64| 60 * (from - to).abs();
    let row = |from: i64| (0..5).map(|to| minutes(from, to)).collect::<Vec<_>>();
    for (start, end, doors) in [(0, 4, [1, 2, 3]), (4, 0, [3, 2, 1])] {
        let job = |at: i64| json!({"id": at, "location_index": at, "description": "valley/row"});
        let input = json!({
            "vehicles": [{"id": 1, "start_index": start, "end_index": end}],
            "jobs": [job(1), job(2), job(3)],
            "matrices": {"car": {"durations": (0..5).map(row).collect::<Vec<_>>()}},
        });
        let day = vroom(&input.to_string(), true).unwrap();
        let answer = solve(&day.problem, 1, Budget::Iterations(64));
        assert_eq!(check(&day.problem, &answer, true), vec![]);
        assert_eq!(answer.cost, 240);
        let told = serde_json::to_value(output(&day, &answer)).unwrap();
        let steps = told["routes"][0]["steps"].as_array().unwrap();
        let passed: Vec<i64> = steps.iter().filter_map(|s| s["id"].as_i64()).collect();
        assert_eq!(passed, doors);
    }
}

#[test]
fn what_cannot_be_planned_is_refused_by_name() {
    let cases = [
        (with("/vehicles", json!([])), "no vehicles"),
        (with("/shipments", json!([{}])), "shipments"),
        (with("/vehicles/0/profile", json!("bike")), "vehicles[0]"),
        (with("/vehicles/0/start_index", json!(9)), "vehicles[0]"),
        (with("/vehicles/0/steps", json!([{}])), "vehicles[0]"),
        (with("/vehicles/0/max_distance", json!(5)), "vehicles[0]"),
        (with("/jobs/1/location_index", json!(3)), "jobs[1]"),
        (with("/jobs/1/location_index", Value::Null), "jobs[1]"),
        (with("/jobs/1/time_windows", json!([[5, 9], [7, 12]])), "jobs[1]"),
        (with("/jobs/1/delivery", json!([-1])), "job 2"),
        (with("/matrices/car/durations", json!([[0, 1]])), "'car'"),
        (with("/matrices/car/durations/0", json!([0, -1, 2])), "'car'"),
    ];
    for (input, named) in cases {
        let fault = vroom(&input.to_string(), false).unwrap_err();
        assert!(fault.what.contains(named), "{fault}");
        assert!(!fault.cure.is_empty());
    }
    assert_eq!(vroom("{\"vehicles\": [\n,", false).unwrap_err().line, Some(2));
    assert!(vroom(&line().to_string(), true).unwrap_err().what.contains("jobs[0].description"));
}
