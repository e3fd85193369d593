//! The tolerant reader.

use mingce_domain::agency::{AgencyKind, AgencyLevel};
use mingce_domain::annual_report::{
    Address, Decimal, Figures, FiguresAgency, Form, FormTable, Forms, InformationFee, Provenance, Reason, ReportHead,
    Scope, Source, Value, ValueKind,
};
use mingce_domain::check::{Finding, Severity};
use serde_json::{Map, Value as Json};

/// Figures as read, with what was wrong and what this program does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct FiguresFile {
    /// The figures.
    pub figures: Figures,
    /// What was wrong inside, with its place.
    pub findings: Vec<Finding>,
    /// Fields that are kept when the file is written again.
    pub unknown: Map<String, Json>,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not UTF-8.
    #[error("文件不是 UTF-8 编码的文本，无法读取。请用原程序重新导出 JSON 文件")]
    NotText,
    /// No JSON.
    #[error("文件不是有效的 JSON（第{line}行第{column}列附近有误）。请核对文件是否完整，或重新导出")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but no figures.
    #[error("文件不是年度报告数据（缺少 \"schema\": \"figures/1\"）。请选择由本程序导出的年报数据文件")]
    NotFigures,
    /// A newer schema.
    #[error("文件格式为 {0}，比本程序支持的 figures/1 新。请升级本程序后再打开")]
    Newer(String),
}

/// Fields of the top level that are read.
const KNOWN: [&str; 16] = [
    "schema",
    "format",
    "agency",
    "agency_code",
    "agency_kind",
    "agency_level",
    "year",
    "scope",
    "proactive",
    "requests",
    "disputes",
    "sections",
    "report",
    "information_fee",
    "sources",
    "reasons",
];

/// Reads a file's bytes.
///
/// # Errors
/// [`Refusal`] when nothing can be read at all; everything else is a finding.
pub fn read(bytes: &[u8], forms: &Forms) -> Result<FiguresFile, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotText)?;
    let json: Json = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Refusal::NotJson { line: error.line(), column: error.column() })?;
    let Json::Object(top) = json else { return Err(Refusal::NotFigures) };
    match top.get("schema").and_then(Json::as_str) {
        Some("figures/1") => {}
        Some(schema) => {
            let newer = schema.strip_prefix("figures/").and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n > 1);
            return Err(if newer { Refusal::Newer(schema.to_string()) } else { Refusal::NotFigures });
        }
        None => return Err(Refusal::NotFigures),
    }
    Ok(Reader { top: &top, findings: Vec::new() }.figures(forms))
}

