use super::*;
use domain::property::PropertyKind;
use domain::round::Cadence;
use uuid::Uuid;

fn station(n: u128) -> StationId {
    StationId(Uuid::from_u128(n))
}

fn file(n: u128, property: u128, door: &str) -> File {
    File {
        id: DwellingId(Uuid::from_u128(n)),
        property: PropertyId(Uuid::from_u128(property)),
        door: door.to_owned(),
        label: format!("LABEL{n}"),
        cadence: Cadence::TwoMonths,
        last_visit: None,
        household: None,
        fields: vec![],
        headcount: None,
        open_findings: vec![],
    }
}

/// Property 1 in 滨河村, 2 in 兴隆村.
fn page(seq: i64, files: Vec<File>) -> Page {
    let villages = [("310151100201", "滨河村"), ("310151100202", "兴隆村")];
    let code = |code: &str| VillageCode(code.to_owned());
    let property = |(n, name): (u128, &str)| Property {
        id: PropertyId(Uuid::from_u128(n)),
        village: code(villages[n as usize - 1].0),
        name: name.to_owned(),
        kind: PropertyKind::Flat,
        at: None,
    };
    let readings = [('滨', "bin"), ('河', "he"), ('兴', "xing"), ('隆', "long"), ('村', "cun")];
    Page {
        station: station(1),
        seq,
        next: None,
        more: false,
        villages: villages.map(|(of, name)| Village { code: code(of), name: name.to_owned() }).into(),
        properties: [(1, "滨河路12号"), (2, "兴隆街3号")].map(property).into(),
        files,
        removed: vec![],
        readings: readings.map(|(c, word)| (c, word.to_owned())).into(),
    }
}

#[test]
fn a_pull_that_was_cut_goes_on_where_it_stopped() {
    let id = DwellingId(Uuid::from_u128(2));
    let first = Page { next: Some(id), ..page(7, vec![file(1, 1, "101"), file(2, 1, "102")]) };
    let mut pack = Pack::new(first);
    assert_eq!(pack.next(), Next::Page { from: id, seq: 7 });
    let mut kept = Pack::new(pack.page());
    assert_eq!(kept, pack);
    kept.take(page(7, vec![file(3, 2, "1")]));
    pack.take(page(7, vec![file(3, 2, "1")]));
    assert_eq!((kept.len(), kept.next()), (3, Next::After(7)));
    assert_eq!(kept, pack);
}

#[test]
fn a_change_replaces_its_file_and_a_removal_leaves_nothing() {
    let mut pack = Pack::new(page(7, vec![file(1, 1, "101"), file(2, 2, "102")]));
    let changed = File { last_visit: "2026-11-24".parse().ok(), ..file(1, 1, "101") };
    pack.take(Page { removed: vec![DwellingId(Uuid::from_u128(2))], ..page(9, vec![changed.clone()]) });
    assert_eq!(pack.next(), Next::After(9));
    assert_eq!(pack.page().files, [changed]);
    let text = serde_json::to_string(&pack.page()).unwrap();
    assert!(!text.contains("兴隆"), "{text}");
}

#[test]
fn another_station_replaces_everything() {
    let mut pack = Pack::new(page(7, vec![file(1, 1, "101")]));
    pack.take(Page { station: station(2), ..page(3, vec![file(5, 2, "9")]) });
    assert_eq!((pack.station(), pack.len()), (station(2), 1));
}

#[test]
fn files_are_found_in_the_order_of_doors_and_by_their_label_first() {
    let doors = [file(1, 1, "10"), file(2, 1, "9"), file(3, 2, "1"), file(12, 2, "2")];
    let mut finder = Finder::new(&Pack::new(page(1, doors.into())));
    let mut found = |typed: &str| -> Vec<String> {
        finder.find(typed, 0, 10).rows.into_iter().map(|row| row.door).collect()
    };
    assert_eq!(found(""), ["1", "2", "9", "10"]);
    assert_eq!(found("binhe"), ["9", "10"]);
    assert_eq!(found("label1"), ["2", "10"]);
    assert_eq!(found("村兴"), ["1", "2"]);
    assert_eq!(found("1 xl"), ["1"]);
    assert_eq!(found("xyz"), [""; 0]);
    let part = finder.find("", 2, 1);
    assert_eq!((part.count, part.rows[0].door.as_str()), (4, "9"));
}
