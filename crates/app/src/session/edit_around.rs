//! Changes to what stands around the figures: title, 署名 and 成文日期, 信息处理费, adjustments of counted cells.

use super::Session;
use super::edit::note;
use crate::new_file::WHO;
use crate::prepare::{Now, Prepared};
use crate::report_view;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Address, Adjustment, InformationFee, Provenance, Value, period};
use mingce_store::Stamp;

/// The longest title or 署名, in characters.
const LONGEST_LINE: usize = 200;
/// The longest preamble, in characters.
const LONGEST_PREAMBLE: usize = 5_000;
/// The largest adjustment: no ledger has so many cases.
const LARGEST_ADJUSTMENT: i64 = 1_000_000;

impl Session {
    pub(super) fn put_head(
        &mut self,
        id: &AgencyId,
        year: i32,
        (part, text): (&str, &str),
        before: &Prepared,
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        let mut head = before.figures.head.clone();
        let line = |longest: usize| -> Result<Option<String>, AppError> {
            let text: String = text
                .replace("\r\n", "\n")
                .chars()
                .filter_map(|c| match c {
                    '\n' if part == "preamble" => Some('\n'),
                    c if c.is_control() => None,
                    c => Some(c),
                })
                .collect();
            let text = text.trim();
            if text.chars().count() > longest {
                return Err(AppError::plain(format!("过长（最多{longest}字），没有保存")).at(part));
            }
            Ok((!text.is_empty()).then(|| text.to_string()))
        };
        let name = match part {
            "title" => {
                // The form's own title is no other title: it follows when the agency's name changes.
                let usual = before.form.title(&before.figures.agency.name, year);
                head.title = line(LONGEST_LINE)?.filter(|title| *title != usual);
                "标题"
            }
            "preamble" => {
                head.preamble = line(LONGEST_PREAMBLE)?;
                "引言"
            }
            "signed_by" => {
                head.signed_by = line(LONGEST_LINE)?.filter(|name| *name != before.figures.agency.name);
                "署名"
            }
            "signed_on" => {
                head.signed_on = signed_on(text, year)?;
                "成文日期"
            }
            _ => return Err(AppError::plain("报告中没有这一部分，请刷新后重试".into())),
        };
        if head == before.figures.head {
            return Ok(());
        }
        Ok(self.opened_mut()?.store.act_on(stamp, &format!("修改{name}"), |act| act.set_head(id, year, &head))?)
    }

    pub(super) fn put_fee(
        &mut self,
        id: &AgencyId,
        year: i32,
        [notices, noticed, received]: [&str; 3],
        before: &Prepared,
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        if report_view::fee_section(&before.form).is_none() {
            return Err(AppError::plain("这一年度的格式不报告信息处理费".into()));
        }
        let count = match Value::parse(notices) {
            Value::Blank => 0,
            value => value.count().filter(|count| *count >= 0).ok_or_else(|| {
                AppError::plain(format!("“{}”不是件数，请填整数，没有的填0", notices.trim())).at("notices")
            })?,
        };
        let fee = InformationFee {
            notices: count,
            noticed_yuan: yuan(noticed, "noticed")?,
            received_yuan: yuan(received, "received")?,
        };
        let label = format!("信息处理费：收费通知{count}件");
        Ok(self.opened_mut()?.store.act_on(stamp, &label, |act| act.set_information_fee(id, year, &fee))?)
    }

    pub(super) fn put_adjustment(
        &mut self,
        id: &AgencyId,
        year: i32,
        adjustment: (&str, &str, &str, &str),
        before: &Prepared,
        now: &Now,
    ) -> Result<(), AppError> {
        let (at, delta, reason, source) = adjustment;
        let at = Address::new(at);
        let kind = before.figures.sources.get(&at).map(|source| source.kind);
        if !matches!(kind, Some(Provenance::Counted | Provenance::Adjusted)) {
            return Err(AppError::plain("只有由台账计数的格子可以调整；其他的请直接填写".into()).at("delta"));
        }
        let delta = Value::parse(delta.trim().trim_start_matches(['+', '＋']))
            .count()
            .filter(|delta| *delta != 0 && delta.abs() <= LARGEST_ADJUSTMENT)
            .ok_or_else(|| AppError::plain("请填增加或减少的件数，如 +3 或 -1".into()).at("delta"))?;
        let standing = before.figures.count(&at).unwrap_or_default();
        if standing + delta < 0 {
            return Err(AppError::plain(format!("现为{standing}，调整后小于0，请核对")).at("delta"));
        }
        let (reason, source) = (note(reason, "原因")?, note(source, "来源")?);
        // Without either the change would not count (compile).
        if reason.is_empty() {
            return Err(AppError::plain("请写明调整的原因，如“纸质登记3件未录入”".into()).at("reason"));
        }
        if source.is_empty() {
            return Err(AppError::plain("请写明依据的材料，如“2025年纸质登记本”".into()).at("source"));
        }
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let label = format!("调整“{}”：{delta:+}", before.form.label(&at));
        let adjustment = Adjustment { at, delta, reason, source, by: WHO.into(), on: now.today };
        Ok(self.opened_mut()?.store.act(&stamp, &label, |act| act.add_adjustment(id, year, &adjustment).map(|_| ()))?)
    }

