//! Changes to a report in the open file, each one step that can be undone, and the way back.

use super::{Open, Session};
use crate::new_file::WHO;
use crate::prepare::{Now, Prepared};
use crate::report_view;
use crate::view::{AppError, CellText, Edit, Edited, HistoryView};
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Address, Form, InformationFee, Reason, TypedFigure, Value, ValueKind, zero_report};
use mingce_store::{Action, Law, Stamp};

/// The longest section of text that is taken, in characters: a report has some thousands.
const LONGEST_TEXT: usize = 100_000;
/// The longest source or reason, in characters.
const LONGEST_NOTE: usize = 500;
/// How many cells of a block are named one by one; of more only their number is said.
const MOST_SAID: usize = 6;

impl Session {
    /// Changes a report and gives it as it is then.
    ///
    /// # Errors
    /// When the cell is not one that is filled in by hand, or cannot hold what was typed (field `cell`); when a text is too
    /// long; when the file cannot be written. Nothing is changed then.
    pub fn edit(&mut self, agency: &str, year: i32, edit: &Edit, now: &Now) -> Result<Edited, AppError> {
        self.refuse_received(agency)?;
        let id = AgencyId(agency.to_string());
        self.check_unlocked(&id, year)?;
        let before = self.shown(&id, year, now)?;
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let mut compared = Vec::new();
        match edit {
            Edit::Cell { at, text, source } => {
                let figure = typed(&before, at, text, source, now)?;
                let label = format!("填写“{}”：{}", before.form.label(&figure.at), shown(&figure.value));
                self.put_figures(&id, year, &label, &before, &[figure], &stamp)?;
            }
            Edit::Block { cells, source } => {
                let (figures, others) = block(&before, cells, source, now)?;
                compared = others;
                self.put_figures(&id, year, &format!("粘贴{}格", figures.len()), &before, &figures, &stamp)?;
            }
            Edit::Zero { source } => {
                if before.figures.scope != mingce_domain::annual_report::Scope::Own {
                    return Err(AppError::plain("汇总报告的数由各单位相加得出，不能在这里填零".into()));
                }
                let figures: Vec<TypedFigure> = zero_report(&before.form, &before.figures)
                    .into_iter()
                    .map(|at| figure(at, Value::Integer(0), source, now))
                    .collect();
                let label = format!("零报告：未填的{}格填0", figures.len());
                self.put_zeros(&id, year, &label, &before, &figures, &stamp)?;
            }
            Edit::Section { key, text } => self.put_section(&id, year, key, text, &before, &stamp)?,
            Edit::Head { part, text } => self.put_head(&id, year, (part, text), &before, &stamp)?,
            Edit::Fee { notices, noticed, received } => {
                self.put_fee(&id, year, [notices, noticed, received], &before, &stamp)?;
            }
            Edit::Adjust { at, delta, reason, source } => {
                self.put_adjustment(&id, year, (at, delta, reason, source), &before, now)?;
            }
            Edit::Unadjust { id: which } => self.remove_adjustment(&id, year, which, &before, &stamp)?,
            Edit::Reason { rule, at, reason } => self.put_reason(&id, year, (rule, at, reason), now, &stamp)?,
        }
        let after = self.shown(&id, year, now)?;
        Ok(Edited {
            said: said(&before, &after, edit, &compared),
            report: report_view::of(agency, &after),
            history: self.history(now)?,
        })
    }

    fn put_figures(
        &mut self,
        id: &AgencyId,
        year: i32,
        label: &str,
        before: &Prepared,
        figures: &[TypedFigure],
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        // What is as it was is not written again: it keeps who typed it and when.
        let figures: Vec<&TypedFigure> =
            figures.iter().filter(|figure| *before.figures.value(&figure.at) != figure.value).collect();
        let act =
            |act: &mut mingce_store::Act<'_>| figures.iter().try_for_each(|figure| act.set_figure(id, year, figure));
        Ok(self.opened_mut()?.store.act(stamp, label, act)?)
    }

    /// 零报告 with its sentence on the fee, when the section that has to speak of it is still empty.
    fn put_zeros(
        &mut self,
        id: &AgencyId,
        year: i32,
        label: &str,
        before: &Prepared,
        figures: &[TypedFigure],
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        let fee = report_view::fee_section(&before.form)
            .filter(|key| before.figures.sections.get(*key).is_none_or(|text| text.trim().is_empty()));
        let none = InformationFee { notices: 0, noticed_yuan: "0".into(), received_yuan: "0".into() };
        let fee_of = before.figures.information_fee.clone().unwrap_or(none);
        Ok(self.opened_mut()?.store.act(stamp, label, |act| {
            figures.iter().try_for_each(|figure| act.set_figure(id, year, figure))?;
            let Some(key) = fee else { return Ok(()) };
            act.set_information_fee(id, year, &fee_of)?;
            act.set_section(id, year, key, &fee_of.sentence())
        })?)
    }

