//! `rounds serve`: the server.

mod greeting;

use super::{Context, Trouble};
use crate::config::Config;
use crate::http::health;
use crate::jobs::class_review::keep_reviewed;
use crate::jobs::plan_day::keep_planned;
use crate::jobs::{erase, inspection, seal_audit};
use crate::router::router;
use crate::state::AppState;
use crate::store::job;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use url::Url;

/// How long requests under way may take after a signal to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Arguments of `rounds serve`.
#[derive(clap::Args)]
pub struct Args {
    /// Address to listen on
    #[arg(long, value_name = "ADDR", env = "ROUNDS_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The address that phones and browsers use
    #[arg(long, value_name = "URL", env = "ROUNDS_PUBLIC_URL")]
    pub public_url: Option<Url>,
    /// Certificate chain, PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Proxies whose X-Forwarded-For is believed
    #[arg(long, value_name = "CIDR", num_args = 1.., value_delimiter = ',')]
    pub trust_proxy: Vec<ipnet::IpNet>,
    /// Serve plain http beyond this machine; phones will not work
    #[arg(long)]
    pub insecure: bool,
    /// Folder of the built pages
    #[arg(long, value_name = "DIR", env = "ROUNDS_SITE")]
    pub site: Option<PathBuf>,
    /// Address that hears of urgent flags nobody has seen for two minutes, without personal data
    #[arg(long, value_name = "URL", env = "ROUNDS_ALARM_WEBHOOK")]
    pub alarm_webhook: Option<Url>,
    /// Own address for /metrics, /livez and /readyz
    #[arg(long, value_name = "ADDR", env = "ROUNDS_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Stand still at this moment
    #[cfg(feature = "test-clock")]
    #[arg(long, value_name = "RFC3339")]
    pub now: Option<domain::Time>,
}

/// Serves until SIGTERM or SIGINT.
pub async fn run(args: Args, context: &Context) -> Result<(), Trouble> {
    start_log();
    check_https(&args)?;
    let tls = tls(&args).await?;
    let listener = TcpListener::bind(args.listen).map_err(|error| cannot_listen(args.listen, &error))?;
    let config = config(&args, listener.local_addr()?, context)?;
    let store = context.store_at(clock(&args, context)).await?;
    job::give_back(&store).await?;
    let state = AppState::new(store.clone(), config);

    let handle = Handle::new();
    tokio::spawn(stop_on_signal(handle.clone()));
    let mut work = JoinSet::new();
    work.spawn(state.events.clone().follow(store.clone()));
    let jobs = state.jobs.clone();
    work.spawn(async move { jobs.run().await });
    work.spawn(keep_planned(store.clone()));
    work.spawn(keep_reviewed(store.clone()));
    work.spawn(seal_audit::run(store.clone()));
    work.spawn(erase::nightly(store.clone()));
    work.spawn(inspection::run(store.clone()));
    if let Some(at) = args.metrics_listen {
        work.spawn(operate(at, state.clone()));
    }
    greeting::greet(&state, context.lang).await?;

    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let served = match tls {
        Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.handle(handle).serve(service).await,
        None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await,
    };
    work.shutdown().await;
    store.close().await;
    served.map_err(|error| cannot_listen(args.listen, &error))
}

/// Phones need https: without it only this machine is served.
fn check_https(args: &Args) -> Result<(), Trouble> {
    let behind_proxy = args.public_url.as_ref().is_some_and(|url| url.scheme() == "https");
    let is_https = args.tls_cert.is_some() || behind_proxy;
    if args.listen.ip().is_loopback() || is_https || args.insecure { Ok(()) } else { Err(needs_https()) }
}

fn config(args: &Args, listen: SocketAddr, context: &Context) -> Result<Config, Trouble> {
    let scheme = if args.tls_cert.is_some() { "https" } else { "http" };
    let public_url = match &args.public_url {
        Some(url) => url.clone(),
        None => Url::parse(&format!("{scheme}://{listen}")).map_err(Trouble::inside)?,
    };
    Ok(Config {
        listen,
        more_origins: loopback_origins(scheme, listen),
        public_url,
        trust_proxy: args.trust_proxy.clone(),
        site: args.site.clone().unwrap_or_else(default_site),
        data: context.data.clone(),
        alarm_webhook: args.alarm_webhook.clone(),
        clock_stands_still: stands_still(args),
    })
}

/// The names of this machine that a browser on it may use for a server on loopback.
fn loopback_origins(scheme: &str, listen: SocketAddr) -> Vec<String> {
    if !listen.ip().is_loopback() {
        return Vec::new();
    }
    ["localhost", "127.0.0.1", "[::1]"].map(|host| format!("{scheme}://{host}:{}", listen.port())).to_vec()
}

