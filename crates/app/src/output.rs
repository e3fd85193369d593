//! Files that leave the program: named so that every system takes them, written whole or not at all.

use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The longest file name that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its name, with extension.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why files could not be written. In every case but [`OutputError::Replace`] the folder is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder cannot be made.
    #[error("无法建立文件夹“{folder}”：{reason}")]
    Folder {
        /// Which folder.
        folder: String,
        /// In Chinese.
        reason: &'static str,
        /// The system's error.
        source: std::io::Error,
    },
    /// A file cannot be written.
    #[error("无法写入“{file}”：{reason}。已有文件未受影响")]
    Write {
        /// Which file.
        file: String,
        /// In Chinese.
        reason: &'static str,
        /// The system's error.
        source: std::io::Error,
    },
    /// Written beside, but the old file cannot be replaced.
    #[error("无法替换“{file}”：{reason}。{done}")]
    Replace {
        /// Which file.
        file: String,
        /// In Chinese.
        reason: &'static str,
        /// What was replaced before it failed.
        done: String,
        /// The system's error.
        source: std::io::Error,
    },
}

/// What an operating-system error means to a clerk, and what to do.
pub fn reason(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "文件夹不存在，请重新选择",
        ErrorKind::PermissionDenied => "没有写入权限，请换一个文件夹，或关闭正在打开该文件的程序后重试",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘空间已满，请清理后重试",
        ErrorKind::ReadOnlyFilesystem => "该位置只能读取、不能写入，请换一个文件夹",
        ErrorKind::AlreadyExists => "该位置已有同名的文件，请换一个文件夹",
        ErrorKind::NotADirectory => "该位置不是文件夹，请重新选择",
        ErrorKind::IsADirectory => "已有同名的文件夹，请改名或换一个文件夹",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "文件正被其他程序使用，请关闭后重试",
        ErrorKind::InvalidFilename => "文件名不被该磁盘接受，请换一个文件夹",
        // Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION come without a kind of their own.
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => {
            "文件正在其他程序（如 WPS、Word）中打开，请关闭后重试"
        }
        _ => "读写磁盘时出错，请检查磁盘后重试",
    }
}

/// Writes files into a folder, which is made when missing: all of them beside their places first, synced, then
/// renamed, so that a full disk or a crash leaves the old files whole and no new half.
///
/// # Errors
/// [`OutputError`]; temporary files are removed again.
pub fn write_all(folder: &Path, outputs: &[Output]) -> Result<(), OutputError> {
    fs::create_dir_all(folder).map_err(|source| OutputError::Folder {
        folder: folder.display().to_string(),
        reason: reason(&source),
        source,
    })?;
    let mut beside = Beside::default();
    for (i, output) in outputs.iter().enumerate() {
        // Short and of our own making: the real name may be as long as a name can be.
        let path = folder.join(format!(".mingce-{}-{i}.tmp", std::process::id()));
        beside.paths.push(path.clone());
        write_synced(&path, &output.bytes).map_err(|source| OutputError::Write {
            file: output.name.clone(),
            reason: reason(&source),
            source,
        })?;
    }
    let mut done: Vec<&str> = Vec::new();
    for (path, output) in beside.paths.iter().zip(outputs) {
        fs::rename(path, folder.join(&output.name)).map_err(|source| OutputError::Replace {
            file: output.name.clone(),
            reason: reason(&source),
            done: if done.is_empty() {
                "已有文件未受影响".into()
            } else {
                format!("已更新：{}", done.join("、"))
            },
            source,
        })?;
        done.push(&output.name);
    }
    // So that the new names survive a power cut, too; not every system lets a folder be synced.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Temporary files that vanish when something fails.
#[derive(Default)]
struct Beside {
    paths: Vec<PathBuf>,
}

impl Drop for Beside {
    fn drop(&mut self) {
        for path in &self.paths {
            // Renamed ones are gone already; for the rest there is nobody left to tell.
            let _ = fs::remove_file(path);
        }
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The SHA-256 of bytes in hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file name from a title: characters that Windows forbids become full-width or `_`, and a name over 255 bytes is
/// shortened in its middle (year and kind at the end stay). The second part says that it was shortened.
pub fn file_name(title: &str, extension: &str) -> (String, bool) {
    let clean: String = title
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '/' => '／',
            '\\' => '＼',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '"' => '＂',
            '<' => '＜',
            '>' => '＞',
            '|' => '｜',
            c => c,
        })
        .collect();
    let mut clean = clean.trim().trim_end_matches('.').trim_start_matches('.').to_string();
    let device = clean.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |prefix: &str| device.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n != "0");
    if clean.is_empty() || ["CON", "PRN", "AUX", "NUL"].contains(&&*device) || numbered("COM") || numbered("LPT") {
        clean = format!("未命名{clean}");
    }
    let room = LONGEST_NAME - extension.len() - 1;
    if clean.len() <= room {
        return (format!("{clean}.{extension}"), false);
    }
    // Keep the last third, which holds 2025年政府信息公开工作年度报告, and as much of the head as there is room for.
    let mark = "…";
    let tail_at = floor(&clean, clean.len().saturating_sub(room / 3));
    let tail = &clean[tail_at..];
    let head = &clean[..floor(&clean, room - mark.len() - tail.len())];
    (format!("{head}{mark}{tail}.{extension}"), true)
}

/// The nearest character border at or before `at`... rounded up for tails by the caller's choice of `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_character_agency_name_gives_a_name_of_at_most_255_bytes() {
        for n in 0..150 {
            let title = format!("{}2025年政府信息公开工作年度报告", "示".repeat(n));
            let (name, shortened) = file_name(&title, "docx");
            assert!(name.len() <= 255, "{n}: {} bytes", name.len());
            assert!(name.ends_with("2025年政府信息公开工作年度报告.docx"), "{name}");
            assert_eq!(shortened, title.len() + 5 > 255, "{n}");
        }
    }

    #[test]
    fn names_that_windows_refuses_are_changed() {
        for (title, name) in [
            ("甲/乙:丙", "甲／乙：丙.pdf"),
            ("CON", "未命名CON.pdf"),
            ("lpt1.x", "未命名lpt1.x.pdf"),
            ("..", "未命名.pdf"),
            ("a\u{0}b\n", "ab.pdf"),
            ("结尾. ", "结尾.pdf"),
        ] {
            assert_eq!(file_name(title, "pdf").0, name, "{title:?}");
        }
    }

    #[test]
    fn a_folder_that_takes_no_file_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("b.txt")).expect("a folder in the way");
        fs::write(folder.path().join("b.txt").join("x"), "x").expect("a file in it");
        let outputs = [
            Output { name: "a.txt".into(), bytes: b"new".to_vec() },
            Output { name: "b.txt".into(), bytes: b"new".to_vec() },
        ];
        let error = write_all(folder.path(), &outputs).expect_err("b.txt is a folder");
        assert!(error.to_string().contains("b.txt"), "{error}");
        let left: Vec<String> = fs::read_dir(folder.path())
            .expect("readable")
            .filter_map(|e| e.ok()?.file_name().into_string().ok())
            .filter(|name| name.contains("tmp"))
            .collect();
        assert!(left.is_empty(), "temporary files left: {left:?}");

        let file = folder.path().join("plain");
        fs::write(&file, "old").expect("writable");
        let error = write_all(&file.join("sub"), &outputs[..1]).expect_err("a file is no folder");
        assert!(matches!(error, OutputError::Folder { .. }), "{error}");
        assert_eq!(fs::read(&file).expect("still there"), b"old");
    }
}
