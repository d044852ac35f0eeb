//! The style that MapLibre draws with. No glyphs are served: MapLibre GL JS (5.11 and later)
//! renders text with the fonts of the device, which have every script that its owner reads.

use super::ATTRIBUTION;
use serde_json::{Value, json};

/// The look of the page around the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Indoors, by day.
    #[default]
    Light,
    /// In full sun: more contrast, fewer tones.
    Sun,
    /// At night.
    Dark,
}

/// Colours of a theme.
struct Colours {
    ground: &'static str,
    wood: &'static str,
    green: &'static str,
    settled: &'static str,
    water: &'static str,
    building: &'static str,
    outline: &'static str,
    road: &'static str,
    casing: &'static str,
    major: &'static str,
    path: &'static str,
    text: &'static str,
    halo: &'static str,
    border: &'static str,
}

const LIGHT: Colours = Colours {
    ground: "#f5f3ee",
    wood: "#d5e6cd",
    green: "#e4edd9",
    settled: "#ece8e1",
    water: "#a9cfe6",
    building: "#ddd6cb",
    outline: "#c3b9aa",
    road: "#ffffff",
    casing: "#cfc8bc",
    major: "#ffe3a3",
    path: "#9a8f80",
    text: "#33302a",
    halo: "#ffffff",
    border: "#8c6d8f",
};
const SUN: Colours = Colours {
    ground: "#ffffff",
    wood: "#cfe5c4",
    green: "#e6f0de",
    settled: "#f4f4f4",
    water: "#8cc3e8",
    building: "#d0d0d0",
    outline: "#707070",
    road: "#ffffff",
    casing: "#404040",
    major: "#ffd24d",
    path: "#404040",
    text: "#000000",
    halo: "#ffffff",
    border: "#5a1f6b",
};
const DARK: Colours = Colours {
    ground: "#1b1d21",
    wood: "#20291f",
    green: "#222a22",
    settled: "#212328",
    water: "#16324a",
    building: "#2f3238",
    outline: "#3d4149",
    road: "#4a4f59",
    casing: "#111317",
    major: "#6b5a34",
    path: "#6d7076",
    text: "#e8e6e1",
    halo: "#101114",
    border: "#a58ab0",
};

/// The style of a map whose bounds are `[west, south, east, north]`. `version` names the tiles, so
/// that a new map is not mistaken for a cached one; beyond the zoom `deepest` they are enlarged.
pub fn style(theme: Theme, version: &str, bounds: [f64; 4], deepest: u8) -> Value {
    let colours = match theme {
        Theme::Light => &LIGHT,
        Theme::Sun => &SUN,
        Theme::Dark => &DARK,
    };
    let [west, south, east, north] = bounds;
    let layers = [grounds(colours), streets(colours), labels(colours)].concat();
    json!({
        "version": 8,
        "name": "Rounds",
        "center": [(west + east) / 2.0, (south + north) / 2.0],
        "zoom": 12,
        "sources": { "map": {
            "type": "vector",
            "tiles": [format!("/map/tiles/{{z}}/{{x}}/{{y}}?v={version}")],
            "minzoom": 0,
            "maxzoom": deepest,
            "bounds": bounds,
            "attribution": ATTRIBUTION,
        }},
        "layers": layers,
    })
}

fn grounds(colours: &Colours) -> Vec<Value> {
    let land = |id: &str, colour: &str, kinds: &[&str]| {
        json!({ "id": id, "type": "fill", "source": "map", "source-layer": "land",
            "filter": ["match", ["get", "kind"], kinds, true, false], "paint": { "fill-color": colour } })
    };
    vec![
        json!({ "id": "ground", "type": "background", "paint": { "background-color": colours.ground } }),
        land("settled", colours.settled, &["residential", "industrial", "commercial", "retail", "farmyard"]),
        land(
            "green",
            colours.green,
            &[
                "farmland",
                "meadow",
                "grass",
                "orchard",
                "vineyard",
                "allotments",
                "cemetery",
                "recreation_ground",
                "park",
                "garden",
                "golf_course",
                "pitch",
                "playground",
                "grassland",
                "heath",
            ],
        ),
        land("wood", colours.wood, &["forest", "scrub", "wetland"]),
        json!({ "id": "water", "type": "fill", "source": "map", "source-layer": "water_polygons",
            "paint": { "fill-color": colours.water } }),
        json!({ "id": "water-line", "type": "line", "source": "map", "source-layer": "water_lines",
            "paint": { "line-color": colours.water, "line-width": width(&[(9, 1.0), (14, 2.0), (18, 6.0)]) } }),
        json!({ "id": "building", "type": "fill", "source": "map", "source-layer": "buildings", "minzoom": 14,
            "paint": { "fill-color": colours.building, "fill-outline-color": colours.outline } }),
    ]
}

