//! Addresses that open other apps: maps and the dialler.

use domain::Position;
use domain::crs::Crs;

/// Amap with a way to `to` on foot or by e-bike. Amap thinks in GCJ-02.
pub fn amap(to: Position, name: &str, rides: bool) -> String {
    let at = Crs::Gcj02.from_wgs84(to);
    let mode = if rides { "ride" } else { "walk" };
    let name = js_sys::encode_uri_component(name);
    format!(
        "https://uri.amap.com/navigation?to={:.6},{:.6},{name}&mode={mode}&src=rounds&callnative=1",
        at.lon, at.lat
    )
}

/// Whatever map app the phone prefers (RFC 5870: WGS 84).
pub fn geo(to: Position) -> String {
    format!("geo:{:.6},{:.6}?q={:.6},{:.6}", to.lat, to.lon, to.lat, to.lon)
}

/// The dialler with `number`.
pub fn dial(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}