    pub(super) fn remove_adjustment(
        &mut self,
        id: &AgencyId,
        year: i32,
        which: &str,
        before: &Prepared,
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        let store = &mut self.opened_mut()?.store;
        let found = store.adjustment_records(id, year)?.into_iter().find(|(known, _)| known.0 == which);
        // Of another report, or taken back already.
        let (known, adjustment) =
            found.ok_or_else(|| AppError::plain("这一调整已经收回，请刷新后重试".into()).at("delta"))?;
        let label = format!("收回调整“{}”：{:+}", before.form.label(&adjustment.at), adjustment.delta);
        Ok(store.act(stamp, &label, |act| act.remove_adjustment(&known))?)
    }
}

/// 成文日期: a day after the report's year, as the clerk writes it; nothing takes it back.
fn signed_on(text: &str, year: i32) -> Result<Option<NaiveDate>, AppError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let refused = |why: String| AppError::plain(why).at("signed_on");
    let day = day(text).ok_or_else(|| {
        refused(format!("“{}”不是可以识别的日期，请写作 {}年1月20日", text.trim(), year.saturating_add(1)))
    })?;
    match period(year) {
        Some((_, last)) if day <= last => {
            Err(refused(format!("{year}年度报告的成文日期应在{year}年结束之后，请核对年份")))
        }
        _ => Ok(Some(day)),
    }
}

/// `2026年1月20日`, `2026-01-20`, `2026.1.20`, `2026/1/20`, full-width digits, too.
fn day(text: &str) -> Option<NaiveDate> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            c => c,
        })
        .collect();
    let mut parts = plain.trim_end_matches(['日', '号']).split(['年', '月', '-', '.', '/', '－', '．', '／']);
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    // Four digits: 26年 could be meant otherwise.
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| parts.next().is_none() && (1000..=9999).contains(&year))
}

