//! The window's side of the machine: clock, file dialogs, file manager.

use crate::dialogs;
use mingce_app::Now;
use mingce_app::desk::{Answer, Host, Question};
use mingce_app::view::AppError;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tauri::{Manager, WebviewWindow};

/// The window that a command came from.
pub struct WindowHost<'a>(pub &'a WebviewWindow);

impl Host for WindowHost<'_> {
    /// The clock is read here, at the edge, and nowhere below. A clock set before 1970 gives 1970: the day then stands in
    /// every document, where it is seen.
    fn now(&self) -> Now {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Now::at(i64::try_from(since.as_secs()).unwrap_or_default())
    }

    fn ask(&self, question: &Question) -> Answer<Option<PathBuf>> {
        Ok(dialogs::ask(self.0, question))
    }

    /// 文档/明册, or the home folder's 明册 where there is no such folder.
    fn sample_folder(&self) -> Answer<PathBuf> {
        let paths = self.0.path();
        let base = paths.document_dir().or_else(|_| paths.home_dir()).map_err(|cause| AppError {
            detail: cause.to_string(),
            ..AppError::plain("找不到可以存放示例县的文件夹，请先为当前用户建立主文件夹".into())
        })?;
        made(base.join("明册"))
    }

    fn scratch(&self) -> Answer<PathBuf> {
        let cache = self.0.path().app_cache_dir().map_err(|cause| AppError {
            detail: cause.to_string(),
            ..AppError::plain("找不到可以存放临时文件的位置，请检查当前用户的主文件夹".into())
        })?;
        let folder = cache.join("打印");
        // What was printed before is of no use any more; a viewer that still holds a file keeps it.
        let _ = std::fs::remove_dir_all(&folder);
        made(folder)
    }

    fn show(&self, path: &Path) -> Result<(), String> {
        dialogs::show(path)
    }
}

fn made(folder: PathBuf) -> Answer<PathBuf> {
    std::fs::create_dir_all(&folder).map_err(|cause| AppError {
        detail: cause.to_string(),
        ..AppError::plain(format!("不能建立文件夹 {}，请检查该位置是否可写、磁盘是否已满", folder.display()))
    })?;
    Ok(folder)
}
