//! `cargo bench --locked -p server --bench load`: how many records a second the server receives durably,
//! and how long a hundred phones that call at once wait.
//!
//! The sample county stands in a SQLite file; `rounds serve` runs in a process of its own, the phones
//! in this one, on the same processors, each with its own credential and connection. What a phone
//! sends is made and signed off before the clock starts, as a phone does all day; receipts are checked
//! while it runs. At the end the server is killed, the file opened again and counted.
//!
//! Arguments: `--phones N`, `--records N` (of all phones together), `--batch N` (records of a call),
//! `--dwellings N` (of the county), `--made FOLDER` (keeps the county there for the next run).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench")]

mod day;
mod phone;
mod site;

use futures::future::join_all;
use phone::{Morning, Phone};
use site::{Server, Site};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Records that a phone brings in the morning: what the evening before left on it.
const MORNING: usize = 30;

/// What one process does.
struct Task {
    step: Option<(String, PathBuf)>,
    phones: usize,
    records: usize,
    batch: usize,
    dwellings: usize,
    made: Option<PathBuf>,
}

fn main() {
    let task = read(std::env::args().skip(1));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.unwrap().block_on(async {
        match &task.step {
            Some((step, folder)) if step == "make" => site::make(folder, task.dwellings).await,
            Some((_, folder)) => site::serve(folder).await,
            None => measure(&task).await,
        }
    });
}

fn read(mut arguments: impl Iterator<Item = String>) -> Task {
    let mut task =
        Task { step: None, phones: 100, records: 40_000, batch: 500, dwellings: 40_000, made: None };
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().unwrap().parse().unwrap();
        match argument.as_str() {
            "--phones" => task.phones = number(),
            "--records" => task.records = number(),
            "--batch" => task.batch = number(),
            "--dwellings" => task.dwellings = number(),
            "--made" => task.made = arguments.next().map(PathBuf::from),
            "--step" => task.step = Some((arguments.next().unwrap(), arguments.next().unwrap().into())),
            _ => {}
        }
    }
    task
}

async fn measure(task: &Task) {
    let site = Site::new(task.dwellings, task.made.as_deref());
    let doors = site.free_doors().await;
    let server = site.server().await;
    let mut phones = site.enrol(task.phones).await;
    let mut work = day::Work::new(doors);
    for phone in &mut phones {
        let records = work.records(phone, task.records / task.phones);
        phone.pack(records, task.batch);
    }
    println!("{} phones, county of {} planned dwellings, SQLite", phones.len(), task.dwellings);
    receive(&site, &server, &mut phones).await;
    for phone in &mut phones {
        let records = work.records(phone, MORNING);
        phone.pack(records, task.batch);
    }
    begin_the_day(&server, &mut phones).await;
    let peak = server.peak_mb();
    drop(server);
    let acknowledged = phones.into_iter().flat_map(|phone| phone.acknowledged).collect();
    let counted = site.count(acknowledged).await;
    println!("  kept     {counted:8}     acknowledged records, each once, after the server was killed");
    println!("  memory   {peak:8.0} MB  of the server at its most");
}

/// Everything at once: first until each record has its receipt, then until each is in the view.
async fn receive(site: &Site, server: &Server, phones: &mut [Phone]) {
    let (began, cpu) = (Instant::now(), server.cpu_s());
    let took = join_all(phones.iter_mut().map(Phone::hand_in)).await;
    let (wall, received) = (began.elapsed(), server.cpu_s() - cpu);
    let count: usize = phones.iter().map(|phone| phone.acknowledged.len()).sum();
    let rate = count as f64 / wall.as_secs_f64();
    println!("  received {rate:8.0} /s  {count} records with receipts in {:.2} s", wall.as_secs_f64());
    println!("  of it    {:8.1} µs  of the server's processor a record", received * 1e6 / count as f64);
    println!("  calls    {}", spread(took.into_iter().flatten().collect()));
    site.all_is_applied().await;
    let (wall, all) = (began.elapsed().as_secs_f64(), server.cpu_s() - cpu);
    let each = all * 1e6 / count as f64;
    println!(
        "  applied  {:8.0} /s  all in the view after {wall:.1} s, {each:.0} µs a record",
        count as f64 / wall
    );
}

/// All phones begin their day in the same moment.
async fn begin_the_day(server: &Server, phones: &mut [Phone]) {
    let (began, cpu) = (Instant::now(), server.cpu_s());
    let mornings = join_all(phones.iter_mut().map(Phone::begin_day)).await;
    let (wall, cpu) = (began.elapsed().as_secs_f64(), server.cpu_s() - cpu);
    println!(
        "  morning  {wall:8.2} s   until the last of {} phones has all; {cpu:.1} s of processor",
        phones.len()
    );
    let rounds = mornings.iter().filter(|morning| morning.stops > 0).count();
    let stops: usize = mornings.iter().map(|morning| morning.stops).sum();
    println!("           {rounds:8}     rounds with {stops} stops; each call:");
    for (n, name) in Morning::CALLS.iter().enumerate() {
        println!("  {name:9}{}", spread(mornings.iter().map(|morning| morning.took[n]).collect()));
    }
}

/// Median, the 99th of a hundred, and the longest.
fn spread(mut took: Vec<Duration>) -> String {
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)].as_secs_f64() * 1e3;
    format!("{:8.0} ms  median; 99 of 100 within {:.0} ms, the longest {:.0} ms", at(50), at(99), at(100))
}
