//! Where a request comes from, behind proxies that are trusted by name of their network.

use crate::config::Config;
use crate::http::Failure;
use crate::state::AppState;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::problem::Problem;
use std::net::{IpAddr, SocketAddr};

/// Extractor: the client's address.
pub struct Source(pub IpAddr);

impl FromRequestParts<AppState> for Source {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let peer = peer.ok_or(Failure::Problem(Problem::Internal))?;
        Ok(Self(of(&state.config, peer, &parts.headers)))
    }
}

/// The client's address. `X-Forwarded-For` is read from its end, each step only as long as the host
/// that wrote it is trusted: everything before that a client can invent.
pub fn of(config: &Config, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut source = peer.to_canonical();
    let values: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    let steps = values.iter().rev().flat_map(|value| value.rsplit(','));
    for step in steps {
        if !config.trusts(source) {
            break;
        }
        match step.trim().parse::<IpAddr>() {
            Ok(address) => source = address.to_canonical(),
            Err(_) => break,
        }
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_headers(peer: &str, forwarded: &[&str]) -> IpAddr {
        let mut config = Config::for_tests("https://rounds.example");
        config.trust_proxy = vec!["10.0.0.0/8".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        of(&config, peer.parse().unwrap(), &headers)
    }

    #[test]
    fn a_stranger_cannot_choose_its_address() {
        assert_eq!(of_headers("203.0.113.5", &["198.51.100.1"]).to_string(), "203.0.113.5");
    }

    #[test]
    fn a_trusted_proxy_names_the_client_and_what_the_client_claims_before_it_is_not_believed() {
        assert_eq!(of_headers("10.0.0.2", &["1.2.3.4, 203.0.113.5"]).to_string(), "203.0.113.5");
        assert_eq!(of_headers("10.0.0.2", &["1.2.3.4", "203.0.113.5, 10.9.9.9"]).to_string(), "203.0.113.5");
        assert_eq!(of_headers("10.0.0.2", &["nonsense"]).to_string(), "10.0.0.2");
        assert_eq!(of_headers("10.0.0.2", &[]).to_string(), "10.0.0.2");
    }
}
