//! Who may ask: our own page, in this user's browser, and of several pages the newest.

use crate::{Shared, token};
use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use mingce_app::desk::Answer;
use mingce_app::view::AppError;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The header that carries the number of the page.
const PAGE: &str = "x-mingce-page";

/// What opens the door.
pub struct Guard {
    port: u16,
    token: String,
    cookie: String,
    newest_page: AtomicU32,
    last_asked: Mutex<Instant>,
}

impl Guard {
    /// New secrets for a port.
    pub fn new(port: u16) -> Answer<Guard> {
        Ok(Guard {
            port,
            token: token::random()?,
            cookie: token::random()?,
            newest_page: AtomicU32::new(0),
            last_asked: Mutex::new(Instant::now()),
        })
    }

    /// Our address as pages know it.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What the address carries in its fragment.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Cookies know no ports: with its own name this server's is not another's.
    fn cookie_name(&self) -> String {
        format!("mingce_{}", self.port)
    }

    /// Whether a request comes from a browser that was let in.
    pub fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        let mut cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies.any(|line| {
            line.split(';')
                .filter_map(|cookie| cookie.trim().split_once('='))
                .any(|(key, value)| key == name && token::same(value, &self.cookie))
        })
    }

    /// Resolves when nobody has asked for so long.
    pub async fn idle_for(&self, longest: Duration) {
        loop {
            let since = self.last_asked.lock().unwrap_or_else(PoisonError::into_inner).elapsed();
            let Some(left) = longest.checked_sub(since).filter(|left| !left.is_zero()) else { return };
            tokio::time::sleep(left).await;
        }
    }

    fn asked(&self) {
        *self.last_asked.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }
}

/// An error as an answer.
pub fn refuse(status: StatusCode, code: &str, message: &str) -> Response {
    (status, Json(AppError::plain(message.into()).coded(code))).into_response()
}

/// Every request must name our address; one that changes or gives anything must come from our own page. Every answer says
/// what its page may do.
pub async fn from_our_address(State(shared): State<Arc<Shared>>, request: Request<Body>, next: Next) -> Response {
    let mut response = if comes_from_us(&shared.guard, request.headers(), request.method()) {
        next.run(request).await
    } else {
        refuse(StatusCode::FORBIDDEN, "forbidden", "请求不是本程序的页面发出的，已拒绝")
    };
    for (name, value) in [
        ("content-security-policy", CONTENT_SECURITY_POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn comes_from_us(guard: &Guard, headers: &HeaderMap, method: &Method) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let to_us = header(HOST).is_some_and(|host| host == format!("127.0.0.1:{}", guard.port));
    let from_us = match header(ORIGIN) {
        Some(origin) => origin == guard.origin(),
        // Browsers leave it out where a page is merely opened.
        None => *method == Method::GET || *method == Method::HEAD,
    };
    to_us && from_us
}

/// As strict as the window's, but for where commands go.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A command must carry the cookie and the number of the newest page.
pub async fn from_the_newest_page(State(shared): State<Arc<Shared>>, request: Request<Body>, next: Next) -> Response {
    let guard = &shared.guard;
    if !guard.has_cookie(request.headers()) {
        return not_known();
    }
    let page = request.headers().get(PAGE).and_then(|value| value.to_str().ok()?.parse::<u32>().ok());
    if page != Some(guard.newest_page.load(Ordering::SeqCst)) {
        return refuse(
            StatusCode::CONFLICT,
            "elsewhere",
            "明册已在另一个标签页中打开，本页不再写入。请到那一页继续；要在本页继续，请刷新本页",
        );
    }
    guard.asked();
    next.run(request).await
}

fn not_known() -> Response {
    refuse(StatusCode::UNAUTHORIZED, "unknown", "请用程序启动时给出的完整网址打开本页（网址只对这一次运行有效）")
}

/// What a page brings when it starts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Greeting {
    token: Option<String>,
}

/// What it gets.
#[derive(Serialize)]
struct Welcome {
    page: u32,
}

/// Trades the token, or the cookie of an earlier trade, for the number of a page.
pub async fn session(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Json(greeting): Json<Greeting>,
) -> Response {
    let guard = &shared.guard;
    let known = match &greeting.token {
        Some(given) => token::same(given, &guard.token),
        None => guard.has_cookie(&headers),
    };
    if !known {
        return not_known();
    }
    guard.asked();
    let page = guard.newest_page.fetch_add(1, Ordering::SeqCst) + 1;
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", guard.cookie_name(), guard.cookie);
    ([(SET_COOKIE, cookie)], Json(Welcome { page })).into_response()
}
