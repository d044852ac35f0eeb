//! Databases for tests: a file each, or a database each in a private PostgreSQL cluster that lives
//! as long as the test process. Integration tests include this file by its path.

#![allow(dead_code, reason = "included by tests that use different parts of it")]

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Which engine a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A file of its own.
    Sqlite,
    /// A database of its own.
    Postgres,
}

impl On {
    /// The engine for tests that run on one: SQLite, or what `ROUNDS_TEST_ON` says.
    pub fn chosen() -> Self {
        match std::env::var("ROUNDS_TEST_ON").as_deref() {
            Ok("postgres") => Self::Postgres,
            _ => Self::Sqlite,
        }
    }
}

/// An empty database and a data directory, gone with the value.
pub struct Place {
    /// For `Store::open`.
    pub url: String,
    /// For keys, photos and caches.
    pub data: TempDir,
}

/// A fresh place.
pub async fn place(on: On) -> Place {
    let data = tempfile::tempdir().expect("a temporary folder");
    let url = match on {
        On::Sqlite => format!("sqlite:{}", data.path().join("rounds.db").display()),
        On::Postgres => fresh_database().await,
    };
    Place { url, data }
}

const MISSING: &str = "PostgreSQL is not installed, and every test of the store runs on it too. \
    Debian and Ubuntu: apt-get install postgresql. Or set ROUNDS_TEST_POSTGRES to the address of a \
    server whose user may create databases, such as postgres://user:password@127.0.0.1/postgres.";

struct Cluster {
    /// Address without the database's name.
    base: String,
    /// Holds the pipe whose end stops the cluster, however this process ends.
    _keeper: Option<Child>,
}

/// A database copied from one that is migrated once.
async fn fresh_database() -> String {
    static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let cluster = CLUSTER.get_or_init(start).await;
    let name = format!("rounds_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut admin = PgConnection::connect(&format!("{}/postgres", cluster.base)).await.expect("the cluster");
    let create = format!("CREATE DATABASE {name} TEMPLATE {}", template());
    sqlx::query(AssertSqlSafe(create)).execute(&mut admin).await.expect("a database from the template");
    format!("{}/{name}", cluster.base)
}

fn template() -> String {
    format!("rounds_template_{}", std::process::id())
}

async fn start() -> Cluster {
    let cluster = match std::env::var("ROUNDS_TEST_POSTGRES") {
        Ok(url) => Cluster { base: url.rsplit_once('/').expect("an address").0.to_owned(), _keeper: None },
        Err(_) => tokio::task::spawn_blocking(private_cluster).await.expect("a private cluster"),
    };
    let mut admin = PgConnection::connect(&format!("{}/postgres", cluster.base)).await.expect("the cluster");
    let create = format!("CREATE DATABASE {}", template());
    sqlx::query(AssertSqlSafe(create)).execute(&mut admin).await.expect("a template");
    let url = format!("{}/{}", cluster.base, template());
    let mut connection = PgConnection::connect(&url).await.expect("the template");
    sqlx::migrate!("../migrations/postgres").run(&mut connection).await.expect("migrations");
    connection.close().await.expect("closing the template");
    cluster
}

/// The shell makes the cluster, says `ready`, and waits for its standard input to end: that happens
/// when this process does, even by a kill.
const KEEPER: &str = r#"
    set -e
    dir=$(mktemp -d)
    trap '"$BIN/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
    "$BIN/initdb" -D "$dir/data" -U rounds -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/log" 2>&1
    "$BIN/pg_ctl" -D "$dir/data" -l "$dir/log" -w \
        -o "-p $PORT -c listen_addresses=127.0.0.1 -k $dir -c fsync=off -c max_connections=200" \
        start >/dev/null 2>&1 || { cat "$dir/log" >&2; exit 1; }
    echo ready
    cat >/dev/null
"#;

fn private_cluster() -> Cluster {
    let bin = binaries().unwrap_or_else(|| panic!("{MISSING}"));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let script = format!("BIN='{}' PORT={port}; {KEEPER}", bin.display());
    let mut keeper = shell(&script)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell for the cluster");
    let mut line = String::new();
    let output = keeper.stdout.as_mut().expect("its output");
    BufReader::new(output).read_line(&mut line).expect("its answer");
    assert_eq!(line.trim(), "ready", "the private PostgreSQL cluster did not start; its log is above");
    Cluster { base: format!("postgres://rounds@127.0.0.1:{port}"), _keeper: Some(keeper) }
}

/// PostgreSQL refuses to run as root: there the user that its package made takes over.
fn shell(script: &str) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"));
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c"]);
        command
    } else {
        let mut command = Command::new("sh");
        command.arg("-c");
        command
    };
    command.arg(script);
    command
}

/// The newest installation, else what the PATH has.
fn binaries() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = installed
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&path).find(|bin| bin.join("initdb").exists());
    versions.pop().map(|(_, bin)| bin).or_else(on_path)
}
