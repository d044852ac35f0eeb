//! Values, lists and what a broken rule is called.

use super::{Db, entry, on_both_engines};
use crate::args;
use crate::store::{Conn, StoreError, list};
use domain::problem::Problem;
use uuid::Uuid;

on_both_engines! {
    every_type_comes_back_as_it_went_in,
    a_list_is_one_parameter,
    a_unique_rule_has_one_name,
}

async fn every_type_comes_back_as_it_went_in(db: Db) {
    let id = Uuid::from_u128(7);
    let sql = "INSERT INTO users (id, name, role, town, station, password_hash, must_change, start_lon,
                 start_lat, created_at) VALUES ($1, $2, 'officer', $3, $4, 'x', $5, $6, $7, $8)
               RETURNING id, name, town, station, must_change, start_lon, start_lat, created_at, left_at";
    let rows = db
        .store
        .write(move |tx| {
            Box::pin(async move {
                tx.audit(entry()).await?;
                let none = (None::<String>, None::<Uuid>);
                tx.rows(sql, args![id, "王 '\"; --", none.0, none.1, true, 121.5, None::<f64>, i64::MAX])
                    .await
            })
        })
        .await
        .map_err(|error: StoreError| error.to_string())
        .unwrap();
    let row = &rows[0];
    assert_eq!(row.get::<Uuid>("id").unwrap(), id);
    assert_eq!(row.get::<String>("name").unwrap(), "王 '\"; --");
    assert_eq!(row.get::<Option<String>>("town").unwrap(), None);
    assert_eq!(row.get::<Option<Uuid>>("station").unwrap(), None);
    assert!(row.get::<bool>("must_change").unwrap());
    assert_eq!(row.get::<f64>("start_lon").unwrap(), 121.5);
    assert_eq!(row.get::<Option<f64>>("start_lat").unwrap(), None);
    assert_eq!(row.get::<i64>("created_at").unwrap(), i64::MAX);
    assert!(matches!(row.get::<i64>("name"), Err(StoreError::Column { .. })));
    assert!(matches!(row.get::<i64>("nothing"), Err(StoreError::Column { .. })));
}

async fn a_list_is_one_parameter(db: Db) {
    let mut reader = db.store.reader().await.unwrap();
    let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
    let sql = "SELECT unhex(atom, '-') AS id FROM json_each($1) ORDER BY key";
    let rows = reader.rows(sql, args![list(&ids).unwrap()]).await.unwrap();
    let back: Vec<Uuid> = rows.iter().map(|row| row.get("id").unwrap()).collect();
    assert_eq!(back, ids);

    let lines =
        [serde_json::json!({"n": 3, "text": "户", "on": true, "id": ids[0], "bytes": "00ff", "none": null})];
    let sql = "SELECT CAST(value->>'n' AS BIGINT) AS n, value->>'text' AS text, value->>'none' AS none,
                 CAST(value->>'on' AS BOOLEAN) AS on_, unhex(value->>'id', '-') AS id,
                 unhex(value->>'bytes') AS bytes, unhex(value->>'none', '-') AS no_id
               FROM json_each($1)";
    let row = reader.row(sql, args![list(&lines).unwrap()]).await.unwrap().unwrap();
    assert_eq!(row.get::<i64>("n").unwrap(), 3);
    assert_eq!(row.get::<String>("text").unwrap(), "户");
    assert_eq!(row.get::<Option<String>>("none").unwrap(), None);
    assert!(row.get::<bool>("on_").unwrap());
    assert_eq!(row.get::<Uuid>("id").unwrap(), ids[0]);
    assert_eq!(row.get::<Vec<u8>>("bytes").unwrap(), [0, 255]);
    assert_eq!(row.get::<Option<Uuid>>("no_id").unwrap(), None);
}

async fn a_unique_rule_has_one_name(db: Db) {
    let twice = db
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.audit(entry()).await?;
                for property in 0..2 {
                    tx.execute(
                        "INSERT INTO properties (town, id, station, village, name, kind, registered)
                         VALUES ('t', $1, $1, 'v', 'one yard', 'flat', '2026-11-24')",
                        args![Uuid::from_u128(property)],
                    )
                    .await?;
                }
                Ok(())
            })
        })
        .await;
    let error: StoreError = twice.unwrap_err();
    assert!(
        matches!(&error, StoreError::Constraint { name } if name == "properties_village_name"),
        "{error}"
    );
    assert_eq!(error.problem(), Problem::Conflict);
}
