//! What `serve` was told, checked.

use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use url::Url;

/// The server's configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The address that phones and browsers use: scheme, host, port.
    pub public_url: Url,
    /// Further origins of this machine that pages may come from (loopback names).
    pub more_origins: Vec<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trust_proxy: Vec<IpNet>,
    /// Folder of the built pages: `pkg/`, `assets/`, `field.html`, `sw.js`, `manifest.webmanifest`.
    pub site: PathBuf,
    /// Photos, caches, keys.
    pub data: PathBuf,
    /// Who else hears that an urgent flag is unseen; without personal data.
    pub alarm_webhook: Option<Url>,
    /// Set when the clock stands still (feature `test-clock`).
    pub clock_stands_still: bool,
}

impl Config {
    /// Whether browsers reach the server by https; cookies are then `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// The origin of the server's own pages, e.g. `https://rounds.example`.
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// Whether a browser's `Origin` is this site's.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        origin == self.origin() || self.more_origins.iter().any(|own| own == origin)
    }

    /// Whether `X-Forwarded-*` of this peer is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        self.trust_proxy.iter().any(|net| net.contains(&peer))
    }

    /// A configuration as tests want it.
    #[cfg(test)]
    pub fn for_tests(public_url: &str) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: public_url.parse().unwrap(),
            more_origins: Vec::new(),
            trust_proxy: Vec::new(),
            site: PathBuf::from("target/site"),
            data: PathBuf::from("data"),
            alarm_webhook: None,
            clock_stands_still: false,
        }
    }
}
