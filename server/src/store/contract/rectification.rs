//! Orders: what is overdue comes first, and each version takes one step.

use super::plan::{COORDINATOR, STATION, fill};
use super::register::{day, town, village_code, write};
use super::{Db, on_both_engines};
use crate::store::rectification::{self, OrderRow};
use crate::store::{StoreError, Tx};
use chrono::NaiveDate;
use domain::id::OrderId;
use domain::rectification::{OrderAction, OrderState, ReturnReason, Subject};
use uuid::Uuid;

on_both_engines! {
    what_is_overdue_comes_first_and_what_is_done_last,
    an_order_takes_one_step_from_each_version,
}

fn order(n: u128, deadline: NaiveDate, state: OrderState) -> OrderRow {
    OrderRow {
        town: town(),
        id: OrderId(Uuid::from_u128(n)),
        station: STATION,
        village: Some(village_code()),
        subject: Subject::Overdue,
        deadline,
        state,
        version: 0,
        issued_by: COORDINATOR,
        issued_at: "2026-11-01T00:00:00Z".parse().unwrap(),
    }
}

async fn what_is_overdue_comes_first_and_what_is_done_last(db: Db) {
    fill(&db.store).await;
    let added: Result<(), StoreError> = write(&db.store, |tx| {
        Box::pin(async move {
            for order in [
                order(1, day(30), OrderState::Ordered),
                order(2, day(10), OrderState::Accepted),
                order(3, day(20), OrderState::Returned),
                order(4, day(12), OrderState::Answered),
            ] {
                rectification::add(tx, &order).await?;
            }
            Ok(())
        })
    })
    .await;
    added.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let rows = rectification::of_stations(&mut reader, &[STATION], day(24), 10).await.unwrap();
    let order_of: Vec<u128> = rows.iter().map(|row| row.id.0.as_u128()).collect();
    assert_eq!(order_of, [3, 4, 1, 2], "overdue, waiting for the supervisor, in time, done");
    let first = rectification::by_id(&mut reader, OrderId(Uuid::from_u128(1))).await.unwrap();
    assert_eq!(first, Some(order(1, day(30), OrderState::Ordered)));
}

async fn step(tx: &mut Tx, version: i64, next: OrderState, action: &OrderAction) -> Result<bool, StoreError> {
    let row = OrderRow { version, ..order(1, day(30), OrderState::Ordered) };
    let at = tx.now();
    rectification::act(tx, &row, next, (COORDINATOR, at), action).await
}

async fn an_order_takes_one_step_from_each_version(db: Db) {
    fill(&db.store).await;
    let answer = OrderAction::Answer { proof: "已补访 12 户".into() };
    let back = OrderAction::Return { why: ReturnReason::ProofTooThin };
    let (sent, returned) = (answer.clone(), back.clone());
    let stepped = write(&db.store, |tx| {
        Box::pin(async move {
            rectification::add(tx, &order(1, day(30), OrderState::Ordered)).await?;
            Ok([
                step(tx, 0, OrderState::Answered, &sent).await?,
                step(tx, 0, OrderState::Answered, &sent).await?,
                step(tx, 1, OrderState::Returned, &returned).await?,
            ])
        })
    });
    assert_eq!(stepped.await.unwrap(), [true, false, true], "nobody steps from a version that has passed");
    let mut reader = db.store.reader().await.unwrap();
    let id = OrderId(Uuid::from_u128(1));
    let row = rectification::by_id(&mut reader, id).await.unwrap().unwrap();
    assert_eq!((row.state, row.version), (OrderState::Returned, 2));
    let events = rectification::events(&mut reader, &[id]).await.unwrap();
    let seen: Vec<_> = events.into_iter().map(|event| (event.version, event.action)).collect();
    assert_eq!(seen, [(1, answer), (2, back)]);
}
