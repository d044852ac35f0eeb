//! On foot.

use super::{Travel, access};
use crate::Tags;

/// 5 km/h, the usual walking speed of route planners (OSRM's and Valhalla's foot profiles use
/// 5 and 5.1).
const WALK: u16 = 50;
/// 2.5 km/h along the line of stairs: half the walking speed, our choice.
const STAIRS: u16 = 25;

/// Table "Worldwide", column foot; `_link` ways as the road they lead to.
fn is_open_by_default(highway: &str) -> bool {
    matches!(
        highway.strip_suffix("_link").unwrap_or(highway),
        "trunk"
            | "primary"
            | "secondary"
            | "tertiary"
            | "unclassified"
            | "residential"
            | "living_street"
            | "service"
            | "road"
            | "pedestrian"
            | "track"
            | "path"
            | "footway"
            | "cycleway"
            | "bridleway"
            | "steps"
            | "corridor"
            | "platform"
    )
}

/// Ways that are not there, or not for anybody who is not in a race.
fn is_no_way(highway: &str) -> bool {
    matches!(highway, "construction" | "proposed" | "abandoned" | "razed" | "planned" | "raceway" | "escape")
}

pub(super) fn travel(tags: &Tags) -> Travel {
    let Some(highway) = tags.get("highway") else { return Travel::CLOSED };
    let by_default = is_open_by_default(highway) && !tags.is("motorroad", "yes") && !is_alpine(tags);
    let open = access(tags, &["foot", "access"]).map_or(by_default, |allowed| {
        // `access=yes` on a motorway speaks of cars; only the foot key opens what is closed.
        allowed && (by_default || (tags.get("foot").is_some() && !is_no_way(highway)))
    });
    if !open {
        return Travel::CLOSED;
    }
    let speed = if highway == "steps" { STAIRS } else { WALK };
    match tags.get("oneway:foot") {
        Some("yes" | "1" | "true") => Travel { forward: speed, backward: 0 },
        Some("-1" | "reverse") => Travel { forward: 0, backward: speed },
        _ => Travel::both(speed),
    }
}

/// Wiki, "Key:sac_scale": from T4 on hands are needed. Nobody walks a round there: our choice.
fn is_alpine(tags: &Tags) -> bool {
    matches!(
        tags.get("sac_scale"),
        Some("alpine_hiking" | "demanding_alpine_hiking" | "difficult_alpine_hiking")
    )
}
