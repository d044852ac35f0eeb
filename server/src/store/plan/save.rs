//! Saving a plan as a version.

use super::{PlanRow, PlannedRound, Unassigned};
use crate::args;
use crate::store::{Conn, StoreError, Tx, list};
use chrono::NaiveDate;
use domain::area::TownCode;
use domain::id::{DwellingId, OwedId, PlanId, StationId, UserId};
use serde::Serialize;

/// A plan to be saved.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// The station's town.
    pub town: TownCode,
    /// The station.
    pub station: StationId,
    /// The day.
    pub on: NaiveDate,
    /// Seed of the search.
    pub seed: u64,
    /// Versions of what it was made from.
    pub inputs: serde_json::Value,
    /// Who asked; none at night.
    pub by: Option<UserId>,
    /// The rounds.
    pub rounds: Vec<PlannedRound>,
    /// What is in none.
    pub unassigned: Vec<Unassigned>,
}

#[derive(Serialize)]
struct RoundLine {
    visitor: UserId,
    body: String,
}

#[derive(Serialize)]
struct UnassignedLine {
    owed: OwedId,
    dwelling: DwellingId,
    reason: &'static str,
}

/// Saves a plan as the station's version in use for its day. The caller has checked it and audits.
pub async fn save(tx: &mut Tx, plan: &NewPlan) -> Result<PlanRow, StoreError> {
    let (id, made_at) = (PlanId(tx.new_id()), tx.now());
    let last = tx
        .row(
            "SELECT COALESCE(MAX(version), 0) AS version FROM plans WHERE station = $1 AND on_date = $2",
            args![plan.station, plan.on],
        )
        .await?;
    let version: i64 = last.map_or(Ok(0), |row| row.get("version"))? + 1;
    tx.execute(
        "UPDATE plans SET in_use = FALSE WHERE station = $1 AND on_date = $2 AND in_use",
        args![plan.station, plan.on],
    )
    .await?;
    tx.execute(
        "INSERT INTO plans (town, id, station, on_date, version, seed, inputs, made_at, made_by, in_use)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, TRUE)",
        args![
            &plan.town,
            id,
            plan.station,
            plan.on,
            version,
            plan.seed,
            plan.inputs.to_string(),
            made_at,
            plan.by
        ],
    )
    .await?;
    save_rounds(tx, plan, id).await?;
    tx.change(plan.station, "plan", id.0, false).await?;
    let (station, on, inputs) = (plan.station, plan.on, plan.inputs.clone());
    Ok(PlanRow { id, station, on, version, made_at, inputs })
}

/// Forgets the versions of days after `today` that others have taken the place of, but for the one before
/// the plan in use, which says what changed: nobody was ever sent out by a plan of a day to come. Answers
/// how many.
pub async fn forget_superseded(tx: &mut Tx, station: StationId, today: NaiveDate) -> Result<u64, StoreError> {
    let rows = tx
        .rows(
            "SELECT p.id FROM plans p WHERE p.station = $1 AND p.on_date > $2 AND p.version + 1 <
               (SELECT MAX(version) FROM plans WHERE station = p.station AND on_date = p.on_date)",
            args![station, today],
        )
        .await?;
    let gone = rows.iter().map(|row| row.get("id")).collect::<Result<Vec<PlanId>, _>>()?;
    for sql in [
        "DELETE FROM plan_rounds WHERE plan IN (SELECT unhex(atom, '-') FROM json_each($1))",
        "DELETE FROM plan_unassigned WHERE plan IN (SELECT unhex(atom, '-') FROM json_each($1))",
        "DELETE FROM plans WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))",
    ] {
        tx.execute(sql, args![list(&gone)?]).await?;
    }
    Ok(gone.len() as u64)
}

async fn save_rounds(tx: &mut Tx, plan: &NewPlan, id: PlanId) -> Result<(), StoreError> {
    let body = |round: &PlannedRound| serde_json::to_string(round).map_err(StoreError::Json);
    let rounds = plan
        .rounds
        .iter()
        .map(|round| Ok(RoundLine { visitor: round.visitor, body: body(round)? }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    tx.execute(
        "INSERT INTO plan_rounds (town, plan, visitor, body)
         SELECT $1, $2, unhex(value->>'visitor', '-'), value->>'body' FROM json_each($3)",
        args![&plan.town, id, list(&rounds)?],
    )
    .await?;
    let line = |u: &Unassigned| UnassignedLine { owed: u.owed, dwelling: u.dwelling, reason: u.reason.key() };
    let unassigned: Vec<UnassignedLine> = plan.unassigned.iter().map(line).collect();
    tx.execute(
        "INSERT INTO plan_unassigned (town, plan, owed, dwelling, reason)
         SELECT $1, $2, unhex(value->>'owed', '-'), unhex(value->>'dwelling', '-'), value->>'reason'
         FROM json_each($3)",
        args![&plan.town, id, list(&unassigned)?],
    )
    .await?;
    Ok(())
}
