//! What VROOM's JSON may hold. Fields this engine does not know are passed over, except those that
//! would change what is asked.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Input {
    pub vehicles: Vec<Vehicle>,
    #[serde(default)]
    pub jobs: Vec<Job>,
    #[serde(default)]
    pub shipments: Vec<serde::de::IgnoredAny>,
    #[serde(default)]
    pub matrices: BTreeMap<String, Matrices>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Job {
    pub id: u64,
    pub description: Option<String>,
    pub location: Option<[f64; 2]>,
    pub location_index: Option<usize>,
    #[serde(default)]
    pub setup: i64,
    #[serde(default)]
    pub service: i64,
    #[serde(default, alias = "amount")]
    pub delivery: Vec<i64>,
    #[serde(default)]
    pub pickup: Vec<i64>,
    #[serde(default)]
    pub skills: Vec<u32>,
    #[serde(default)]
    pub priority: u32,
    #[serde(default)]
    pub time_windows: Vec<[i64; 2]>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Vehicle {
    pub id: u64,
    #[serde(default = "car")]
    pub profile: String,
    pub description: Option<String>,
    pub start: Option<[f64; 2]>,
    pub start_index: Option<usize>,
    pub end: Option<[f64; 2]>,
    pub end_index: Option<usize>,
    #[serde(default)]
    pub capacity: Vec<i64>,
    #[serde(default)]
    pub skills: Vec<u32>,
    pub time_window: Option<[i64; 2]>,
    #[serde(default)]
    pub breaks: Vec<Break>,
    #[serde(default)]
    pub costs: Costs,
    pub speed_factor: Option<f64>,
    pub max_tasks: Option<i64>,
    pub max_travel_time: Option<i64>,
    pub max_distance: Option<i64>,
    #[serde(default)]
    pub steps: Vec<serde::de::IgnoredAny>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Break {
    pub id: u64,
    pub description: Option<String>,
    #[serde(default)]
    pub time_windows: Vec<[i64; 2]>,
    #[serde(default)]
    pub service: i64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Costs {
    pub fixed: i64,
    pub per_hour: i64,
    pub per_km: i64,
}

impl Default for Costs {
    fn default() -> Self {
        Self { fixed: 0, per_hour: 3600, per_km: 0 }
    }
}

/// Matrices of one profile, row by row; null where there is no way.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Matrices {
    pub durations: Vec<Vec<Option<i64>>>,
    pub distances: Option<Vec<Vec<Option<i64>>>>,
    pub costs: Option<Vec<Vec<Option<i64>>>>,
}

fn car() -> String {
    "car".to_owned()
}
