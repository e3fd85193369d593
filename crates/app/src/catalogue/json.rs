//! `catalogue/1`: a catalogue with all its fields, for other programs and for the next office.

use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyKind, AgencyLevel};
use mingce_domain::catalogue::DisclosureItem;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// The name of the shape, without its version.
const SHAPE: &str = "catalogue/";
/// What this program writes.
const SCHEMA: &str = "catalogue/1";

/// A catalogue as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueFile {
    schema: String,
    /// The office's name.
    pub agency: String,
    /// What the office is, for those who adopt from it; missing in files of early versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// The day on which the file was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_on: Option<NaiveDate>,
    /// Its items, in the order of the list.
    pub items: Vec<DisclosureItem>,
}

/// What an office is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its kind.
    pub kind: AgencyKind,
    /// Its level.
    pub level: AgencyLevel,
    /// 统一社会信用代码.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// The file of these items of an agency, made on a day and named as it is then.
///
/// # Errors
/// When they cannot be written as JSON: a fault of the program.
pub fn write(agency: &Agency, items: &[DisclosureItem], made_on: NaiveDate) -> Result<Vec<u8>, AppError> {
    let office = Office { kind: agency.kind, level: agency.level, code: agency.code.clone() };
    let file = CatalogueFile {
        schema: SCHEMA.into(),
        agency: agency.name_on(made_on).into(),
        office: Some(office),
        made_on: Some(made_on),
        items: items.to_vec(),
    };
    serde_json::to_vec_pretty(&file).map_err(|error| {
        AppError::with_detail("目录不能写成 JSON，请改用其他格式，并把此提示反馈给开发者".into(), &error)
    })
}

/// The catalogue in a file; nothing when the file is no JSON at all.
///
/// # Errors
/// When it is JSON of another shape or of a newer program, or an item in it is incomplete.
pub fn read(bytes: &[u8]) -> Result<Option<CatalogueFile>, AppError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Ok(None);
    }
    // A text that merely begins with a brace is left to the readers of tables.
    let Ok(json) = serde_json::from_slice::<Json>(bytes) else { return Ok(None) };
    match json.get("schema").and_then(Json::as_str) {
        Some(SCHEMA) => {}
        Some(other) if other.starts_with(SHAPE) => {
            return Err(AppError::plain(format!("这份目录由更新的程序导出（{other}），请升级本程序后再导入")));
        }
        Some(other) => {
            return Err(AppError::plain(format!(
                "这份文件是“{other}”，不是公开目录（{SCHEMA}），请选择由“导出 JSON”得到的目录文件"
            )));
        }
        None => return Err(AppError::plain("这份 JSON 文件不是公开目录，请选择由“导出 JSON”得到的目录文件".into())),
    }
    let file = serde_json::from_value(json).map_err(|error| {
        AppError::with_detail("目录文件中有的事项不完整或写法不对，没有读入。请重新导出后再试".into(), &error)
    })?;
    Ok(Some(file))
}
