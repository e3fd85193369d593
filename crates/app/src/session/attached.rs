//! Files that are kept with a record, inside the data file: what may be kept, and how a copy comes out again.

use super::Session;
use crate::output;
use crate::view::{AppError, AttachedView};
use base64::Engine;
use mingce_store::{AttachmentFact, Owner};
use std::path::{Path, PathBuf};

/// The largest file that a page hands over, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;

impl AttachedView {
    /// A file as the window lists it.
    pub(crate) fn of(fact: &AttachmentFact) -> AttachedView {
        AttachedView {
            id: fact.id.0.clone(),
            name: fact.name.clone(),
            bytes: fact.size,
            sha256: fact.sha256.clone(),
            taken_on: fact.taken_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

impl Session {
    /// One of the files of a record.
    ///
    /// # Errors
    /// When the record has no such file.
    pub(super) fn attached(&self, owner: Owner<'_>, id: &str) -> Result<AttachmentFact, AppError> {
        let facts = self.opened()?.store.attachments(owner)?;
        let fact = facts.into_iter().find(|it| it.id.0 == id);
        fact.ok_or_else(|| AppError::plain("这份文件已经不在记录中了，请刷新后重试".into()))
    }

    /// Writes a copy of a file into a folder, over nothing that is there; its content is checked against its hash. Gives
    /// its path.
    ///
    /// # Errors
    /// When it is unknown, differs from its hash, or cannot be written.
    pub(super) fn save_attached(&self, owner: Owner<'_>, id: &str, folder: &Path) -> Result<PathBuf, AppError> {
        let fact = self.attached(owner, id)?;
        let bytes = self.opened()?.store.attachment_bytes(&fact.id)?;
        let name = plain_name(&fact.name);
        let path = (1..)
            .map(|n: u32| folder.join(if n == 1 { name.clone() } else { numbered(&name, n) }))
            .find(|path| !path.exists())
            .unwrap_or_else(|| folder.join(&name));
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        output::write_all(folder, &[output::Output { name: file, bytes }])?;
        Ok(path)
    }
}

/// What a page hands over; `at`: the field in which it was picked.
pub(super) fn decoded(content: &str, at: &str) -> Result<Vec<u8>, AppError> {
    base64::engine::general_purpose::STANDARD
        .decode(content)
        .map_err(|error| AppError::with_detail("文件没有完整送到，请重新选择".into(), &error).at(at))
}

/// The name under which a file is kept.
///
/// # Errors
/// When it is empty or too large.
pub(super) fn fit_to_keep(name: &str, bytes: &[u8], at: &str) -> Result<String, AppError> {
    if bytes.is_empty() {
        return Err(AppError::plain(format!("“{name}”是空文件，没有保存")).at(at));
    }
    if bytes.len() > LARGEST {
        let message = format!("“{name}”超过20兆字节，没有保存；请改用截图，或者压缩后再添加");
        return Err(AppError::plain(message).at(at));
    }
    Ok(plain_name(name))
}

/// A file name without folders and without what file systems refuse.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let clean: String = last.chars().filter(|c| !c.is_control() && !r#":*?"<>|"#.contains(*c)).take(100).collect();
    let clean = clean.trim().trim_matches('.').to_string();
    if clean.is_empty() { "附件".into() } else { clean }
}

/// `截图.png` → `截图（2）.png`.
fn numbered(name: &str, n: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}（{n}）.{extension}"),
        None => format!("{name}（{n}）"),
    }
}

/// What kind of file it is, by its name.
pub(super) fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "bmp" => "image/bmp",
        "pdf" => "application/pdf",
        "html" | "htm" => "text/html",
        "mht" | "mhtml" => "multipart/related",
        _ => "application/octet-stream",
    }
}
