//! Ledgers that were kept elsewhere: what their heads mean, what their cells say. What is read for certain is read; what
//! is assumed is named; what cannot be read is refused at its cell. 法定答复期限 is never taken for the day of the reply.

mod cells;
mod columns;
#[cfg(test)]
mod tests;

pub use columns::Column;

use super::{ApplicantKind, Channel, Outcome};
use crate::catalogue::foreign::ForeignTable;
use crate::catalogue::tidy_name;
use cells::{Years, day, outcome_of};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What an office said its columns hold, by their heads.
pub type Answers = BTreeMap<String, Column>;

/// A column as it was recognised.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct OldColumn {
    /// Its index, from 0.
    pub index: usize,
    /// Its head, with the one above it.
    pub head: String,
    /// What it holds; `None`: not recognised, so not read.
    pub column: Option<Column>,
}

/// A case as a row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldCase {
    /// The row, from 0.
    pub row: usize,
    /// 受理号; may be empty.
    pub number: String,
    /// What was asked for.
    pub subject: String,
    /// Who asked.
    pub applicant: String,
    /// The applicant's kind.
    pub kind: ApplicantKind,
    /// How it came in.
    pub channel: Channel,
    /// When it was received.
    pub received_on: NaiveDate,
    /// When and how it ended, if it did.
    pub closed: Option<(NaiveDate, Outcome)>,
    /// The number of the reply.
    pub letter_number: String,
    /// When the reply was delivered.
    pub delivered_on: Option<NaiveDate>,
    /// Remarks.
    pub note: String,
}

/// Something about a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtCell {
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// What.
    pub message: String,
}

/// A table that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OldLedger {
    /// Its columns; empty when no head was found.
    pub columns: Vec<OldColumn>,
    /// What can be taken over.
    pub cases: Vec<OldCase>,
    /// What was assumed, and should be looked at.
    pub doubts: Vec<AtCell>,
    /// Rows that cannot be taken over, and why.
    pub refused: Vec<AtCell>,
    /// How many rows are no cases: totals, notes.
    pub skipped: usize,
}

/// Reads a table. `year`: the year of days without one; else that of the title.
pub fn read(table: &ForeignTable, answers: &Answers, year: Option<i32>) -> OldLedger {
    let Some((head, columns)) = columns::heads(table, answers) else { return OldLedger::default() };
    let years = Years(year.or_else(|| title_year(table, head.start)));
    let mut ledger = OldLedger { columns, ..OldLedger::default() };
    for row in head.end..table.rows.len() {
        let reader = Row { table, columns: &ledger.columns, row };
        match reader.read(years) {
            Read::Nothing => ledger.skipped += usize::from(table.own_texts_at(row).next().is_some()),
            Read::Refused(why) => ledger.refused.push(why),
            Read::Case(case, doubts) => {
                ledger.cases.push(*case);
                ledger.doubts.extend(doubts);
            }
        }
    }
    ledger
}

/// The year named above the table or on its sheet: 2025年度依申请公开台账.
fn title_year(table: &ForeignTable, head: usize) -> Option<i32> {
    let above = (0..head).flat_map(|row| table.own_texts_at(row).map(str::to_string).collect::<Vec<_>>());
    above.chain([table.name.clone()]).find_map(|text| {
        let at = text.find('年')?;
        let digits: String = text.get(..at)?.chars().rev().take_while(char::is_ascii_digit).collect();
        let year: i32 = digits.chars().rev().collect::<String>().parse().ok()?;
        (2008..=2100).contains(&year).then_some(year)
    })
}

enum Read {
    Nothing,
    Refused(AtCell),
    Case(Box<OldCase>, Vec<AtCell>),
}

struct Row<'a> {
    table: &'a ForeignTable,
    columns: &'a [OldColumn],
    row: usize,
}

