//! What every response carries: a policy that lets pages load from here alone, and the headers around it.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::AppState;

/// The policy of a response without scripts of its own, and of files: scripts from here alone.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const PERMISSIONS: &str = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";

/// The policy of a server-rendered page: its inline scripts run only with this page's nonce.
pub fn page_policy(nonce: &str) -> Option<HeaderValue> {
    let with_nonce = format!("script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'");
    HeaderValue::from_str(&POLICY.replacen("script-src 'self' 'wasm-unsafe-eval'", &with_nonce, 1)).ok()
}

/// Middleware: the headers, where a handler has not set its own.
pub async fn headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    // Without any referrer, browsers send a form of this site with `Origin: null`.
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    // What is not said to be the same for everyone is kept by nobody.
    set(header::CACHE_CONTROL, "no-store");
    if state.config.is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pages_policy_allows_its_nonce_and_never_inline_or_eval() {
        let policy = page_policy("abc").unwrap();
        let policy = policy.to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'nonce-abc' 'wasm-unsafe-eval';"), "{policy}");
        for text in [policy, POLICY] {
            assert!(!text.contains("unsafe-inline") && !text.contains("'unsafe-eval'"), "{text}");
            assert!(text.starts_with("default-src 'none'; "), "{text}");
        }
    }
}
