//! Areas and registers come in whole, twice the same, or not at all, on both engines.

use super::{Db, on_both_engines};
use crate::import::register::{ImportError, Options, Report, import};
use crate::import::{area, table};
use crate::store::{self, Conn, dwelling, tenancy};
use crate::{args, export};
use domain::Lang;
use domain::area::VillageCode;
use domain::class::Class;
use domain::clock::Clock;
use domain::export::{ExportAsk, Exportable};

on_both_engines! {
    the_lists_of_chongming_come_in_whole_and_again,
    a_register_comes_in_whole_and_again_changes_nothing,
    one_bad_row_keeps_everything_out_unless_partial_is_asked_for,
    a_contact_is_stored_encrypted,
    an_export_needs_a_known_account,
}

const TOWNS: &[u8] = include_bytes!("../../../assets/areas/chongming-towns.csv");
const VILLAGES: &[u8] = include_bytes!("../../../assets/areas/chongming-villages.csv");
const TEMPLATE: &str = include_str!("../../../../docs/register-template.csv");

async fn count(db: &Db, sql: &'static str) -> i64 {
    let row = db.store.reader().await.unwrap().row(sql, args![]).await.unwrap();
    row.unwrap().get("n").unwrap()
}

async fn with_areas(db: &Db) {
    let report = area::import(&db.store, area::read(TOWNS, VILLAGES)).await.unwrap();
    assert_eq!((report.towns, report.villages, report.rejected.len()), (21, 361, 0));
}

async fn register(db: &Db, csv: &str, partial: bool) -> Result<Report, ImportError> {
    let table = table::read(csv.as_bytes()).unwrap();
    import(&db.store, table, Options::default(), partial).await
}

async fn the_lists_of_chongming_come_in_whole_and_again(db: Db) {
    with_areas(&db).await;
    with_areas(&db).await;
    assert_eq!(count(&db, "SELECT count(*) AS n FROM towns").await, 21);
    assert_eq!(count(&db, "SELECT count(*) AS n FROM villages").await, 361);
}

async fn a_register_comes_in_whole_and_again_changes_nothing(db: Db) {
    with_areas(&db).await;
    let first = register(&db, TEMPLATE, false).await.unwrap();
    assert_eq!((first.accepted, first.unchanged, first.rejected.len()), (7, 0, 0));
    let again = register(&db, TEMPLATE, false).await.unwrap();
    assert_eq!((again.accepted, again.unchanged, again.rejected.len()), (7, 7, 0));
    assert_eq!(count(&db, "SELECT count(*) AS n FROM dwellings").await, 7);
    assert_eq!(count(&db, "SELECT count(*) AS n FROM properties").await, 5);
    assert_eq!(count(&db, "SELECT count(*) AS n FROM tenancies").await, 5);
    let mut reader = db.store.reader().await.unwrap();
    let village = VillageCode("310151101002".into());
    let rows = dwelling::of_villages(&mut reader, &[village]).await.unwrap();
    assert!(rows.iter().any(|row| row.dwelling.class == Class::C && row.station == store::station::NONE_YET));
}

async fn one_bad_row_keeps_everything_out_unless_partial_is_asked_for(db: Db) {
    with_areas(&db).await;
    let bad = format!("{TEMPLATE}310151101001,南门居委会,坏 1,castle,121.39,31.62,1,B,,1,,,,\n");
    let Err(ImportError::Rejected(report)) = register(&db, &bad, false).await else {
        panic!("a bad row came in");
    };
    assert_eq!(report.rejected.len(), 1);
    assert_eq!(count(&db, "SELECT count(*) AS n FROM dwellings").await, 0);
    assert_eq!(count(&db, "SELECT count(*) AS n FROM properties").await, 0);
    let partial = register(&db, &bad, true).await.unwrap();
    assert_eq!((partial.accepted, partial.rejected.len()), (7, 1));
}

async fn a_contact_is_stored_encrypted(db: Db) {
    with_areas(&db).await;
    register(&db, TEMPLATE, false).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let rows = reader.rows("SELECT id, contact FROM tenancies", args![]).await.unwrap();
    let mut names = Vec::new();
    for row in rows {
        let sealed: Vec<u8> = row.get("contact").unwrap();
        assert!(!sealed.windows(6).any(|w| w == "样例".as_bytes()));
        let contact = tenancy::contact(&mut reader, db.store.vault(), row.get("id").unwrap()).await.unwrap();
        names.push(contact.unwrap().name);
    }
    names.sort();
    assert_eq!(names.len(), 5);
    assert!(names.iter().all(|name| name.starts_with("样例")));
}

async fn an_export_needs_a_known_account(db: Db) {
    let day = "2026-11-24".parse().unwrap();
    let (format, purpose, receiver) = Default::default();
    let ask = ExportAsk { what: Exportable::Register, format, from: day, to: day, purpose, receiver };
    let refused = export::export(&db.store, ask, "无此人", Lang::ZhCn, db.clock.now()).await;
    assert!(matches!(refused, Err(export::ExportError::UnknownUser)));
}