impl Row<'_> {
    fn of(&self, wanted: Column) -> Option<(usize, String)> {
        let found = self.columns.iter().find(|column| column.column == Some(wanted))?;
        // 同上 says what the nearest cell above says that is not 同上 itself.
        let cells = (0..=self.row).rev().map(|row| tidy_name(self.table.text_at(row, found.index)));
        let text = cells.into_iter().find(|text| !cells::is_ditto(text)).unwrap_or_default();
        Some((found.index, text))
    }

    /// The cells of this row that say 同上, with what that was taken for.
    fn dittos(&self) -> Vec<AtCell> {
        let known = self.columns.iter().filter_map(|column| Some((column.column?, column.index)));
        let dittos = known.filter(|(_, index)| cells::is_ditto(self.table.text_at(self.row, *index)));
        dittos
            .filter_map(|(column, _)| self.of(column))
            .map(|(index, text)| self.at(index, format!("写的是“同上”，按上面一行读作“{text}”，请核对")))
            .collect()
    }

    fn text(&self, wanted: Column) -> String {
        self.of(wanted).map(|(_, text)| text).unwrap_or_default()
    }

    fn at(&self, column: usize, message: String) -> AtCell {
        AtCell { row: self.row, column, message }
    }

    fn read(&self, years: Years) -> Read {
        let first = self.table.own_texts_at(self.row).next().unwrap_or_default();
        let first = tidy_name(first).replace(' ', "");
        let total = ["合计", "总计", "小计", "共计", "累计"].iter().any(|word| first.starts_with(word));
        let (subject, applicant) = (self.text(Column::Subject), self.text(Column::Applicant));
        let received = self.of(Column::ReceivedOn).unwrap_or_default();
        if total || (subject.is_empty() && applicant.is_empty()) || (received.1.is_empty() && subject.is_empty()) {
            return Read::Nothing;
        }
        match self.case(subject, applicant, &received, years) {
            Ok((case, doubts)) => Read::Case(Box::new(case), doubts),
            Err(why) => Read::Refused(why),
        }
    }

    fn case(
        &self,
        subject: String,
        applicant: String,
        received: &(usize, String),
        years: Years,
    ) -> Result<(OldCase, Vec<AtCell>), AtCell> {
        let mut doubts = self.dittos();
        let received_on = match day(&received.1, years, None) {
            Ok(found) => found.noted(|message| doubts.push(self.at(received.0, message))),
            Err(why) => return Err(self.at(received.0, format!("收到日期“{}”{why}", received.1))),
        };
        if subject.is_empty() {
            return Err(self.at(received.0, "没有写申请内容".into()));
        }
        let kind = self.kind(&applicant, &mut doubts)?;
        let channel = self.channel(&mut doubts);
        let closed = self.closed(received_on, years, &mut doubts)?;
        let delivered_on = match self.of(Column::DeliveredOn).filter(|(_, text)| !text.is_empty()) {
            None => None,
            Some((at, text)) => match day(&text, years, Some(received_on)) {
                Ok(found) => Some(found.noted(|message| doubts.push(self.at(at, message)))),
                Err(why) => {
                    doubts.push(self.at(at, format!("送达日期“{text}”{why}，没有读入")));
                    None
                }
            },
        };
        let case = OldCase {
            row: self.row,
            number: self.text(Column::Number),
            subject,
            applicant,
            kind,
            channel,
            received_on,
            closed,
            letter_number: self.text(Column::LetterNumber),
            delivered_on: delivered_on.filter(|on| closed.is_some_and(|(closed, _)| *on >= closed)),
            note: self.text(Column::Note),
        };
        Ok((case, doubts))
    }

    fn kind(&self, applicant: &str, doubts: &mut Vec<AtCell>) -> Result<ApplicantKind, AtCell> {
        let ticked = self.ticked(|column| match column {
            Column::Kind(kind) => Some(kind),
            _ => None,
        });
        if let Some((_, kind)) = ticked.first() {
            return Ok(*kind);
        }
        let group = self.group(Column::Kinds);
        let (at, text) = group.or_else(|| self.of(Column::ApplicantKind)).unwrap_or_default();
        if let Some(kind) = cells::kind_of(&text) {
            return Ok(kind);
        }
        match cells::kind_by_name(applicant) {
            Some(kind) => {
                let said = if text.is_empty() {
                    "没有写申请人类型".into()
                } else {
                    format!("申请人类型“{text}”分不出哪一类")
                };
                let message = format!("{said}，由名称推断为“{}”，请核对", kind.label());
                doubts.push(self.at(at, message));
                Ok(kind)
            }
            None => Err(self.at(at, format!("申请人类型“{text}”看不出计入表三哪一列，名称也推断不出"))),
        }
    }

    fn channel(&self, doubts: &mut Vec<AtCell>) -> Channel {
        let (at, text) = self.of(Column::Channel).unwrap_or_default();
        cells::channel_of(&text).unwrap_or_else(|| {
            if cells::is_some_letter(&text) {
                doubts.push(
                    self.at(at, format!("渠道“{text}”没有写明是否签收，按邮寄登记，收到日期以台账所写为准，请核对")),
                );
                return Channel::RegisteredPost;
            }
            let said = if text.is_empty() { "没有写渠道".into() } else { format!("渠道“{text}”不认识") };
            doubts.push(self.at(at, format!("{said}，按当面提交登记，收到日期以台账所写为准，请核对")));
            Channel::InPerson
        })
    }

    fn closed(
        &self,
        received_on: NaiveDate,
        years: Years,
        doubts: &mut Vec<AtCell>,
    ) -> Result<Option<(NaiveDate, Outcome)>, AtCell> {
        let ticks = self.ticked(|column| match column {
            Column::Result(outcome) => Some(outcome),
            _ => None,
        });
        // 不予公开 ticked, and its ground written beside it.
        let word = self.of(Column::Outcome).filter(|(_, word)| !word.is_empty());
        let (word_at, word) = word.or_else(|| self.group(Column::Results)).unwrap_or_default();
        let outcome = match ticks.as_slice() {
            [(_, outcome), rest @ ..] if rest.iter().all(|(_, other)| other == outcome) => Some(*outcome),
            [(at, _), ..] => {
                return Err(self.at(*at, format!("一件勾了{}种办理结果；区分处理的只勾部分公开", ticks.len())));
            }
            [] if word.is_empty() || ["办理中", "正在办理", "未办结", "在办"].contains(&word.as_str()) => {
                None
            }
            [] => match outcome_of(&word) {
                Ok(outcome) => Some(outcome),
                Err(why) => return Err(self.at(word_at, why)),
            },
        };
        let (at, text) = self.of(Column::RepliedOn).unwrap_or_default();
        let replied = match text.as_str() {
            "" => None,
            text => match day(text, years, Some(received_on)) {
                Ok(found) => Some(found.noted(|message| doubts.push(self.at(at, message)))),
                Err(why) => return Err(self.at(at, format!("答复日期“{text}”{why}"))),
            },
        };
        match (replied, outcome) {
            (Some(on), Some(_)) if on < received_on => {
                Err(self.at(at, format!("答复日期{on}早于收到日期{received_on}")))
            }
            (Some(on), Some(outcome)) => Ok(Some((on, outcome))),
            (None, None) => Ok(None),
            (Some(_), None) => Err(self.at(word_at, "有答复日期，没有写办理结果".into())),
            (None, Some(_)) => Err(self.at(at, "有办理结果，没有写答复日期（法定答复期限不是答复日期）".into())),
        }
    }

    /// The first ticked column that names several choices, and what it calls them.
    fn group(&self, of: Column) -> Option<(usize, String)> {
        let (index, ()) = *self.ticked(|column| (column == of).then_some(())).first()?;
        let head = &self.columns.iter().find(|column| column.index == index)?.head;
        Some((index, head.rsplit('/').next().unwrap_or(head).to_string()))
    }

    /// The ticked cells among columns of one choice each.
    fn ticked<T>(&self, of: impl Fn(Column) -> Option<T>) -> Vec<(usize, T)> {
        let columns = self.columns.iter().filter_map(|column| Some((column.index, of(column.column?)?)));
        columns.filter(|(index, _)| cells::is_tick(self.table.text_at(self.row, *index))).collect()
    }
}
