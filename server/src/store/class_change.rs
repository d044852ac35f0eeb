//! The history of a dwelling's class.

use super::dwelling::{self, DwellingRow};
use super::{Conn, StoreError, Tx, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::area::TownCode;
use domain::class::Class;
use domain::id::{DwellingId, UserId};
use serde::Serialize;
use uuid::Uuid;

/// One change of class, the first one included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClassChange {
    /// The town of the dwelling.
    pub town: TownCode,
    /// Identity.
    pub id: Uuid,
    /// The dwelling.
    pub dwelling: DwellingId,
    /// The class before; none at registration.
    pub from: Option<Class>,
    /// The class from then on.
    pub to: Class,
    /// First day.
    pub since: NaiveDate,
    /// The officer; none at registration.
    pub by: Option<UserId>,
    /// Why, of the dwelling.
    pub reason: String,
}

/// Adds changes; one whose id exists stays as it is.
pub async fn add_all(conn: &mut dyn Conn, changes: &[ClassChange]) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO class_changes (town, id, dwelling, from_class, to_class, since, decided_by, reason)
         SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'dwelling', '-'), value->>'from',
           value->>'to', value->>'since', unhex(value->>'by', '-'), value->>'reason'
         FROM json_each($1) WHERE true
         ON CONFLICT DO NOTHING",
        args![list(changes)?],
    )
    .await?;
    Ok(())
}

/// Puts a dwelling into another class and adds that to its history. Answers the change.
pub async fn put_into(
    tx: &mut Tx,
    file: &DwellingRow,
    to: Class,
    since: NaiveDate,
    by: Option<UserId>,
    reason: &str,
) -> Result<Uuid, StoreError> {
    let id = tx.new_id();
    let change = ClassChange {
        town: file.town.clone(),
        id,
        dwelling: file.dwelling.id,
        from: Some(file.dwelling.class),
        to,
        since,
        by,
        reason: reason.to_owned(),
    };
    dwelling::set_class(tx, file.dwelling.id, to, since).await?;
    add_all(tx, &[change]).await?;
    Ok(id)
}

/// The changes of a dwelling, the earliest first.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<ClassChange>, StoreError> {
    let rows = conn
        .rows(
            "SELECT town, id, dwelling, from_class, to_class, since, decided_by, reason
             FROM class_changes WHERE dwelling = $1 ORDER BY since, id",
            args![dwelling],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let from: Option<String> = row.get("from_class")?;
            Ok(ClassChange {
                town: row.get("town")?,
                id: row.get("id")?,
                dwelling: row.get("dwelling")?,
                from: from.map(|_| word::read(row, "from_class")).transpose()?,
                to: word::read(row, "to_class")?,
                since: row.get("since")?,
                by: row.get("decided_by")?,
                reason: row.get("reason")?,
            })
        })
        .collect()
}
