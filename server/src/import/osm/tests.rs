//! The readers on real files, on damaged ones and on ones made to do harm.

use super::{Extract, ExtractError, Network, read};
use domain::problem::Problem;
use flate2::Compression;
use flate2::write::GzEncoder;
use roads::{Graph, Profile};
use std::io::Write;
use std::path::{Path, PathBuf};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

const LIECHTENSTEIN: &str = "assets/sample/liechtenstein.osm.pbf";
const BAUTZEN: &str = "tests/fixtures/osm/bautzen.osm";
const CAMPO_GRANDE: &str = "tests/fixtures/osm/campo-grande.osm.gz";

fn extract(name: &str) -> Extract {
    Extract::read(&file(name), &|_, _| {}).unwrap()
}

/// Points, ways, relations; roads, barriers, addresses, villages; nodes and edges on foot.
fn counts(extract: &Extract) -> ([usize; 3], [usize; 4], [usize; 2]) {
    let raw = &extract.raw;
    let graph = Graph::build(&extract.ways, &extract.barriers, Profile::Foot).unwrap();
    (
        [raw.points.len(), raw.ways.len(), raw.relations.len()],
        [extract.ways.len(), extract.barriers.len(), extract.addresses.len(), extract.villages.len()],
        [graph.nodes(), graph.edges()],
    )
}

/// What a file of these bytes is read to.
fn tried(bytes: &[u8]) -> Result<Extract, ExtractError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map");
    std::fs::write(&path, bytes).unwrap();
    Extract::read(&path, &|_, _| {})
}

fn problem(bytes: &[u8]) -> &'static str {
    tried(bytes).expect_err("a problem").problem().code()
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_packed_binary_extract_is_read_whole() {
    let extract = extract(LIECHTENSTEIN);
    assert_eq!(counts(&extract), ([142_832, 15_247, 358], [4_660, 66, 994, 11], [5_187, 6_762]));
}

#[test]
fn a_plain_xml_extract_is_read_whole() {
    assert_eq!(counts(&extract(BAUTZEN)), ([781, 97, 0], [60, 2, 7, 0], [17, 19]));
}

#[test]
fn a_packed_xml_extract_without_house_numbers_or_boundaries_is_read_whole() {
    assert_eq!(counts(&extract(CAMPO_GRANDE)), ([24_168, 4_590, 7], [4_086, 0, 0, 0], [8_342, 13_284]));
}

#[test]
fn municipalities_become_villages_of_the_towns_around_them() {
    let extract = extract(LIECHTENSTEIN);
    let mut of_town: Vec<(String, &str)> = extract
        .villages
        .iter()
        .map(|village| (village.town.clone().unwrap().1, village.name.as_str()))
        .collect();
    of_town.sort();
    let (oberland, unterland) = ("Wahlkreis Oberland", "Wahlkreis Unterland");
    let wanted = [
        (oberland, "Balzers"),
        (oberland, "Planken"),
        (oberland, "Schaan"),
        (oberland, "Triesen"),
        (oberland, "Triesenberg"),
        (oberland, "Vaduz"),
        (unterland, "Eschen"),
        (unterland, "Gamprin"),
        (unterland, "Mauren"),
        (unterland, "Ruggell"),
        (unterland, "Schellenberg"),
    ];
    assert_eq!(of_town, wanted.map(|(town, village)| (town.to_owned(), village)));
    assert!(extract.villages.iter().all(|village| village.code.starts_with("osm-r")));
}

#[test]
fn a_building_and_the_node_in_it_are_one_address() {
    let extract = extract(LIECHTENSTEIN);
    let with_building = extract.addresses.iter().filter(|address| address.building.is_some()).count();
    assert_eq!(with_building, 955);
    let mut there: Vec<&str> = extract.addresses.iter().map(|address| address.text.as_str()).collect();
    assert!(there.is_sorted());
    there.dedup();
    assert!(there.len() > 900, "{} different addresses", there.len());
}

#[test]
fn an_extract_cut_off_anywhere_is_named_damaged() {
    for name in [LIECHTENSTEIN, BAUTZEN, CAMPO_GRANDE] {
        let bytes = std::fs::read(file(name)).unwrap();
        for part in 1..25 {
            let length = bytes.len() * part / 25 + part % 3;
            let code = problem(&bytes[..length]);
            assert_eq!(code, "map_damaged", "{name} cut to {length} of {} bytes", bytes.len());
        }
        for length in 3..40 {
            let code = problem(&bytes[..length]);
            assert!(["map_damaged", "map_foreign"].contains(&code), "{name} cut to {length}: {code}");
        }
    }
}

