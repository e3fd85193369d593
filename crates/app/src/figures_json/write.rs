//! The writer: the same order of fields every time, unknown fields at the end.

use super::SCHEMA;
use mingce_domain::annual_report::{Figures, Form, Provenance, Scope, Value};
use serde_json::{Map, Value as Json, json};

/// The figures as `figures/1`, indented, with a final line end.
pub fn write(figures: &Figures, form: &Form, unknown: &Map<String, Json>) -> String {
    let mut top = Map::new();
    let mut put = |key: &str, value: Json| {
        top.insert(key.to_string(), value);
    };
    put("schema", json!(SCHEMA));
    put("format", json!(form.id));
    put("agency", json!(figures.agency.name));
    if let Some(code) = &figures.agency.code {
        put("agency_code", json!(code));
    }
    put("agency_kind", json!(figures.agency.kind.key()));
    put("agency_level", json!(figures.agency.level.key()));
    put("year", json!(figures.year));
    put("scope", json!(if figures.scope == Scope::Area { "area" } else { "own" }));
    if figures.sample {
        put("sample", json!(true));
    }
    for table in &form.tables {
        put(&table.id, table_json(figures, form, &table.id));
    }
    put("sections", json!(figures.sections));
    let head = &figures.head;
    let mut report = Map::new();
    for (key, value) in [
        ("title", head.title.as_ref().map(|t| json!(t))),
        ("preamble", head.preamble.as_ref().map(|t| json!(t))),
        ("headings", head.headings.as_ref().map(|h| json!(h))),
        ("signed_by", head.signed_by.as_ref().map(|t| json!(t))),
        ("signed_on", head.signed_on.map(|d| json!(d))),
        ("published_on", head.published_on.map(|d| json!(d))),
        ("version", head.version.map(|n| json!(n))),
        ("corrects", head.corrects.map(|n| json!(n))),
    ] {
        if let Some(value) = value {
            report.insert(key.to_string(), value);
        }
    }
    if !report.is_empty() {
        put("report", Json::Object(report));
    }
    if let Some(fee) = &figures.information_fee {
        let fee =
            json!({ "notices": fee.notices, "noticed_yuan": fee.noticed_yuan, "received_yuan": fee.received_yuan });
        put("information_fee", fee);
    }
    if !figures.sources.is_empty() {
        put("sources", sources(figures));
    }
    if !figures.reasons.is_empty() {
        put("reasons", json!(figures.reasons));
    }
    for (key, value) in unknown {
        top.insert(key.clone(), value.clone());
    }
    // Serialising a tree of plain values cannot fail; an empty text would be noticed by every reader.
    let mut text = serde_json::to_string_pretty(&top).unwrap_or_default();
    text.push('\n');
    text
}

fn table_json(figures: &Figures, form: &Form, table: &str) -> Json {
    let mut rows: Map<String, Json> = Map::new();
    for cell in form.cells().filter(|cell| cell.at.table() == table) {
        let value = cell_json(figures.value(&cell.at));
        let (row, column) = (cell.at.row().to_string(), cell.at.column());
        if column.is_empty() {
            rows.insert(row, value);
        } else if table == "proactive" {
            if let Json::Object(fields) = rows.entry(row).or_insert_with(|| json!({})) {
                fields.insert(column.to_string(), value);
            }
        } else if let Json::Array(values) = rows.entry(row).or_insert_with(|| json!([])) {
            values.push(value);
        }
    }
    Json::Object(rows)
}

fn cell_json(value: &Value) -> Json {
    match value {
        Value::Blank => Json::Null,
        Value::NotApplicable => json!("不适用"),
        Value::Integer(n) => json!(n),
        Value::Decimal(d) => json!(d.to_string()),
        Value::Text(text) => json!(text),
    }
}

fn sources(figures: &Figures) -> Json {
    let mut out = Map::new();
    for (at, source) in &figures.sources {
        let kind = match source.kind {
            Provenance::Counted => "counted",
            Provenance::Typed => "typed",
            Provenance::Adjusted => "adjusted",
            // Totals say so by being totals.
            Provenance::Computed => continue,
        };
        let mut fields = Map::new();
        fields.insert("kind".into(), json!(kind));
        for (key, value) in
            [("by", source.by.as_ref().map(|t| json!(t))), ("from", source.from.as_ref().map(|t| json!(t)))]
        {
            if let Some(value) = value {
                fields.insert(key.into(), value);
            }
        }
        if let Some(on) = source.on {
            fields.insert("on".into(), json!(on));
        }
        let adjustments: Vec<Json> = figures
            .adjustments
            .iter()
            .filter(|adjustment| adjustment.at == *at)
            .map(|a| json!({ "delta": a.delta, "reason": a.reason, "source": a.source, "by": a.by, "on": a.on }))
            .collect();
        if !adjustments.is_empty() {
            fields.insert("adjustments".into(), Json::Array(adjustments));
        }
        out.insert(at.to_string(), Json::Object(fields));
    }
    Json::Object(out)
}