fn streets(colours: &Colours) -> Vec<Value> {
    let major: &[&str] = &["motorway", "trunk", "primary", "secondary"];
    let minor: &[&str] =
        &["tertiary", "unclassified", "residential", "living_street", "pedestrian", "service"];
    let paths: &[&str] = &["track", "footway", "path", "cycleway", "steps"];
    let line = |id: &str, kinds: &[&str], colour: &str, width: Value| {
        json!({ "id": id, "type": "line", "source": "map", "source-layer": "streets",
            "filter": ["match", ["get", "kind"], kinds, true, false],
            "layout": { "line-cap": "round", "line-join": "round" },
            "paint": { "line-color": colour, "line-width": width } })
    };
    let mut path = line("path", paths, colours.path, width(&[(13, 0.7), (16, 1.6), (19, 4.0)]));
    path["paint"]["line-dasharray"] = json!([3, 1.5]);
    path["layout"]["line-cap"] = json!("butt");
    vec![
        path,
        line("minor-casing", minor, colours.casing, width(&[(12, 0.8), (15, 6.0), (19, 24.0)])),
        line("major-casing", major, colours.casing, width(&[(7, 1.0), (12, 4.0), (15, 10.0), (19, 30.0)])),
        line("minor", minor, colours.road, width(&[(12, 0.4), (15, 4.5), (19, 21.0)])),
        line("major", major, colours.major, width(&[(7, 0.6), (12, 2.8), (15, 8.0), (19, 26.0)])),
        line("rail", &["rail"], colours.path, width(&[(10, 0.6), (15, 2.0), (19, 5.0)])),
        json!({ "id": "border", "type": "line", "source": "map", "source-layer": "boundaries",
            "paint": { "line-color": colours.border, "line-dasharray": [4, 2], "line-opacity": 0.7,
                "line-width": width(&[(5, 0.8), (14, 2.0)]) } }),
    ]
}

fn labels(colours: &Colours) -> Vec<Value> {
    let paint =
        json!({ "text-color": colours.text, "text-halo-color": colours.halo, "text-halo-width": 1.5 });
    let symbol = |id: &str, layer: &str, minzoom: u8, layout: Value| {
        json!({ "id": id, "type": "symbol", "source": "map", "source-layer": layer, "minzoom": minzoom,
            "layout": layout, "paint": paint })
    };
    vec![
        symbol(
            "house-number",
            "addresses",
            16,
            json!({ "text-field": ["get", "housenumber"], "text-size": 12 }),
        ),
        symbol(
            "street-name",
            "street_labels",
            13,
            json!({ "symbol-placement": "line",
            "text-field": ["get", "name"], "text-size": width(&[(13, 11.0), (17, 15.0)]) }),
        ),
        symbol(
            "place-name",
            "place_labels",
            5,
            json!({ "text-field": ["get", "name"],
            "text-size": ["match", ["get", "kind"], "city", 20, "town", 18, "village", 16, 13] }),
        ),
    ]
}

/// A value that grows with the zoom, between given stops.
fn width(stops: &[(u8, f64)]) -> Value {
    let mut expression = vec![json!("interpolate"), json!(["exponential", 1.5]), json!(["zoom"])];
    expression.extend(stops.iter().flat_map(|(zoom, value)| [json!(zoom), json!(value)]));
    Value::Array(expression)
}
