//! VRPLIB: capacity, and windows with one decimal, truncated (the convention of the DIMACS challenge).

use super::euclid::{Fleet, MOST_NODES, Row, instance};
use super::fault::{Fault, numbers, whole};
use super::{Instance, Rounding};

/// Sections and entries of the file.
#[derive(Default)]
struct Told {
    name: String,
    dimension: Option<usize>,
    capacity: Option<i32>,
    vehicles: Option<usize>,
    service: f64,
    rows: Vec<Row>,
    placed: usize,
    windows: bool,
    depots: Vec<usize>,
}

/// Reads a VRPLIB file with Euclidean positions.
///
/// # Errors
/// The first fault, with its line and cure.
pub fn vrplib(text: &str) -> Result<Instance, Fault> {
    let mut told = Told::default();
    let mut section = String::new();
    for (at, line) in text.lines().enumerate() {
        let (at, line) = (at + 1, line.trim());
        if line.is_empty() {
            continue;
        }
        if line == "EOF" {
            break;
        }
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            match line.split_once(':') {
                Some((key, value)) => entry(&mut told, at, key.trim(), value.trim())?,
                None => section = open(at, line)?,
            }
        } else {
            row(&mut told, at, &section, line)?;
        }
    }
    finish(told)
}

fn entry(told: &mut Told, at: usize, key: &str, value: &str) -> Result<(), Fault> {
    let number = || {
        let first = numbers(at, value)?.first().copied();
        first.ok_or_else(|| Fault::at(at, format!("{key} has no value"), "write it after the colon"))
    };
    match key {
        "NAME" => told.name = value.to_owned(),
        "DIMENSION" => told.dimension = Some(whole(at, number()?, key)? as usize),
        "CAPACITY" => told.capacity = Some(whole(at, number()?, key)?),
        "VEHICLES" => told.vehicles = Some(whole(at, number()?, key)? as usize),
        "SERVICE_TIME" => told.service = number()?,
        "EDGE_WEIGHT_TYPE" if value != "EUC_2D" => {
            return Err(Fault::at(at, format!("edge weights of type {value}"), "only EUC_2D can be read"));
        }
        "TYPE" if !["CVRP", "VRPTW", "CVRPTW"].contains(&value) => {
            return Err(Fault::at(at, format!("a problem of type {value}"), "CVRP and VRPTW can be read"));
        }
        _ => (),
    }
    Ok(())
}

fn open(at: usize, line: &str) -> Result<String, Fault> {
    let known = [
        "NODE_COORD_SECTION",
        "DEMAND_SECTION",
        "DEPOT_SECTION",
        "TIME_WINDOW_SECTION",
        "SERVICE_TIME_SECTION",
    ];
    if known.contains(&line) {
        return Ok(line.to_owned());
    }
    Err(Fault::at(at, format!("unknown section {line}"), format!("known ones are {}", known.join(", "))))
}

fn row(told: &mut Told, at: usize, section: &str, line: &str) -> Result<(), Fault> {
    let values = numbers(at, line)?;
    if section == "DEPOT_SECTION" {
        told.depots.extend(values.iter().filter(|v| **v >= 0.0).map(|v| *v as usize));
        return Ok(());
    }
    let wanted = match section {
        "NODE_COORD_SECTION" | "TIME_WINDOW_SECTION" => 3,
        "DEMAND_SECTION" | "SERVICE_TIME_SECTION" => 2,
        _ => return Err(Fault::at(at, "numbers outside a section", "begin with a section's name")),
    };
    if values.len() != wanted {
        let what = format!("{} numbers in {section}", values.len());
        return Err(Fault::at(at, what, format!("there must be {wanted}")));
    }
    let node = whole(at, values[0], "the node")? as usize;
    let Some(dimension) = told.dimension else {
        return Err(Fault::at(at, "a section before DIMENSION", "put DIMENSION first"));
    };
    if node == 0 || node > dimension.min(MOST_NODES) {
        return Err(Fault::at(
            at,
            format!("node {node} of {dimension}"),
            format!("correct the node or DIMENSION, at most {MOST_NODES}"),
        ));
    }
    if told.rows.len() < node {
        told.rows.resize_with(node, Row::default);
    }
    let of = &mut told.rows[node - 1];
    match section {
        "NODE_COORD_SECTION" => {
            of.at = (values[1], values[2]);
            told.placed += 1;
        }
        "DEMAND_SECTION" => of.demand = whole(at, values[1], "the demand")?,
        "SERVICE_TIME_SECTION" => of.service = f64::from(whole(at, values[1], "the service time")?),
        _ => {
            if values[1] > values[2] || values[1] < 0.0 {
                return Err(Fault::at(at, "a window that ends before it begins", "correct the window"));
            }
            of.window = Some((values[1], values[2]));
            told.windows = true;
        }
    }
    Ok(())
}

fn finish(mut told: Told) -> Result<Instance, Fault> {
    let dimension =
        told.dimension.ok_or_else(|| Fault::whole("DIMENSION is missing", "state the number of nodes"))?;
    if told.placed != dimension || told.rows.len() != dimension {
        let what = format!("{} positions for {dimension} nodes", told.placed);
        return Err(Fault::whole(what, "correct DIMENSION or NODE_COORD_SECTION"));
    }
    if told.depots.len() > 1 || told.depots.first().is_some_and(|&d| d != 1) {
        return Err(Fault::whole(
            "the depot is not the first node",
            "make the depot node 1, and the only one",
        ));
    }
    if told.service > 0.0 {
        told.rows.iter_mut().skip(1).for_each(|row| row.service = told.service);
    }
    let fleet = Fleet {
        vehicles: told.vehicles.unwrap_or(dimension.saturating_sub(1).max(1)),
        days: 1,
        limits: vec![(told.capacity, None)],
    };
    let rounding = if told.windows { Rounding::Tenths } else { Rounding::Nearest };
    instance(told.name, told.rows, &fleet, rounding)
}
