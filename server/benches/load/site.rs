//! The county, the server over it, and what its file holds in the end.

use super::day::Doors;
use super::phone::Phone;
use clap::Parser;
use domain::clock::{Clock, FixedClock};
use domain::id::StationId;
use server::args;
use server::cli::{self, Cli};
use server::jobs::plan_day::{Ask, Limit, plan};
use server::sample::{self, STAFF_FILE, Scale};
use server::store::{Conn, Store, audit};
use std::collections::{BTreeSet, HashMap};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// The day of the county, and of everything that happens here.
const TODAY: &str = "2026-11-24";
/// Evening in Shanghai: the day's records are made.
const NOW: &str = "2026-11-24T10:00:00Z";
/// The 旬 of that day begins: a household met since is not met again.
const THIRD: &str = "2026-11-21";
/// Kernel ticks a second (`sysconf(_SC_CLK_TCK)`, 100 on every Linux).
const TICKS: f64 = 100.0;

fn clock() -> Arc<dyn Clock> {
    Arc::new(FixedClock(NOW.parse().unwrap()))
}

fn url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("rounds.db").display())
}

async fn open(folder: &Path) -> Store {
    Store::open(&url(folder), folder, clock()).await.unwrap()
}

/// Makes the county and plans its day.
pub async fn make(folder: &Path, dwellings: usize) {
    let store = open(folder).await;
    let (today, scale) = (TODAY.parse().unwrap(), Some(Scale::County { dwellings }));
    sample::run(&store, folder, today, scale, false, Arc::new(|_, _, _| ())).await.unwrap();
    let until = Instant::now() + Duration::from_secs(20);
    let ask = Ask {
        station: None,
        from: today,
        days: 1,
        limit: Limit::Until(until),
        seed: 1,
        threads: 2,
        by: None,
    };
    plan(&store, ask).await.unwrap();
    store.close().await;
}

/// `rounds serve`, at the county's moment.
pub async fn serve(folder: &Path) {
    let at = std::fs::read_to_string(folder.join("address")).unwrap();
    let (database, data) = (url(folder), folder.display().to_string());
    let line = ["rounds", "--database", &database, "--data", &data, "serve", "--listen", &at];
    cli::run(Cli::parse_from(line), clock()).await;
}

/// A folder with a county of its own.
pub struct Site {
    folder: tempfile::TempDir,
    at: SocketAddr,
}

/// A running server; killed when dropped.
pub struct Server(Child);

impl Site {
    /// Makes the county, or copies the one that an earlier run kept in `made`.
    pub fn new(dwellings: usize, made: Option<&Path>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = made.map_or_else(|| folder.path().to_owned(), Path::to_owned);
        if !from.join(STAFF_FILE).exists() {
            std::fs::create_dir_all(&from).unwrap();
            let done = step("make", &from).args(["--dwellings", &dwellings.to_string()]).status();
            assert!(done.unwrap().success());
        }
        if from != folder.path() {
            let files = from.join(".");
            assert!(Command::new("cp").arg("-r").arg(files).arg(folder.path()).status().unwrap().success());
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let at = SocketAddr::from(([127, 0, 0, 1], port));
        std::fs::write(folder.path().join("address"), at.to_string()).unwrap();
        Self { folder, at }
    }

    /// Starts the server and waits until it answers. Its log goes to a file, as behind systemd.
    pub async fn server(&self) -> Server {
        let log = std::fs::File::create(self.folder.path().join("log")).unwrap();
        let server = step("serve", self.folder.path()).stdout(Stdio::null()).stderr(log).spawn();
        let server = Server(server.unwrap());
        let ready = format!("http://{}/readyz", self.at);
        for _ in 0..600 {
            if reqwest::get(&ready).await.is_ok_and(|answer| answer.status().is_success()) {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server did not start within 30 s");
    }

    /// Enrols phones of coordinators all over the county; a coordinator may have two.
    pub async fn enrol(&self, count: usize) -> Vec<Phone> {
        let staff = std::fs::read_to_string(self.folder.path().join(STAFF_FILE)).unwrap();
        let people: Vec<Vec<&str>> = staff.lines().map(|line| line.split('\t').collect()).collect();
        let visitors: Vec<_> = people.iter().filter(|person| person[0] == "coordinator").collect();
        let of = |n: usize| visitors[n * visitors.len() / count];
        let mut phones = Vec::with_capacity(count);
        for n in 0..count {
            phones.push(Phone::enrol(self.at, of(n)[2], of(n)[3]).await);
        }
        phones
    }

    /// The doors of each station that nobody has met since the 旬 began.
    pub async fn free_doors(&self) -> Doors {
        let store = open(self.folder.path()).await;
        let sql = "SELECT id, station FROM dwellings d WHERE NOT EXISTS
                     (SELECT 1 FROM visits v WHERE v.dwelling = d.id AND v.on_date >= $1) ORDER BY id";
        let rows = store.reader().await.unwrap().rows(sql, args![THIRD]).await.unwrap();
        let mut doors: HashMap<StationId, Vec<_>> = HashMap::new();
        for row in rows {
            doors.entry(row.get("station").unwrap()).or_default().push(row.get("id").unwrap());
        }
        store.close().await;
        doors
    }

    /// Waits until no job is left that is due.
    pub async fn all_is_applied(&self) {
        let store = open(self.folder.path()).await;
        let sql = "SELECT COUNT(*) AS n FROM jobs WHERE done_at IS NULL AND run_at <= $1";
        let now: domain::Time = NOW.parse().unwrap();
        loop {
            let row = store.reader().await.unwrap().row(sql, args![now]).await.unwrap().unwrap();
            if row.get::<i64>("n").unwrap() == 0 {
                return store.close().await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// How many of the acknowledged records the file holds: all of them, once, with their bodies, and
    /// the audit's chains are whole.
    pub async fn count(&self, acknowledged: Vec<Uuid>) -> usize {
        let store = open(self.folder.path()).await;
        let mut reader = store.reader().await.unwrap();
        let sql = "SELECT r.id FROM records r JOIN record_bodies b ON b.id = r.id AND b.town = r.town
                   WHERE r.device IS NOT NULL AND r.stored_at = $1";
        let rows = reader.rows(sql, args![NOW.parse::<domain::Time>().unwrap()]).await.unwrap();
        let stored: BTreeSet<Uuid> = rows.iter().map(|row| row.get("id").unwrap()).collect();
        assert_eq!(stored.len(), rows.len(), "a record is there twice");
        let distinct: BTreeSet<Uuid> = acknowledged.iter().copied().collect();
        assert_eq!(distinct.len(), acknowledged.len(), "a record was acknowledged twice");
        assert_eq!(stored, distinct);
        assert_eq!(audit::verify(&store).await.unwrap().first_bad, None);
        drop(reader);
        store.close().await;
        stored.len()
    }
}

fn step(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--step", name]).arg(folder);
    command
}

impl Server {
    /// Seconds of processor that it has used.
    pub fn cpu_s(&self) -> f64 {
        let stat = std::fs::read_to_string(self.file("stat")).unwrap();
        let after_name: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks = |at: usize| after_name[at].parse::<f64>().unwrap();
        (ticks(11) + ticks(12)) / TICKS
    }

    /// Most memory that it had, MB.
    pub fn peak_mb(&self) -> f64 {
        let status = std::fs::read_to_string(self.file("status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1_024.0
    }

    fn file(&self, name: &str) -> PathBuf {
        format!("/proc/{}/{name}", self.0.id()).into()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
