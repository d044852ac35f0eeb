use super::*;
use crate::http::records::tests::support::World;
use calamine::{Reader, Xlsx};
use domain::export::{ExportPurpose, Receiver};
use serde_json::Value;
use std::io::Cursor;

/// A station with one dwelling and two findings, one of them restricted.
async fn world() -> World {
    let world = World::new().await;
    let batch = [
        world.check_in(10),
        world.visit(11, 10, "entered", Some("to_enter")),
        world.finding(12, 11, "fire", "low"),
        world.finding(13, 11, "medical_need", "high"),
    ];
    for result in world.send(&batch).await {
        assert!(result["receipt"].is_object(), "{result}");
    }
    world.work().await;
    world
}

async fn made(world: &World, what: Exportable, format: ExportFormat) -> Exported {
    let days = ["2026-01-01", "2026-12-31"].map(|day| day.parse().unwrap());
    let (purpose, receiver) = (ExportPurpose::Checking, Receiver::Station);
    let ask = ExportAsk { what, format, from: days[0], to: days[1], purpose, receiver };
    let now = world.app.state.clock.now();
    export(&world.app.state.store, ask, "协管员甲", Lang::ZhCn, now).await.unwrap()
}

#[tokio::test]
async fn a_workbook_reads_back_as_its_table_says() {
    let world = world().await;
    for what in [Exportable::Register, Exportable::Ledger, Exportable::Findings] {
        let csv = made(&world, what, ExportFormat::Csv).await;
        let xlsx = made(&world, what, ExportFormat::Xlsx).await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx.bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let mut reader = ::csv::Reader::from_reader(&csv.bytes[3..]);
        let header: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
        let first: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(first, header);
        assert_eq!(sheet.rows().count(), csv.rows + 1, "{what:?}");
    }
}

#[tokio::test]
async fn restricted_findings_leave_in_no_format() {
    let world = world().await;
    let csv = made(&world, Exportable::Findings, ExportFormat::Csv).await;
    assert_eq!(csv.rows, 1);
    let text = String::from_utf8(csv.bytes).unwrap();
    assert!(text.contains("fire") && !text.contains("medical"), "{text}");
    let places = made(&world, Exportable::Findings, ExportFormat::Geojson).await;
    assert!(!String::from_utf8(places.bytes).unwrap().contains("medical"));
}

#[tokio::test]
async fn a_map_shows_properties_without_class_and_no_figure_of_few_dwellings() {
    let world = world().await;
    let places = made(&world, Exportable::Register, ExportFormat::Geojson).await;
    let places: Value = serde_json::from_slice(&places.bytes).unwrap();
    let properties = &places["features"][0]["properties"];
    assert_eq!(properties["property"], "幸福里 8 号");
    assert!(properties.get("class").is_none() && properties.get("door").is_none());
    let places = made(&world, Exportable::Ledger, ExportFormat::Geojson).await;
    let places: Value = serde_json::from_slice(&places.bytes).unwrap();
    let village = &places["features"][0]["properties"];
    assert_eq!(village["told"], false);
    assert!(village.get("owed").is_none() && village.get("dwellings").is_none(), "{village}");
}

#[tokio::test]
async fn a_printed_register_is_a_document_that_holds_its_letters() {
    let world = world().await;
    let pdf = made(&world, Exportable::Register, ExportFormat::Pdf).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    // The font is cut to what the page uses: a whole one would weigh 1.6 MB.
    assert!(pdf.bytes.len() < 200_000, "{}", pdf.bytes.len());
}