    fn put_section(
        &mut self,
        id: &AgencyId,
        year: i32,
        key: &str,
        text: &str,
        before: &Prepared,
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        let heading = before.form.headings.iter().find(|heading| heading.section.as_deref() == Some(key));
        let heading = heading.ok_or_else(|| AppError::plain("这一年度的格式中没有这一部分，请刷新后重试".into()))?;
        if text.chars().count() > LONGEST_TEXT {
            return Err(AppError::plain(format!("“{}”过长（最多{LONGEST_TEXT}字），没有保存", heading.text)).at(key));
        }
        // Line ends of other systems, and what no document can hold.
        let text: String = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
            .collect();
        let label = format!("修改“{}”", heading.text);
        // Typed key by key, taken back stretch by stretch.
        Ok(self.opened_mut()?.store.act_on(stamp, &label, |act| act.set_section(id, year, key, &text))?)
    }

    fn put_reason(
        &mut self,
        id: &AgencyId,
        year: i32,
        (rule, at, reason): (&str, &str, &str),
        now: &Now,
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        let words = note(reason, "理由")?;
        let store = &mut self.opened_mut()?.store;
        if words.is_empty() {
            let known = store.reasons(id, year)?.iter().any(|known| known.rule == rule && known.at == at);
            if known {
                store.act(stamp, &format!("收回理由（{rule}）"), |act| act.remove_reason(id, year, rule, at))?;
            }
            return Ok(());
        }
        let reason = Reason { rule: rule.into(), at: at.into(), reason: words, by: WHO.into(), on: Some(now.today) };
        Ok(store.act(stamp, &format!("写明理由（{rule}）"), |act| act.set_reason(id, year, &reason))?)
    }

    /// What can be undone and done again in the open file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn history(&self, now: &Now) -> Result<HistoryView, AppError> {
        let store = &self.opened()?.store;
        let last = store.actions(1)?;
        Ok(HistoryView {
            undo: store.next_undo()?.map(|action| plain(&action)),
            redo: store.next_redo()?.map(|action| plain(&action)),
            saved: last.first().map(|action| saved(&action.at_utc, now)).unwrap_or_default(),
        })
    }

    /// Undoes the last step that is in effect, also one of an earlier day. Nothing to undo changes nothing.
    ///
    /// # Errors
    /// When something later rests on it, or the file cannot be written.
    pub fn undo(&mut self, now: &Now) -> Result<HistoryView, AppError> {
        let step = self.opened()?.store.next_undo()?;
        self.reverse(step, now)
    }

    /// Does the step that was undone last again. Nothing to do again changes nothing.
    ///
    /// # Errors
    /// As [`Session::undo`].
    pub fn redo(&mut self, now: &Now) -> Result<HistoryView, AppError> {
        let step = self.opened()?.store.next_redo()?;
        self.reverse(step, now)
    }

    fn reverse(&mut self, step: Option<Action>, now: &Now) -> Result<HistoryView, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let Session { assets, open, .. } = self;
        let law = Law { calendar: &assets.calendar, terms: &assets.terms };
        if let (Some(step), Some(Open { store, .. })) = (step, open) {
            store.undo(&stamp, &step.id, &law)?;
        }
        self.follow_calendar()?;
        self.history(now)
    }
}

/// A step's words without the marks of having been undone and done again.
fn plain(action: &Action) -> String {
    let label = action.label.as_str();
    label.strip_prefix("撤销：").or_else(|| label.strip_prefix("重做：")).unwrap_or(label).to_string()
}

/// An instant as China's clocks show it: the time, and the day when it is not today.
pub(super) fn saved(at_utc: &str, now: &Now) -> String {
    let Ok(at) = chrono::DateTime::parse_from_rfc3339(at_utc) else { return String::new() };
    let at = at.naive_utc() + chrono::TimeDelta::hours(8);
    if at.date() == now.today {
        at.format("%H:%M").to_string()
    } else {
        at.format("%Y年%-m月%-d日 %H:%M").to_string()
    }
}

/// The day of an instant in China.
pub(super) fn day_in_china(at_utc: &str) -> Option<chrono::NaiveDate> {
    let at = chrono::DateTime::parse_from_rfc3339(at_utc).ok()?;
    Some((at.naive_utc() + chrono::TimeDelta::hours(8)).date())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Blank => "清空".into(),
        Value::NotApplicable => "不适用".into(),
        other => other.to_string(),
    }
}

pub(super) fn note(text: &str, what: &str) -> Result<String, AppError> {
    let text: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > LONGEST_NOTE {
        return Err(AppError::plain(format!("{what}过长（最多{LONGEST_NOTE}字），没有保存")).at("note"));
    }
    Ok(text)
}

fn figure(at: Address, value: Value, source: &str, now: &Now) -> TypedFigure {
    let from = source.trim();
    TypedFigure {
        at,
        value,
        by: Some(WHO.into()),
        from: (!from.is_empty()).then(|| from.to_string()),
        on: Some(now.today),
    }
}

