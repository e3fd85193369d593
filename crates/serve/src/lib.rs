//! The window's interface in a browser of this machine, for machines without a usable web view.
//!
//! What keeps others out:
//! - It listens on 127.0.0.1 and nowhere else.
//! - The address that is printed carries a random token in its fragment, which browsers send to nobody. The page trades it
//!   for a cookie (`HttpOnly`, `SameSite=Strict`); without the cookie no command is answered.
//! - `Host` must be our address (a foreign name that points to 127.0.0.1 is refused), `Origin` must be our own page
//!   (a foreign page cannot give commands), and every command carries the number of the page that gives it, in a header
//!   of its own: an older page on the same file is told so instead of overwriting what a newer one wrote.
//! - Requests, what is handed over and the time without any request are limited.
//! - The page names no path. It may choose among the names of the data files in one folder, and gets what it asked to
//!   export, under a random number.

mod call;
mod guard;
mod host;
mod interface;
mod sent;
#[cfg(test)]
mod tests;
mod token;

pub use interface::Interface;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use guard::Guard;
use host::Machine;
use mingce_app::Now;
use mingce_app::desk::{Answer, Desk};
use mingce_app::view::AppError;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// The largest request, in bytes: an old table of 20 MB, which travels as Base64. A report with every cell pasted at
/// once is a thousandth of it.
pub const LARGEST_REQUEST: usize = 32 << 20;
/// The largest thing that is handed over, in bytes.
pub const LARGEST_SENT: u64 = 256 << 20;

/// How to serve.
pub struct Options {
    /// The data file to open, if any.
    pub data: Option<PathBuf>,
    /// The folder of data files that the page may open and create.
    pub folder: PathBuf,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Ends when no page has asked for anything for so long.
    pub idle: Duration,
    /// The page and what belongs to it.
    pub interface: Interface,
    /// The clock.
    pub now: fn() -> Now,
}

/// What every request sees.
struct Shared {
    desk: Desk,
    guard: Guard,
    machine: Machine,
    interface: Interface,
}

/// A server that listens and does not answer yet.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    shared: Arc<Shared>,
    idle: Duration,
}

impl Server {
    /// Takes the port.
    ///
    /// # Errors
    /// When the port is taken or the machine gives no randomness.
    pub fn bind(options: Options) -> Answer<Server> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| AppError::with_detail("无法启动网页服务，请关闭一些程序后重试".into(), &error))?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))).map_err(|error| {
            let what = if error.kind() == std::io::ErrorKind::AddrInUse {
                format!("端口 {} 正被其他程序使用，请换一个端口，或不写端口由程序自选", options.port)
            } else {
                format!("不能使用端口 {}，请换一个端口，或不写端口由程序自选", options.port)
            };
            AppError { detail: error.to_string(), ..AppError::plain(what) }
        })?;
        let port = listener
            .local_addr()
            .map_err(|error| AppError::with_detail("无法启动网页服务，请重试".into(), &error))?
            .port();
        let shared = Arc::new(Shared {
            desk: Desk::new(options.data),
            guard: Guard::new(port)?,
            machine: Machine::new(options.folder, options.now)?,
            interface: options.interface,
        });
        Ok(Server { runtime, listener, shared, idle: options.idle })
    }

    /// The address to open, with the token in its fragment.
    pub fn link(&self) -> String {
        format!("{}/#token={}", self.shared.guard.origin(), self.shared.guard.token())
    }

    /// Opens the address in the system's browser. The token goes into a file that only this user may read, so that the list
    /// of processes does not show it.
    ///
    /// # Errors
    /// What the system says when it has no browser.
    pub fn open_browser(&self) -> Result<(), String> {
        let page = self.shared.machine.doorway(&self.link()).map_err(|error| error.to_string())?;
        open::that_detached(page).map_err(|error| error.to_string())
    }

    /// Answers until nobody asks any more or the program is told to end, then puts the data file to rest.
    ///
    /// # Errors
    /// When the last writing of the data file fails.
    pub fn run(self) -> Answer<()> {
        let Server { runtime, listener, shared, idle } = self;
        let app = router(shared.clone());
        let leaving = shared.clone();
        let ended = runtime.block_on(async move {
            let end = async move {
                tokio::select! {
                    () = leaving.guard.idle_for(idle) => {}
                    () = told_to_end() => {}
                }
            };
            axum::serve(listener, app).with_graceful_shutdown(end).await
        });
        shared.desk.leave()?;
        ended.map_err(|error| AppError::with_detail("网页服务中断，请重新启动".into(), &error))
    }
}

/// Resolves when the system asks the program to end.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn router(shared: Arc<Shared>) -> Router {
    let commands = Router::new()
        .route("/call/{name}", post(call::call))
        .route("/page/{version}/{page}", post(call::page))
        .route("/export", post(call::export))
        .route("/files", post(call::files))
        .route("/alive", post(call::alive))
        .layer(from_fn_with_state(shared.clone(), guard::from_the_newest_page));
    Router::new()
        .route("/session", post(guard::session))
        .route("/sent/{id}/{name}", get(sent::give))
        .fallback(get(interface::give))
        .merge(commands)
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(from_fn_with_state(shared.clone(), guard::from_our_address))
        .with_state(shared)
}
