//! `rounds matrix`, as who calls it sees it.

#![allow(clippy::unwrap_used, reason = "a test")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BAUTZEN: &str = "tests/fixtures/osm/bautzen.osm";
const POINTS: &str = "id,lon,lat\nchurch,14.40,51.17\nfar,15.9,51.17\nmarket,14.42,51.18\n";

struct Case {
    folder: tempfile::TempDir,
    map: PathBuf,
    points: String,
    cache: bool,
}

impl Case {
    fn new(points: &str) -> Self {
        let map = Path::new(env!("CARGO_MANIFEST_DIR")).join(BAUTZEN);
        Self { folder: tempfile::tempdir().unwrap(), map, points: points.to_owned(), cache: false }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self) -> Output {
        std::fs::write(self.path("points.csv"), &self.points).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_rounds"));
        command.args(["matrix", "--profile", "foot", "--json", "--map"]).arg(&self.map);
        command.arg("--points").arg(self.path("points.csv")).arg("--out").arg(self.path("out.json"));
        if self.cache {
            command.arg("--cache").arg(self.path("cache"));
        }
        command.env("LC_ALL", "C").current_dir(self.folder.path()).output().unwrap()
    }

    fn answer(&self) -> Value {
        let output = self.run();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn written(&self) -> String {
        std::fs::read_to_string(self.path("out.json")).unwrap()
    }

    /// What a failing run says.
    fn refusal(&self) -> String {
        let output = self.run();
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    }
}

/// Points on ways of the extract, for it covers a few streets only.
fn near_streets() -> String {
    let network = server::import::osm::Network::read(&Case::new("").map).unwrap();
    let way = network.ways.iter().find(|way| way.tags.is("highway", "residential")).unwrap();
    let [lon, lat] = way.nodes[0].at.degrees();
    POINTS
        .replace("14.40,51.17", &format!("{lon},{lat}"))
        .replace("14.42,51.18", &format!("{},{lat}", lon + 0.0005))
}

#[test]
fn times_and_distances_are_written_with_null_for_a_point_off_the_map() {
    let case = Case::new(&near_streets());
    let answer = case.answer();
    assert_eq!((&answer["nodes"], &answer["edges"], &answer["points"]), (&17.into(), &19.into(), &3.into()));
    assert_eq!(answer["unsnapped"], serde_json::json!(["far"]));
    for key in ["read_s", "build_s", "matrix_s", "peak_mb"] {
        assert!(answer[key].as_f64().is_some_and(|number| number >= 0.0), "{key}: {answer}");
    }
    let written: Value = serde_json::from_str(&case.written()).unwrap();
    for table in ["durations", "distances"] {
        let rows = written[table].as_array().unwrap();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1], serde_json::json!([null, null, null]));
        assert_eq!((&rows[0][0], &rows[0][1]), (&0.into(), &Value::Null));
        assert!(rows[0][2].as_f64().unwrap() > 0.0);
    }
}

#[test]
fn a_cached_graph_answers_the_same_and_a_damaged_one_is_built_again() {
    let mut case = Case::new(&near_streets());
    case.answer();
    let built = case.written();
    case.cache = true;
    for _ in 0..2 {
        case.answer();
        assert_eq!(case.written(), built);
    }
    let kept: Vec<PathBuf> =
        std::fs::read_dir(case.path("cache")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let bytes = std::fs::read(&kept[0]).unwrap();
    std::fs::write(&kept[0], &bytes[..bytes.len() / 2]).unwrap();
    case.answer();
    assert_eq!(case.written(), built);
    assert_eq!(std::fs::read(&kept[0]).unwrap(), bytes);
}

#[test]
fn a_faulty_list_is_refused_by_file_row_and_column() {
    let said = Case::new("id,lon,lat\na,14.4,51.2\nb,51.2,144\nc,x,51.2\n").refusal();
    assert!(said.contains("points.csv 3 lat: Longitude and latitude are swapped."), "{said}");
    assert!(said.contains("points.csv 4 lon: Not a decimal number"), "{said}");
    assert!(said.contains("2 faults"), "{said}");
}

#[test]
fn a_map_that_is_none_is_named_with_its_cure() {
    let mut case = Case::new(POINTS);
    case.map = case.path("missing.osm.pbf");
    assert!(case.refusal().contains("missing.osm.pbf"));
    std::fs::write(&case.map, b"PK\x03\x04").unwrap();
    assert!(case.refusal().contains("no OpenStreetMap extract"));
    std::fs::write(&case.map, b"<osm/>").unwrap();
    assert!(case.refusal().contains("no road or path"));
}

#[test]
fn wrong_usage_ends_with_two() {
    let usage = ["matrix", "--profile", "car", "--map", "m", "--points", "p", "--out", "o"];
    let output = Command::new(env!("CARGO_BIN_EXE_rounds")).args(usage).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
