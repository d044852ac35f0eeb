//! Problems on the wire (RFC 9457): code, title and detail in the caller's language, and the
//! request's id. Internals go to the log, never to the client.

use crate::store::StoreError;
use app::words::problem;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Lang;
use domain::problem::Problem;
use serde::Serialize;
use std::any::Any;
use std::error::Error;

/// What a handler answers.
pub type Outcome<T> = Result<T, Failure>;

/// Why a handler cannot answer.
#[derive(Debug)]
pub enum Failure {
    /// A problem of the catalogue.
    Problem(Problem),
    /// An error inside; the client hears [`Problem::Internal`] only.
    Inside(Box<dyn Error + Send + Sync>),
}

impl Failure {
    /// An error inside.
    pub fn inside(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Inside(Box::new(error))
    }

    /// The problem that the caller hears of. An error inside goes to the log here, once.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Problem(problem) => problem,
            Self::Inside(error) => {
                tracing::error!(error = with_causes(error.as_ref()), "request failed");
                Problem::Internal
            }
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error.problem() {
            Problem::Internal => Self::inside(error),
            problem => Self::Problem(problem),
        }
    }
}

/// The body of a problem response.
#[derive(Debug, Serialize)]
pub struct ProblemBody {
    /// `urn:rounds:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What to do now.
    pub detail: String,
    /// The stable code.
    pub code: &'static str,
    /// The request's id, for support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// The status of each problem.
pub fn status(problem: &Problem) -> StatusCode {
    match problem {
        Problem::SignInRefused | Problem::NotSignedIn | Problem::DeviceUnknown => StatusCode::UNAUTHORIZED,
        Problem::PasswordMustChange | Problem::NotAllowed | Problem::ForeignOrigin => StatusCode::FORBIDDEN,
        Problem::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
        Problem::NotFound => StatusCode::NOT_FOUND,
        Problem::Malformed { .. } => StatusCode::BAD_REQUEST,
        Problem::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Problem::Conflict | Problem::RecordDiffers | Problem::InvalidTransition => StatusCode::CONFLICT,
        Problem::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        // Understood, and refused by a rule of the domain or by what the data says.
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The whole response for `problem`.
pub fn response(problem: &Problem, lang: Lang, request: Option<String>) -> Response {
    let status = status(problem);
    let text = problem::explained(lang, problem);
    let body = ProblemBody {
        kind: format!("urn:rounds:problem:{}", problem.code()),
        title: text.title,
        status: status.as_u16(),
        detail: text.detail,
        code: problem.code(),
        request,
    };
    let mut response = (status, axum::Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Problem::TooManyTries { seconds } = problem {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// A handler knows neither the caller's language nor the request's id: the failure travels in the
/// response's extensions to [`localise`], which writes it.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let problem = self.into_problem();
        let mut response = status(&problem).into_response();
        response.extensions_mut().insert(problem);
        response
    }
}

/// What a handler that panicked answers; the panic's own words have gone to the log by its hook.
pub fn after_panic(_: Box<dyn Any + Send>) -> Response {
    Failure::Problem(Problem::Internal).into_response()
}

/// Middleware: turns a failure into a problem response in the caller's language.
pub async fn localise(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let lang = lang_of(request.headers());
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let mut answer = next.run(request).await;
    match answer.extensions_mut().remove::<Problem>() {
        Some(problem) => response(&problem, lang, id),
        None => answer,
    }
}

/// The caller's language: the `lang` cookie that the language switch sets, else `Accept-Language`.
pub fn lang_of(headers: &HeaderMap) -> Lang {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or("");
    let chosen = text(header::COOKIE).split(';').find_map(|pair| pair.trim().strip_prefix("lang="));
    Lang::best(chosen.unwrap_or_else(|| text(header::ACCEPT_LANGUAGE)))
}

fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
