//! Requests, demands and alerts.

use super::register::{DWELLING, STATION, TENANCY, day, fill, town, write};
use super::{Db, entry, on_both_engines};
use crate::store::demand::{self, DemandRow};
use crate::store::request::{self, RequestRow};
use crate::store::{Chain, Entry, StoreError, Tx, alert, dwelling, incident, tenancy};
use chrono::TimeDelta;
use domain::clock::Clock;
use domain::demand::{Authority, DemandOutcome, DemandPart};
use domain::id::UserId;
use domain::request::{RequestAnswer, RequestKind, RequestOutcome, Subject, Way};
use domain::role::Role;
use uuid::Uuid;

on_both_engines! {
    the_most_urgent_request_is_on_top_and_is_answered_once,
    a_granted_erasure_forgets_the_contact,
    a_document_demands_one_file,
    a_demand_is_counted_by_its_year_and_told_from_its_day,
    the_twenty_first_contact_of_a_day_makes_one_alert,
    a_home_is_found_by_its_whole_address_alone,
}

const WHO: UserId = UserId(Uuid::from_u128(0xaa));

fn request(id: u128, due: u32) -> RequestRow {
    RequestRow {
        town: town(),
        id: Uuid::from_u128(id),
        dwelling: DWELLING,
        tenancy: Some(TENANCY),
        kind: RequestKind::Erase,
        subject: Subject::Contact,
        way: Way::Desk,
        received_on: day(1),
        due_on: day(due),
        taken_by: Some(WHO),
        outcome: None,
        ground: None,
        answered_at: None,
    }
}

async fn add(tx: &mut Tx, rows: &[RequestRow]) -> Result<(), StoreError> {
    let now = tx.now();
    for row in rows {
        request::add(tx, row, now).await?;
    }
    Ok(())
}

async fn the_most_urgent_request_is_on_top_and_is_answered_once(db: Db) {
    fill(&db.store).await;
    let rows = [request(1, 20), request(2, 10), request(3, 15)];
    let kept = rows.clone();
    write(&db.store, move |tx| Box::pin(async move { add(tx, &kept).await })).await.unwrap();
    let answer = || {
        write(&db.store, |tx| {
            Box::pin(async move {
                let now = tx.now();
                let done = RequestAnswer::new(RequestOutcome::Done, None).unwrap();
                request::answer(tx, Uuid::from_u128(2), done, WHO, now).await
            })
        })
    };
    let mut reader = db.store.reader().await.unwrap();
    let order = |rows: Vec<(RequestRow, _)>| rows.iter().map(|(row, _)| row.id.as_u128()).collect::<Vec<_>>();
    assert_eq!(order(request::list(&mut reader, 10).await.unwrap()), [2, 3, 1]);
    assert!(answer().await.unwrap());
    assert!(!answer().await.unwrap());
    assert_eq!(order(request::list(&mut reader, 10).await.unwrap()), [3, 1, 2]);
    assert_eq!(order(request::list(&mut reader, 0).await.unwrap()), [3, 1]);
    let (row, station) = request::by_id(&mut reader, Uuid::from_u128(3)).await.unwrap().unwrap();
    assert_eq!((row, station), (rows[2].clone(), Some(STATION)));
    assert_eq!(request::of_tenancy(&mut reader, TENANCY).await.unwrap().len(), 3);
}

async fn a_granted_erasure_forgets_the_contact(db: Db) {
    fill(&db.store).await;
    let vault = db.store.vault().clone();
    let erase = write(&db.store, |tx| Box::pin(async move { tenancy::erase_contact(tx, TENANCY).await }));
    erase.await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(tenancy::contact(&mut reader, &vault, TENANCY).await.unwrap(), None);
    assert!(vault.keys(&mut reader, &[TENANCY.0]).await.unwrap().is_empty());
}

fn demanded(id: u128, document: &str) -> DemandRow {
    DemandRow {
        town: town(),
        id: Uuid::from_u128(id),
        dwelling: DWELLING,
        tenancy: Some(TENANCY),
        authority: Authority::Police,
        document: document.into(),
        part: DemandPart::Visits,
        received_on: day(2),
        taken_by: WHO,
        outcome: None,
        ground: None,
        tell_on: None,
    }
}

async fn demand(db: &Db, row: DemandRow) -> Result<(), StoreError> {
    write(&db.store, move |tx| {
        Box::pin(async move {
            let now = tx.now();
            demand::add(tx, &row, now).await
        })
    })
    .await
}