/// `target/site` of the workspace that this binary was built in, else `site` beside the binary.
pub(super) fn default_site() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("site")));
    let built = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    match beside {
        Some(site) if site.is_dir() => site,
        _ => built,
    }
}

fn needs_https() -> Trouble {
    Trouble::said(
        "手机的相机、定位和离线功能只在 https 下可用。请用 --tls-cert 和 --tls-key 提供证书，\
         或在反向代理后用 --public-url https://… 启动；仅作试验可加 --insecure。详见 docs/operations.md。",
        "Phones give camera, position and offline work to https only. Give a certificate with --tls-cert and \
         --tls-key, or run behind a proxy with --public-url https://…; --insecure is for trials without \
         phones. See docs/operations.md.",
    )
}

fn cannot_listen(at: SocketAddr, error: &std::io::Error) -> Trouble {
    Trouble::said(format!("无法在 {at} 提供服务：{error}"), format!("Cannot serve on {at}: {error}"))
}

async fn tls(args: &Args) -> Result<Option<RustlsConfig>, Trouble> {
    let (Some(cert), Some(key)) = (&args.tls_cert, &args.tls_key) else { return Ok(None) };
    // An earlier call in the same process has installed the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    RustlsConfig::from_pem_file(cert, key).await.map(Some).map_err(|error| {
        Trouble::said(
            format!("证书 {} 或私钥 {} 无法使用：{error}", cert.display(), key.display()),
            format!("Cannot use certificate {} with key {}: {error}", cert.display(), key.display()),
        )
    })
}

#[cfg(feature = "test-clock")]
fn clock(args: &Args, context: &Context) -> std::sync::Arc<dyn domain::clock::Clock> {
    match args.now {
        Some(now) => std::sync::Arc::new(domain::clock::FixedClock(now)),
        None => context.clock.clone(),
    }
}

#[cfg(not(feature = "test-clock"))]
fn clock(_args: &Args, context: &Context) -> std::sync::Arc<dyn domain::clock::Clock> {
    context.clock.clone()
}

#[cfg(feature = "test-clock")]
fn stands_still(args: &Args) -> bool {
    args.now.is_some()
}

#[cfg(not(feature = "test-clock"))]
fn stands_still(_args: &Args) -> bool {
    false
}

async fn stop_on_signal(handle: Handle<SocketAddr>) {
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    tracing::info!("stopping: requests under way are finished");
    handle.graceful_shutdown(Some(GRACE));
}

async fn operate(at: SocketAddr, state: AppState) {
    let handle: PrometheusHandle = match PrometheusBuilder::new().install_recorder() {
        Ok(handle) => handle,
        Err(error) => return tracing::error!(%error, "no metrics"),
    };
    if let Err(error) =
        axum_server::bind(at).serve(health::operations(state, handle).into_make_service()).await
    {
        tracing::error!(%error, %at, "no listener for metrics");
    }
}

/// To a terminal as lines, elsewhere as JSON.
fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process keeps the first log.
    let _ = if std::io::stderr().is_terminal() { log.try_init() } else { log.json().try_init() };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command};
    use clap::Parser;

    fn args(line: &[&str]) -> Args {
        let line = ["rounds", "serve"].iter().chain(line);
        match Cli::try_parse_from(line).unwrap().command {
            Command::Serve(args) => args,
            _ => unreachable!("serve was asked for"),
        }
    }

    #[test]
    fn an_address_beyond_this_machine_needs_https_or_insecure() {
        let public = ["--listen", "0.0.0.0:8080"];
        assert!(check_https(&args(&public)).is_err());
        assert!(
            check_https(&args(&["--listen", "[::]:8080", "--public-url", "http://rounds.example"])).is_err()
        );
        assert!(check_https(&args(&[])).is_ok(), "loopback is the default");
        for more in [
            ["--insecure"].as_slice(),
            &["--public-url", "https://rounds.example"],
            &["--tls-cert", "c.pem", "--tls-key", "k.pem"],
        ] {
            let line: Vec<&str> = public.iter().chain(more).copied().collect();
            assert!(check_https(&args(&line)).is_ok(), "{line:?}");
        }
    }

    #[test]
    fn pages_on_this_machine_may_call_it_by_its_other_names() {
        let own = loopback_origins("http", "127.0.0.1:8080".parse().unwrap());
        assert_eq!(own, ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"]);
        assert!(loopback_origins("http", "192.168.1.20:8080".parse().unwrap()).is_empty());
    }

    #[test]
    fn a_certificate_without_its_key_is_wrong_usage() {
        let error = Cli::try_parse_from(["rounds", "serve", "--tls-cert", "c.pem"]).err().unwrap();
        assert_eq!(error.exit_code(), 2);
    }
}
