//! The fees of the ledger: F01–F05; F06 compares them with the report.

use super::ledger::Standing;
use super::{Finding, Severity};
use crate::annual_report::InformationFee;
use crate::application::fee::{BASIS, Tariff};
use crate::application::{Event, EventData, standing};
use chrono::Datelike;
use std::collections::BTreeMap;

/// What one case shows of fees.
pub(super) fn one(case: &Standing<'_>, found: &mut Vec<Finding>) {
    let mut tariffs = Vec::new();
    for event in &case.events {
        let EventData::FeeNoticed { amount_fen, charge } = &event.data else { continue };
        if let Some(charge) = charge {
            let free = match charge.tariff {
                Tariff::PerApplication => charge.count <= 10,
                Tariff::PerPage => charge.count <= 30,
            };
            let right = i64::try_from(charge.amount_yuan().saturating_mul(100)).unwrap_or(i64::MAX);
            if free {
                let what = format!("{}，在免收的数量之内却收费{}元", charge.sentence(), yuan(*amount_fen));
                found.push(case.finding("F03", Severity::Error, what, BASIS, "撤销收费通知，已收的退还"));
            } else if right != *amount_fen {
                let what = format!("{}，通知的却是{}元", charge.sentence(), yuan(*amount_fen));
                let finding = case.finding("F01", Severity::Error, what, BASIS, "按标准重新计算，更正收费通知");
                found.push(finding.expected(yuan(right)).actual(yuan(*amount_fen)));
            }
            if !tariffs.contains(&charge.tariff) {
                tariffs.push(charge.tariff);
            }
        }
        if let Some(due) = case.due_before(event).filter(|due| event.on > *due) {
            let what = format!("{}发收费通知，答复期限{due}已过", event.on);
            found.push(case.finding("F05", Severity::Error, what, BASIS, "收费通知应当在答复期限内发出"));
        }
    }
    if tariffs.len() > 1 {
        let what = "一件申请并用了按件和按量两种标准".to_string();
        found.push(case.finding("F02", Severity::Error, what, BASIS, "选定一种标准，更正另一份通知"));
    }
}

/// Which number of the applicant's month an application is: the counter begins anew each month.
pub(super) fn months(cases: &[Standing<'_>], found: &mut Vec<Finding>) {
    let mut sorted: Vec<&Standing<'_>> = cases.iter().filter(|case| !case.case.applicant.is_empty()).collect();
    sorted.sort_by_key(|case| case.case.projection.received_on);
    let mut counts: BTreeMap<(&str, i32, u32), u32> = BTreeMap::new();
    for case in sorted {
        let Some(on) = case.case.projection.received_on else { continue };
        let count = counts.entry((&case.case.applicant, on.year(), on.month())).or_insert(0);
        *count += 1;
        for event in &case.events {
            let EventData::FeeNoticed { charge: Some(charge), .. } = &event.data else { continue };
            if charge.tariff == Tariff::PerApplication && charge.count > *count {
                let what = format!(
                    "收费通知按当月第{}件计算，台账中是{}年{}月的第{count}件",
                    charge.count,
                    on.year(),
                    on.month()
                );
                let remedy = "件数按自然月重新起算；核对当月的申请是否都已登记";
                let finding = case.finding("F04", Severity::Error, what, BASIS, remedy);
                found.push(finding.expected(*count).actual(charge.count));
            }
        }
    }
}

/// What the ledger says of a year's fees: notices, what was noticed, what of it was paid.
pub fn fees_of_year<'a>(cases: impl Iterator<Item = &'a [Event]>, year: i32) -> (i64, i64, i64) {
    let (mut notices, mut noticed, mut paid) = (0, 0, 0);
    for events in cases {
        let mut owed = 0;
        for event in standing(events) {
            match event.data {
                EventData::FeeNoticed { amount_fen, .. } => {
                    owed = amount_fen;
                    if event.on.year() == year {
                        notices += 1;
                        noticed += amount_fen;
                    }
                }
                EventData::FeePaid if event.on.year() == year => paid += owed,
                _ => {}
            }
        }
    }
    (notices, noticed, paid)
}

/// F06: what the report says of fees against the ledger.
pub fn check_report_fees(said: &InformationFee, ledger: (i64, i64, i64), year: i32) -> Option<Finding> {
    let (notices, noticed, paid) = ledger;
    let text = |notices: i64, noticed: String, paid: String| format!("{notices}件、通知{noticed}元、收取{paid}元");
    let of_report = text(said.notices, said.noticed_yuan.clone(), said.received_yuan.clone());
    let of_ledger = text(notices, yuan(noticed), yuan(paid));
    let same =
        said.notices == notices && fen(&said.noticed_yuan) == Some(noticed) && fen(&said.received_yuan) == Some(paid);
    (!same).then(|| {
        let what = format!("{year}年度报告的信息处理费（{of_report}）与台账（{of_ledger}）不一致");
        Finding::new("F06", Severity::Error, "information_fee", what)
            .expected(of_ledger)
            .actual(of_report)
            .basis(BASIS)
            .remedy("核对收费通知和缴费的登记，或者更正报告")
    })
}

/// Yuan with 分 where there are any.
pub(super) fn yuan(fen: i64) -> String {
    if fen % 100 == 0 { (fen / 100).to_string() } else { format!("{}.{:02}", fen / 100, fen % 100) }
}

fn fen(yuan: &str) -> Option<i64> {
    let (whole, part) = yuan.trim().split_once('.').unwrap_or((yuan.trim(), ""));
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()? * 10,
        _ => part.get(..2)?.parse().ok()?,
    };
    whole.checked_mul(100)?.checked_add(part)
}
