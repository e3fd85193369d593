//! Heads of old ledgers.

use super::{Answers, OldColumn, cells};
use crate::application::{ApplicantKind, Outcome};
use crate::catalogue::foreign::ForeignTable;
use crate::catalogue::{likeness, tidy_name};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 受理号.
    Number,
    /// 收到日期.
    ReceivedOn,
    /// 申请人.
    Applicant,
    /// 申请人类型.
    ApplicantKind,
    /// A column of its own for one kind, ticked.
    Kind(ApplicantKind),
    /// 渠道.
    Channel,
    /// 申请内容.
    Subject,
    /// 法定答复期限: read as nothing.
    LegalTerm,
    /// 答复日期.
    RepliedOn,
    /// 办理结果.
    Outcome,
    /// A column of its own for one outcome, ticked.
    Result(Outcome),
    /// A column that is ticked for several kinds, it is not said which: 法人.
    Kinds,
    /// A column that is ticked for several outcomes: 不予公开.
    Results,
    /// 答复文号.
    LetterNumber,
    /// 送达日期.
    DeliveredOn,
    /// 备注.
    Note,
    /// 不读入.
    Ignored,
}

/// Heads that mean a column, compared without blanks and punctuation.
const NAMES: [(Column, &str, &[&str]); 13] = [
    (Column::Number, "number", &["受理号", "受理编号", "登记号", "申请编号", "编号", "受理文号", "登记编号", "申请号"]),
    (
        Column::ReceivedOn,
        "received_on",
        &[
            "收到日期",
            "收到时间",
            "受理日期",
            "受理时间",
            "申请日期",
            "申请时间",
            "收件日期",
            "收件时间",
            "接收日期",
            "接收时间",
            "登记日期",
            "登记时间",
            "提交日期",
            "提交时间",
            "收文日期",
            "来件日期",
            "申请提出时间",
        ],
    ),
    (
        Column::Applicant,
        "applicant",
        &[
            "申请人",
            "申请人姓名",
            "申请人名称",
            "申请人姓名或名称",
            "申请人姓名名称",
            "姓名",
            "姓名名称",
            "申请单位",
            "申请人单位",
            "申请者",
        ],
    ),
    (
        Column::ApplicantKind,
        "applicant_kind",
        &["申请人类型", "申请人类别", "类型", "类别", "申请人性质", "申请人身份", "申请人分类"],
    ),
    (Column::Channel, "channel", &["申请方式", "申请渠道", "渠道", "提交方式", "受理方式", "申请途径", "收到方式"]),
    (
        Column::Subject,
        "subject",
        &[
            "申请内容",
            "申请事项",
            "所需信息",
            "申请公开内容",
            "申请公开事项",
            "信息内容",
            "所需政府信息",
            "申请信息名称",
            "内容描述",
            "申请公开的内容",
            "公开内容",
            "申请信息",
            "申请信息内容",
            "申请公开信息内容",
            "所需信息名称",
            "所需信息内容",
            "信息名称",
            "内容",
            "事由",
        ],
    ),
    (
        Column::LegalTerm,
        "legal_term",
        &[
            "法定答复期限",
            "答复期限",
            "法定期限",
            "应答复日期",
            "办理期限",
            "应答复时间",
            "截止日期",
            "法定办结日期",
            "到期日期",
            "期限",
            "答复截止日期",
        ],
    ),
    (
        Column::RepliedOn,
        "replied_on",
        &["答复日期", "答复时间", "办结日期", "办结时间", "回复日期", "回复时间", "实际答复日期", "实际办结日期"],
    ),
    (
        Column::Outcome,
        "outcome",
        &[
            "办理结果",
            "答复结果",
            "处理结果",
            "处理情况",
            "答复类型",
            "答复类别",
            "答复种类",
            "答复意见",
            "办理情况",
            "答复情况",
            "公开情况",
            "是否公开",
            "结果",
            "答复方式",
        ],
    ),
    (
        Column::LetterNumber,
        "letter_number",
        &["答复文号", "答复书文号", "告知书文号", "文号", "答复书编号", "告知书编号"],
    ),
    (Column::DeliveredOn, "delivered_on", &["送达日期", "送达时间", "签收日期", "寄出日期"]),
    (Column::Note, "note", &["备注", "说明"]),
    (
        Column::Ignored,
        "ignored",
        &["序号", "承办人", "经办人", "承办科室", "办理部门", "联系电话", "电话", "地址", "通信地址", "责任科室"],
    ),
];

