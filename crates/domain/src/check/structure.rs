//! S01, S02: the title, the six headings in their order, the heads of the tables, a text in every section.

use super::rule::{Outcome, Rule};
use super::{ReportContext, Severity, TableFacts};
use crate::annual_report::FormTable;

const NO_HEAD: &str = "没有成稿，数据中也没有题目和标题";

/// S01: `{agency}{year}年政府信息公开工作年度报告`. `2022年度…年度报告` is only a note (annual_report.md §2).
pub(super) fn title(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let figures = cx.input.figures;
    let document = cx.input.document.map(|document| document.title.as_str());
    let mut given: Vec<&str> = figures.head.title.as_deref().into_iter().chain(document).map(str::trim).collect();
    if given.is_empty() {
        return out.unchecked(rule, NO_HEAD);
    }
    // A document composed from these figures repeats their title: told once.
    given.dedup_by_key(|title| plain(title));
    let expected = cx.input.form.title(figures.agency.name.trim(), figures.year);
    let doubled = expected.replacen(&format!("{}年", figures.year), &format!("{}年度", figures.year), 1);
    for given in given.into_iter().filter(|given| plain(given) != plain(&expected)) {
        let (severity, what) = if plain(given) == plain(&doubled) {
            (Severity::Note, "“年度”重复")
        } else {
            (Severity::Error, fault_of_title(&plain(given), &plain(&figures.agency.name), figures.year))
        };
        out.find(
            rule.finding_as(severity, cx, "title", format!("题目是“{given}”，应为“{expected}”：{what}。"))
                .expected(&expected)
                .actual(given)
                .remedy(format!("把题目改为“{expected}”。")),
        );
    }
}

fn fault_of_title(given: &str, agency: &str, year: i32) -> &'static str {
    if given.is_empty() {
        "没有题目"
    } else if !given.contains(agency) {
        "没有写出单位全称，或者写成了其他单位"
    } else if !given.contains(&year.to_string()) {
        "没有写出报告年度，或者年度写错"
    } else if !given.ends_with("年度报告") {
        "应以“年度报告”结尾"
    } else if !given.contains("政府信息公开工作") {
        "缺少“政府信息公开工作”"
    } else {
        "用词与规定的题目不同"
    }
}

/// Without blanks and line breaks.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// S02: every section of text has text (drafts are written without; the final version is not); the headings are the
/// form's, in order; the heads of the tables are the form's.
pub(super) fn structure(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    empty_sections(rule, cx, out);
    let mut given: Vec<&[String]> = cx.input.figures.head.headings.as_deref().into_iter().collect();
    given.extend(cx.input.document.map(|document| document.headings.as_slice()));
    if given.is_empty() {
        out.unchecked(rule, format!("{NO_HEAD}，只核对了各部分是否有内容，标题和顺序未核对"));
    }
    // A document composed from these figures may repeat their headings: told once.
    given.dedup();
    for headings in given {
        compare_headings(rule, cx, headings, out);
    }
    match cx.input.document {
        Some(document) => compare_tables(rule, cx, &document.tables, out),
        None => out.unchecked(rule, "没有成稿，表头未核对"),
    }
}

fn empty_sections(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    for heading in &cx.input.form.headings {
        let Some(section) = &heading.section else { continue };
        if plain(cx.input.figures.section(section)).is_empty() {
            out.find(
                rule.finding(cx, format!("sections.{section}"), format!("“{}”没有内容。", heading.text))
                    .expected("有文字")
                    .actual("")
                    .remedy("写上这一部分的内容；确实没有需要报告的事项，也要写明。"),
            );
        }
    }
}

