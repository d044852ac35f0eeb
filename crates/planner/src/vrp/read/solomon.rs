//! Solomon's files: a fleet, one depot, customers with windows; double distances.

use super::euclid::{Fleet, Row, instance};
use super::fault::{Fault, numbers, whole};
use super::{Instance, Rounding};

/// Reads a file in Solomon's format. Customers must be numbered in their order from 1.
///
/// # Errors
/// The first fault, with its line and cure.
pub fn solomon(text: &str) -> Result<Instance, Fault> {
    let is_data = |line: &str| line.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let lines = || text.lines().enumerate().map(|(at, line)| (at + 1, line));
    let name = lines().map(|(_, l)| l.trim()).find(|l| !l.is_empty()).unwrap_or("").to_owned();
    let mut data = lines().skip(1).filter(|(_, line)| is_data(line));
    let missing = || Fault::whole("no line with NUMBER and CAPACITY", "put it after the heading VEHICLE");
    let (at, line) = data.next().ok_or_else(missing)?;
    let [vehicles, capacity] = numbers(at, line)?[..] else {
        return Err(Fault::at(at, "not two numbers", "state the number of vehicles and their capacity"));
    };
    let fleet = Fleet {
        vehicles: whole(at, vehicles, "the number of vehicles")? as usize,
        days: 1,
        limits: vec![(Some(whole(at, capacity, "the capacity")?), None)],
    };
    let rows = data.map(|(at, line)| (at, numbers(at, line)));
    let rows = rows.enumerate().map(|(i, (at, values))| row(i, at, &values?)).collect::<Result<_, _>>()?;
    instance(name, rows, &fleet, Rounding::Double)
}

fn row(index: usize, at: usize, values: &[f64]) -> Result<Row, Fault> {
    let &[number, x, y, demand, ready, due, service] = values else {
        let what = format!("{} numbers for a customer", values.len());
        return Err(Fault::at(at, what, "there must be 7: number, x, y, demand, ready, due, service"));
    };
    if number != index as f64 {
        let what = format!("customer {number} stands where {index} should");
        return Err(Fault::at(at, what, "number the customers in their order, the depot as 0"));
    }
    if ready < 0.0 || ready > due || service < 0.0 {
        return Err(Fault::at(at, "a window or service that cannot be", "correct ready, due and service"));
    }
    let demand = whole(at, demand, "the demand")?;
    Ok(Row { at: (x, y), demand, window: Some((ready, due)), service, combinations: vec![] })
}
