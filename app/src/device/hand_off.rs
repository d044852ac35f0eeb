//! Addresses that open other apps: maps and the dialler.

use domain::Position;
use domain::crs::Crs;

/// Amap with a way to `to` on foot or by e-bike. Amap thinks in GCJ-02.
pub fn amap(to: Position, name: &str, rides: bool) -> String {
    let at = Crs::Gcj02.from_wgs84(to);
    let mode = if rides { "ride" } else { "walk" };
    let name = js_sys::encode_uri_component(name);
    let (lon, lat) = (degrees(at.lon), degrees(at.lat));
    format!("https://uri.amap.com/navigation?to={lon},{lat},{name}&mode={mode}&src=rounds&callnative=1")
}

/// Whatever map app the phone prefers (RFC 5870: WGS 84).
pub fn geo(to: Position) -> String {
    let (lat, lon) = (degrees(to.lat), degrees(to.lon));
    format!("geo:{lat},{lon}?q={lat},{lon}")
}

/// Degrees to a millionth. Without a float's own way of being written, which weighs on the bundle.
fn degrees(degrees: f64) -> String {
    let millionths = (degrees.abs() * 1e6).round() as u64;
    let sign = if degrees < 0.0 { "-" } else { "" };
    format!("{sign}{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

/// The dialler with `number`.
pub fn dial(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}
