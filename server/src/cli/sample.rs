//! `rounds sample`: the bundled sample area, register, stations, staff and history.

use super::{Context, Trouble};
use crate::import::map::{Progress, Stage};
use crate::sample::{self, Report, SampleError, last_working_day};
use crate::store::sample::Counts;
use chrono::NaiveDate;
use clap::ValueEnum;
use domain::Lang;

/// Arguments of `rounds sample`.
#[derive(clap::Args)]
pub struct Args {
    /// The sample's present day; by default the last working day
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// How much of it; by default the country, or what there is already
    #[arg(long, value_enum)]
    pub scale: Option<Scale>,
    /// Make new passwords and write them to DATA/sample-staff.txt
    #[arg(long)]
    pub reset_passwords: bool,
}

/// How large the sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scale {
    /// The bundled place: eleven villages, about 2,400 dwellings, four months.
    Country,
    /// 361 villages and 40,000 dwellings on the same roads, two years.
    County,
}

/// Loads the sample.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    let store = context.store().await?;
    let now = context.clock.now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive();
    let today = args.today.unwrap_or_else(|| last_working_day(now));
    let scale = args.scale.map(|scale| match scale {
        Scale::Country => sample::Scale::Country,
        Scale::County => sample::Scale::COUNTY,
    });
    let bar = indicatif::ProgressBar::new(0); // hidden where stderr is no terminal
    let progress = progress(bar.clone(), context.lang);
    let report = sample::run(&store, &context.data, today, scale, args.reset_passwords, progress).await;
    bar.finish_and_clear();
    let report = report.map_err(trouble)?;
    store.close().await;
    context.answer(&report, |lang| text(lang, &report))
}

/// A bar on a terminal; elsewhere a line for every tenth of a county.
fn progress(bar: indicatif::ProgressBar, lang: Lang) -> Progress {
    std::sync::Arc::new(move |stage, done, of| {
        bar.set_length(of);
        bar.set_position(done);
        let is_tenth = done * 10 / of.max(1) != (done + 1) * 10 / of.max(1);
        if bar.is_hidden() && stage == Stage::Store && of > 1 && is_tenth {
            match lang {
                Lang::ZhCn => eprintln!("工作站 {} / {of}", done + 1),
                Lang::En => eprintln!("station {} of {of}", done + 1),
            }
        }
    })
}

fn text(lang: Lang, report: &Report) -> String {
    let Counts { stations, properties, dwellings, visits, flags, .. } = report.counts;
    let today = report.today;
    let mut text = match (lang, report.made) {
        (Lang::ZhCn, true) => format!("样例已生成，日期 {today}"),
        (Lang::ZhCn, false) => format!("样例原已存在，日期 {today}，没有改动"),
        (Lang::En, true) => format!("Sample made, its day is {today}"),
        (Lang::En, false) => format!("There was a sample already, its day is {today}; it stays"),
    };
    text.push_str(&match lang {
        Lang::ZhCn => format!(
            "\n工作站 {stations} 个，房屋 {properties} 处，{dwellings} 套（间），走访 {visits} 次，上报事项 {flags} 件"
        ),
        Lang::En => format!(
            "\n{stations} stations, {properties} properties, {dwellings} dwellings, {visits} visits, {flags} flags"
        ),
    });
    if let Some(file) = &report.staff_file {
        let file = file.display();
        text.push_str(&match lang {
            Lang::ZhCn => format!("\n账号和密码：{file}"),
            Lang::En => format!("\nAccounts and passwords: {file}"),
        });
    }
    text
}

fn trouble(error: SampleError) -> Trouble {
    match error {
        SampleError::OtherData => Trouble::said(
            "数据库里有其他数据，样例只能放进空数据库。请用 --database 指定另一个。",
            "The database holds other data; a sample goes into an empty one. Name another with --database.",
        ),
        SampleError::OtherScale(sample::Scale::Country) => Trouble::said(
            "数据库里已有国家规模的样例（--scale country）。请用 --database 指定另一个。",
            "The database holds the country's sample already (--scale country). Name another with --database.",
        ),
        SampleError::OtherScale(sample::Scale::County { .. }) => Trouble::said(
            "数据库里已有全县规模的样例（--scale county）。请用 --database 指定另一个。",
            "The database holds the county's sample already (--scale county). Name another with --database.",
        ),
        SampleError::Map(error) => error.problem().into(),
        SampleError::Store(error) => error.into(),
        other => Trouble::inside(other),
    }
}
