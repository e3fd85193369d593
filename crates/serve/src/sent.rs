//! What is handed to the browser: one file as it is, several in one ZIP.

use crate::{LARGEST_SENT, Shared, token};
use axum::extract::{Path as Segments, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, Cursor, Write};
use std::path::Path;
use std::sync::{Arc, PoisonError};

/// Where the browser fetches it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// A random number.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// Whether it is looked at (a PDF to print) and not kept.
    pub look: bool,
}

/// What waits to be fetched.
pub struct Parcel {
    /// Its address.
    pub sent: Sent,
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Parcel {
    /// A file, or the files of a folder.
    ///
    /// # Errors
    /// In Chinese, when it is too large or cannot be read.
    pub fn of(path: &Path) -> Result<Parcel, String> {
        let failed = |error: io::Error| format!("{}：{error}", path.display());
        let id = token::random().map_err(|error| error.message)?;
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() {
            let look = path.extension().is_some_and(|extension| extension == "pdf");
            let kind = if look { "application/pdf" } else { "application/octet-stream" };
            let bytes = read(path, LARGEST_SENT).map_err(failed)?;
            return Ok(Parcel { sent: Sent { id, name: name(path), look }, kind, bytes });
        }
        let mut files: Vec<_> =
            fs::read_dir(path).map_err(failed)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        if let [only] = files.as_slice() {
            let bytes = read(only, LARGEST_SENT).map_err(failed)?;
            let kind = "application/octet-stream";
            return Ok(Parcel { sent: Sent { id, name: name(only), look: false }, kind, bytes });
        }
        let bytes = zipped(&files).map_err(failed)?;
        // The files of one report share a name; the ZIP takes it.
        let stem = files.first().and_then(|file| Some(file.file_stem()?.to_string_lossy().into_owned()));
        let name = format!("{}.zip", stem.unwrap_or_else(|| "明册导出".into()));
        Ok(Parcel { sent: Sent { id, name, look: false }, kind: "application/zip", bytes })
    }
}

fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > most {
        return Err(io::Error::other(format!("超过 {} MB", most >> 20)));
    }
    fs::read(path)
}

fn zipped(files: &[std::path::PathBuf]) -> io::Result<Vec<u8>> {
    let mut total = 0;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for file in files {
        total += fs::metadata(file)?.len();
        if total > LARGEST_SENT {
            return Err(io::Error::other(format!("超过 {} MB", LARGEST_SENT >> 20)));
        }
        zip.start_file(file.file_name().unwrap_or_default().to_string_lossy(), options).map_err(io::Error::other)?;
        io::copy(&mut File::open(file)?, &mut zip)?;
    }
    zip.flush()?;
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

/// Gives the parcel to whoever has the cookie and its number.
pub async fn give(
    State(shared): State<Arc<Shared>>,
    Segments((id, _name)): Segments<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let sent = shared.machine.sent.lock().unwrap_or_else(PoisonError::into_inner);
    let found = sent.as_ref().filter(|parcel| shared.guard.has_cookie(&headers) && token::same(&id, &parcel.sent.id));
    let Some(parcel) = found else {
        return (StatusCode::NOT_FOUND, "文件已不在，请回到明册重新导出").into_response();
    };
    let how = if parcel.sent.look { "inline" } else { "attachment" };
    let name = utf8_percent_encode(&parcel.sent.name, NON_ALPHANUMERIC);
    let disposition = format!("{how}; filename*=UTF-8''{name}");
    ([(CONTENT_TYPE, parcel.kind.to_string()), (CONTENT_DISPOSITION, disposition)], parcel.bytes.clone())
        .into_response()
}