struct Reader<'a> {
    top: &'a Map<String, Json>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn figures(mut self, forms: &Forms) -> FiguresFile {
        let year = self.year();
        let format = self.text("format");
        // The form follows from the year; a file without a usable year is read by its own format.
        let form = forms.for_year(year).or_else(|| forms.by_id(&format)).or_else(|| forms.forms.first());
        let read_by = forms.by_id(&format).or(form);
        let (kind, level) = self.kind_and_level();
        let agency = FiguresAgency { name: self.text("agency"), code: self.optional_text("agency_code"), kind, level };
        if agency.name.trim().is_empty() {
            self.wrong("S06", "agency", "没有填写单位名称", "在 agency 中填写单位全称");
        }
        let scope = match self.top.get("scope").and_then(Json::as_str) {
            Some("area") => Scope::Area,
            Some("own") => Scope::Own,
            Some(other) => {
                let message = format!("scope 的值“{other}”无法识别，已按单位类型处理");
                self.wrong("S06", "scope", &message, "scope 只能是 own（本机关）或 area（全地区）");
                default_scope(kind)
            }
            None => default_scope(kind),
        };
        let mut figures = Figures {
            format: format.clone(),
            agency,
            year,
            scope,
            cells: Default::default(),
            sources: Default::default(),
            adjustments: Vec::new(),
            sections: Default::default(),
            head: ReportHead::default(),
            information_fee: None,
            reasons: Vec::new(),
            sample: self.top.get("sample").and_then(Json::as_bool).unwrap_or(false),
        };
        if let Some(form) = read_by {
            for table in &form.tables {
                self.table(form, table, &mut figures);
            }
        }
        self.sections(&mut figures);
        self.head(&mut figures);
        self.sources(&mut figures);
        self.reasons(&mut figures);
        self.fee(&mut figures);
        let unknown = self
            .top
            .iter()
            .filter(|(key, _)| !KNOWN.contains(&key.as_str()) && key.as_str() != "sample")
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        FiguresFile { figures, findings: self.findings, unknown }
    }

    fn year(&mut self) -> i32 {
        let year = match self.top.get("year") {
            Some(Json::Number(n)) => n.as_i64(),
            Some(Json::String(s)) => s.trim().parse().ok(),
            _ => None,
        };
        match year.and_then(|y| i32::try_from(y).ok()).filter(|y| (2008..=2999).contains(y)) {
            Some(year) => year,
            None => {
                let actual = self.top.get("year").map_or("（空）".to_string(), short);
                self.wrong("S03", "year", &format!("报告年度“{actual}”无法识别"), "在 year 中填写四位年份，如 2025");
                0
            }
        }
    }

    fn kind_and_level(&mut self) -> (AgencyKind, AgencyLevel) {
        let word = self.text("agency_kind");
        let by_level = AgencyLevel::ALL.into_iter().find(|level| {
            word.strip_suffix("_government").is_some_and(|prefix| {
                prefix == level.key() || (prefix == "provincial" && *level == AgencyLevel::Province)
            })
        });
        let kind = match (AgencyKind::from_key(&word), by_level) {
            (Some(kind), _) => kind,
            (None, Some(AgencyLevel::Township)) => AgencyKind::Township,
            (None, Some(_)) => AgencyKind::Government,
            (None, None) => {
                let message = format!("单位类型“{word}”无法识别，已按“其他单位”处理");
                self.wrong("S06", "agency_kind", &message, "agency_kind 应为 government、department、township 等之一");
                AgencyKind::Other
            }
        };
        let level = match self.optional_text("agency_level") {
            Some(word) => AgencyLevel::from_key(&word).unwrap_or_else(|| {
                let message = format!("单位层级“{word}”无法识别，已按单位类型推定");
                self.wrong("S06", "agency_level", &message, "agency_level 应为 county、township 等之一");
                kind.usual_level()
            }),
            None => by_level.unwrap_or_else(|| kind.usual_level()),
        };
        (kind, level)
    }

    /// Reads the cells of one table: arrays for 表三 and 表四, nested objects for 表二.
    fn table(&mut self, form: &Form, table: &FormTable, figures: &mut Figures) {
        let Some(json) = self.top.get(&table.id) else {
            let message = format!("缺少“{}”表的数据", heading_of(form, &table.id));
            self.wrong("S06", &table.id, &message, "补齐该表；确实没有的填 0");
            return;
        };
        let Json::Object(rows) = json else {
            let message = format!("“{}”表的数据不是对象，无法读取", heading_of(form, &table.id));
            self.wrong("S06", &table.id, &message, "按 figures/1 格式填写该表");
            return;
        };
        let mut known_rows: Vec<&str> = Vec::new();
        for cell in &table.cells {
            if known_rows.last() != Some(&cell.at.row()) {
                known_rows.push(cell.at.row());
            }
        }
        for row in &known_rows {
            let cells: Vec<_> = table.cells.iter().filter(|cell| cell.at.row() == *row).collect();
            let at = format!("{}.{row}", table.id);
            match rows.get(*row) {
                None => {
                    let label = cells.first().map_or("", |cell| cell.label.split('—').next().unwrap_or_default());
                    let message = format!("缺少“{label}”（{at}）的数据");
                    self.wrong("S06", &at, &message, "补齐该行；确实没有的填 0");
                }
                Some(Json::Array(values)) if cells.len() > 1 => {
                    if values.len() != cells.len() {
                        let message = format!("{at} 应有{}个数，实有{}个", cells.len(), values.len());
                        self.wrong("S06", &at, &message, "按格式补齐或删去多余的数");
                    }
                    for (cell, value) in cells.iter().zip(values) {
                        set(figures, &cell.at, value, cell.kind);
                    }
                }
                Some(Json::Object(fields)) if cells.iter().all(|cell| !cell.at.column().is_empty()) => {
                    for cell in &cells {
                        match fields.get(cell.at.column()) {
                            Some(value) => set(figures, &cell.at, value, cell.kind),
                            None => {
                                let message = format!("缺少“{}”（{}）", cell.label, cell.at);
                                self.wrong("S06", cell.at.as_str(), &message, "补填该数；确实没有的填 0");
                            }
                        }
                    }
                    for key in fields.keys().filter(|key| !cells.iter().any(|cell| cell.at.column() == *key)) {
                        self.unknown_place(form, &format!("{at}.{key}"));
                    }
                }
                Some(value) => match cells.as_slice() {
                    [cell] if cell.at.column().is_empty() => set(figures, &cell.at, value, cell.kind),
                    _ => {
                        let message = format!("{at} 的写法无法识别");
                        self.wrong("S06", &at, &message, "按 figures/1 格式填写该行");
                    }
                },
            }
        }
        for key in rows.keys().filter(|key| !known_rows.contains(&key.as_str())) {
            self.unknown_place(form, &format!("{}.{key}", table.id));
        }
    }

    fn unknown_place(&mut self, form: &Form, at: &str) {
        let message = format!("{at} 不是{}年格式中的栏目", form.id);
        self.wrong("S04", at, &message, "核对报告年度和格式；本年格式没有的栏目请删去");
    }

    fn sections(&mut self, figures: &mut Figures) {
        match self.top.get("sections") {
            Some(Json::Object(sections)) => {
                for (key, value) in sections {
                    match value {
                        Json::String(text) => {
                            figures.sections.insert(key.clone(), text.clone());
                        }
                        Json::Null => {}
                        other => {
                            let at = format!("sections.{key}");
                            let message = format!("{at} 应是文字，实为“{}”", short(other));
                            self.wrong("S06", &at, &message, "把该部分改为一段文字");
                        }
                    }
                }
            }
            None | Some(Json::Null) => {}
            Some(_) => self.wrong("S06", "sections", "文字部分的写法无法识别", "sections 应按部分分别填写文字"),
        }
    }

    fn head(&mut self, figures: &mut Figures) {
        let Some(report) = self.object("report") else { return };
        let text = |key: &str| report.get(key).and_then(Json::as_str).map(str::to_string);
        let number = |key: &str| report.get(key).and_then(Json::as_u64).and_then(|n| u32::try_from(n).ok());
        figures.head = ReportHead {
            title: text("title"),
            preamble: text("preamble").filter(|preamble| !preamble.trim().is_empty()),
            headings: report.get("headings").and_then(Json::as_array).map(|headings| {
                headings.iter().map(|heading| heading.as_str().unwrap_or_default().to_string()).collect()
            }),
            signed_by: text("signed_by"),
            signed_on: self.date(&report, "report", "signed_on"),
            published_on: self.date(&report, "report", "published_on"),
            version: number("version"),
            corrects: number("corrects"),
        };
    }

    fn sources(&mut self, figures: &mut Figures) {
        let Some(sources) = self.object("sources") else { return };
        for (at, source) in &sources {
            let Some(source) = source.as_object() else { continue };
            let text = |key: &str| source.get(key).and_then(Json::as_str).map(str::to_string);
            let kind = match source.get("kind").and_then(Json::as_str) {
                Some("counted") => Provenance::Counted,
                Some("adjusted") => Provenance::Adjusted,
                Some("computed") => Provenance::Computed,
                _ => Provenance::Typed,
            };
            let on = self.date(source, &format!("sources.{at}"), "on");
            figures.sources.insert(Address::new(at), Source { kind, by: text("by"), from: text("from"), on });
        }
    }

    fn reasons(&mut self, figures: &mut Figures) {
        let Some(Json::Array(reasons)) = self.top.get("reasons") else { return };
        for (i, reason) in reasons.iter().enumerate() {
            let at = format!("reasons.{i}");
            let Some(fields) = reason.as_object() else {
                self.wrong("S06", &at, "例外说明的写法无法识别", "每条说明应有 rule、at、reason、by");
                continue;
            };
            let text = |key: &str| fields.get(key).and_then(Json::as_str).unwrap_or_default().trim().to_string();
            let on = self.date(fields, &at, "on");
            let reason = Reason { rule: text("rule"), at: text("at"), reason: text("reason"), by: text("by"), on };
            if reason.rule.is_empty() || reason.reason.is_empty() {
                self.wrong("S06", &at, "例外说明缺少规则编号或理由，不能生效", "补填 rule 和 reason");
            } else {
                figures.reasons.push(reason);
            }
        }
    }

    fn fee(&mut self, figures: &mut Figures) {
        let Some(fee) = self.object("information_fee") else { return };
        let money = |key: &str| match fee.get(key) {
            Some(Json::String(text)) => Decimal::parse(text.trim()).map(|d| d.to_string()),
            Some(Json::Number(n)) => Decimal::parse(&n.to_string()).map(|d| d.to_string()),
            _ => None,
        };
        match (fee.get("notices").and_then(Json::as_i64), money("noticed_yuan"), money("received_yuan")) {
            (Some(notices), Some(noticed_yuan), Some(received_yuan)) => {
                figures.information_fee = Some(InformationFee { notices, noticed_yuan, received_yuan });
            }
            _ => self.wrong(
                "S06",
                "information_fee",
                "信息处理费的件数或金额无法识别",
                "notices 填件数，noticed_yuan、received_yuan 填以元为单位的金额",
            ),
        }
    }

    fn date(&mut self, fields: &Map<String, Json>, place: &str, key: &str) -> Option<chrono::NaiveDate> {
        let text = match fields.get(key)? {
            Json::Null => return None,
            Json::String(text) => text.clone(),
            other => short(other),
        };
        let date = text.parse().ok();
        if date.is_none() {
            let message = format!("日期“{text}”无法识别");
            self.wrong("S06", &format!("{place}.{key}"), &message, "日期写作 2026-01-20 的形式，且须是真实存在的日子");
        }
        date
    }

    fn object(&mut self, key: &str) -> Option<Map<String, Json>> {
        match self.top.get(key)? {
            Json::Object(object) => Some(object.clone()),
            Json::Null => None,
            _ => {
                self.wrong("S06", key, &format!("{key} 的写法无法识别"), "按 figures/1 格式填写");
                None
            }
        }
    }

    fn text(&mut self, key: &str) -> String {
        self.optional_text(key).unwrap_or_default()
    }

    fn optional_text(&mut self, key: &str) -> Option<String> {
        match self.top.get(key)? {
            Json::String(text) => Some(text.clone()),
            Json::Null => None,
            other => {
                let message = format!("{key} 应是文字，实为“{}”", short(other));
                self.wrong("S06", key, &message, "改为文字");
                None
            }
        }
    }

    fn wrong(&mut self, rule: &str, at: &str, message: &str, remedy: &str) {
        self.findings.push(Finding {
            rule: rule.to_string(),
            severity: Severity::Error,
            at: at.to_string(),
            related: Vec::new(),
            message: message.to_string(),
            expected: None,
            actual: None,
            basis: String::new(),
            remedy: remedy.to_string(),
            excused: None,
        });
    }
}

