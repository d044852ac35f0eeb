//! Cordeau's files: one depot, several days, sets of days a customer may be served on (`type` 1), or one
//! day (`type` 0); double distances. The frequency is not read: it follows from the sets, and public
//! files hold rows where it is wrong.

use super::euclid::{Fleet, Row, instance};
use super::fault::{Fault, numbers, whole};
use super::{Instance, Rounding};

/// Reads a file in Cordeau's format, of the kinds with one depot: 0 (one day) and 1 (periodic).
///
/// # Errors
/// The first fault, with its line and cure.
pub fn cordeau(name: &str, text: &str) -> Result<Instance, Fault> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let mut next = |what: &str| {
        let (at, line) = lines.next().ok_or_else(|| {
            Fault::whole(format!("the file ends before {what}"), "complete it from its source")
        })?;
        Ok::<_, Fault>((at, numbers(at, line)?))
    };
    let (at, head) = next("its first line")?;
    let &[kind, vehicles, customers, days] = &head[..] else {
        return Err(Fault::at(at, "not four numbers", "state type, vehicles, customers and days"));
    };
    if kind != 0.0 && kind != 1.0 {
        let cure = "types 0 (one day) and 1 (periodic) can be read";
        return Err(Fault::at(at, format!("a problem of type {kind}"), cure));
    }
    let vehicles = whole(at, vehicles, "the number of vehicles")? as usize;
    let customers = whole(at, customers, "the number of customers")? as usize;
    let days = whole(at, days, "the number of days")? as u32;
    if !(1..=31).contains(&days) {
        return Err(Fault::at(at, format!("{days} days"), "there must be 1 to 31"));
    }
    let mut limits = vec![];
    for _ in 0..days {
        let (at, values) = next("the limits of each day")?;
        limits.push(limit(at, &values)?);
    }
    let mut rows = vec![];
    for index in 0..=customers {
        let (at, values) = next(&format!("customer {index}"))?;
        rows.push(row(index, at, &values, days)?);
    }
    instance(name.to_owned(), rows, &Fleet { vehicles, days, limits }, Rounding::Double)
}

/// The longest route and the capacity of a day; 0 is no limit.
fn limit(at: usize, values: &[f64]) -> Result<(Option<i32>, Option<f64>), Fault> {
    let &[longest, capacity] = values else {
        return Err(Fault::at(at, "not two numbers", "state the longest route and the capacity of the day"));
    };
    if longest < 0.0 {
        return Err(Fault::at(at, "a negative longest route", "0 means that there is no limit"));
    }
    let capacity = Some(whole(at, capacity, "the capacity")?).filter(|&c| c > 0);
    Ok((capacity, Some(longest).filter(|&l| l > 0.0)))
}

fn row(index: usize, at: usize, values: &[f64], days: u32) -> Result<Row, Fault> {
    if values.len() < 5 {
        let what = format!("{} numbers for a customer", values.len());
        return Err(Fault::at(
            at,
            what,
            "there must be number, x, y, service, demand, frequency, sets of days",
        ));
    }
    if values[0] != index as f64 {
        let what = format!("customer {} stands where {index} should", values[0]);
        return Err(Fault::at(at, what, "number the customers in their order, the depot as 0"));
    }
    let demand = whole(at, values[4], "the demand")?;
    if values[3] < 0.0 {
        return Err(Fault::at(at, "a negative service time", "it must be 0 or more"));
    }
    let row = Row { at: (values[1], values[2]), service: values[3], demand, ..Row::default() };
    if index == 0 {
        return Ok(row);
    }
    let wrong = |what: &str| Fault::at(at, what, "correct the number of sets and the sets");
    let count = values.get(6).ok_or_else(|| wrong("no number of sets of days"))?;
    let count = whole(at, *count, "the number of sets of days")?;
    let sets = values.get(7..7 + count as usize).ok_or_else(|| wrong("fewer sets of days than stated"))?;
    let mut combinations = vec![];
    for &set in sets {
        let set = whole(at, set, "a set of days")? as u32;
        if set == 0 || set >> days != 0 {
            return Err(wrong("a set of days that is empty or has a day after the last"));
        }
        combinations.push(set.reverse_bits() >> (32 - days));
    }
    if combinations.is_empty() {
        return Err(wrong("a customer without a set of days"));
    }
    Ok(Row { combinations, ..row })
}
