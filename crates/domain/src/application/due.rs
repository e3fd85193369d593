//! What is due in a case now, by when and why.

use super::Event;
use super::clock::{StartedBy, explain};
use super::course::{Phase, Rules, Situation, replay};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What is due.
    Duty {
        Answer "answer" "答复申请人",
        SupplementNotice "supplement_notice" "内容不明确的，告知补正",
        Supplement "supplement" "申请人补正",
        Opinion "opinion" "第三方或者其他机关答复意见",
        Payment "payment" "申请人缴费",
        Proof "proof" "送达并留存凭证",
    }
}

/// A duty with its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// What.
    pub duty: Duty,
    /// By when; `None` while that cannot be reckoned.
    pub on: Option<NaiveDate>,
    /// Whether the day is 暂定.
    pub provisional: bool,
    /// Whether the office itself has to act; else it waits for somebody.
    pub ours: bool,
    /// Why then, and what comes after.
    pub why: String,
    /// The article.
    pub article: String,
}

/// What is due in a case, the office's own duties first.
pub fn due(events: &[Event], rules: &Rules<'_>) -> Vec<Due> {
    let (case, _) = replay(events, rules);
    let mut all = Vec::new();
    match case.phase {
        Phase::Nothing => {}
        Phase::Closed => all.extend(proof(&case)),
        _ => {
            all.extend(answer(events, rules));
            all.extend(waiting(&case, rules));
        }
    }
    all
}

fn proof(case: &Situation) -> Option<Due> {
    let (closed, _) = case.closed.filter(|_| case.delivered.is_none() && !case.withdrawn)?;
    Some(Due {
        duty: Duty::Proof,
        on: Some(closed),
        provisional: false,
        ours: true,
        why: "已经答复，还没有登记送达和凭证；邮寄的以交邮日期、当面的以签收日期为答复日期".into(),
        article: "国办公开办函〔2016〕235号".into(),
    })
}

fn answer(events: &[Event], rules: &Rules<'_>) -> Option<Due> {
    let told = explain(events, rules.calendar, rules.term, rules.today)?;
    Some(Due {
        duty: Duty::Answer,
        on: told.due.map(|due| due.on),
        provisional: told.due.is_some_and(|due| due.provisional),
        ours: true,
        why: told.sentence,
        article: told.started_by.article().into(),
    })
}

fn waiting(case: &Situation, rules: &Rules<'_>) -> Vec<Due> {
    let term = rules.term;
    let days = |from: NaiveDate, n: u32| rules.calendar.due(from, n, &[]);
    match case.phase {
        Phase::Open if case.supplement.is_none() => {
            // The seven working days run from the receipt; a case that is handled again has none of its own.
            let from_receipt = case.clock.started_by == Some(StartedBy::Receipt) && case.fee_noticed.is_none();
            let received = case.clock.start.filter(|_| from_receipt);
            let by = received.and_then(|on| days(on, term.supplement_working_days));
            let Some(by) = by.filter(|by| by.on >= rules.today) else { return Vec::new() };
            vec![Due {
                duty: Duty::SupplementNotice,
                on: Some(by.on),
                provisional: by.provisional,
                ours: true,
                why: format!(
                    "收到申请之日起{}个工作日内，只能告知一次；内容明确的不需要",
                    term.supplement_working_days
                ),
                article: "条例第三十条".into(),
            }]
        }
        Phase::AwaitingSupplement => {
            let until = case.supplement.map(|(_, until)| until);
            let passed = until.is_some_and(|until| rules.today > until);
            let why = if passed {
                "补正期限已满；没有正当理由的，按“其他处理（逾期不补正）”办结"
            } else {
                "收到补正后答复期限重新计算；期满无正当理由不补正的，视为放弃申请"
            };
            let article = "条例第三十条".into();
            vec![Due { duty: Duty::Supplement, on: until, provisional: false, ours: passed, why: why.into(), article }]
        }
        Phase::AwaitingOpinion => {
            let asked = case.clock.stops.iter().filter(|stop| stop.span.to.is_none()).map(|stop| stop.span.from);
            let by =
                asked.min().and_then(|from| from.pred_opt()).and_then(|on| days(on, term.third_party_working_days));
            let passed = by.is_some_and(|by| rules.today > by.on);
            vec![Due {
                duty: Duty::Opinion,
                on: by.map(|by| by.on),
                provisional: by.is_some_and(|by| by.provisional),
                ours: passed,
                why: format!(
                    "自对方收到征求意见书之日起{}个工作日（这里按发出之日推算，最早届满）；期满未答复的，登记后由本机关依法决定",
                    term.third_party_working_days
                ),
                article: "条例第三十二条、第三十四条".into(),
            }]
        }
        Phase::AwaitingPayment => {
            let until = case.pay_by(rules.calendar);
            let passed = until.is_some_and(|until| rules.today > until);
            vec![Due {
                duty: Duty::Payment,
                on: until,
                provisional: until.is_some_and(|until| !rules.calendar.knows(until)),
                ours: passed,
                why: "自收到收费通知次日起20个工作日内缴费（这里按发出之日推算）；缴费后答复期限重新计算，逾期的视为放弃申请".into(),
                article: "条例第四十二条，国办函〔2020〕109号".into(),
            }]
        }
        _ => Vec::new(),
    }
}
