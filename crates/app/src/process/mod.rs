//! Processes that come and go: the shipped library, files, pictures.

pub mod editor;
pub mod export;
pub mod import;
mod json;
mod page;
pub mod read;
pub mod view;

pub use json::write as write_json;
pub use mingce_domain::process::Process;
pub(crate) use page::refuse_unfinished;
pub use page::{GATE_SHUT, Picture, mermaid_file, outputs};
pub use read::{ReadProcess, from_bytes, from_file};

use crate::view::AppError;
use crate::{Assets, AssetsError};
use mingce_domain::process::renew::{PartThreeWay, three_way};

/// The shipped processes, by id.
///
/// # Errors
/// When a shipped file is damaged.
pub fn shipped(assets: &Assets) -> Result<Vec<Process>, AssetsError> {
    let mut all = assets.processes()?;
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(all)
}

/// The version of a shipped process: what an office that copied it compares with.
pub fn version_of(process: &Process) -> Result<String, AppError> {
    Ok(crate::output::sha256(&json::write(process)?))
}

/// The one of these that answers to an id or a title; also to a part of the title, when only one has it.
///
/// # Errors
/// When none does, or more than one.
pub fn named<'a, T>(all: &'a [T], process: impl Fn(&T) -> (&str, &str), name: &str) -> Result<&'a T, AppError> {
    let name = name.trim();
    let exact: Vec<&T> = all.iter().filter(|it| [process(it).0, process(it).1].contains(&name)).collect();
    let found = match exact.as_slice() {
        [] if !name.is_empty() => all.iter().filter(|it| process(it).1.contains(name)).collect(),
        _ => exact,
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let known: Vec<String> =
                all.iter().take(20).map(|it| format!("{}（{}）", process(it).1, process(it).0)).collect();
            let known = if known.is_empty() { "一个也没有".into() } else { known.join("、") };
            Err(AppError::plain(format!("没有叫“{name}”的流程。有的是：{known}")))
        }
        many => {
            let ids: Vec<&str> = many.iter().take(8).map(|it| process(it).0).collect();
            Err(AppError::plain(format!(
                "有{}个流程的名称是“{name}”或者含有它，请用编号指明：{}",
                many.len(),
                ids.join("、")
            )))
        }
    }
}

/// Where two processes differ: from `other` to `own`.
pub fn compare(own: &Process, other: &Process) -> Vec<PartThreeWay> {
    three_way(own, other, other)
}
