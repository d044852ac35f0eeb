//! `rounds matrix`: times and distances between many points, without a database.

mod output;
mod source;

use super::area::read_file;
use super::{Context, Trouble};
use crate::import::points::{self, NamedPoint};
use crate::process::peak_mb;
use app::words::fault;
use clap::ValueEnum;
use domain::Lang;
use roads::{MAX_SNAP_M, Matrix, Profile, Snap};
use serde::Serialize;
use source::Ready;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Most points of one matrix: 10,000 × 10,000 times and distances take 800 MB.
const MAX_POINTS: usize = 10_000;

/// Arguments of `rounds matrix`.
#[derive(clap::Args)]
pub struct Args {
    /// OpenStreetMap extract: `.osm.pbf`, `.osm` or `.osm.gz`
    #[arg(long, value_name = "FILE")]
    map: PathBuf,
    /// List of points: CSV or XLSX with the columns id, lon, lat
    #[arg(long, value_name = "CSV")]
    points: PathBuf,
    /// Who travels
    #[arg(long, value_enum)]
    profile: TravelProfile,
    /// JSON file for the times (s) and distances (m)
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Folder that keeps built road graphs for the next time
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum TravelProfile {
    Foot,
    Ebike,
}

impl From<TravelProfile> for Profile {
    fn from(profile: TravelProfile) -> Self {
        match profile {
            TravelProfile::Foot => Self::Foot,
            TravelProfile::Ebike => Self::Ebike,
        }
    }
}

/// What `--json` prints.
#[derive(Serialize)]
struct Measured<'p> {
    nodes: usize,
    edges: usize,
    read_s: f64,
    build_s: f64,
    points: usize,
    unsnapped: Vec<&'p str>,
    matrix_s: f64,
    peak_mb: Option<f64>,
}

/// Runs `rounds matrix`.
pub fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let points = read_points(&args.points, context)?;
    let Ready { graph, read_s, build_s } =
        source::ready(&args.map, args.profile.into(), args.cache.as_deref())?;

    let snaps: Vec<Option<Snap>> = points.iter().map(|point| graph.snap(point.at, MAX_SNAP_M)).collect();
    let snapped: Vec<Snap> = snaps.iter().copied().flatten().collect();
    let started = Instant::now();
    let matrix = graph.matrix(&snapped, &snapped);
    let matrix_s = started.elapsed().as_secs_f64();

    output::write(&args.out, &snaps, &matrix)?;
    let (near, far): (Vec<_>, Vec<_>) = points.iter().zip(&snaps).partition(|(_, snap)| snap.is_some());
    name_cut_off(&near.iter().map(|(point, _)| point.id.as_str()).collect::<Vec<_>>(), &matrix, context);
    let measured = Measured {
        nodes: graph.nodes(),
        edges: graph.edges(),
        read_s: rounded(read_s),
        build_s: rounded(build_s),
        points: points.len(),
        unsnapped: far.iter().map(|(point, _)| point.id.as_str()).collect(),
        matrix_s: rounded(matrix_s),
        peak_mb: peak_mb(),
    };
    context.answer(&measured, |lang| told(lang, &measured, &args.out))
}

fn read_points(path: &Path, context: &Context) -> Result<Vec<NamedPoint>, Trouble> {
    points::read(&read_file(path)?, MAX_POINTS).map_err(|faults| {
        let file = path.display();
        for at in &faults {
            eprintln!("{file} {} {}: {}", at.row, at.column, fault::text(context.lang, &at.fault));
        }
        let count = faults.len();
        Trouble::said(
            format!("{file} 有 {count} 处问题，没有计算任何内容。请按上面的行号改正后再试。"),
            format!("{file} has {count} faults; nothing was measured. Correct the rows named above, then try again."),
        )
    })
}

/// Says which points have no way to most of the others: an island, or a map with a gap.
fn name_cut_off(ids: &[&str], matrix: &Matrix, context: &Context) {
    let is_cut_off = |point: usize| {
        let reached = (0..ids.len()).filter(|other| matrix.seconds(point, *other).is_some()).count();
        2 * reached < ids.len()
    };
    let cut_off: Vec<&str> =
        ids.iter().enumerate().filter(|(point, _)| is_cut_off(*point)).map(|(_, id)| *id).collect();
    if !cut_off.is_empty() {
        let ids = cut_off.join(", ");
        context.say(
            &format!("与多数地点之间没有道路相通：{ids}"),
            &format!("No way leads from here to most of the others: {ids}"),
        );
    }
}

fn told(lang: Lang, measured: &Measured<'_>, out: &Path) -> String {
    let Measured { nodes, edges, points, unsnapped, .. } = measured;
    let (out, far, ids) = (out.display(), unsnapped.len(), unsnapped.join(", "));
    let seconds = measured.read_s + measured.build_s + measured.matrix_s;
    match lang {
        Lang::ZhCn => format!(
            "{points} 个地点的时间和距离已写入 {out}：路口 {nodes} 个、路段 {edges} 条，用时 {seconds:.2} 秒；附近 {MAX_SNAP_M} 米内没有道路的地点 {far} 个。{ids}"
        ),
        Lang::En => format!(
            "Times and distances between {points} points are in {out}: {nodes} junctions, {edges} stretches of way, {seconds:.2} s. Points with no way within {MAX_SNAP_M} m: {far}. {ids}"
        ),
    }
    .trim_end()
    .to_owned()
}

/// Seconds to 0.1 ms.
fn rounded(seconds: f64) -> f64 {
    (seconds * 1e4).round() / 1e4
}
