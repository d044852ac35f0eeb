//! Whole registers, as files.

use super::*;
use crate::import::table;
use domain::Position;
use domain::fault::Remark;
use domain::property::PropertyKind;
use rust_xlsxwriter::Workbook;
use std::collections::HashSet;

const TEMPLATE: &str = include_str!("../../../../docs/register-template.csv");
const TEMPLATE_XLSX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/register-template.xlsx");
const HEADER: &str = "village_code,village_name,property,property_kind,lon,lat,door,class,class_reason,\
                      adults,children,contact_name,contact_phone,papers";

fn village(name: &str, bounds: Option<[f64; 4]>) -> KnownVillage {
    KnownVillage { name: name.into(), bounds: bounds.map(Box4), served: true }
}

/// 南门 with a boundary, 花园弄 without one, a map with two addresses, one registered door.
fn known() -> Known {
    let mut known = Known { map: Some(Box4([121.1, 31.4, 121.9, 31.9])), ..Known::default() };
    known.villages.insert("310151101001".into(), village("南门居委会", Some([121.38, 31.61, 121.41, 31.63])));
    known.villages.insert("310151101002".into(), village("花园弄居委会", None));
    let address = |lon, lat| KnownAddress { village: None, at: Position { lon, lat } };
    known.addresses.insert("八一路 10号".into(), vec![address(121.395, 31.625)]);
    known.addresses.insert("新崇路 1号".into(), vec![address(121.395, 31.625), address(121.40, 31.62)]);
    let key = ("310151101001".to_owned(), "老街 3 号".to_owned());
    let at = Some(Position { lon: 121.39, lat: 31.62 });
    known.properties.insert(key.clone(), KnownProperty { kind: PropertyKind::Flat, at });
    let door = KnownDoor { class: domain::class::Class::B, headcount: None, papers: Default::default() };
    known.doors.insert((key.0, key.1, "1".into()), door);
    known
}

fn checked(bytes: &[u8], options: Options) -> Checked {
    check(&table::read(bytes).unwrap(), options, &known())
}

fn register(rows: &[&str]) -> Vec<u8> {
    format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes()
}

fn codes(checked: &Checked) -> Vec<(usize, &str, &'static str)> {
    checked.rejected.iter().map(|r| (r.row, r.column.as_str(), r.fault.code())).collect()
}

#[test]
fn the_template_comes_in_whole_and_says_that_the_hotel_is_not_planned() {
    let checked = checked(TEMPLATE.as_bytes(), Options::default());
    assert_eq!(codes(&checked), []);
    assert_eq!(checked.fresh.len(), 7);
    assert_eq!(checked.remarks, [(8, Remark::HotelNotPlanned)]);
    assert_eq!(checked.fresh[3].contact.as_ref().unwrap().phone, "02159600003");
}

/// `BLESS=1` writes the workbook again from the CSV.
#[test]
fn the_workbook_of_the_template_says_the_same_as_its_csv() {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(TEMPLATE_XLSX, workbook(TEMPLATE)).unwrap();
    }
    let csv = checked(TEMPLATE.as_bytes(), Options::default());
    let xlsx = checked(&std::fs::read(TEMPLATE_XLSX).unwrap(), Options::default());
    assert_eq!(csv.fresh, xlsx.fresh);
}