fn compare_headings(rule: &Rule, cx: &ReportContext<'_>, given: &[String], out: &mut Outcome) {
    let form = &cx.input.form.headings;
    // For each given heading the form's heading that it is, if any: by its exact text or an alias, else by its words
    // behind the number (a changed number or order is then named as such).
    let known: Vec<Option<usize>> = given
        .iter()
        .map(|given| {
            let exact = form
                .iter()
                .position(|h| [&h.text].into_iter().chain(&h.aliases).any(|text| plain(text) == plain(given)));
            exact.or_else(|| form.iter().position(|h| alike(&unnumbered(&plain(&h.text)), &unnumbered(&plain(given)))))
        })
        .collect();
    for (i, heading) in form.iter().enumerate() {
        let times = known.iter().filter(|known| **known == Some(i)).count();
        if times != 1 {
            let what = if times == 0 { "缺少".to_string() } else { format!("重复出现了{times}次") };
            out.find(
                rule.finding(cx, format!("headings[{i}]"), format!("标题“{}”{what}。", heading.text))
                    .expected(&heading.text)
                    .actual(if times == 0 { String::new() } else { format!("{times}次") })
                    .remedy("按规定的六个部分逐一列出标题，不缺、不重。"),
            );
        }
    }
    let mut last = None;
    for (i, (text, known)) in given.iter().zip(&known).enumerate() {
        let at = format!("headings[{i}]");
        let Some(k) = *known else {
            out.find(
                rule.finding(cx, at, format!("标题“{}”不在规定的六个部分之中。", text.trim()))
                    .actual(text.trim())
                    .remedy("删去这一标题，把内容并入相应部分。"),
            );
            continue;
        };
        let Some(heading) = form.get(k) else { continue };
        if last.is_some_and(|last| k < last) {
            out.find(
                rule.finding(cx, at.clone(), format!("标题“{}”的顺序不对，应排在前面。", text.trim()))
                    .expected(&heading.text)
                    .actual(text.trim())
                    .remedy("按规定的顺序调整各部分。"),
            );
        }
        last = last.max(Some(k));
        if ![&heading.text].into_iter().chain(&heading.aliases).any(|known| plain(known) == plain(text)) {
            out.find(
                rule.finding_as(
                    Severity::Warning,
                    cx,
                    at,
                    format!("标题“{}”与规定的“{}”文字不同。", text.trim(), heading.text),
                )
                .expected(&heading.text)
                .actual(text.trim())
                .remedy("改为规定的标题文字；当地另有要求的，写明理由。"),
            );
        }
    }
}

/// `二、主动公开` → `主动公开`.
fn unnumbered(text: &str) -> String {
    match text.split_once('、') {
        Some((number, rest)) if number.chars().all(|c| "一二三四五六七八九十".contains(c)) => {
            rest.to_string()
        }
        _ => text.to_string(),
    }
}

/// Whether two headings mean the same section: one contains the other, or most of their characters are shared in order.
fn alike(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let (n, mut rest, mut shared) = (short.chars().count(), long, 0_usize);
    for c in short.chars() {
        if let Some(at) = rest.find(c) {
            shared += 1;
            rest = rest.get(at + c.len_utf8()..).unwrap_or_default();
        }
    }
    n >= 4 && shared * 4 >= n * 3
}

fn compare_tables(rule: &Rule, cx: &ReportContext<'_>, given: &[TableFacts], out: &mut Outcome) {
    let form = cx.input.form;
    if given.len() != form.tables.len() {
        out.find(
            rule.finding(
                cx,
                "tables",
                format!(
                    "成稿有{}张表，规定的格式有{}张，相差{}张。",
                    given.len(),
                    form.tables.len(),
                    given.len().abs_diff(form.tables.len())
                ),
            )
            .expected(form.tables.len())
            .actual(given.len())
            .remedy("按规定的格式列出各表；表格不要拆开、合并或改成图片。"),
        );
    }
    for (table, given) in form.tables.iter().zip(given) {
        let expected = heads(table);
        let mut spare: Vec<String> = given.heads.iter().map(|head| plain(head)).filter(|h| !h.is_empty()).collect();
        let mut missing = Vec::new();
        for head in expected {
            // A head that lacks only its unit is S07's.
            match spare.iter().position(|given| *given == head || *given == without_unit(&head)) {
                Some(at) => {
                    spare.remove(at);
                }
                None => missing.push(head),
            }
        }
        let foreign = |head: &String| form.foreign_words.iter().any(|word| head.contains(word.as_str())); // S04's
        spare.retain(|head| !foreign(head));
        for (heads, what, severity) in
            [(missing, "缺少规定的表头", Severity::Error), (spare, "有规定格式中没有的表头", Severity::Warning)]
        {
            if heads.is_empty() {
                continue;
            }
            let listed: Vec<String> = heads.iter().map(|head| format!("“{head}”")).collect();
            out.find(
                rule.finding_as(
                    severity,
                    cx,
                    format!("tables.{}", table.id),
                    format!("《{}》{what}{}。", table.summary, listed.join("、")),
                )
                .remedy("按规定的格式恢复表头文字。"),
            );
        }
    }
}

/// Every head text of a table of the form, in reading order.
fn heads(table: &FormTable) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.filter(|cell| cell.head.is_some()).filter_map(|cell| cell.text.as_deref()).map(plain).collect()
}

/// `本年收费金额（单位：万元）` → `本年收费金额`.
fn without_unit(head: &str) -> String {
    head.split("（单位：").next().unwrap_or_default().to_string()
}

/// Heads that name a unit, with and without it.
pub(super) fn heads_with_unit(table: &FormTable) -> Vec<(String, String)> {
    let with = heads(table).into_iter().filter(|head| head.contains("（单位："));
    with.map(|head| (without_unit(&head), head)).collect()
}

/// A head as it is compared.
pub(super) fn plain_head(text: &str) -> String {
    plain(text)
}
