//! `rounds solve`: public routing instances, and days in VROOM's JSON.

use super::area::read_file;
use super::{Context, Trouble};
use clap::ValueEnum;
use domain::Lang;
use planner::vrp::read::{Fault, Instance, Told, cordeau, solomon, vrplib};
use planner::vrp::vroom::{output, vroom};
use planner::vrp::{Answer, Budget, Problem, Runner, solve_on};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Arguments of `rounds solve`.
#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("budget").required(true).args(["seconds", "iterations"])))]
pub struct Args {
    /// The instance
    pub file: PathBuf,
    /// What the file is written in
    #[arg(long)]
    pub format: Format,
    /// Jobs are described `village/property`: keep each property and each village together
    #[arg(long)]
    pub group: bool,
    /// Wall time for the whole run
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub seconds: Option<f64>,
    /// Iterations a thread instead of seconds: the same seed then gives the same routes
    #[arg(long, value_name = "N")]
    pub iterations: Option<u64>,
    /// Seed of the search
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub seed: u64,
    /// Threads, each with a search of its own
    #[arg(long, value_name = "T", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: u16,
}

/// The formats that can be read.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// CVRPLIB's, with or without time windows
    Vrplib,
    /// Solomon's, with time windows
    Solomon,
    /// Cordeau's, periodic
    Cordeau,
    /// VROOM's JSON
    Vroom,
}

/// Kept back from the given time for the answer's way out.
const ANSWERING_S: f64 = 0.02;

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("'{text}' is no number of seconds"))?;
    if seconds > 0.0 && seconds <= 86_400.0 {
        Ok(seconds)
    } else {
        Err("above 0, at most 86400 seconds".into())
    }
}

#[derive(Serialize)]
struct Solved {
    format: Format,
    #[serde(flatten)]
    told: Told,
    seconds: f64,
    iterations: u64,
    trace: Vec<(f64, f64)>,
}

/// Solves and answers.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let began = Instant::now();
    let text = String::from_utf8(read_file(&args.file)?).map_err(|_| {
        let path = args.file.display();
        Trouble::said(format!("{path} 不是 UTF-8 文本。"), format!("{path} is not UTF-8 text."))
    })?;
    if args.format == Format::Vroom {
        let day = vroom(&text, args.group).map_err(|fault| trouble(&args.file, &fault))?;
        let (answer, _) = search(&day.problem, &args, began);
        let told = output(&day, &answer);
        return context.answer(&told, |lang| day_text(&answer, lang));
    }
    if args.group {
        return Err(Trouble::said(
            "--group 只用于 --format vroom。",
            "--group goes with --format vroom only: other formats name no properties.",
        ));
    }
    let instance = read(&args, &text).map_err(|fault| trouble(&args.file, &fault))?;
    let (answer, trace) = search(&instance.problem, &args, began);
    let solved = solved(&args, &instance, &answer, &trace, began);
    context.answer(&solved, |lang| text_of(&solved.told, lang))
}

fn read(args: &Args, text: &str) -> Result<Instance, Fault> {
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    match args.format {
        Format::Solomon => solomon(text),
        Format::Cordeau => cordeau(&stem, text),
        Format::Vrplib | Format::Vroom => vrplib(text),
    }
}

fn trouble(path: &Path, fault: &Fault) -> Trouble {
    let path = path.display();
    Trouble::said(format!("{path} 无法读取：{fault}"), format!("{path}: {fault}"))
}

/// The answer, and how its cost fell: seconds and cost in the problem's units.
fn search(problem: &Problem, args: &Args, began: Instant) -> (Answer, Vec<(f64, i64)>) {
    let limit = args.seconds.map_or(f64::MAX, |seconds| (seconds - ANSWERING_S).max(0.001));
    let share = || {
        let used = began.elapsed().as_secs_f64() / limit;
        (used < 1.0).then_some(used)
    };
    let budget = args.iterations.map_or(Budget::Share(&share), Budget::Iterations);
    let mut trace: Vec<(f64, i64)> = vec![];
    let mut seen = |cost| {
        if trace.last().is_none_or(|last| cost < last.1) {
            trace.push((began.elapsed().as_secs_f64(), cost));
        }
    };
    let answer = solve_on(problem, args.seed, budget, (usize::from(args.threads), ON_THREADS), &mut seen);
    (answer, trace)
}

const ON_THREADS: Runner<'static> = &|islands, run| {
    std::thread::scope(|scope| {
        for island in islands {
            scope.spawn(move || run(island));
        }
    });
};

fn solved(args: &Args, instance: &Instance, answer: &Answer, trace: &[(f64, i64)], began: Instant) -> Solved {
    Solved {
        format: args.format,
        told: instance.told(answer, args.format == Format::Cordeau),
        seconds: began.elapsed().as_secs_f64(),
        iterations: answer.iterations,
        trace: trace.iter().map(|&(at, cost)| (at, cost as f64 / instance.scale)).collect(),
    }
}

fn text_of(told: &Told, lang: Lang) -> String {
    let (name, cost, count) = (&told.instance, told.cost, told.visits.count());
    match (lang, told.feasible) {
        (Lang::ZhCn, true) => format!("{name}：总里程 {cost:.2}，{count} 条路线"),
        (Lang::ZhCn, false) => format!("{name}：车辆不够，{count} 条路线没有走到所有客户"),
        (Lang::En, true) => format!("{name}: cost {cost:.2}, {count} routes"),
        (Lang::En, false) => format!("{name}: the fleet is too small; {count} routes leave customers out"),
    }
}

fn day_text(answer: &Answer, lang: Lang) -> String {
    let routes = answer.routes.iter().filter(|route| !route.is_empty()).count();
    let (cost, out) = (answer.cost, answer.absent.len());
    match lang {
        Lang::ZhCn => format!("{routes} 条路线，成本 {cost}，{out} 处未安排"),
        Lang::En => format!("{routes} routes, cost {cost}, {out} stops left out"),
    }
}
