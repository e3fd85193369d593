//! Reading a process from outside: JSON or Mermaid, told apart by what is in the file.

use super::json;
use crate::output::reason;
use crate::view::AppError;
use mingce_domain::check::{Finding, Findings, Severity};
use mingce_domain::process::Process;
use mingce_domain::process::lint::{READING_RULE, lint};
use mingce_domain::process::mermaid::{self, MermaidError};
use std::path::Path;

/// The largest file that is read: real ones have less than 100 kB.
const LARGEST: usize = 5 * 1024 * 1024;
/// So many places are named one by one.
const MOST: usize = 200;

/// A process as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadProcess {
    /// The process.
    pub process: Process,
    /// What could not be taken over, and where: `nodes[3].limit`, `第12行`.
    pub left: Vec<Left>,
    /// Which notation it was.
    pub notation: Notation,
}

/// What was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Left {
    /// Where it stands.
    pub at: String,
    /// What it is.
    pub what: String,
}

/// Notations that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `process/1`.
    Json,
    /// A Mermaid flowchart.
    Mermaid,
}

/// Collects what is left out.
#[derive(Default)]
pub(super) struct Reading {
    left: Vec<Left>,
    more: usize,
}

impl Reading {
    pub(super) fn left(&mut self, at: String, what: &str) {
        if self.left.len() < MOST {
            self.left.push(Left { at, what: what.to_string() });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn done(mut self, process: Process) -> ReadProcess {
        if self.more > 0 {
            self.left.push(Left {
                at: String::new(), what: format!("另有{}处没有读入，未逐一列出", self.more)
            });
        }
        ReadProcess { process, left: self.left, notation: Notation::Json }
    }
}

/// Reads a file.
///
/// # Errors
/// When it cannot be read or is no process.
pub fn from_file(path: &Path) -> Result<ReadProcess, AppError> {
    let name = path.display();
    let unreadable = |error: std::io::Error| AppError {
        detail: error.to_string(),
        ..AppError::plain(match error.kind() {
            std::io::ErrorKind::NotFound => format!("没有找到文件“{name}”，请核对路径"),
            _ => format!("不能读取“{name}”：{}", reason(&error)),
        })
    };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(AppError::plain(format!("“{name}”是文件夹，请指明其中的文件")));
    }
    if metadata.len() > LARGEST as u64 {
        return Err(of_file(path, too_large()));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    from_bytes(&bytes).map_err(|error| of_file(path, error))
}

fn of_file(path: &Path, error: AppError) -> AppError {
    AppError { message: format!("“{}”：{}", path.display(), error.message), ..error }
}

fn too_large() -> AppError {
    AppError::plain(format!("文件超过{} MB，不会是流程文件", LARGEST / 1024 / 1024))
}

/// Reads the bytes of a file.
///
/// # Errors
/// When they are no process.
pub fn from_bytes(bytes: &[u8]) -> Result<ReadProcess, AppError> {
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| AppError {
        detail: error.to_string(),
        ..AppError::plain("文件不是 UTF-8 文本，请另存为 UTF-8 后重试".into())
    })?;
    if text.trim().is_empty() {
        return Err(AppError::plain("文件是空的".into()));
    }
    if text.trim_start().starts_with(['{', '[']) {
        return json::read(text);
    }
    // Old editors end a line with a carriage return alone.
    let old = (!text.contains('\n')).then(|| text.replace('\r', "\n"));
    match mermaid::read(old.as_deref().unwrap_or(text)) {
        Ok(chart) => {
            let left = chart.left.into_iter().map(|left| Left { at: format!("第{}行", left.line), what: left.what });
            Ok(ReadProcess { process: chart.process, left: left.collect(), notation: Notation::Mermaid })
        }
        Err(MermaidError::NotMermaid) => {
            Err(AppError::plain("这份文件既不是流程的 JSON，也不是 Mermaid 流程图（开头应有一行 flowchart TD）".into()))
        }
        Err(error) => Err(AppError::plain(error.to_string())),
    }
}

impl Left {
    /// Where it stands, in words: `第4个环节的时限` for `nodes[3].limit`.
    pub fn place(&self) -> String {
        let (list, rest) = self.at.split_once('[').unwrap_or((&self.at, ""));
        let (number, rest) = rest.split_once(']').unwrap_or((rest, ""));
        let unit = match list {
            "nodes" => "个环节",
            "edges" => "条流线",
            "statutory_limits" => "项法定时限",
            _ => return self.at.clone(),
        };
        let Ok(number) = number.parse::<usize>() else { return self.at.clone() };
        let field = rest.trim_start_matches('.');
        let name = FIELDS.iter().find(|(key, _)| *key == field).map_or(field, |(_, name)| name);
        let of = if name.is_empty() { "" } else { "的" };
        format!("第{}{unit}{of}{name}", number + 1)
    }
}

/// The fields of the file, as the window names them.
const FIELDS: [(&str, &str); 16] = [
    ("id", "编号"),
    ("type", "类型"),
    ("text", "文字"),
    ("actor", "岗位"),
    ("limit", "时限"),
    ("working_days", "工作日数"),
    ("stops_clock", "“不计入法定时限”"),
    ("basis", "依据"),
    ("duty", "职责"),
    ("materials", "材料"),
    ("form", "表单、文书"),
    ("note", "备注"),
    ("row", "表三的行"),
    ("from", "起点"),
    ("to", "终点"),
    ("label", "答案"),
];

impl ReadProcess {
    /// A process that brings no title (Mermaid has none) has the name of its file, without what follows the last dot.
    pub fn titled(mut self, file: &str) -> ReadProcess {
        if self.process.title.trim().is_empty() {
            self.process.title = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim().to_string();
        }
        self
    }

    /// One that was not read from a file.
    pub fn known(process: Process) -> ReadProcess {
        ReadProcess { process, left: Vec::new(), notation: Notation::Json }
    }

    /// What the lint says, and what was not taken over.
    pub fn findings(&self) -> Findings {
        let mut findings = lint(&self.process);
        findings.findings.extend(self.left.iter().map(|left| {
            let message = format!("{}。", left.what);
            let remedy = "需要这一内容的，在本程序中补上";
            Finding::new(READING_RULE, Severity::Warning, left.at.clone(), message).remedy(remedy)
        }));
        findings
    }
}
