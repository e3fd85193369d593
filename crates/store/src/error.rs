//! What can go wrong with a data file, said to the clerk: what happened and what to do.

use std::fmt;
use std::path::Path;

/// What kind of trouble it is; for callers that act on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// There is no file at the path.
    Missing,
    /// There is one already where a new one was to be made.
    Exists,
    /// It is not a data file of this program: some other kind of file, an empty one, another program's database.
    NotOurs,
    /// It was written by a newer version of this program.
    Newer,
    /// Its content is damaged.
    Damaged,
    /// Another window or program has it open for writing.
    InUse,
    /// Another program held it too long at this moment.
    Busy,
    /// File or folder cannot be written.
    ReadOnly,
    /// The disk is full.
    NoSpace,
    /// A later change stands in the way of an undo.
    Conflict,
    /// A version of a report is final: it and what came before it do not change any more.
    Frozen,
    /// It would move figures of a report that is final, and nobody has said why.
    Late,
    /// A record that was asked for is not there.
    NotFound,
    /// A value does not fit its place.
    Invalid,
    /// Anything else; see the detail.
    Failed,
}

/// An error of the data file. `Display` is for the clerk: message and remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// Kind.
    pub code: ErrorCode,
    /// What happened, in Chinese, without a full stop.
    pub message: String,
    /// What to do, in Chinese, without a full stop.
    pub remedy: String,
    /// Technical text for whoever helps; may be empty. Never shown first.
    pub detail: String,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}。{}。", self.message, self.remedy)
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// An error that the lookout gives.
    pub fn told(code: ErrorCode, message: impl Into<String>, remedy: impl Into<String>) -> StoreError {
        StoreError::new(code, message, remedy)
    }

    pub(crate) fn new(code: ErrorCode, message: impl Into<String>, remedy: impl Into<String>) -> StoreError {
        StoreError { code, message: message.into(), remedy: remedy.into(), detail: String::new() }
    }

    pub(crate) fn detailed(mut self, detail: impl fmt::Display) -> StoreError {
        self.detail = detail.to_string();
        self
    }

    pub(crate) fn missing(path: &Path) -> StoreError {
        StoreError::new(
            ErrorCode::Missing,
            format!("找不到数据文件“{}”", path.display()),
            "请核对文件名和位置；文件在移动硬盘或共享文件夹上的，请先接通",
        )
    }

    pub(crate) fn exists(path: &Path) -> StoreError {
        StoreError::new(
            ErrorCode::Exists,
            format!("“{}”已经存在，没有覆盖", path.display()),
            "请换一个文件名，或者打开原有文件",
        )
    }

    pub(crate) fn not_ours(path: &Path, what: &str) -> StoreError {
        StoreError::new(
            ErrorCode::NotOurs,
            format!("“{}”不是明册的数据文件（{what}）", path.display()),
            "请选择扩展名为 .mingce 的文件",
        )
    }

    pub(crate) fn newer(found: i64, known: i64) -> StoreError {
        StoreError::new(
            ErrorCode::Newer,
            format!("文件是用更新版本的明册保存的（文件格式第{found}版，本程序只识第{known}版）"),
            "请先升级明册，再打开这个文件；文件没有改动",
        )
    }

    pub(crate) fn moved_away(path: &Path) -> StoreError {
        StoreError::new(
            ErrorCode::Missing,
            format!("数据文件已不在原来的位置（{}），可能被移动、改名、删除或替换，这一步没有保存", path.display()),
            "请把文件放回原处后重试；找不到时用最近的备份",
        )
    }

    pub(crate) fn damaged(detail: impl fmt::Display) -> StoreError {
        StoreError::new(
            ErrorCode::Damaged,
            "数据文件已损坏，内容不能可靠读取",
            "请不要继续使用这个文件，先把它另存一份，再用最近的备份恢复",
        )
        .detailed(detail)
    }

    pub(crate) fn read_only(path: &Path) -> StoreError {
        StoreError::new(
            ErrorCode::ReadOnly,
            format!("“{}”或者它所在的文件夹不允许写入", path.display()),
            "请把文件复制到可以写入的文件夹，或者以只读方式打开",
        )
    }

    pub(crate) fn opened_for_reading() -> StoreError {
        StoreError::new(
            ErrorCode::ReadOnly,
            "文件是以只读方式打开的，不能修改",
            "请关闭占用这个文件的其他窗口，再重新打开",
        )
    }

    pub(crate) fn not_found(what: &str, id: &str) -> StoreError {
        StoreError::new(ErrorCode::NotFound, format!("找不到这条{what}"), "它可能已被删除或者撤销，请刷新后再试")
            .detailed(id)
    }

    pub(crate) fn invalid(message: impl Into<String>, remedy: impl Into<String>) -> StoreError {
        StoreError::new(ErrorCode::Invalid, message, remedy)
    }

    /// A stored value that the program cannot read: the file passed the database's own check, but not ours.
    pub(crate) fn unreadable(what: &str, detail: impl fmt::Display) -> StoreError {
        StoreError::damaged(format!("{what}: {detail}"))
    }

    pub(crate) fn io(error: &std::io::Error, path: &Path) -> StoreError {
        use std::io::ErrorKind;
        let base = match error.kind() {
            ErrorKind::NotFound => StoreError::missing(path),
            ErrorKind::AlreadyExists => StoreError::exists(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::read_only(path),
            ErrorKind::StorageFull => no_space(),
            _ => failed(),
        };
        base.detailed(error)
    }
}

fn no_space() -> StoreError {
    StoreError::new(ErrorCode::NoSpace, "磁盘空间不足，这一步没有保存", "请清理磁盘后再试；之前的数据没有受影响")
}

fn failed() -> StoreError {
    StoreError::new(
        ErrorCode::Failed,
        "读写数据文件时出错，这一步没有保存",
        "请再试一次；仍然出错的，请把技术信息交给维护人员",
    )
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode as Sql;
        let base = match error.sqlite_error_code() {
            Some(Sql::DatabaseBusy | Sql::DatabaseLocked) => StoreError::new(
                ErrorCode::Busy,
                "另一个程序正占用数据文件，这一步没有保存",
                "请稍候再试；使用同步盘或者数据库工具的，请先停止它们对这个文件的操作",
            ),
            Some(Sql::DatabaseCorrupt | Sql::NotADatabase) => StoreError::damaged(""),
            Some(Sql::ReadOnly | Sql::PermissionDenied) => StoreError::new(
                ErrorCode::ReadOnly,
                "数据文件不允许写入，这一步没有保存",
                "请检查文件和文件夹的权限，或者把文件复制到别处再打开",
            ),
            Some(Sql::DiskFull) => no_space(),
            Some(Sql::ConstraintViolation) => StoreError::invalid(
                "数据不合规定的形式，这一步没有保存",
                "请检查日期、编号和所选项目；仍然出错的，请把技术信息交给维护人员",
            ),
            _ => failed(),
        };
        base.detailed(error)
    }
}

/// The crate's results.
pub type Result<T> = std::result::Result<T, StoreError>;
