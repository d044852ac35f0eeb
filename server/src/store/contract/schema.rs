//! The schema: one meaning in two folders.

use super::{Db, on_both_engines};
use crate::args;
use crate::store::Conn;
use crate::store::testing::On;
use std::collections::BTreeSet;
use std::path::Path;

on_both_engines! {
    a_unique_index_is_named_after_its_columns,
    every_column_declares_why_and_how_long_it_is_stored_and_every_declaration_is_a_column,
}

fn files(engine: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(engine);
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn both_folders_hold_the_same_file_names() {
    assert_eq!(files("sqlite"), files("postgres"));
}

/// `table.column type null`, in words that both engines share.
async fn columns(db: &Db) -> BTreeSet<String> {
    let sql = match db.on {
        On::Sqlite => {
            "SELECT t.name || '.' || c.name || ' ' || c.type
               || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' NOT NULL' ELSE '' END AS line
             FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        }
        On::Postgres => {
            "SELECT table_name || '.' || column_name || ' ' || upper(data_type)
               || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END AS line
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let mut reader = db.store.reader().await.unwrap();
    let rows = reader.rows(sql, args![]).await.unwrap();
    let lines = rows.iter().map(|row| row.get::<String>("line").unwrap());
    lines.filter(|line| !line.starts_with("_sqlx") && !line.starts_with("sqlite_")).collect()
}

#[tokio::test]
async fn both_engines_have_equal_tables_and_columns() {
    let words =
        [(" UUID", " BLOB"), (" BYTEA", " BLOB"), (" BIGINT", " INTEGER"), (" DOUBLE PRECISION", " REAL")];
    let postgres = columns(&super::open(On::Postgres).await).await;
    let postgres: BTreeSet<String> = postgres
        .into_iter()
        .map(|line| words.iter().fold(line, |line, (from, to)| line.replace(from, to)))
        .collect();
    let sqlite = columns(&super::open(On::Sqlite).await).await;
    let differences: Vec<_> = sqlite.symmetric_difference(&postgres).collect();
    assert!(differences.is_empty(), "{differences:#?}");
}

async fn a_unique_index_is_named_after_its_columns(db: Db) {
    let sql = match db.on {
        On::Sqlite => {
            "SELECT i.name AS name, t.name || '_' || (SELECT group_concat(c.name, '_')
               FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) c) AS wanted
             FROM sqlite_master t, pragma_index_list(t.name) i
             WHERE t.type = 'table' AND i.\"unique\" = 1 AND i.origin = 'c'"
        }
        On::Postgres => {
            "SELECT i.relname::text AS name, t.relname || '_' || (SELECT string_agg(a.attname, '_' ORDER BY k.n)
               FROM unnest(x.indkey) WITH ORDINALITY k(c, n)
               JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.c) AS wanted
             FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
             WHERE x.indisunique AND NOT x.indisprimary AND t.relnamespace = 'public'::regnamespace"
        }
    };
    let mut reader = db.store.reader().await.unwrap();
    let rows = reader.rows(sql, args![]).await.unwrap();
    assert!(rows.len() > 10);
    for row in rows {
        assert_eq!(row.get::<String>("name").unwrap(), row.get::<String>("wanted").unwrap());
    }
}

async fn every_column_declares_why_and_how_long_it_is_stored_and_every_declaration_is_a_column(db: Db) {
    let stored: BTreeSet<String> =
        columns(&db).await.into_iter().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect();
    let declared: BTreeSet<String> = domain::stored::tables()
        .flat_map(|table| table.columns.iter().map(move |column| format!("{}.{}", table.name, column.name)))
        .collect();
    let undeclared: Vec<_> = stored.difference(&declared).collect();
    let stale: Vec<_> = declared.difference(&stored).collect();
    assert!(undeclared.is_empty(), "declare in domain::stored: {undeclared:#?}");
    assert!(stale.is_empty(), "declared in domain::stored, but not stored: {stale:#?}");
}