/// Positions and counts as numbers, everything else as text, as a careful office would.
fn workbook(csv: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("登记表").unwrap();
    for (r, line) in csv.lines().enumerate() {
        for (c, text) in line.split(',').enumerate() {
            match text.parse::<f64>() {
                Ok(number) if matches!(c, 4 | 5 | 9 | 10) => sheet.write(r as u32, c as u16, number).unwrap(),
                _ if text.is_empty() => continue,
                _ => sheet.write(r as u32, c as u16, text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

const BAD: &[(&str, &str, &str)] = &[
    // row, column, problem
    (",南门居委会,甲 1,flat,121.39,31.62,1,B,,1,,,,", "village_code", "village_missing"),
    ("南门 一,南门居委会,甲 2,flat,121.39,31.62,1,B,,1,,,,", "village_code", "village_malformed"),
    ("310151101009,无名,甲 3,flat,121.39,31.62,1,B,,1,,,,", "village_code", "village_unknown"),
    ("310151101001,南门居委会,,flat,121.39,31.62,1,B,,1,,,,", "property", "property_missing"),
    ("310151101001,南门居委会,甲 5,,121.39,31.62,1,B,,1,,,,", "property_kind", "kind_missing"),
    ("310151101001,南门居委会,甲 6,castle,121.39,31.62,1,B,,1,,,,", "property_kind", "kind_unknown"),
    ("310151101001,南门居委会,甲 7,flat,121°39,31.62,1,B,,1,,,,", "lon", "number_bad"),
    ("310151101001,南门居委会,甲 8,flat,121.39,,1,B,,1,,,,", "lat", "position_half"),
    ("310151101001,南门居委会,甲 9,flat,381.39,31.62,1,B,,1,,,,", "lon", "position_out_of_range"),
    ("310151101001,南门居委会,甲 10,flat,31.62,121.39,1,B,,1,,,,", "lat", "position_swapped"),
    ("310151101001,南门居委会,甲 11,flat,0,0,1,B,,1,,,,", "lon", "position_zero"),
    ("310151101001,南门居委会,甲 12,flat,121.6,31.7,1,B,,1,,,,", "lon", "position_far"),
    ("310151101001,南门居委会,甲 13,flat,116.39,39.9,1,B,,1,,,,", "lon", "position_off_map"),
    ("310151101001,南门居委会,甲 14,flat,,,1,B,,1,,,,", "lon", "position_missing"),
    ("310151101001,南门居委会,新崇路 1号,flat,,,1,B,,1,,,,", "lon", "address_ambiguous"),
    ("310151101001,南门居委会,甲 16,flat,121.39,31.62,1,D,,1,,,,", "class", "class_unknown"),
    ("310151101001,南门居委会,甲 17,flat,121.39,31.62,1,C,,1,,,,", "class_reason", "reason_missing"),
    (
        "310151101001,南门居委会,甲 18,flat,121.39,31.62,1,A,,1,,,,lease:not_done",
        "class",
        "papers_not_in_order",
    ),
    ("310151101001,南门居委会,甲 19,flat,121.39,31.62,1,B,,two,,,,", "adults", "count_bad"),
    ("310151101001,南门居委会,甲 20,flat,121.39,31.62,1,B,,-1,,,,", "adults", "count_negative"),
    ("310151101001,南门居委会,甲 21,flat,121.39,31.62,1,B,,400,,,,", "adults", "count_too_large"),
    ("310151101001,南门居委会,甲 22,flat,121.39,31.62,1,B,,,2,,,", "adults", "children_alone"),
    (
        "310151101001,南门居委会,甲 23,flat,121.39,31.62,1,B,,,,样例,13800000001,",
        "contact_name",
        "contact_without_household",
    ),
    (
        "310151101001,南门居委会,甲 24,flat,121.39,31.62,1,B,,1,,样例 2,13800000001,",
        "contact_name",
        "contact_name_bad",
    ),
    ("310151101001,南门居委会,甲 25,flat,121.39,31.62,1,B,,1,,样例,,", "contact_phone", "phone_missing"),
    ("310151101001,南门居委会,甲 26,flat,121.39,31.62,1,B,,1,,样例,138,", "contact_phone", "phone_bad"),
    (
        "310151101001,南门居委会,甲 27,flat,121.39,31.62,1,B,,1,,样例,11010519491231002X,",
        "contact_phone",
        "identity_number",
    ),
    (
        "310151101001,南门居委会,甲 28,flat,121.39,31.62,1,B,卡 6222021234567894,1,,,,",
        "class_reason",
        "card_number",
    ),
    (
        "310151101001,南门居委会,甲 41,flat,121.39,31.62,1,B,住户是外地户籍,1,,,,",
        "class_reason",
        "reason_about_person",
    ),
    ("310151101001,南门居委会,甲 29,flat,121.39,31.62,1,B,,1,,,,lease", "papers", "papers_malformed"),
    ("310151101001,南门居委会,甲 30,flat,121.39,31.62,1,B,,1,,,,permit:done", "papers", "paper_unknown"),
    ("310151101001,南门居委会,甲 31,flat,121.39,31.62,1,B,,1,,,,tax:maybe", "papers", "paper_state_unknown"),
    ("310151101001,南门居委会,甲 32,flat,121.39,31.62,1,B,,1,,,,tax:done;tax:done", "papers", "paper_twice"),
    ("310151101001,南门居委会,好 1,flat,121.39,31.62,1,B,,1,,,,", "door", "door_twice"),
    ("310151101001,南门居委会,好 1,hotel,121.39,31.62,2,B,,1,,,,", "property_kind", "property_differs"),
    ("310151101001,南门居委会,老街 3 号,flat,121.39,31.62,1,B,,4,,,,", "adults", "door_registered"),
    (
        "310151101001,南门居委会,老街 3 号,hotel,121.39,31.62,2,B,,1,,,,",
        "property_kind",
        "property_registered",
    ),
    ("310151101001,南门居委会,=HYPERLINK(),flat,121.39,31.62,1,B,,1,,,,", "property", "cell_formula"),
    ("310151101001,南门居委会,甲\t38,flat,121.39,31.62,1,B,,1,,,,", "property", "cell_control"),
    ("310151101001,南门居委会,甲 39,flat,121.39,31.62,1,B", "", "cell_count"),
    (
        "310151101001,南门居委会,甲 40,flat,121.39,31.62,一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一,B,,1,,,,",
        "door",
        "too_long",
    ),
];

#[test]
fn every_kind_of_bad_row_has_its_own_name_row_and_column() {
    let good = "310151101001,南门居委会,好 1,flat,121.39,31.62,1,B,,1,,,,";
    let rows: Vec<&str> = std::iter::once(good).chain(BAD.iter().map(|b| b.0)).collect();
    let mut bytes = register(&rows);
    bytes.extend_from_slice("310151101001,南门居委会,".as_bytes());
    bytes.extend_from_slice(&[0xff, 0xfe]);
    bytes.extend_from_slice(b",flat,121.39,31.62,1,B,,1,,,,\n");
    let checked = checked(&bytes, Options::default());
    let mut expected: Vec<_> = BAD.iter().enumerate().map(|(i, b)| (i + 3, b.1, b.2)).collect();
    expected.push((BAD.len() + 3, "property", "cell_not_utf8"));
    assert_eq!(codes(&checked), expected);
    assert_eq!(checked.fresh.len(), 1);
    let kinds: HashSet<&str> = expected.iter().map(|e| e.2).collect();
    assert_eq!(kinds.len(), expected.len(), "no two rows are of one kind");
}

#[test]
fn every_fault_speaks_both_languages() {
    let rows: Vec<&str> = BAD.iter().map(|b| b.0).collect();
    for rejected in checked(&register(&rows), Options::default()).rejected {
        let zh = app::words::fault::text(domain::Lang::ZhCn, &rejected.fault);
        let en = app::words::fault::text(domain::Lang::En, &rejected.fault);
        let chinese = |text: &str| text.chars().filter(|c| c.len_utf8() == 3).count();
        assert!(chinese(&zh) > 4 && chinese(&en) <= 2 && zh != en, "{zh} / {en}");
    }
}

#[test]
fn faults_of_the_header_are_named_and_columns_about_persons_refused() {
    let header = HEADER.replace("door", "dor").replace("papers", "身份证号");
    let checked = checked(format!("{header}\n1,2\n").as_bytes(), Options::default());
    let found: HashSet<_> = codes(&checked).into_iter().collect();
    let expected = [
        (1, "dor", "column_unknown"),
        (1, "身份证号", "column_refused"),
        (1, "door", "column_missing"),
        (1, "papers", "column_missing"),
    ];
    assert_eq!(found, HashSet::from(expected));
}

#[test]
fn a_header_alone_is_no_register() {
    assert_eq!(codes(&checked(HEADER.as_bytes(), Options::default())), [(0, "", "rows_none")]);
}

#[test]
fn an_address_of_the_map_and_an_earlier_row_give_the_position() {
    let rows = [
        "310151101001,南门居委会,八一路 10号,flat,,,1,B,,1,,,,",
        "310151101001,南门居委会,新街 2 号,flat,121.39,31.62,1,B,,1,,,,",
        "310151101001,南门居委会,新街 2 号,flat,,,2,B,,1,,,,",
    ];
    let checked = checked(&register(&rows), Options::default());
    let at: Vec<f64> = checked.fresh.iter().map(|e| e.at.unwrap().lon).collect();
    assert_eq!(at, [121.395, 121.39, 121.39]);
}

#[test]
fn a_row_that_says_what_is_registered_changes_nothing() {
    let rows = ["310151101001,南门居委会,老街 3 号,flat,121.39,31.62,1,B,,,,,,"];
    let checked = checked(&register(&rows), Options::default());
    assert_eq!((checked.unchanged, checked.fresh.len(), checked.rejected.len()), (1, 0, 0));
}

#[test]
fn unknown_villages_are_made_only_when_asked_and_under_one_name() {
    let rows = [
        "new-1,新村,甲 1,rural_house,121.5,31.7,,B,,2,,,,",
        "new-1,另名,甲 2,rural_house,121.5,31.7,,B,,2,,,,",
        "new-1,,甲 3,rural_house,121.5,31.7,,B,,2,,,,",
    ];
    let options = Options { create_villages: true, ..Options::default() };
    let made = checked(&register(&rows), options);
    assert_eq!(
        codes(&made),
        [(3, "village_name", "village_name_differs"), (4, "village_name", "village_name_missing")]
    );
    assert_eq!(made.remarks, [(2, Remark::NoStationYet)]);
}

#[test]
fn a_row_far_from_its_neighbours_is_a_stray_where_the_village_has_no_boundary() {
    let row = |n: usize, lon: f64| format!("310151101002,花园弄居委会,乙 {n},flat,{lon},31.63,,B,,1,,,,");
    let rows: Vec<String> = (0..5).map(|n| row(n, 121.4)).chain([row(5, 121.8)]).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(codes(&checked(&register(&rows), Options::default())), [(7, "lon", "position_far")]);
}
