//! `process/1` in and out. What is not JSON or of a newer program is refused; what is wrong inside is told with its place
//! and the rest is read.

use super::read::{ReadProcess, Reading};
use crate::view::AppError;
use mingce_domain::process::{Level, NodeKind, Process, ProcessEdge, ProcessNode, SCHEMA, StatutoryLimit};
use serde_json::{Map, Value as Json};

/// The name of the shape, without its version.
const SHAPE: &str = "process/";

/// The file of a process.
///
/// # Errors
/// When it cannot be written as JSON: a fault of the program.
pub fn write(process: &Process) -> Result<Vec<u8>, AppError> {
    let process = Process { schema: SCHEMA.into(), ..process.clone() };
    let mut bytes = serde_json::to_vec_pretty(&process).map_err(|error| {
        AppError::with_detail("流程不能写成 JSON，请改用其他格式，并把此提示反馈给开发者".into(), &error)
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads a process from JSON text.
///
/// # Errors
/// When it is no JSON, another kind of file, or of a newer program.
pub fn read(text: &str) -> Result<ReadProcess, AppError> {
    let json: Json = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    let Json::Object(top) = json else {
        return Err(AppError::plain("这份 JSON 文件不是流程：最外层应是一个 { … }".into()));
    };
    match top.get("schema").and_then(Json::as_str) {
        None | Some("" | SCHEMA) => {}
        Some(other) if other.starts_with(SHAPE) => {
            return Err(AppError::plain(format!("这份流程由更新的程序导出（{other}），请升级本程序后再读入")));
        }
        Some(other) => return Err(AppError::plain(format!("这份文件是“{}”，不是流程（{SCHEMA}）", short(other)))),
    }
    if !top.get("nodes").is_some_and(Json::is_array) {
        return Err(AppError::plain("这份 JSON 文件不是流程：没有 nodes（环节）列表".into()));
    }
    let mut reading = Reading::default();
    let process = top_level(&top, &mut reading);
    Ok(reading.done(process))
}

fn not_json(error: &serde_json::Error) -> AppError {
    let (line, column) = (error.line(), error.column());
    let message = if error.to_string().starts_with("recursion limit") {
        format!("第{line}行括号套得太深，这不是流程文件")
    } else if error.is_eof() {
        format!("文件不完整：到第{line}行就断了，可能没有复制完")
    } else {
        format!("第{line}行第{column}个字符处不合 JSON 的写法，请核对逗号、引号和括号")
    };
    AppError { detail: error.to_string(), ..AppError::plain(message) }
}

fn short(text: &str) -> String {
    text.chars().take(30).collect()
}

fn top_level(top: &Map<String, Json>, reading: &mut Reading) -> Process {
    const KNOWN: [&str; 8] = ["schema", "id", "title", "level", "nodes", "edges", "statutory_limits", "lanes"];
    let empty = Map::new();
    let mut at = At { map: top, place: String::new(), reading };
    let mut process = Process { schema: SCHEMA.into(), ..Process::default() };
    (process.id, process.title) = (at.text("id"), at.text("title"));
    process.level = level(&at.text("level"));
    process.lanes = at.yes("lanes");
    at.only(&KNOWN);
    for (n, node) in list(top, "nodes", &empty, reading) {
        process.nodes.push(self::node(node, n, reading));
    }
    for (n, edge) in list(top, "edges", &empty, reading) {
        let mut at = At { map: edge, place: format!("edges[{n}]."), reading };
        process.edges.push(ProcessEdge { from: at.id("from"), to: at.id("to"), label: at.text("label") });
        at.only(&["from", "to", "label"]);
    }
    for (n, limit) in list(top, "statutory_limits", &empty, reading) {
        let mut at = At { map: limit, place: format!("statutory_limits[{n}]."), reading };
        let working_days = at.number("working_days").unwrap_or_default();
        let basis = at.text("basis");
        process.statutory_limits.push(StatutoryLimit { working_days, from: at.id("from"), to: at.id("to"), basis });
        at.only(&["working_days", "from", "to", "basis"]);
    }
    process
}

fn node(map: &Map<String, Json>, n: usize, reading: &mut Reading) -> ProcessNode {
    const KNOWN: [&str; 13] = [
        "id",
        "type",
        "text",
        "actor",
        "limit",
        "working_days",
        "stops_clock",
        "basis",
        "duty",
        "materials",
        "form",
        "note",
        "row",
    ];
    let mut at = At { map, place: format!("nodes[{n}]."), reading };
    let node = ProcessNode {
        id: at.id("id"),
        kind: kind(&at.text("type")),
        text: at.text("text"),
        actor: at.text("actor"),
        limit: at.text("limit"),
        working_days: at.number("working_days"),
        stops_clock: at.yes("stops_clock"),
        basis: at.some("basis"),
        duty: at.some("duty"),
        materials: at.texts("materials"),
        form: at.some("form"),
        note: at.some("note"),
        row: at.some("row"),
    };
    at.only(&KNOWN);
    node
}

/// A level that is not said is 通用.
fn level(word: &str) -> Level {
    Some(word.trim()).filter(|word| !word.is_empty()).map_or_else(Level::default, Level::from_key)
}

/// A kind that is not said is 处理.
fn kind(word: &str) -> NodeKind {
    Some(word.trim()).filter(|word| !word.is_empty()).map_or_else(NodeKind::default, NodeKind::from_key)
}

/// The objects of a list, each with its place. What is no object is told and stands as an empty one, so that places are
/// those of the file.
fn list<'a>(
    top: &'a Map<String, Json>,
    key: &str,
    empty: &'a Map<String, Json>,
    reading: &mut Reading,
) -> Vec<(usize, &'a Map<String, Json>)> {
    match top.get(key) {
        None | Some(Json::Null) => Vec::new(),
        Some(Json::Array(items)) => {
            let mut objects = Vec::new();
            for (n, item) in items.iter().enumerate() {
                match item {
                    Json::Object(map) => objects.push((n, map)),
                    _ => {
                        reading.left(format!("{key}[{n}]"), "这里应是一个 { … }，没有读入");
                        objects.push((n, empty));
                    }
                }
            }
            objects
        }
        Some(_) => {
            reading.left(key.to_string(), "这里应是一个列表 [ … ]，没有读入");
            Vec::new()
        }
    }
}

/// The fields of one object.
struct At<'a, 'r> {
    map: &'a Map<String, Json>,
    place: String,
    reading: &'r mut Reading,
}

impl At<'_, '_> {
    fn wrong(&mut self, key: &str, what: &str) {
        self.reading.left(format!("{}{key}", self.place), what);
    }

    fn text(&mut self, key: &str) -> String {
        match self.map.get(key) {
            None | Some(Json::Null) => String::new(),
            Some(Json::String(text)) => text.clone(),
            Some(Json::Number(number)) => number.to_string(),
            Some(_) => {
                self.wrong(key, "这里应是文字，没有读入");
                String::new()
            }
        }
    }

    /// An id is compared letter by letter: blanks around it are nobody's intention.
    fn id(&mut self, key: &str) -> String {
        self.text(key).trim().to_string()
    }

    fn some(&mut self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    fn texts(&mut self, key: &str) -> Vec<String> {
        match self.map.get(key) {
            None | Some(Json::Null) => Vec::new(),
            Some(Json::String(text)) => vec![text.clone()],
            Some(Json::Array(items)) if items.iter().all(Json::is_string) => {
                items.iter().filter_map(Json::as_str).map(str::to_string).collect()
            }
            Some(_) => {
                self.wrong(key, "这里应是一列文字，没有读入");
                Vec::new()
            }
        }
    }

    fn yes(&mut self, key: &str) -> bool {
        match self.map.get(key) {
            None | Some(Json::Null) => false,
            Some(Json::Bool(yes)) => *yes,
            Some(_) => {
                self.wrong(key, "这里应是 true 或 false，没有读入");
                false
            }
        }
    }

    fn number(&mut self, key: &str) -> Option<u32> {
        let value = self.map.get(key).filter(|value| !value.is_null())?;
        let typed = value.as_str().and_then(|text| text.trim().parse().ok());
        let number = value.as_u64().or(typed).and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            self.wrong(key, "这里应是不小于0的整数，没有读入");
        }
        number
    }

    fn only(&mut self, known: &[&str]) {
        let strange: Vec<String> = self.map.keys().filter(|key| !known.contains(&key.as_str())).cloned().collect();
        for key in strange {
            self.wrong(&short(&key), "不认识的栏目，没有读入");
        }
    }
}
