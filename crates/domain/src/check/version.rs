//! S03, S04, S07, S13: the form of the year and no other, units, the period.

use super::rule::{Outcome, Rule};
use super::structure::{heads_with_unit, plain_head};
use super::{ReportContext, Severity};
use crate::annual_report::ValueKind;
use std::collections::BTreeMap;

/// S03: the form follows from the report year.
pub(super) fn form_of_the_year(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let (form, figures) = (cx.input.form, cx.input.figures);
    if figures.format != form.id {
        out.find(
            rule.finding(
                cx,
                "format",
                format!("{}年度报告应使用“{}”格式，本报告标明的是“{}”格式。", figures.year, form.id, figures.format),
            )
            .expected(&form.id)
            .actual(&figures.format)
            .remedy("报告格式由报告年度决定：核对报告年度；年度无误的，把数据改填到该年度的格式中。"),
        );
    }
}

/// S04: heads or rows of another year's form.
pub(super) fn hybrid(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let form = cx.input.form;
    // Rows that hold something and that this form does not have.
    let mut rows: BTreeMap<String, (&str, String)> = BTreeMap::new();
    for (at, _) in cx.input.figures.cells.iter().filter(|(at, value)| form.cell(at).is_none() && !value.is_blank()) {
        let Some((other, cell)) = cx.input.forms.forms.iter().find_map(|f| f.cell(at).map(|cell| (f, cell))) else {
            continue;
        };
        rows.entry(format!("{}.{}", at.table(), at.row()))
            .or_insert_with(|| (other.id.as_str(), cell.label.split('—').next().unwrap_or_default().to_string()));
    }
    for (at, (other, label)) in rows {
        out.find(
            rule.finding(
                cx,
                at,
                format!("本报告含有“{other}”格式的项目“{label}”，{}年度的格式中没有这一项。", cx.input.figures.year),
            )
            .expected("没有这一项")
            .actual(label)
            .remedy("删去这一项；数据应填入本年度格式的相应项目。"),
        );
    }
    let Some(document) = cx.input.document else {
        return out.unchecked(rule, "没有成稿，表头中是否混有其他年度的用语未核对");
    };
    for (i, table) in document.tables.iter().enumerate() {
        for word in &form.foreign_words {
            if table.heads.iter().any(|head| plain_head(head).contains(&plain_head(word))) {
                let at = form.tables.get(i).map_or_else(|| format!("tables[{i}]"), |t| format!("tables.{}", t.id));
                out.find(
                    rule.finding(
                        cx,
                        at,
                        format!("表头中有其他年度格式的“{word}”，{}年度的格式中没有。", cx.input.figures.year),
                    )
                    .actual(word)
                    .remedy("按本年度的格式恢复表头。"),
                );
            }
        }
    }
}

/// S07: a unit is written where the form writes one, and where an amount has none otherwise (2019 采购总金额).
pub(super) fn units(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let (form, figures) = (cx.input.form, cx.input.figures);
    for cell in form.cells().filter(|cell| cell.kind == ValueKind::Word) {
        let row = format!("{}.{}.", cell.at.table(), cell.at.row());
        let amounts = form.cells().filter(|c| c.kind == ValueKind::Amount && c.at.as_str().starts_with(&row));
        let needed = amounts.filter_map(|c| figures.value(&c.at).decimal()).any(|amount| !amount.is_zero());
        let written = figures.value(&cell.at).to_string();
        if needed && !written.contains('元') {
            out.find(
                rule.finding(cx, cell.at.as_str(), format!("“{}”没有写明，填的是“{written}”。", cell.label))
                    .expected("元或万元")
                    .actual(written)
                    .remedy("写明金额的单位（元或万元）。"),
            );
        }
    }
    let Some(document) = cx.input.document else {
        return out.unchecked(rule, "没有成稿，表格中的单位未核对");
    };
    for (table, given) in form.tables.iter().zip(&document.tables) {
        for (without, with) in heads_with_unit(table) {
            if given.heads.iter().any(|head| plain_head(head) == without) {
                out.find(
                    rule.finding(cx, format!("tables.{}", table.id), format!("表头“{without}”没有写明单位。"))
                        .expected(with)
                        .actual(without)
                        .remedy("按规定的格式在表头中写明单位。"),
                );
            }
        }
    }
}

/// S13: where the report says which period it covers, it is 1 January to 31 December of its year, and it says so once.
pub(super) fn period(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let year = cx.input.figures.year;
    let mut places: Vec<String> = Vec::new();
    for sentence in cx.prose.sentences() {
        if !["统计期限", "统计时限", "统计时间", "统计期间", "所列数据", "数据统计", "统计区间"]
            .iter()
            .any(|word| sentence.text.contains(word))
        {
            continue;
        }
        let Some((from, to)) = dates(&sentence.text) else { continue };
        places.push(sentence.at.clone());
        let right = from == (Some(year), 1, 1) && (to.0.is_none() || to.0 == Some(year)) && (to.1, to.2) == (12, 31);
        if !right {
            out.find(
                rule.finding(
                    cx,
                    sentence.at.as_str(),
                    format!("“{}”中的统计期限不是{year}年1月1日至12月31日。", sentence.excerpt()),
                )
                .expected(format!("{year}年1月1日至12月31日"))
                .actual(sentence.excerpt())
                .remedy("核对数据的统计期限并改正文字；确按其他期限统计的，写明理由。"),
            );
        }
    }
    if let [first, rest @ ..] = places.as_slice()
        && !rest.is_empty()
    {
        out.find(
            rule.finding_as(
                Severity::Note,
                cx,
                first.as_str(),
                format!("统计期限写了{}次，写一次即可。", places.len()),
            )
            .expected(1)
            .actual(places.len())
            .related(rest)
            .remedy("保留一处，删去其余。"),
        );
    }
}

type MonthDay = (Option<i32>, u32, u32);

/// The first two dates of a sentence: `自2025年1月1日起至12月31日止`, `2025.1.1—2025.12.31`.
fn dates(text: &str) -> Option<(MonthDay, MonthDay)> {
    let mut numbers: Vec<(u32, char)> = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\n']) {
        let narrow = if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c };
        if narrow.is_ascii_digit() {
            digits.push(narrow);
        } else if !c.is_whitespace() || c == '\n' {
            if let Ok(n) = digits.parse() {
                numbers.push((n, c));
            }
            digits.clear();
        }
    }
    let mut found: Vec<MonthDay> = Vec::new();
    let (mut year, mut month) = (None, None);
    for (n, after) in numbers {
        match (after, month) {
            ('年', _) => year = i32::try_from(n).ok(),
            ('月', _) => month = Some(n),
            ('.' | '．' | '-' | '/', _) if n > 1900 => year = i32::try_from(n).ok(),
            ('.' | '．' | '/', None) => month = Some(n),
            (_, Some(m)) => {
                found.push((year.take(), m, n));
                month = None;
            }
            _ => {}
        }
    }
    match found.as_slice() {
        [from, to, ..] => Some((*from, *to)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::dates;

    #[test]
    fn dates_are_read_in_the_ways_reports_write_them() {
        let whole = Some(((Some(2025), 1, 1), (None, 12, 31)));
        let both = Some(((Some(2025), 1, 1), (Some(2025), 12, 31)));
        let cases = [
            ("自2025年1月1日起至12月31日止", whole),
            ("自 2025 年 1 月 1 日起至 2025 年 12 月 31 日止", both),
            ("２０２５年１月１日至12月31日", whole),
            ("2025.1.1—2025.12.31", both),
            ("2025年度", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(dates(text), expected, "{text}");
        }
    }
}
