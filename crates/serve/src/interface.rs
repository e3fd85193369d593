//! The page and what belongs to it: read whole when the program starts, so that no request ever becomes a path.

use crate::Shared;
use crate::guard::refuse;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use mingce_app::desk::Answer;
use mingce_app::view::AppError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The built interface.
pub struct Interface {
    files: BTreeMap<String, (&'static str, Vec<u8>)>,
}

impl Interface {
    /// Finds the folder (`MINGCE_UI`; in development the source tree's; beside the program; in a package's place) and reads
    /// it.
    ///
    /// # Errors
    /// When there is none, or a file in it cannot be read.
    pub fn find() -> Answer<Interface> {
        let mut candidates: Vec<PathBuf> = std::env::var_os("MINGCE_UI").map(PathBuf::from).into_iter().collect();
        if cfg!(debug_assertions) {
            candidates.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist"));
        }
        if let Ok(program) = std::env::current_exe() {
            let folder = program.parent().map(Path::to_path_buf).unwrap_or_default();
            candidates.push(folder.join("ui"));
            candidates.push(folder.join("../lib/mingce-window/ui"));
            candidates.push(folder.join("../Resources/ui"));
        }
        match candidates.iter().find(|candidate| candidate.join("index.html").is_file()) {
            Some(folder) => Interface::read(folder),
            None => {
                let tried: Vec<String> = candidates.iter().map(|candidate| candidate.display().to_string()).collect();
                Err(AppError::plain(format!(
                    "找不到界面文件夹 ui（找过：{}）。请重新安装本程序，或用环境变量 MINGCE_UI 指明位置",
                    tried.join("、")
                )))
            }
        }
    }

    /// Reads a folder and what is below it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(folder: &Path) -> Answer<Interface> {
        let mut files = BTreeMap::new();
        gather(folder, "", &mut files).map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain(format!("界面文件夹 {} 无法读取，请重新安装本程序", folder.display()))
        })?;
        Ok(Interface { files })
    }
}

fn gather(folder: &Path, below: &str, files: &mut BTreeMap<String, (&'static str, Vec<u8>)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let address = format!("{below}/{name}");
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &address, files)?;
        } else if let Some(kind) = kind(&name) {
            files.insert(address, (kind, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// The media type of what an interface is made of; anything else is not given out.
fn kind(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

/// Gives a file of the interface by its address.
pub async fn give(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    let address = if uri.path() == "/" { "/index.html" } else { uri.path() };
    match shared.interface.files.get(address) {
        Some((kind, bytes)) => ([(CONTENT_TYPE, *kind)], bytes.clone()).into_response(),
        None => refuse(StatusCode::NOT_FOUND, "not_found", "没有这个页面"),
    }
}
