//! On foot.

use super::{Travel, access};
use crate::Tags;

/// 5 km/h on every way, stairs too, as in OSRM's foot profile (Valhalla's default is 5.1).
const WALK: u16 = 50;

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
    let open = access(tags, super::keys(super::Profile::Foot)).map_or(by_default, |allowed| {
        // `access=yes` on a motorway speaks of cars; only the foot key opens what is closed.
        allowed && (by_default || (tags.get("foot").is_some() && !is_no_way(highway)))
    });
    if !open {
        return Travel::CLOSED;
    }
    match tags.get("oneway:foot") {
        Some("yes" | "1" | "true") => Travel { forward: WALK, backward: 0 },
        Some("-1" | "reverse") => Travel { forward: 0, backward: WALK },
        _ => Travel::both(WALK),
    }
}

/// Wiki, "Key:sac_scale": from T4 on hands are needed. Nobody walks a round there: our choice.
fn is_alpine(tags: &Tags) -> bool {
    matches!(
        tags.get("sac_scale"),
        Some("alpine_hiking" | "demanding_alpine_hiking" | "difficult_alpine_hiking")
    )
}
