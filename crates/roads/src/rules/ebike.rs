//! By e-bike.

use super::{Travel, access};
use crate::Tags;

/// 15 km/h: 道路交通安全法 (Road Traffic Safety Law) article 58, the highest speed of an electric
/// bicycle in a lane for non-motor vehicles.
const RIDE: u16 = 150;
/// 10 km/h on tracks and paths, and on what is not paved: our choice.
const ROUGH: u16 = 100;
/// 4 km/h beside the bike, where only walking is allowed: our choice.
const PUSH: u16 = 40;

/// Table "Worldwide", column bicycle, and the speed there.
fn by_default(highway: &str) -> Option<u16> {
    match highway.strip_suffix("_link").unwrap_or(highway) {
        "trunk" | "primary" | "secondary" | "tertiary" | "unclassified" | "residential" | "living_street"
        | "service" | "road" | "cycleway" => Some(RIDE),
        "track" | "path" => Some(ROUGH),
        _ => None,
    }
}

pub(super) fn travel(tags: &Tags) -> Travel {
    let Some(highway) = tags.get("highway") else { return Travel::CLOSED };
    let tagged = access(tags, super::keys(super::Profile::Ebike));
    let ride = match (by_default(highway), tagged) {
        (_, Some(false)) => None,
        (Some(_), _) if tags.is("motorroad", "yes") => None,
        (Some(speed), _) => Some(speed),
        // Only the bicycle key opens what is closed to bicycles: a footway, a pedestrian zone.
        (None, Some(true)) if tags.get("bicycle").is_some() && can_be_opened(highway) => Some(RIDE),
        _ => None,
    };
    let push = push_speed(tags, highway);
    let Some(speed) = ride else { return Travel::both(push) };
    let speed = if is_rough(tags) { speed.min(ROUGH) } else { speed };
    match one_way(tags) {
        OneWay::No => Travel::both(speed),
        OneWay::Along => Travel { forward: speed, backward: push },
        OneWay::Against => Travel { forward: push, backward: speed },
    }
}

fn can_be_opened(highway: &str) -> bool {
    matches!(highway, "footway" | "pedestrian" | "bridleway" | "platform" | "busway" | "bus_guideway")
}

/// A bike is pushed wherever one may walk, save on stairs without a ramp for it and indoors.
fn push_speed(tags: &Tags, highway: &str) -> u16 {
    let has_ramp = highway == "steps" && tags.is("ramp:bicycle", "yes");
    let stairs = matches!(highway, "steps" | "corridor" | "platform") && !has_ramp;
    let walk = super::foot::travel(tags);
    if stairs || walk.forward == 0 || walk.backward == 0 { 0 } else { PUSH }
}

/// Wiki, "Key:surface": the unpaved values that slow a bicycle.
fn is_rough(tags: &Tags) -> bool {
    matches!(
        tags.get("surface"),
        Some(
            "unpaved"
                | "ground"
                | "dirt"
                | "earth"
                | "grass"
                | "gravel"
                | "mud"
                | "sand"
                | "rock"
                | "pebblestone"
        )
    )
}

enum OneWay {
    No,
    Along,
    Against,
}

/// `oneway:bicycle` decides, then a contraflow `cycleway`, then `oneway`; roundabouts are one-way
/// by their kind.
fn one_way(tags: &Tags) -> OneWay {
    let value = tags.get("oneway:bicycle").or_else(|| tags.get("oneway"));
    let contraflow = ["cycleway", "cycleway:left", "cycleway:right", "cycleway:both"].iter().any(|key| {
        matches!(
            tags.get(key),
            Some("opposite" | "opposite_lane" | "opposite_track" | "opposite_share_busway")
        )
    });
    match value {
        Some("yes" | "1" | "true") if contraflow && tags.get("oneway:bicycle").is_none() => OneWay::No,
        Some("yes" | "1" | "true") => OneWay::Along,
        Some("-1" | "reverse") => OneWay::Against,
        Some(_) => OneWay::No,
        None if matches!(tags.get("junction"), Some("roundabout" | "circular")) => OneWay::Along,
        None => OneWay::No,
    }
}