#[test]
fn a_changed_byte_is_an_error_or_other_content_but_never_a_panic() {
    for name in [BAUTZEN, CAMPO_GRANDE, LIECHTENSTEIN] {
        let bytes = std::fs::read(file(name)).unwrap();
        for part in 0..12 {
            let mut changed = bytes.clone();
            changed[bytes.len() * part / 12] ^= 0x15;
            let _ = tried(&changed);
        }
    }
}

#[test]
fn what_is_no_map_is_told_so() {
    assert_eq!(problem(b""), "map_empty");
    assert_eq!(problem(b"  \n\t "), "map_empty");
    assert_eq!(problem(b"\x89PNG\r\n\x1a\n0000"), "map_foreign");
    assert_eq!(problem(b"PK\x03\x04 an office document"), "map_foreign");
    assert_eq!(problem(b"BZh91AY&SY"), "map_foreign");
    assert_eq!(problem(b"<html><body>504</body></html>"), "map_foreign");
    assert_eq!(problem(b"{\"type\":\"FeatureCollection\"}"), "map_foreign");
    assert_eq!(problem(&packed(b"{\"type\":\"FeatureCollection\"}")), "map_foreign");
    let missing = read(Path::new("no/such/file.osm"), &|_, _| {}).expect_err("a problem");
    assert_eq!(missing.problem(), Problem::MapUnreadable { file: "no/such/file.osm".into() });
}

#[test]
fn a_map_of_nothing_that_one_may_use_is_told_so() {
    assert_eq!(problem(b"<osm version=\"0.6\"/>"), "map_without_ways");
    assert_eq!(problem(b"<osm><node id=\"1\" lat=\"1\" lon=\"1\"/></osm>"), "map_without_ways");
}

#[test]
fn damaged_elements_are_named_with_their_place() {
    let cases: [&[u8]; 8] = [
        b"<osm><node id=\"1\" lon=\"1\"/></osm>",
        b"<osm><node id=\"x\" lat=\"1\" lon=\"1\"/></osm>",
        b"<osm><node id=\"1\" lat=\"nan\" lon=\"1\"/></osm>",
        b"<osm><node id=\"1\" lat=\"1\" lon=\"1\"><tag k=\"name\"/></node></osm>",
        b"<osm><node id=\"1\" lat=\"1\" lon=\"1\"><tag k=\"name\" v=\"&unknown;\"/></node></osm>",
        b"<osm><way id=\"1\"><nd/></way></osm>",
        b"<osm><way id=\"1\"></node></osm>",
        b"<osm><node id=\"1\" lat=\"1\" lon=\"1\"><tag k=\"name\" v=\"\xff\xfe\"/></node></osm>",
    ];
    for bytes in cases {
        let error = tried(bytes).expect_err("a problem");
        let Problem::MapDamaged { place, .. } = error.problem() else { panic!("{error}") };
        assert!(place.starts_with("byte "), "{place}");
    }
}

#[test]
fn what_an_editor_deleted_is_not_there() {
    let text = "<osm>
        <node id='1' lat='1' lon='1'/><node id='2' lat='1' lon='1.001'/>
        <node id='3' lat='1' lon='1' action='delete'/>
        <way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/></way>
        <way id='2' visible='false'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way>
    </osm>";
    let extract = tried(text.as_bytes()).unwrap();
    assert_eq!((extract.raw.points.len(), extract.raw.ways.len()), (2, 1));
}

#[test]
fn a_small_file_does_not_become_a_large_memory() {
    let mut one_element = b"<osm><node id=\"1\" lat=\"1\" lon=\"".to_vec();
    one_element.resize(4 << 20, b'1');
    assert_eq!(problem(&one_element), "map_too_large");

    let element = format!("<x>{}</x>", " ".repeat(1 << 19));
    let bomb = format!("<osm>{}</osm>", element.repeat(140));
    let bomb = packed(bomb.as_bytes());
    assert!(bomb.len() < 1 << 20);
    assert_eq!(problem(&bomb), "map_too_large");
}

#[test]
fn eighty_thousand_attributes_are_read_in_no_time() {
    let attributes: String = (0..80_000).map(|n| format!(" a{n}='1'")).collect();
    let text = format!("<osm><node id='1' lat='1' lon='1'{attributes}/></osm>");
    let started = std::time::Instant::now();
    assert_eq!(problem(text.as_bytes()), "map_without_ways");
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn the_roads_alone_are_those_of_the_whole_extract() {
    for name in [LIECHTENSTEIN, BAUTZEN, CAMPO_GRANDE] {
        let (extract, network) = (extract(name), Network::read(&file(name)).unwrap());
        assert_eq!(network.ways.len(), extract.ways.len(), "{name}");
        for profile in Profile::ALL {
            let whole = Graph::build(&extract.ways, &extract.barriers, profile).unwrap();
            let alone = Graph::build(&network.ways, &network.barriers, profile).unwrap();
            assert!(alone.to_bytes() == whole.to_bytes(), "{name} {profile:?}");
        }
    }
}
