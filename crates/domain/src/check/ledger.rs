//! The ledger of applications: L01–L15 and F01–F05. What one case shows, and what only shows beside others.

use super::{Finding, Severity};
use super::{ledger_fees, ledger_letters};
use crate::application::clock::clock;
use crate::application::course::{Kind, Rules};
use crate::application::letter::Letter;
use crate::application::{Application, Event, EventData, Outcome, Projection, RemedyRow, Stage, standing};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A case as the ledger has it.
#[derive(Debug, Clone)]
pub struct LedgerCase<'a> {
    /// Its identity.
    pub application: &'a Application,
    /// Where it stands.
    pub projection: &'a Projection,
    /// What happened.
    pub events: &'a [Event],
    /// Who asks: a word that is the same for the same person, and is not shown; empty when unknown.
    pub applicant: String,
    /// Its letters.
    pub letters: &'a [Letter],
    /// The law for it.
    pub rules: Rules<'a>,
}

/// The case with its events as they stand after corrections.
pub(super) struct Standing<'a> {
    pub case: &'a LedgerCase<'a>,
    pub events: Vec<Event>,
    pub name: String,
}

impl<'a> Standing<'a> {
    fn of(case: &'a LedgerCase<'a>) -> Standing<'a> {
        let number = &case.application.number;
        let name = if number.is_empty() { &case.application.subject } else { number };
        Standing { case, events: standing(case.events), name: name.clone() }
    }

    fn first(&self, kind: Kind) -> Option<&Event> {
        self.events.iter().find(|event| event.data.kind() == kind)
    }

    fn count(&self, kind: Kind) -> usize {
        self.events.iter().filter(|event| event.data.kind() == kind).count()
    }

    /// The due date as it stood before an event.
    pub fn due_before(&self, event: &Event) -> Option<NaiveDate> {
        let before: Vec<Event> = self.events.iter().take_while(|it| it.id != event.id).cloned().collect();
        let rules = &self.case.rules;
        let (_, clock) = clock(&before, rules.calendar, rules.term);
        let due = clock.due(rules.calendar, rules.term).filter(|_| clock.paused.is_none());
        due.map(|due| due.on)
    }

    pub fn finding(&self, rule: &str, severity: Severity, what: String, basis: &str, remedy: &str) -> Finding {
        let at = format!("application.{}", self.case.application.id.0);
        Finding::new(rule, severity, at, format!("{}：{what}", self.name)).basis(basis).remedy(remedy)
    }
}

/// What one case shows.
pub fn check_case(case: &LedgerCase<'_>, remedies: &[RemedyRow]) -> Vec<Finding> {
    if case.application.void {
        return Vec::new();
    }
    let case = Standing::of(case);
    let mut found = Vec::new();
    receipt(&case, &mut found);
    supplement(&case, &mut found);
    answer(&case, &mut found);
    extension(&case, &mut found);
    inquiries(&case, &mut found);
    ending(&case, &mut found);
    ledger_letters::letters(&case, remedies, &mut found);
    years(&case, &mut found);
    ledger_fees::one(&case, &mut found);
    found
}

