//! `mingce serve`: the window's interface in a browser of this machine.

use super::Answer;
use crate::arguments::Serve;
use crate::say;
use chrono::NaiveDate;
use mingce_app::Now;
use mingce_app::view::AppError;
use mingce_serve::{Interface, Options, Server};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// The day that `--today` names: the server asks for the time again and again.
static TODAY: OnceLock<Option<NaiveDate>> = OnceLock::new();

/// Serves until the last page is closed for a while, or the program is stopped.
///
/// # Errors
/// When there is no interface, no free port, or the data file is missing.
pub fn run(serve: &Serve, today: Option<NaiveDate>) -> Result<Answer, AppError> {
    if let Some(data) = serve.data.as_deref().filter(|data| !data.is_file()) {
        return Err(AppError::plain(format!("找不到数据文件“{}”，请检查文件名和位置", data.display())));
    }
    TODAY.get_or_init(|| today);
    let server = Server::bind(Options {
        data: serve.data.clone(),
        folder: folder(serve)?,
        port: serve.port,
        idle: Duration::from_secs(60 * u64::from(serve.idle_minutes)),
        interface: Interface::find()?,
        now,
    })?;
    say::line("明册已在本机启动，请在浏览器中打开：");
    say::line(&server.link());
    say::line("（网址相当于钥匙，请不要发给别人；只有本机能访问，按 Ctrl+C 结束）");
    if !serve.no_browser
        && let Err(detail) = server.open_browser()
    {
        eprintln!("没能打开浏览器，请自行打开上面的网址。（技术信息：{detail}）");
    }
    server.run()?;
    say::line("明册已结束");
    Ok(Answer::Yes)
}

fn now() -> Now {
    super::now(TODAY.get().copied().flatten())
}

fn folder(serve: &Serve) -> Result<PathBuf, AppError> {
    if let Some(folder) = &serve.folder {
        return Ok(folder.clone());
    }
    if let Some(data) = &serve.data {
        return Ok(match data.parent() {
            Some(folder) if folder != Path::new("") => folder.to_path_buf(),
            _ => PathBuf::from("."),
        });
    }
    std::env::home_dir()
        .map(|home| home.join("明册"))
        .ok_or_else(|| AppError::plain("找不到主文件夹，请用 --folder 写明数据文件放在哪里".into()))
}
