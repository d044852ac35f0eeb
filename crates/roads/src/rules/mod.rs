//! Tag rules: who may use a way, in which direction, how fast.
//!
//! Access: OpenStreetMap wiki, "Key:access" (transport mode hierarchy: the most specific key
//! decides) and "OSM tags for routing/Access restrictions", table "Worldwide". Directions: wiki,
//! "Key:oneway", "Key:oneway:bicycle", "Key:cycleway". Where a rule is our own choice, the
//! comment beside it says so.

mod ebike;
pub(crate) mod ferry;
mod foot;

use crate::Tags;
use serde::{Deserialize, Serialize};

/// No way is quicker, tenths of km/h: distances then grow no faster than times can be counted.
pub(crate) const SPEED_LIMIT: u16 = 700;

/// Who travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// On foot.
    Foot,
    /// By e-bike (电动自行车), a non-motor vehicle: the rules of bicycles hold.
    Ebike,
}

impl Profile {
    /// Every profile, in stored order.
    pub const ALL: [Self; 2] = [Self::Foot, Self::Ebike];
}

/// Speeds along and against a way's line, in tenths of km/h; 0 where that is not allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Travel {
    /// Along the line.
    pub forward: u16,
    /// Against it.
    pub backward: u16,
}

impl Travel {
    const CLOSED: Self = Self { forward: 0, backward: 0 };

    fn both(speed: u16) -> Self {
        Self { forward: speed, backward: speed }
    }

    /// Whether it can be used at all.
    pub fn is_open(self) -> bool {
        self.forward > 0 || self.backward > 0
    }

    /// The same directions at another speed.
    pub(crate) fn at(self, speed: u16) -> Self {
        let in_direction = |old: u16| if old > 0 { speed } else { 0 };
        Self { forward: in_direction(self.forward), backward: in_direction(self.backward) }
    }

    pub(crate) fn turned(self) -> Self {
        Self { forward: self.backward, backward: self.forward }
    }
}

/// Whether a way with these tags may carry somebody: a highway of any kind, or a ferry.
pub fn is_way<'t>(tags: impl IntoIterator<Item = (&'t str, &'t str)>) -> bool {
    tags.into_iter().any(|(key, value)| key == "highway" || (key, value) == ("route", "ferry"))
}

/// Whether a rule asks for this key of a way or of a barrier; a reader may leave out the others.
pub fn is_asked(key: &str) -> bool {
    const KEYS: [&str; 18] = [
        "access",
        "barrier",
        "bicycle",
        "cycleway",
        "duration",
        "foot",
        "highway",
        "junction",
        "locked",
        "motorroad",
        "name",
        "oneway",
        "ramp:bicycle",
        "ref",
        "route",
        "sac_scale",
        "surface",
        "vehicle",
    ];
    KEYS.binary_search(&key).is_ok() || ["cycleway:", "oneway:"].iter().any(|prefix| key.starts_with(prefix))
}

/// How `profile` may use a way with `tags`.
pub fn travel(profile: Profile, tags: &Tags) -> Travel {
    if tags.get("highway").is_none() && tags.is("route", "ferry") {
        return ferry::travel(tags, keys(profile));
    }
    match profile {
        Profile::Foot => foot::travel(tags),
        Profile::Ebike => ebike::travel(tags),
    }
}

/// Whether a node with `tags` stops `profile`. Wiki, "Key:barrier": access tags decide; without
/// them the kinds that nobody passes stop everybody, and those made against two wheels stop an
/// e-bike. Gates are taken as open, for most are unlocked by day, unless tagged `locked=yes`.
pub fn barrier_blocks(profile: Profile, tags: &Tags) -> bool {
    let Some(kind) = tags.get("barrier") else { return false };
    if let Some(allowed) = access(tags, keys(profile)) {
        return !allowed;
    }
    match kind {
        _ if tags.is("locked", "yes") => true,
        "wall" | "fence" | "hedge" | "retaining_wall" | "city_wall" | "debris" => true,
        "stile" | "kissing_gate" | "turnstile" | "full-height_turnstile" => profile == Profile::Ebike,
        _ => false,
    }
}

/// The access keys that speak of a profile, the most specific first.
fn keys(profile: Profile) -> &'static [&'static str] {
    match profile {
        Profile::Foot => &["foot", "access"],
        Profile::Ebike => &["bicycle", "vehicle", "access"],
    }
}

/// The first of `keys` that is tagged decides; `None` where none is. `private` is open on the
/// word of whoever lives there, which a visitor to that home has for the last metres only: the
/// door is reached from the nearest public way. `dismount` is no ride.
fn access(tags: &Tags, keys: &[&str]) -> Option<bool> {
    let value = keys.iter().find_map(|key| tags.get(key))?;
    Some(!matches!(
        value,
        "no" | "private"
            | "agricultural"
            | "forestry"
            | "agricultural;forestry"
            | "delivery"
            | "military"
            | "dismount"
            | "use_sidepath"
            | "emergency"
            | "psv"
    ))
}