/// What the whole ledger shows: each case, the same applicant again, gaps in the numbers of letters (given as the
/// numbers that are missing).
pub fn check_ledger(cases: &[LedgerCase<'_>], remedies: &[RemedyRow], gaps: &[String]) -> Vec<Finding> {
    let mut found: Vec<Finding> = cases.iter().flat_map(|case| check_case(case, remedies)).collect();
    let counted: Vec<Standing<'_>> = cases.iter().filter(|case| !case.application.void).map(Standing::of).collect();
    again(&counted, &mut found);
    ledger_fees::months(&counted, &mut found);
    for gap in gaps {
        let message = format!("文号{gap}没有对应的文书：签发后撤销，或者没有录入");
        let remedy = "确未使用的，登记簿已列为作废；已使用的，补录文书";
        found.push(Finding::new("L15", Severity::Warning, "letters", message).remedy(remedy));
    }
    found
}

fn receipt(case: &Standing<'_>, found: &mut Vec<Finding>) {
    let Some(received) = case.first(Kind::Received) else {
        let what = "没有登记收到日期".to_string();
        let remedy = "登记收到申请；整件登记错了的，作废";
        found.push(case.finding("L01", Severity::Error, what, "条例第三十一条", remedy));
        return;
    };
    if let EventData::Received { channel, arrived_on: None, .. } = &received.data
        && channel.counts_from_confirmation()
    {
        let what = format!("以{}提出的申请没有写明到达和确认的日期，收到日期{}没有依据", channel.label(), received.on);
        let remedy = "核对与申请人确认的日期，更正收到申请的记录";
        found.push(case.finding("L01", Severity::Error, what, "条例第三十一条", remedy));
    }
    if case.case.projection.applicant_kind.is_none() {
        let what = "没有申请人类型，不能计入表三的任何一列".to_string();
        found.push(case.finding("L10", Severity::Error, what, "国办公开办函〔2021〕30号表三", "登记申请人类型"));
    }
}

fn supplement(case: &Standing<'_>, found: &mut Vec<Finding>) {
    let rules = &case.case.rules;
    let limit = rules.term.supplement_working_days;
    if let (Some(received), Some(asked)) = (case.first(Kind::Received), case.first(Kind::SupplementAsked)) {
        let used = rules.calendar.working_days_between(received.on, asked.on);
        if used > limit {
            let what = format!("收到后第{used}个工作日才告知补正（应在{limit}个工作日内）");
            let remedy = "核对日期；确属迟延的，在备注中写明，今后按期告知";
            found.push(case.finding("L02", Severity::Error, what, "条例第三十条", remedy));
        }
    }
    let asked = case.count(Kind::SupplementAsked);
    if asked > 1 + case.count(Kind::Reopened) {
        let what = format!("告知补正{asked}次（只能一次性告知）");
        found.push(case.finding("L02", Severity::Error, what, "条例第三十条", "登记重复的，撤销多余的一条"));
    }
}

fn answer(case: &Standing<'_>, found: &mut Vec<Finding>) {
    for closed in case.events.iter().filter(|event| event.data.kind() == Kind::Closed) {
        let Some(due) = case.due_before(closed).filter(|due| closed.on > *due) else { continue };
        let late = case.case.rules.calendar.working_days_between(due, closed.on);
        let what = format!("{}答复，晚于期限{due}，逾期{late}个工作日", closed.on);
        let remedy = "核对答复日期（邮寄的为交邮日期）、停止计算的时间和延期；确属逾期的，在备注中写明原因";
        found.push(case.finding("L03", Severity::Error, what, "条例第三十三条", remedy));
    }
    let open = case.case.projection.closed_on.is_none();
    if let Some(due) = case.case.projection.due_on.filter(|due| open && *due < case.case.rules.today) {
        let what = format!("期限{due}已过，还没有答复");
        found.push(case.finding("L03", Severity::Error, what, "条例第三十三条", "立即答复"));
    }
}

fn extension(case: &Standing<'_>, found: &mut Vec<Finding>) {
    let longest = case.case.rules.term.longest_extension;
    let mut total: u32 = 0;
    for event in &case.events {
        let EventData::Extended { working_days, approved_by } = &event.data else {
            if matches!(event.data, EventData::Reopened { .. } | EventData::SupplementReceived | EventData::FeePaid) {
                total = 0;
            }
            continue;
        };
        let again = total > 0;
        total = total.saturating_add(*working_days);
        let mut say = |what: String, remedy: &str| {
            found.push(case.finding("L04", Severity::Error, what, "条例第三十三条", remedy));
        };
        if approved_by.trim().is_empty() {
            say("延长期限没有写明由谁同意".into(), "补记政府信息公开工作机构负责人的同意");
        }
        if again && total <= longest {
            say("延长了不止一次，条例只规定延长一次".into(), "同一次延期登记成几条的，撤销多余的，把天数更正为合计");
        }
        if total > longest {
            say(format!("共延长{total}个工作日，最长{longest}个"), "核对延长的天数，按期答复");
        }
        if let Some(due) = case.due_before(event).filter(|due| event.on > *due) {
            say(format!("{}告知延长，期限{due}已过，延长不生效", event.on), "核对告知的日期");
        }
    }
}

fn inquiries(case: &Standing<'_>, found: &mut Vec<Finding>) {
    let rules = &case.case.rules;
    let (_, clock) = clock(&case.events, rules.calendar, rules.term);
    let limit = rules.term.third_party_working_days;
    let closed = case.case.projection.closed_on;
    let endings = [Kind::Closed, Kind::Withdrawn];
    let last = case.events.iter().rev().find(|event| endings.contains(&event.data.kind()));
    let withdrawn = closed.is_some() && last.is_some_and(|event| event.data.kind() == Kind::Withdrawn);
    for stop in &clock.stops {
        let end = stop.span.to.or(closed).unwrap_or(rules.today);
        let sent = stop.span.from.pred_opt().unwrap_or(stop.span.from);
        let used = rules.calendar.working_days_between(sent, end);
        let (of, from) = (stop.of.label(), stop.span.from);
        let what = match stop.span.to {
            // What was taken back needs no opinion any more, and has no term that could be missed.
            None if withdrawn => continue,
            None if closed.is_some() => format!("{of}（{from}起）没有登记结束就已办结，停止计算的时间不明"),
            // The term runs from the receipt of the inquiry, some days after it was sent.
            _ if used > limit + 5 => format!("{of}停止计算{used}个工作日，超过{limit}个工作日的答复期和在途时间"),
            _ => continue,
        };
        let remedy = "登记收到意见的日期；期满未答复的，以期满日登记，不能一直停止计算";
        found.push(case.finding("L05", Severity::Error, what, "条例第三十二条、第三十三条", remedy));
    }
}

fn ending(case: &Standing<'_>, found: &mut Vec<Finding>) {
    let Some(closed) = case.events.iter().rev().find(|event| event.data.kind() == Kind::Closed) else { return };
    let EventData::Closed { outcome, basis, .. } = &closed.data else { return };
    let said = basis.as_deref().is_some_and(|text| !text.trim().is_empty());
    let refusal = *outcome == Outcome::PartlyGranted
        || ["withheld_", "unavailable_", "not_processed_"].iter().any(|group| outcome.key().starts_with(group));
    if refusal && !said {
        let what = format!("“{}”没有写明理由和依据", outcome.label());
        found.push(case.finding("L06", Severity::Error, what, "条例第三十六条", "核对告知书，补记理由和条款"));
    }
    if case.case.projection.stage != Stage::Closed {
        return;
    }
    let delivered = case.events.iter().find(|event| event.data.kind() == Kind::Delivered && event.on >= closed.on);
    let what = match delivered.map(|event| &event.data) {
        None => "已答复，没有登记送达",
        Some(EventData::Delivered { proof }) if proof.as_deref().is_none_or(|text| text.trim().is_empty()) => {
            "登记了送达，没有写明凭证"
        }
        _ => return,
    };
    let remedy = "登记送达日期和凭证（邮寄单号、签收的送达回证）";
    found.push(case.finding("L09", Severity::Warning, what.into(), "国办公开办函〔2016〕235号", remedy));
}

fn years(case: &Standing<'_>, found: &mut Vec<Finding>) {
    let Some(received) = case.case.projection.received_on.map(|day| day.year()) else { return };
    let this_year = case.case.rules.today.year();
    let what = match case.case.projection.closed_on.map(|day| day.year()) {
        Some(closed) if closed != received => {
            format!("{received}年收到、{closed}年办结：收到计入{received}年，结果计入{closed}年，其间各年末计入结转")
        }
        None if received < this_year => {
            format!("{received}年收到，至今没有办结：在{}年末计入“结转下年度继续办理”", this_year - 1)
        }
        _ => return,
    };
    found.push(case.finding("L11", Severity::Note, what, "国办公开办函〔2021〕30号表三", "核对跨年的计数"));
}

fn again(cases: &[Standing<'_>], found: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(String, String), &Standing<'_>> = BTreeMap::new();
    let mut months: BTreeMap<(String, i32, u32), u32> = BTreeMap::new();
    let mut sorted: Vec<&Standing<'_>> = cases.iter().filter(|case| !case.case.applicant.is_empty()).collect();
    sorted.sort_by_key(|case| case.case.projection.received_on);
    for case in sorted {
        let subject: String = case.case.application.subject.chars().filter(|c| c.is_alphanumeric()).collect();
        let key = (case.case.applicant.clone(), subject);
        if let Some(before) = seen.get(&key) {
            if case.case.projection.outcome != Some(Outcome::NotProcessedRepeated) {
                let what = format!("与{}是同一申请人、同一内容", before.name);
                let remedy = "已答复过的，可以告知不再重复处理；补充了新内容的，正常办理";
                found.push(case.finding("L12", Severity::Warning, what, "条例第三十六条第（六）项", remedy));
            }
        } else {
            seen.insert(key, case);
        }
        let Some(on) = case.case.projection.received_on else { continue };
        let count = months.entry((case.case.applicant.clone(), on.year(), on.month())).or_insert(0);
        *count += 1;
        if *count == 11 {
            let (year, month) = (on.year(), on.month());
            let what = format!("是同一申请人{year}年{month}月的第11件，从这件起可以按件收取信息处理费");
            let remedy = "决定收费的，在答复期限内发收费通知";
            found.push(case.finding("L13", Severity::Note, what, crate::application::fee::BASIS, remedy));
        }
    }
}
