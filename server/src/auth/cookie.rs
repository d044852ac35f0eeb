//! The cookie of a browser at a desk.

use crate::config::Config;
use axum::http::{HeaderMap, HeaderValue, header};

/// By https the name binds the cookie to this host, to https and to every path (RFC 6265bis, 4.1.3.2).
const SECURE_NAME: &str = "__Host-rounds";
/// Plain http exists on loopback only.
const PLAIN_NAME: &str = "rounds";

fn name(config: &Config) -> &'static str {
    if config.is_https() { SECURE_NAME } else { PLAIN_NAME }
}

/// `Set-Cookie` for a new session. It ends with the browser; the store ends it sooner.
pub fn set(config: &Config, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}={value}; {}", name(config), flags(config))).ok()
}

/// `Set-Cookie` that takes the session's cookie away.
pub fn clear(config: &Config) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}=; Max-Age=0; {}", name(config), flags(config))).ok()
}

fn flags(config: &Config) -> &'static str {
    if config.is_https() {
        "Path=/; Secure; HttpOnly; SameSite=Lax"
    } else {
        "Path=/; HttpOnly; SameSite=Lax"
    }
}

/// The session's cookie of a request.
pub fn get<'h>(config: &Config, headers: &'h HeaderMap) -> Option<&'h str> {
    let name = name(config);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str) -> Config {
        Config::for_tests(url)
    }

    #[test]
    fn by_https_the_cookie_is_secure_http_only_lax_and_bound_to_the_host() {
        let cookie = set(&config("https://rounds.example"), "abc").unwrap();
        assert_eq!(cookie, "__Host-rounds=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn by_plain_http_only_secure_is_missing() {
        let cookie = set(&config("http://127.0.0.1:8080"), "abc").unwrap();
        assert_eq!(cookie, "rounds=abc; Path=/; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn a_cookie_of_a_longer_name_is_not_the_sessions() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("rounds2=no; lang=en; rounds=yes"));
        assert_eq!(get(&config("http://127.0.0.1:8080"), &headers), Some("yes"));
        assert_eq!(get(&config("https://rounds.example"), &headers), None);
    }
}