fn default_scope(kind: AgencyKind) -> Scope {
    if kind.reports_area() { Scope::Area } else { Scope::Own }
}

fn heading_of<'a>(form: &'a Form, table: &'a str) -> &'a str {
    form.headings.iter().find(|h| h.table.as_deref() == Some(table)).map_or(table, |h| h.text.as_str())
}

/// Puts what stood in the file into the cell. A text stays a text (A07, A09 find it); only plain digits are a number
/// here, since this is a format between programs, not a clerk's typing.
fn set(figures: &mut Figures, at: &Address, json: &Json, kind: ValueKind) {
    let value = match json {
        Json::Null => Value::Blank,
        Json::Number(n) => match n.as_i64() {
            Some(n) => Value::Integer(n),
            None => Decimal::parse(&n.to_string()).map_or_else(|| Value::Text(n.to_string()), Value::Decimal),
        },
        Json::String(text) if text == "不适用" => Value::NotApplicable,
        Json::String(text) if text.trim().is_empty() => Value::Blank,
        Json::String(text) if kind == ValueKind::Word => Value::Text(text.clone()),
        Json::String(text) => match (text.parse::<i64>(), Decimal::parse(text)) {
            (Ok(n), _) => Value::Integer(n),
            (_, Some(decimal)) => Value::Decimal(decimal),
            _ => Value::Text(text.clone()),
        },
        other => Value::Text(short(other)),
    };
    figures.cells.insert(at.clone(), value);
}

/// A value for a message: at most forty characters.
fn short(json: &Json) -> String {
    let text = match json {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text }
}