/// A typed cell, if it may hold what was typed.
fn typed(before: &Prepared, at: &str, text: &str, source: &str, now: &Now) -> Result<TypedFigure, AppError> {
    let at = Address::new(at);
    let Some(spec) = before.form.cell(&at) else {
        return Err(AppError::plain("这一年度的格式中没有这一格，请刷新后重试".into()).at("cell"));
    };
    if !report_view::editable(&before.form, &before.figures, &at) {
        let why = if spec.sum_of.is_empty() {
            "由台账计数或下级汇总得出，请在台账或下级单位的报告中更正"
        } else {
            "是合计，只由各分项相加得出，请改分项"
        };
        return Err(AppError::plain(format!("“{}”{why}", spec.label)).at("cell"));
    }
    let source = note(source, "来源")?;
    let value = read(spec.kind, text);
    if let Some(why) = unfit(spec.kind, &value) {
        return Err(AppError::plain(format!("“{}”：{why}", spec.label)).at("cell"));
    }
    Ok(figure(at, value, &source, now))
}

/// What a cell of this kind holds when this is typed or pasted into it.
fn read(kind: ValueKind, text: &str) -> Value {
    match kind {
        ValueKind::Word => match text.trim() {
            "" => Value::Blank,
            word => Value::Text(word.to_string()),
        },
        ValueKind::Count | ValueKind::Signed => {
            let value = Value::parse(text);
            match (&value, value.count()) {
                (Value::Decimal(_), Some(whole)) => Value::Integer(whole),
                _ => value,
            }
        }
        ValueKind::Amount => Value::parse(text),
    }
}

/// Why a cell of this kind cannot hold this, and what to type instead.
fn unfit(kind: ValueKind, value: &Value) -> Option<String> {
    match (kind, value) {
        (ValueKind::Word, _) | (_, Value::Blank | Value::NotApplicable) => None,
        (_, Value::Text(text)) if text.chars().filter(char::is_ascii_digit).count() > 18 => {
            Some("数字过大，请核对位数".into())
        }
        (_, Value::Text(text)) => {
            let start: String = text.chars().take(20).collect();
            Some(format!("“{start}”不是数，请填数字；没有的填0，不适用的填“不适用”"))
        }
        (ValueKind::Count | ValueKind::Signed, Value::Decimal(number)) => {
            Some(format!("“{number}”不是整数，件数请填整数"))
        }
        (ValueKind::Count, Value::Integer(number)) if *number < 0 => Some(format!("“{number}”小于0，件数不能是负数")),
        (ValueKind::Amount, Value::Integer(number)) if *number < 0 => Some(format!("“{number}”小于0，金额不能是负数")),
        (ValueKind::Amount, Value::Decimal(number)) if number.is_negative() => {
            Some(format!("“{number}”小于0，金额不能是负数"))
        }
        _ => None,
    }
}

/// What a pasted block says of cells that nobody fills in.
type Compared = Vec<(Address, Value)>;

/// The figures of a pasted block that are filled in by hand, and the others, which are compared.
fn block(
    before: &Prepared,
    cells: &[CellText],
    source: &str,
    now: &Now,
) -> Result<(Vec<TypedFigure>, Compared), AppError> {
    let source = note(source, "来源")?;
    let (mut figures, mut others) = (Vec::new(), Vec::new());
    for CellText { at, text } in cells {
        let at = Address::new(at.as_str());
        let Some(spec) = before.form.cell(&at) else { continue };
        let value = read(spec.kind, text);
        if report_view::editable(&before.form, &before.figures, &at) {
            figures.push(figure(at, value, &source, now));
        } else if !value.is_blank() {
            others.push((at, value));
        }
    }
    if figures.is_empty() {
        return Err(AppError::plain(
            "粘贴的范围内没有可以手工填写的格子（灰色的格子由台账计数或自动合计），没有改动任何数".into(),
        ));
    }
    Ok((figures, others))
}

/// What of a pasted block did not go in as it stood: what is no number, and what a computed cell says otherwise.
fn said(before: &Prepared, after: &Prepared, edit: &Edit, compared: &[(Address, Value)]) -> Vec<String> {
    let Edit::Block { cells, .. } = edit else { return Vec::new() };
    let form: &Form = &before.form;
    let wrong = cells.iter().filter_map(|CellText { at, text }| {
        let at = Address::new(at.as_str());
        let spec = form.cell(&at).filter(|_| report_view::editable(form, &before.figures, &at))?;
        Some(format!("“{}”：{}。已照原样留在格内并标出，请改正", spec.label, unfit(spec.kind, &read(spec.kind, text))?))
    });
    let different = compared.iter().filter_map(|(at, pasted)| {
        let now = after.figures.value(at);
        let same = now == pasted || (now.count().is_some() && now.count() == pasted.count());
        let has = if now.is_blank() { "尚不能算出".to_string() } else { format!("为{now}") };
        (!same).then(|| format!("“{}”粘贴的是{pasted}，本程序计算{has}；未写入，请核对", form.label(at)))
    });
    let mut said: Vec<String> = wrong.chain(different).collect();
    if said.len() > MOST_SAID {
        let more = said.len() - MOST_SAID + 1;
        said.truncate(MOST_SAID - 1);
        said.push(format!("另有{more}格需要核对，见表中标记和“检查结果”"));
    }
    said
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