async fn a_document_demands_one_file(db: Db) {
    fill(&db.store).await;
    demand(&db, demanded(1, "〔2026〕1号")).await.unwrap();
    let again = demand(&db, demanded(2, "〔2026〕1号")).await;
    assert!(matches!(again, Err(StoreError::Constraint { .. })), "{again:?}");
    demand(&db, demanded(2, "〔2026〕2号")).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(demand::list(&mut reader, 10).await.unwrap().len(), 2);
}

async fn a_demand_is_counted_by_its_year_and_told_from_its_day(db: Db) {
    fill(&db.store).await;
    demand(&db, demanded(1, "〔2026〕1号")).await.unwrap();
    demand(&db, DemandRow { received_on: "2025-06-01".parse().unwrap(), ..demanded(2, "〔2025〕9号") })
        .await
        .unwrap();
    let answer = write(&db.store, |tx| {
        Box::pin(async move {
            let (now, id) = (tx.now(), Uuid::from_u128(1));
            demand::answer(tx, id, (DemandOutcome::Handed, None), WHO, now).await?;
            demand::tell(tx, id, Some(day(24))).await
        })
    });
    answer.await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert!(demand::told(&mut reader, TENANCY, day(23)).await.unwrap().is_empty());
    let told = demand::told(&mut reader, TENANCY, day(24)).await.unwrap();
    assert_eq!(told.iter().map(|row| row.id.as_u128()).collect::<Vec<_>>(), [1]);
    let figures = demand::figures(&mut reader, day(24)).await.unwrap();
    let counts: Vec<_> =
        figures.iter().map(|f| (f.year.as_str(), f.received, f.handed, f.refused, f.told)).collect();
    assert_eq!(counts, [("2026", 1, 1, 0, 1), ("2025", 1, 0, 0, 0)]);
    let (row, _) = demand::by_id(&mut reader, Uuid::from_u128(1)).await.unwrap().unwrap();
    assert_eq!((row.outcome, row.tell_on), (Some(DemandOutcome::Handed), Some(day(24))));
}

async fn open_contact(db: &Db) {
    let opened = db.store.write(|tx| {
        Box::pin(async move {
            let zone = chrono_tz::Asia::Shanghai;
            alert::contact_opened(tx, WHO, zone).await?;
            let entry = Entry::new(Chain::Station(STATION), "open_contact", "dwelling");
            tx.audit(entry.by(WHO, Role::Coordinator).of(DWELLING)).await
        })
    });
    opened.await.map_err(|error: StoreError| error.to_string()).unwrap();
}

async fn the_twenty_first_contact_of_a_day_makes_one_alert(db: Db) {
    for _ in 0..20 {
        open_contact(&db).await;
    }
    let mut reader = db.store.reader().await.unwrap();
    assert!(alert::latest(&mut reader, 10).await.unwrap().is_empty());
    db.clock.forward(TimeDelta::days(1));
    open_contact(&db).await;
    assert!(alert::latest(&mut reader, 10).await.unwrap().is_empty(), "a new day counts anew");
    for _ in 0..22 {
        open_contact(&db).await;
    }
    let alerts = alert::latest(&mut reader, 10).await.unwrap();
    assert_eq!((alerts.len(), alerts[0].user, alerts[0].on), (1, WHO, day(25)));
    let see = || {
        db.store.write(|tx| {
            Box::pin(async move {
                tx.audit(entry()).await?;
                let now = tx.now();
                alert::see(tx, WHO, day(25), WHO, now).await
            })
        })
    };
    assert!(see().await.map_err(|error: StoreError| error.to_string()).unwrap());
    assert!(!see().await.map_err(|error: StoreError| error.to_string()).unwrap());
    let seen_at = alert::latest(&mut reader, 10).await.unwrap()[0].seen_at;
    assert_eq!(seen_at, Some(db.clock.now()));
}

async fn a_home_is_found_by_its_whole_address_alone(db: Db) {
    fill(&db.store).await;
    let mut reader = db.store.reader().await.unwrap();
    let known = incident::addresses(&mut reader, &[DWELLING]).await.unwrap();
    let address = known[&DWELLING].clone();
    assert_eq!(dwelling::at_address(&mut reader, &address).await.unwrap(), [DWELLING]);
    let part: String = address.chars().take(3).collect();
    for other in [part.as_str(), "%", ""] {
        assert!(dwelling::at_address(&mut reader, other).await.unwrap().is_empty(), "{other:?}");
    }
    let of = incident::dwellings(&mut reader, &[DWELLING.0, Uuid::from_u128(9)]).await.unwrap();
    assert_eq!((of.len(), of[&DWELLING.0]), (1, DWELLING));
}
