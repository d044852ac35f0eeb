//! Public instances and days in VROOM's JSON.

use planner::vrp::read::{Fault, cordeau, solomon, vrplib};
use planner::vrp::vroom::{output, vroom};
use planner::vrp::{Budget, solve as search};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SolveError {
    /// No such format.
    #[error("'{0}' is no format: vrplib, solomon, cordeau, vroom")]
    Format(String),
    /// The text.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The answer.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// The answer in JSON.
pub fn solve(format: &str, name: &str, text: &str, rounds: u32, seed: u32) -> Result<String, SolveError> {
    let (budget, seed) = (Budget::Iterations(u64::from(rounds)), u64::from(seed));
    let instance = match format {
        "vrplib" => vrplib(text)?,
        "solomon" => solomon(text)?,
        "cordeau" => cordeau(name, text)?,
        "vroom" => {
            let day = vroom(text, false)?;
            return Ok(serde_json::to_string(&output(&day, &search(&day.problem, seed, budget)))?);
        }
        _ => return Err(SolveError::Format(format.to_owned())),
    };
    let answer = search(&instance.problem, seed, budget);
    Ok(serde_json::to_string(&instance.told(&answer, format == "cordeau"))?)
}