impl Column {
    /// The column with this word, as an office answers.
    pub fn from_key(key: &str) -> Option<Column> {
        NAMES.iter().find(|(_, word, _)| *word == key).map(|(column, ..)| *column)
    }

    /// All words, for messages.
    pub fn keys() -> Vec<&'static str> {
        NAMES.iter().map(|(_, word, _)| *word).collect()
    }

    fn of_head(path: &[String]) -> Option<Column> {
        let leaf = likeness(path.last()?);
        let named = |text: &str| NAMES.iter().find(|(.., names)| names.contains(&text)).map(|(column, ..)| *column);
        let above = path.len().checked_sub(2).and_then(|at| named(&likeness(&path[at])));
        match above {
            // 办理结果 over 予以公开: one column for each outcome. 申请人类型 over 自然人.
            Some(Column::Outcome) if path.len() > 1 => {
                let result = cells::outcome_of(path.last()?).ok().map(Column::Result);
                result.or_else(|| named(&leaf)).or_else(|| cells::is_group(&leaf).then_some(Column::Results))
            }
            Some(Column::ApplicantKind | Column::Applicant) if path.len() > 1 => {
                let kind = named(&leaf).or_else(|| cells::kind_of(path.last()?).map(Column::Kind));
                kind.or_else(|| cells::is_group(&leaf).then_some(Column::Kinds))
            }
            _ => named(&leaf).or(above),
        }
    }
}

/// The rows of the head, and what the columns are. `None` when there is no head.
pub(super) fn heads(table: &ForeignTable, answers: &Answers) -> Option<(std::ops::Range<usize>, Vec<OldColumn>)> {
    let known = |text: &str| Column::of_head(&[tidy_name(text)]).is_some() || answers.contains_key(&tidy_name(text));
    let head =
        (0..table.rows.len().min(30)).find(|row| table.own_texts_at(*row).filter(|text| known(text)).count() >= 3)?;
    // A row below belongs to the head when cells of the head hang over or stand above it.
    let below = head + 1;
    let hangs = (0..table.width()).any(|column| table.origin_at(below, column).is_some_and(|(from, _)| from == head));
    let choice = |text: &str| {
        cells::outcome_of(text).is_ok() || cells::kind_of(text).is_some() || cells::is_group(&likeness(text))
    };
    let words = table.own_texts_at(below).filter(|text| choice(text)).count();
    // Without merges: nothing but choices in it.
    let words = if words == table.own_texts_at(below).count() { words } else { 0 };
    let end = if hangs || words >= 2 { below + 1 } else { below };
    let mut columns: Vec<OldColumn> = Vec::new();
    let mut group = String::new();
    for index in 0..table.width() {
        let mut path: Vec<String> = Vec::new();
        for row in head..end {
            let mut text = tidy_name(table.text_at(row, index));
            if row == head {
                // Without merges a group's head stands over its first column only.
                if text.is_empty() && end > below && !tidy_name(table.text_at(below, index)).is_empty() {
                    text.clone_from(&group);
                }
                group.clone_from(&text);
            }
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        if path.is_empty() {
            continue;
        }
        let name = path.join("/");
        let column = answers.get(&name).copied().or_else(|| Column::of_head(&path));
        // Several columns may be ticked for one thing: 不存在 and 非本机关 are one row of the table.
        use Column::{Ignored, Kind, Kinds, Result, Results};
        let many = matches!(column, Some(Ignored | Kind(_) | Kinds | Result(_) | Results));
        let taken = !many && columns.iter().any(|other| other.column == column);
        columns.push(OldColumn { index, head: name, column: column.filter(|_| !taken) });
    }
    Some((head..end, columns))
}
