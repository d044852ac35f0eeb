//! Proposals of a class, and the evidence that they rest on.

mod evidence;

pub use evidence::{Standing, evidence, standing};

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::class::{Because, Class, DecisionReason, Evidence, Proposal};
use domain::id::{DwellingId, ProposalId, StationId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// An officer is to decide.
    Open,
    /// Decided as proposed.
    Accepted,
    /// The class stayed.
    Rejected,
    /// A third class was given.
    Other,
    /// Its evidence went before anyone decided.
    Withdrawn,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// Identity.
    pub id: ProposalId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The class it was in.
    pub from: Class,
    /// The class proposed, and why.
    pub proposal: Proposal,
    /// What speaks for it.
    pub evidence: Evidence,
    /// Grows with the evidence.
    pub version: i64,
    /// When it was made.
    pub made_at: Time,
    /// How it stands.
    pub state: ProposalState,
    /// When and by whom it was decided, and why.
    pub decided: Option<Decided>,
    /// The change of class that the decision made.
    pub change: Option<Uuid>,
}

/// A decision on a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When.
    pub at: Time,
    /// By whom.
    pub by: UserId,
    /// Why.
    pub reason: DecisionReason,
}

/// Adds a proposal. A second open one of its dwelling is refused by a constraint.
pub async fn add(conn: &mut dyn Conn, row: &ProposalRow) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO class_proposals (town, id, dwelling, from_class, to_class, because, evidence, version, made_at,
           state, decided_at, decided_by, reason, change_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            &row.town,
            row.id,
            row.dwelling,
            word::word(&row.from)?,
            word::word(&row.proposal.class)?,
            word::word(&row.proposal.because)?,
            json(&row.evidence)?,
            row.version,
            row.made_at,
            word::word(&row.state)?,
            row.decided.map(|decided| decided.at),
            row.decided.map(|decided| decided.by),
            row.decided.map(|decided| word::word(&decided.reason)).transpose()?,
            row.change
        ],
    )
    .await?;
    Ok(())
}

/// Gives an open proposal the evidence of now.
pub async fn renew(
    conn: &mut dyn Conn,
    id: ProposalId,
    from: Class,
    proposal: Proposal,
    evidence: &Evidence,
) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE class_proposals SET from_class = $2, to_class = $3, because = $4, evidence = $5,
           version = version + 1
         WHERE id = $1 AND state = 'open'",
        args![
            id,
            word::word(&from)?,
            word::word(&proposal.class)?,
            word::word(&proposal.because)?,
            json(evidence)?
        ],
    )
    .await?;
    Ok(())
}

/// Takes an open proposal back: its evidence went.
pub async fn withdraw(conn: &mut dyn Conn, id: ProposalId, at: Time) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE class_proposals SET state = 'withdrawn', decided_at = $2 WHERE id = $1 AND state = 'open'",
        args![id, at],
    )
    .await?;
    Ok(())
}

/// Notes what was decided on the version that the officer saw. Answers whether it was still open.
pub async fn decide(
    conn: &mut dyn Conn,
    (id, version): (ProposalId, i64),
    state: ProposalState,
    decided: Decided,
    change: Option<Uuid>,
) -> Result<bool, StoreError> {
    let changed = conn
        .execute(
            "UPDATE class_proposals SET state = $3, decided_at = $4, decided_by = $5, reason = $6, change_id = $7
             WHERE id = $1 AND version = $2 AND state = 'open'",
            args![
                id,
                version,
                word::word(&state)?,
                decided.at,
                decided.by,
                word::word(&decided.reason)?,
                change
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// One proposal.
pub async fn by_id(conn: &mut dyn Conn, id: ProposalId) -> Result<Option<ProposalRow>, StoreError> {
    let row = conn.row("SELECT * FROM class_proposals WHERE id = $1", args![id]).await?;
    row.as_ref().map(proposal).transpose()
}

/// The proposals of a dwelling, the latest last.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<ProposalRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM class_proposals WHERE dwelling = $1 ORDER BY made_at, id", args![dwelling])
        .await?;
    rows.iter().map(proposal).collect()
}

/// At most `limit` open proposals of these stations, rises to C first, then the oldest.
pub async fn open_of(
    conn: &mut dyn Conn,
    stations: &[StationId],
    limit: i64,
) -> Result<Vec<ProposalRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT p.* FROM class_proposals p JOIN dwellings d ON d.id = p.dwelling
             WHERE p.state = 'open' AND d.station IN (SELECT unhex(atom, '-') FROM json_each($1))
             ORDER BY p.to_class DESC, p.made_at, p.id LIMIT $2",
            args![list(stations)?, limit],
        )
        .await?;
    rows.iter().map(proposal).collect()
}

/// Dwellings of a station whose class may change because a day has passed: those in C, and those
/// with an open proposal.
pub async fn timed(conn: &mut dyn Conn, station: StationId) -> Result<Vec<DwellingId>, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.id FROM dwellings d WHERE d.station = $1
               AND (d.class = 'C' OR EXISTS (SELECT 1 FROM class_proposals p WHERE p.dwelling = d.id
                 AND p.state = 'open'))
             ORDER BY d.id",
            args![station],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

fn json(evidence: &Evidence) -> Result<String, StoreError> {
    serde_json::to_string(evidence).map_err(StoreError::Json)
}

fn proposal(row: &Row) -> Result<ProposalRow, StoreError> {
    let evidence: String = row.get("evidence")?;
    let (at, by): (Option<Time>, Option<UserId>) = (row.get("decided_at")?, row.get("decided_by")?);
    let decided = match at.zip(by) {
        Some((at, by)) => Some(Decided { at, by, reason: word::read(row, "reason")? }),
        None => None,
    };
    let because: Because = word::read(row, "because")?;
    Ok(ProposalRow {
        town: row.get("town")?,
        id: row.get("id")?,
        dwelling: row.get("dwelling")?,
        from: word::read(row, "from_class")?,
        proposal: Proposal { class: word::read(row, "to_class")?, because },
        evidence: serde_json::from_str(&evidence).map_err(StoreError::Json)?,
        version: row.get("version")?,
        made_at: row.get("made_at")?,
        state: word::read(row, "state")?,
        decided,
        change: row.get("change_id")?,
    })
}
