//! Figures for `/metrics`: how many requests, how long, how they ended. By route as declared, never by
//! path, which holds ids of files.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, histogram};
use tokio::time::Instant;

/// Middleware: counts and times each request.
pub async fn measure(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().to_string();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    counter!("rounds_requests_total", "method" => method, "route" => route.clone(), "status" => status)
        .increment(1);
    histogram!("rounds_request_seconds", "route" => route).record(begun.elapsed());
    response
}
