//! Reading files that come from outside.

use crate::assets::Assets;
use crate::figures_json::{self, FiguresFile};
use crate::output::reason;
use crate::style::{self, OfficeStyle};
use crate::view::AppError;
use std::fs;
use std::path::Path;

/// The largest file that is read: real ones have less than 100 kB.
const LARGEST: u64 = 20 * 1024 * 1024;

/// Reads a figures file.
///
/// # Errors
/// When it cannot be opened, is far too large, or is no figures file at all.
pub fn figures(path: &Path, assets: &Assets) -> Result<FiguresFile, AppError> {
    let bytes = bytes(path, "年报数据文件")?;
    figures_json::read(&bytes, &assets.forms)
        .map_err(|refusal| AppError::plain(format!("“{}”：{refusal}", path.display())))
}

/// Reads a style file.
///
/// # Errors
/// When it cannot be opened, is far too large, or asks for what cannot be obeyed.
pub fn style(path: &Path) -> Result<OfficeStyle, AppError> {
    let name = path.display();
    let text = String::from_utf8(bytes(path, "版式文件")?).map_err(|error| AppError {
        detail: error.to_string(),
        ..AppError::plain(format!("“{name}”不是 UTF-8 文本，请另存为 UTF-8 后重试"))
    })?;
    style::read(&text).map_err(|error| AppError { message: format!("“{name}”：{}", error.message), ..error })
}

/// The bytes of a file that should be `what`.
fn bytes(path: &Path, what: &str) -> Result<Vec<u8>, AppError> {
    let name = path.display();
    let unreadable = |error: std::io::Error| AppError {
        detail: error.to_string(),
        ..AppError::plain(match error.kind() {
            std::io::ErrorKind::NotFound => format!("没有找到文件“{name}”，请核对路径"),
            std::io::ErrorKind::PermissionDenied => format!("没有权限读取“{name}”"),
            _ => format!("无法读取“{name}”：{}", reason(&error)),
        })
    };
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(AppError::plain(format!("“{name}”是文件夹，请指明其中的文件")));
    }
    if metadata.len() > LARGEST {
        return Err(AppError::plain(format!("“{name}”超过20MB，不像{what}，未读取")));
    }
    fs::read(path).map_err(unreadable)
}

/// Reads every `*.json` of a folder, in order of name, as figures of units below.
///
/// # Errors
/// When the folder cannot be read or one file is no figures file: a silently skipped unit would falsify the sum.
pub fn children(folder: &Path, assets: &Assets) -> Result<Vec<FiguresFile>, AppError> {
    let entries = fs::read_dir(folder).map_err(|error| AppError {
        detail: error.to_string(),
        ..AppError::plain(format!("无法读取下级数据文件夹“{}”：{}", folder.display(), reason(&error)))
    })?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(AppError::plain(format!("文件夹“{}”中没有下级单位的 .json 数据文件", folder.display())));
    }
    paths.iter().map(|path| figures(path, assets)).collect()
}