/// An amount in yuan as it is written: no sign, at most two decimals.
fn yuan(text: &str, field: &str) -> Result<String, AppError> {
    let text = text.trim().trim_end_matches('元');
    let value = Value::parse(text);
    let whole = value.count().is_some_and(|yuan| yuan >= 0);
    match &value {
        Value::Blank => Ok("0".to_string()),
        _ if whole => Ok(value.to_string()),
        Value::Decimal(amount)
            if !amount.is_negative() && value.to_string().split('.').nth(1).is_none_or(|cents| cents.len() <= 2) =>
        {
            Ok(value.to_string())
        }
        _ => Err(AppError::plain(format!("“{text}”不是金额，请填以元为单位的数，最多两位小数，没有的填0")).at(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::day;
    use crate::session::test_file::{county, now, session};
    use crate::view::{AppError, Edit};

    fn head(part: &str, text: &str) -> Edit {
        Edit::Head { part: part.into(), text: text.into() }
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in
            ["2026年1月20日", "2026-01-20", " 2026.1.20 ", "2026/1/20", "２０２６年１月２０日", "2026年 1月 20号"]
        {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some("2026-01-20"), "{text}");
        }
        for text in ["", "1月20日", "2026年2月30日", "26年1月20日", "2026-1-20-1", "二〇二六年一月", "20260120"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn title_signature_and_date_are_written_printed_and_taken_back() {
        let (_folder, mut session, own) = session("township");
        let mut edit = |edit: &Edit| session.edit(&own, 2025, edit, &now()).map(|edited| edited.report);
        let view = edit(&head("signed_on", "2026年1月20日")).unwrap();
        assert_eq!(view.head.signed_on, "2026年1月20日");
        let view = edit(&head("signed_by", "青石镇党政办公室")).unwrap();
        assert_eq!(
            (view.head.signed_by.as_str(), view.head.usual_signed_by.as_str()),
            ("青石镇党政办公室", "清溪县青石镇人民政府")
        );
        let view = edit(&head("title", "另一个标题")).unwrap();
        assert_eq!(view.title, "另一个标题");
        assert!(view.head.usual_title.contains("2025年"));
        // What the form says by itself is not kept as something else.
        let usual = view.head.usual_title.clone();
        assert_eq!(edit(&head("title", &usual)).unwrap().head.title, "");
        assert_eq!(edit(&head("preamble", "第一段\n第二段")).unwrap().head.preamble, "第一段\n第二段");
        for (part, text, why) in [
            ("signed_on", "明天", "不是可以识别的日期"),
            ("signed_on", "2025-06-30", "应在2025年结束之后"),
            ("title", "长".repeat(300).as_str(), "过长"),
        ] {
            let error = edit(&head(part, text)).unwrap_err();
            assert!(error.field.as_deref() == Some(part) && error.message.contains(why), "{}", error.message);
        }
        assert_eq!(edit(&head("signed_on", "")).unwrap().head.signed_on, "");
        let document = session.report_printed(&own, 2025, &now()).unwrap().document;
        assert!(format!("{document:?}").contains("青石镇党政办公室"));
    }

    #[test]
    fn the_fee_is_kept_as_it_was_said_and_its_sentence_follows() {
        let (_folder, mut session, own) = session("township");
        let fee = |notices: &str, noticed: &str, received: &str| Edit::Fee {
            notices: notices.into(),
            noticed: noticed.into(),
            received: received.into(),
        };
        let view = session.report(&own, 2025, &now()).unwrap().fee.unwrap();
        assert_eq!((view.notices.as_str(), view.section.as_str()), ("", "other_matters"));
        assert!(view.sentence.contains("未收取信息处理费"));
        let mut edit = |given: &Edit| session.edit(&own, 2025, given, &now()).map(|edited| edited.report.fee.unwrap());
        let view = edit(&fee("２", "1,240.50元", "620")).unwrap();
        assert_eq!((view.notices.as_str(), view.noticed.as_str(), view.received.as_str()), ("2", "1240.50", "620"));
        assert_eq!(view.sentence, "本年度发出信息处理费收费通知2件，总金额1240.50元，实际收取620元。");
        for (given, field) in
            [(fee("两", "", ""), "notices"), (fee("1", "-3", ""), "noticed"), (fee("1", "3", "1.234"), "received")]
        {
            assert_eq!(edit(&given).unwrap_err().field.as_deref(), Some(field));
        }
    }

    #[test]
    fn a_count_is_adjusted_only_with_reason_and_source_and_the_adjustment_can_be_taken_back() {
        let (_folder, mut session) = county();
        let own = session.agency(Some("清溪县自然资源局")).unwrap().0;
        let at = "requests.granted.natural";
        let adjust = |delta: &str, reason: &str, source: &str| Edit::Adjust {
            at: at.into(),
            delta: delta.into(),
            reason: reason.into(),
            source: source.into(),
        };
        let value = |session: &crate::Session| session.trace(&own, 2025, at).unwrap().value.unwrap();
        let before: i64 = value(&session).parse().unwrap();
        let refused = |session: &mut crate::Session, edit: &Edit| -> AppError {
            session.edit(&own, 2025, edit, &now()).unwrap_err()
        };
        for (edit, field) in [
            (adjust("0", "甲", "乙"), "delta"),
            (adjust("三", "甲", "乙"), "delta"),
            (adjust("-100000", "甲", "乙"), "delta"),
            (adjust("+3", " ", "乙"), "reason"),
            (adjust("+3", "甲", ""), "source"),
        ] {
            assert_eq!(refused(&mut session, &edit).field.as_deref(), Some(field));
        }
        session.edit(&own, 2025, &adjust("＋3", "纸质登记3件未录入", "登记本"), &now()).unwrap();
        let trace = session.trace(&own, 2025, at).unwrap();
        assert_eq!((trace.value.as_deref(), trace.adjusted), (Some((before + 3).to_string().as_str()), 3));
        let id = trace.adjustments.last().unwrap().id.clone();
        session.edit(&own, 2025, &Edit::Unadjust { id: id.clone() }, &now()).unwrap();
        assert_eq!(value(&session), before.to_string());
        assert!(refused(&mut session, &Edit::Unadjust { id }).message.contains("已经收回"));
        session.undo(&now()).unwrap();
        assert_eq!(value(&session), (before + 3).to_string());
        let typed = Edit::Adjust {
            at: "proactive.licences".into(),
            delta: "1".into(),
            reason: "甲".into(),
            source: "乙".into(),
        };
        assert!(refused(&mut session, &typed).message.contains("台账计数"));
    }
}
