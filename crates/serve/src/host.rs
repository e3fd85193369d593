//! The machine as a served page reaches it: one folder of data files, and files handed to the browser instead of shown.

use crate::sent::{Parcel, Sent};
use mingce_app::Now;
use mingce_app::desk::{Answer, Host, Question};
use mingce_app::view::AppError;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// What lives as long as the server.
pub struct Machine {
    folder: PathBuf,
    scratch: TempDir,
    now: fn() -> Now,
    /// What the browser may still fetch: the last parcel.
    pub sent: Mutex<Option<Parcel>>,
}

impl Machine {
    /// A folder of data files, which is made when missing.
    pub fn new(folder: PathBuf, now: fn() -> Now) -> Answer<Machine> {
        let failed = |folder: &Path, error: std::io::Error| AppError {
            detail: error.to_string(),
            ..AppError::plain(format!("不能使用文件夹 {}，请检查该位置是否可写、磁盘是否已满", folder.display()))
        };
        std::fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        let scratch = tempfile::Builder::new()
            .prefix("mingce-")
            .tempdir()
            .map_err(|error| failed(&std::env::temp_dir(), error))?;
        Ok(Machine { folder, scratch, now, sent: Mutex::new(None) })
    }

    /// The names of the data files, sorted.
    pub fn files(&self) -> Answer<Vec<String>> {
        let entries = std::fs::read_dir(&self.folder).map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain(format!("不能读取文件夹 {}", self.folder.display()))
        })?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let name = entry.file_name().into_string().ok()?;
                (entry.file_type().ok()?.is_file() && name.to_lowercase().ends_with(".mingce")).then_some(name)
            })
            .collect();
        names.sort();
        Ok(names)
    }

    /// A page that leads to the link, readable for this user only (the folder is).
    pub fn doorway(&self, link: &str) -> std::io::Result<PathBuf> {
        let path = self.scratch.path().join("明册.html");
        let page = format!(
            "<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url={link}\">\
             <title>明册</title><p><a href=\"{link}\">打开明册</a></p></html>\n"
        );
        std::fs::write(&path, page)?;
        Ok(path)
    }
}

/// The host of one request.
pub struct ServedHost<'a> {
    machine: &'a Machine,
    /// Which of the names the clerk chose.
    chosen: Option<String>,
    /// What was handed over while the request was answered.
    pub handed: Mutex<Option<Sent>>,
}

impl<'a> ServedHost<'a> {
    /// For a request that brings the clerk's choice.
    pub fn new(machine: &'a Machine, chosen: Option<String>) -> ServedHost<'a> {
        ServedHost { machine, chosen, handed: Mutex::new(None) }
    }

    /// A new empty folder for one export or print; older ones go.
    fn fresh(&self, name: &str) -> Answer<PathBuf> {
        let folder = self.machine.scratch.path().join(name);
        let made = match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => std::fs::create_dir(&folder),
        };
        made.map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain("临时文件夹无法写入，请检查磁盘是否已满".into())
        })?;
        Ok(folder)
    }
}

impl Host for ServedHost<'_> {
    fn now(&self) -> Now {
        (self.machine.now)()
    }

    fn ask(&self, question: &Question) -> Answer<Option<PathBuf>> {
        match question {
            Question::NewFile(name) => Ok(Some(self.machine.folder.join(name))),
            Question::ExistingFile => match &self.chosen {
                None => Ok(None),
                // Only a name that the list has: whatever else a page sends leads nowhere.
                Some(name) if self.machine.files()?.contains(name) => Ok(Some(self.machine.folder.join(name))),
                Some(_) => Err(AppError::plain("文件夹中没有这个数据文件，请重新选择".into())),
            },
            Question::Folder => self.fresh("导出").map(Some),
        }
    }

    fn sample_folder(&self) -> Answer<PathBuf> {
        Ok(self.machine.folder.clone())
    }

    fn scratch(&self) -> Answer<PathBuf> {
        self.fresh("打印")
    }

    fn hands_over(&self) -> bool {
        true
    }

    /// Showing is handing over: the browser keeps it, or shows it, itself.
    fn show(&self, path: &Path) -> Result<(), String> {
        let parcel = Parcel::of(path)?;
        *self.handed.lock().unwrap_or_else(PoisonError::into_inner) = Some(parcel.sent.clone());
        *self.machine.sent.lock().unwrap_or_else(PoisonError::into_inner) = Some(parcel);
        Ok(())
    }
}
