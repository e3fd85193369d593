//! The style sheet of an office as text: `style/1`, read with an answer for everything that is wrong with it.

use crate::view::AppError;
pub use mingce_document::{Choice, OfficeStyle, PdfFonts};
use mingce_document::{FaceName, StyleFault, Value};
use serde_json::{Map, Value as Json};

/// A style from the text of a `style/1` file.
///
/// # Errors
/// When it is no JSON, no `style/1`, from a newer program, or asks for what cannot be obeyed; the field is the first
/// choice that is wrong.
pub fn read(text: &str) -> Result<OfficeStyle, AppError> {
    let json: Json = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| AppError {
        detail: error.to_string(),
        ..AppError::plain("这个文件不是 JSON，不能作为版式文件读取。可用 mingce style show --json 得到一份样子".into())
    })?;
    from_json(&json)
}

/// A style from its JSON.
///
/// # Errors
/// As [`read`].
pub fn from_json(json: &Json) -> Result<OfficeStyle, AppError> {
    let object = json.as_object().ok_or_else(|| AppError::plain("版式文件应是一个 JSON 对象".into()))?;
    schema(object)?;
    let mut style = OfficeStyle::default();
    let mut faults = Vec::new();
    for (key, json) in object.iter().filter(|(key, _)| *key != "schema") {
        match choice(key).and_then(|choice| style.set(choice, value(choice, json)?)) {
            Ok(()) => {}
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty()
        && let Err(found) = style.apply()
    {
        faults = found;
    }
    if faults.is_empty() { Ok(style) } else { Err(refused(&faults)) }
}

/// A style as the text of a `style/1` file.
pub fn write(style: &OfficeStyle) -> String {
    // Numbers, words and names only: there is nothing in it that JSON could refuse.
    let mut text = serde_json::to_string_pretty(style).unwrap_or_default();
    text.push('\n');
    text
}

/// The choice of this key.
///
/// # Errors
/// With all keys that there are.
pub fn choice(key: &str) -> Result<Choice, StyleFault> {
    Choice::from_key(key).ok_or_else(|| {
        let known: Vec<&str> = Choice::ALL.iter().map(|choice| choice.key()).collect();
        StyleFault {
            key: key.into(), message: format!("没有“{key}”这一项版式。可以用：{}", known.join("、"))
        }
    })
}

/// Faults as one error, at the first field.
pub fn refused(faults: &[StyleFault]) -> AppError {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    let error = AppError::plain(messages.join("；"));
    match faults.first() {
        Some(first) => error.at(&first.key),
        None => error,
    }
}

fn schema(object: &Map<String, Json>) -> Result<(), AppError> {
    match object.get("schema").and_then(Json::as_str) {
        Some(OfficeStyle::SCHEMA) => Ok(()),
        Some(other) if other.starts_with("style/") => Err(AppError::plain(format!(
            "版式（{other}）由更新版本的程序写出，本程序只认识 {}，请更新程序，或恢复国标版式后重新设置",
            OfficeStyle::SCHEMA
        ))),
        _ => Err(AppError::plain(format!("这不是版式文件：开头应写明 \"schema\": \"{}\"", OfficeStyle::SCHEMA))),
    }
}

fn value(choice: Choice, json: &Json) -> Result<Value, StyleFault> {
    match json {
        Json::Number(number) => choice.parse(&number.to_string()),
        Json::Bool(flag) => choice.parse(&flag.to_string()),
        Json::String(text) => choice.parse(text),
        Json::Object(names) => {
            let known = names.keys().all(|key| key == "name" || key == "alt");
            let part = |key: &str| match names.get(key) {
                None => Some(""),
                Some(part) => part.as_str(),
            };
            match (choice, part("name"), part("alt")) {
                (Choice::Face(_), Some(name), Some(alt)) if known => {
                    let value = Value::Name(FaceName { name: name.trim().into(), alt: alt.trim().into() });
                    choice.check(&value).map(|()| value)
                }
                _ => Err(wrong(choice, json)),
            }
        }
        Json::Null | Json::Array(_) => Err(wrong(choice, json)),
    }
}

fn wrong(choice: Choice, json: &Json) -> StyleFault {
    StyleFault {
        key: choice.key().into(),
        message: format!("{}（{}）的写法不对：{json}", choice.label(), choice.key()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut style = OfficeStyle::default();
        for (key, text) in [("line_pitch", "28"), ("page_number_dashes", "否"), ("face_kai_ti", "某楷体/Some Kai")]
        {
            let choice = choice(key).unwrap();
            style.set(choice, choice.parse(text).unwrap()).unwrap();
        }
        let text = write(&style);
        assert_eq!(read(&text).unwrap(), style);
        let expected = r#"{
  "schema": "style/1",
  "line_pitch": 28,
  "page_number_dashes": false,
  "face_kai_ti": {
    "name": "某楷体",
    "alt": "Some Kai"
  }
}
"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn every_kind_of_wrong_file_has_an_answer_in_chinese() {
        let cases = [
            ("", "不是 JSON"),
            ("[]", "应是一个 JSON 对象"),
            ("{}", "不是版式文件"),
            (r#"{"schema": "figures/1"}"#, "不是版式文件"),
            (r#"{"schema": "style/2"}"#, "更新版本"),
            (r#"{"schema": "style/1", "line_pich": 28}"#, "没有“line_pich”这一项版式。可以用：line_pitch"),
            (r#"{"schema": "style/1", "line_pitch": 40}"#, "应在 26 至 30 磅之间"),
            (r#"{"schema": "style/1", "line_pitch": null}"#, "写法不对"),
            (r#"{"schema": "style/1", "line_pitch": {"name": "28"}}"#, "写法不对"),
            (r#"{"schema": "style/1", "face_kai_ti": {"name": "楷体", "size": 3}}"#, "写法不对"),
            (r#"{"schema": "style/1", "face_kai_ti": {"alt": "KaiTi"}}"#, "应写字体名称"),
            (r#"{"schema": "style/1", "title_size": 26, "title_pitch": 20}"#, "叠在一起"),
        ];
        for (text, expected) in cases {
            let error = read(text).unwrap_err();
            assert!(error.message.contains(expected), "{text}: {}", error.message);
            assert!(!error.message.contains("expected"), "{}", error.message);
        }
        let error = read(r#"{"schema": "style/1", "margin_top": 1, "body_size": 1}"#).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("margin_top"));
        assert!(error.message.contains("上边距") && error.message.contains("正文字号"), "all faults at once");
    }
}
