//! What an event needs beside its phase: once only, a term that has passed, consent, a basis.

use super::course::{Kind, Phase, Refusal, Rules, Situation};
use super::{EventData, Outcome};
use chrono::NaiveDate;

/// Whether an event has what it needs.
pub(super) fn needs(case: &Situation, on: NaiveDate, data: &EventData, rules: &Rules<'_>) -> Result<(), Refusal> {
    let kind = data.kind();
    let article = kind.article();
    let once = |done: Option<NaiveDate>, remedy: &'static str| match done {
        Some(on) => Err(Refusal::Once { what: kind.label(), on, remedy, article }),
        None => Ok(()),
    };
    let asked = |there: bool, asked: Kind| {
        if there { Ok(()) } else { Err(Refusal::NotAsked { what: kind.label(), asked: asked.label(), article }) }
    };
    match data {
        EventData::Registered => once(case.registered, "登记有误的，请更正那一条"),
        EventData::SupplementAsked { reply_by } => {
            once(
                case.supplement.map(|(on, _)| on),
                "补正以一次为限，补正后仍不明确的，按“补正后申请内容仍不明确”答复",
            )?;
            later(kind, on, *reply_by)
        }
        EventData::ThirdPartyAnswered => asked(case.third_parties > 0, Kind::ThirdPartyAsked),
        EventData::OtherOrganAnswered => asked(case.other_organs > 0, Kind::OtherOrganAsked),
        EventData::ReasonsAsked => once(case.reasons_asked, "理由已经要求过，请登记收到的理由"),
        EventData::ReasonsGiven => asked(case.reasons_asked.is_some() && !case.reasons_given, Kind::ReasonsAsked),
        EventData::DelayFixed { until } => {
            asked(case.reasons_asked.is_some(), Kind::ReasonsAsked)?;
            asked(case.reasons_given, Kind::ReasonsGiven)?;
            if let Some(before) = case.clock.fixed {
                return Err(Refusal::DelayedBefore(before));
            }
            later(kind, on, *until)?;
            match case.clock.due(rules.calendar, rules.term) {
                Some(due) if *until <= due.on => Err(Refusal::NoDelay { until: *until, due: due.on }),
                _ => Ok(()),
            }
        }
        EventData::FeeNoticed { amount_fen, charge } => {
            once(case.fee_noticed, "一件申请只发一次收费通知；金额错了的，请更正那一条")?;
            if *amount_fen <= 0 {
                return Err(Refusal::NoFee);
            }
            match charge {
                Some(charge) if i64::try_from(charge.amount_yuan() * 100) != Ok(*amount_fen) => {
                    let yuan = format!("{}.{:02}", amount_fen / 100, amount_fen % 100);
                    Err(Refusal::WrongFee { sentence: charge.sentence(), yuan })
                }
                _ => Ok(()),
            }
        }
        EventData::Extended { working_days, approved_by } => {
            let longest = rules.term.longest_extension;
            if let Some(until) = case.clock.fixed {
                return Err(Refusal::DelayedBefore(until));
            }
            if case.clock.extension > 0 {
                return Err(Refusal::ExtendedBefore { so_far: case.clock.extension, longest });
            }
            if *working_days == 0 || *working_days > longest {
                return Err(Refusal::TooLong { longest, asked: *working_days });
            }
            if approved_by.trim().is_empty() {
                return Err(Refusal::NoConsent);
            }
            match case.clock.due(rules.calendar, rules.term) {
                Some(due) if on > due.on => Err(Refusal::ExtendedLate { due: due.on, on }),
                _ => Ok(()),
            }
        }
        EventData::Closed { outcome, basis, note, .. } => {
            leads_to(case, on, *outcome, rules)?;
            let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
            if *outcome == Outcome::OtherOther && !said(note) {
                return Err(Refusal::NoNote);
            }
            if said(basis) { Ok(()) } else { Err(Refusal::NoBasis(outcome.label())) }
        }
        EventData::Delivered { .. } => {
            once(case.delivered, "送达日期错了的，请更正那一条")?;
            match case.closed {
                Some((closed, _)) if on < closed => Err(Refusal::DeliveredBefore { on, closed }),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

fn later(kind: Kind, on: NaiveDate, until: NaiveDate) -> Result<(), Refusal> {
    if until > on {
        return Ok(());
    }
    Err(Refusal::NoTerm { what: kind.label(), on, until, article: kind.article() })
}

/// Whether the course of the case leads to an outcome: some hold in one phase only, and a waiting case knows only some.
fn leads_to(case: &Situation, on: NaiveDate, outcome: Outcome, rules: &Rules<'_>) -> Result<(), Refusal> {
    let wrong = |only, remedy, article| Err(Refusal::WrongOutcome { outcome: outcome.label(), only, remedy, article });
    match (case.phase, outcome) {
        (Phase::AwaitingSupplement, Outcome::OtherNoSupplement) => match case.supplement {
            Some((_, until)) if on <= until => {
                Err(Refusal::TermRuns { what: "补正", until, on, article: "第三十条" })
            }
            _ => Ok(()),
        },
        (_, Outcome::OtherNoSupplement) => {
            wrong("发出补正告知后申请人逾期没有补正的", "请先登记“发出补正告知”，或者另选办理结果", "第三十条")
        }
        (Phase::AwaitingPayment, Outcome::OtherFeeUnpaid) => match case.pay_by(rules.calendar) {
            Some(until) if on <= until => {
                Err(Refusal::TermRuns {
                    what: "缴费", until, on, article: "第四十二条，国办函〔2020〕109号"
                })
            }
            _ => Ok(()),
        },
        (_, Outcome::OtherFeeUnpaid) => {
            wrong("发出收费通知后申请人逾期没有缴费的", "请先登记“发出收费通知”，或者另选办理结果", "第四十二条")
        }
        (_, Outcome::OtherOther) => Ok(()),
        (Phase::AwaitingSupplement, _) => wrong(
            "申请内容明确之后",
            "现在等候补正：请先登记“收到补正”；逾期不补正的，按“其他处理（逾期不补正）”办结",
            "第三十条",
        ),
        (Phase::AwaitingPayment, _) => {
            wrong("缴费之后", "现在等候缴费：请先登记“缴费”；逾期不缴的，按“其他处理（逾期未缴费）”办结", "第四十二条")
        }
        (_, Outcome::UnavailableUnclear) if !case.supplemented => {
            wrong("经过一次补正仍不明确的", "内容不明确的，请先发出补正告知并登记收到补正", "第三十条")
        }
        (_, Outcome::NotProcessedExcessive) if case.reasons_asked.is_none() => {
            wrong("要求说明理由而理由不合理的", "请先登记“要求说明理由”", "第三十五条")
        }
        _ => Ok(()),
    }
}
