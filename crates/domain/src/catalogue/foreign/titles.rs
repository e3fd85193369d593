//! Rows that are no items: titles, headings of sectors, lists of contents, sign-offs.

use super::{ForeignTable, likeness};
use crate::catalogue::{StandardCatalogue, tidy_name};
use std::collections::BTreeSet;

/// The sector that a sheet's name may say when it is none of the standard's: 「3.户籍管理」, but not 「Sheet1」 or 「汇总表」.
pub(super) fn sector_named(name: &str) -> Option<String> {
    let name = tidy_name(name);
    let name =
        name.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十（）().、．-—_ ".contains(c));
    let name = name.trim_end_matches("领域").trim();
    let letters = name.chars().filter(|c| !c.is_ascii()).count();
    let general = ["表", "目录", "清单", "汇总", "封面", "说明", "附件", "事项", "新建", "副本"];
    // 「党务公开」 is a sector of its own, these are what the whole workbook is.
    let whole = ["公开", "政务公开", "基层政务公开", "信息公开", "政府信息公开", "主动公开"];
    let fits = !whole.contains(&name) && (2..=20).contains(&letters) && !general.iter().any(|word| name.contains(word));
    fits.then(|| name.to_string())
}

/// The sector that the rows above a head name. A list of contents names several: then only a title just above counts.
pub(super) fn sector_above(
    table: &ForeignTable,
    rows: std::ops::Range<usize>,
    standard: &StandardCatalogue,
    titles: &mut BTreeSet<String>,
) -> Option<String> {
    let texts: Vec<&str> = rows.flat_map(|row| table.own_texts(row)).collect();
    titles.extend(texts.iter().filter(|text| is_title(text)).map(|text| likeness(text)));
    let named: BTreeSet<&str> =
        texts.iter().filter_map(|text| standard.sector_in(text)).map(|sector| sector.name.as_str()).collect();
    match named.len() {
        0 => None,
        1 => named.first().map(|name| name.to_string()),
        _ => texts
            .last()
            .filter(|text| is_title(text))
            .and_then(|text| standard.sector_in(text))
            .map(|it| it.name.clone()),
    }
}

/// Whether words are the title of a table.
pub(super) fn is_title(text: &str) -> bool {
    let text = likeness(text);
    let text = text.trim_end_matches('续');
    (3..=60).contains(&text.chars().count())
        && ["目录", "清单", "一览表", "目录汇编"].iter().any(|end| text.ends_with(end))
}

/// The words of a numbered heading: 二、党务公开, （三）机构信息, 第四部分 其他.
pub(super) fn heading(text: &str) -> Option<&str> {
    const DIGITS: &str = "一二三四五六七八九十";
    let inner = text.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(text).trim_start_matches(['第']).trim_start_matches(|c| DIGITS.contains(c));
    let numbered = inner.unwrap_or(text).trim_start_matches(['第']).len() != rest.len();
    let closed = if inner.is_some() { rest.strip_prefix(['）', ')']) } else { None };
    let rest = closed
        .or_else(|| ["、", ".", "．", "部分", "类"].iter().find_map(|mark| rest.strip_prefix(mark)))
        .filter(|_| numbered)?
        .trim_start_matches(['、', '：', ':', '）']);
    let rest = ["领域基层政务公开标准目录", "基层政务公开标准目录", "公开标准目录", "公开目录", "标准目录", "领域"]
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .unwrap_or(rest);
    (1..=20).contains(&rest.chars().count()).then_some(rest)
}

/// Words before a name or a date at the foot of a table.
const SIGN_OFF: [&str; 14] = [
    "填报人",
    "审核人",
    "填表人",
    "签发人",
    "填报单位",
    "填表日期",
    "填报日期",
    "负责人签字",
    "制表人",
    "编制单位",
    "制表单位",
    "审批人",
    "联系人",
    "单位盖章",
];

/// Why a row of several texts is no item: a sign-off, a note, the numbers of columns.
pub(super) fn remark(texts: &[&str]) -> Option<String> {
    let first = tidy_name(texts.first()?);
    let told = || first.chars().take(40).collect::<String>();
    // 审核人员名单 is content; a sign-off begins the row and ends or stops behind its word.
    let plain: String = first.chars().filter(|c| *c != ' ').collect();
    let mut rests = SIGN_OFF.iter().filter_map(|word| plain.strip_prefix(word));
    if texts.len() <= 8 && rests.any(|rest| rest.is_empty() || rest.starts_with(['：', ':', '（', '(', '_', '＿'])) {
        return Some(format!("签署行：“{}”", told()));
    }
    const NOTES: [&str; 7] = ["注：", "注:", "说明：", "备注：", "填表说明", "注1", "注①"];
    if NOTES.iter().any(|word| first.starts_with(word)) {
        return Some(format!("注释：“{}”", told()));
    }
    // 1 2 3 4 … under the head, in brackets or circles too.
    let is_number = |text: &str, n: usize| {
        let circled = u32::try_from(n).ok().and_then(|n| char::from_u32('①' as u32 + n - 1));
        let text = tidy_name(text);
        text.trim_matches(|c: char| "（）()栏".contains(c)).parse() == Ok(n)
            || circled.is_some_and(|c| text.chars().eq([c]))
    };
    let numbered = texts.len() >= 3 && texts.iter().enumerate().all(|(i, text)| is_number(text, i + 1));
    numbered.then(|| "栏次编号".to_string())
}
