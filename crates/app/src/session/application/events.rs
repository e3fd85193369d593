//! What happens in a case, entered through the gate of `domain::application::course`.

use super::register::{kind, no_kind};
use super::{day, line};
use crate::application::input::EventInput;
use crate::application::view::ApplicationEdited;
use crate::prepare::Now;
use crate::session::Session;
use crate::view::AppError;
use mingce_domain::application::course::{Kind, check};
use mingce_domain::application::{EventData, EventId, ReopenCause, fee};

impl Session {
    /// Enters an event: one step that can be undone.
    ///
    /// # Errors
    /// Why it may not be entered: what happened, what to do, the article. Nothing is changed then.
    pub fn add_application_event(
        &mut self,
        id: &str,
        input: &EventInput,
        now: &Now,
    ) -> Result<ApplicationEdited, AppError> {
        let case = self.case(id)?;
        let application = case.fact.application.clone();
        if application.void {
            return Err(AppError::plain("这件申请已作废，不能再办理；作废有误的，请撤销那一步".into()));
        }
        let on = if input.on.trim().is_empty() { now.today } else { day(&input.on, "on", "办理日期")? };
        let data = self.event(input, &case.events)?;
        let rules = self.rules(&case.events, now.today)?;
        check(&case.events, on, &data, &rules).map_err(|why| AppError::plain(why.to_string()).at("on"))?;
        let said = format!("{}：{}（{}）", application.number, data.kind().label(), on.format("%Y年%-m月%-d日"));
        self.act_with_law(&said, now, |act, law| act.append_event(&application.id, on, &data, law))?;
        self.application_edited(&application.id.0, said, now)
    }

    fn event(&self, input: &EventInput, events: &[mingce_domain::application::Event]) -> Result<EventData, AppError> {
        let wanted = Kind::from_key(input.kind.trim()).ok_or_else(|| {
            let known: Vec<String> =
                Kind::ALL.iter().map(|kind| format!("{}（{}）", kind.key(), kind.label())).collect();
            AppError::plain(format!("请写明办理了什么：{}", known.join("、"))).at("kind")
        })?;
        let target = || EventId(input.event.trim().to_string());
        let reason = line(&input.reason, "reason", "原因")?;
        Ok(match wanted {
            Kind::Registered => EventData::Registered,
            Kind::SupplementAsked => {
                EventData::SupplementAsked { reply_by: day(&input.until, "until", "补正的期限")? }
            }
            Kind::SupplementReceived => EventData::SupplementReceived,
            Kind::ThirdPartyAsked => EventData::ThirdPartyAsked,
            Kind::ThirdPartyAnswered => EventData::ThirdPartyAnswered,
            Kind::OtherOrganAsked => EventData::OtherOrganAsked,
            Kind::OtherOrganAnswered => EventData::OtherOrganAnswered,
            Kind::ReasonsAsked => EventData::ReasonsAsked,
            Kind::ReasonsGiven => EventData::ReasonsGiven,
            Kind::DelayFixed => EventData::DelayFixed { until: day(&input.until, "until", "延迟答复的日期")? },
            Kind::FeeNoticed => {
                let (charge, fee) = fee::charge(input.nth, input.pages, input.public)
                    .map_err(|why| AppError::plain(why.to_string()).at("fee"))?;
                let fen = i64::try_from(fee.amount_yuan.saturating_mul(100)).unwrap_or(i64::MAX);
                EventData::FeeNoticed { amount_fen: fen, charge: Some(charge) }
            }
            Kind::FeePaid => EventData::FeePaid,
            Kind::Extended => {
                let message = "请写明延长几个工作日（最长20个，条例第三十三条）";
                let working_days = input.working_days;
                let working_days = working_days.ok_or_else(|| AppError::plain(message.into()).at("working_days"))?;
                EventData::Extended { working_days, approved_by: line(&input.approved_by, "approved_by", "同意人")? }
            }
            Kind::Transferred => {
                let to = line(&input.to, "to", "转办科室")?;
                if to.is_empty() {
                    return Err(AppError::plain("请写明转给哪个科室办理".into()).at("to"));
                }
                EventData::Transferred { to }
            }
            Kind::Withdrawn => EventData::Withdrawn,
            Kind::Delivered => {
                let proof = line(&input.proof, "proof", "送达凭证")?;
                EventData::Delivered { proof: Some(proof).filter(|text| !text.is_empty()) }
            }
            Kind::Reopened => EventData::Reopened { cause: cause(&input.cause)? },
            Kind::KindCorrected => {
                EventData::KindCorrected { applicant_kind: kind(&input.applicant_kind).ok_or_else(no_kind)? }
            }
            Kind::Corrected => {
                let on = match input.new_on.trim() {
                    "" => None,
                    text => Some(day(text, "new_on", "更正后的日期")?),
                };
                EventData::Corrected { event: target(), on, data: self.right(input, events)?, reason }
            }
            Kind::Revoked => EventData::Revoked { event: target(), reason },
            Kind::Received | Kind::Closed => {
                let message = match wanted {
                    Kind::Received => "收到申请在登记时写明；日期错了的，请更正那一条",
                    _ => "答复和办结请用“办理结果”（命令行为 application outcome）：按问题选定结果，写明依据",
                };
                return Err(AppError::plain(message.into()).at("kind"));
            }
        })
    }

    /// The right facts of the event that is corrected, where the input names any.
    fn right(
        &self,
        input: &EventInput,
        events: &[mingce_domain::application::Event],
    ) -> Result<Option<Box<EventData>>, AppError> {
        let found = events.iter().find(|event| event.id.0 == input.event.trim());
        let Some(found) = found else { return Ok(None) };
        let right = match &found.data {
            EventData::SupplementAsked { .. } if !input.until.trim().is_empty() => {
                EventData::SupplementAsked { reply_by: day(&input.until, "until", "补正的期限")? }
            }
            EventData::DelayFixed { .. } if !input.until.trim().is_empty() => {
                EventData::DelayFixed { until: day(&input.until, "until", "延迟答复的日期")? }
            }
            EventData::Extended { working_days, approved_by }
                if input.working_days.is_some() || !input.approved_by.trim().is_empty() =>
            {
                let by = line(&input.approved_by, "approved_by", "同意人")?;
                EventData::Extended {
                    working_days: input.working_days.unwrap_or(*working_days),
                    approved_by: if by.is_empty() { approved_by.clone() } else { by },
                }
            }
            EventData::Delivered { .. } if !input.proof.trim().is_empty() => {
                EventData::Delivered { proof: Some(line(&input.proof, "proof", "送达凭证")?) }
            }
            EventData::Transferred { .. } if !input.to.trim().is_empty() => {
                EventData::Transferred { to: line(&input.to, "to", "转办科室")? }
            }
            EventData::FeeNoticed { .. } if input.pages.is_some() || input.nth.is_some() => {
                let corrected = EventInput { kind: Kind::FeeNoticed.key().into(), ..input.clone() };
                self.event(&corrected, events)?
            }
            _ => return Ok(None),
        };
        Ok(Some(Box::new(right)))
    }
}

fn cause(word: &str) -> Result<ReopenCause, AppError> {
    const CAUSES: [(&str, ReopenCause); 3] = [
        ("reconsideration", ReopenCause::Reconsideration),
        ("judgment", ReopenCause::Judgment),
        ("own_correction", ReopenCause::OwnCorrection),
    ];
    let found = CAUSES.into_iter().find(|(key, cause)| *key == word.trim() || cause.label() == word.trim());
    found.map(|(_, cause)| cause).ok_or_else(|| {
        let known: Vec<&str> = CAUSES.iter().map(|(_, cause)| cause.label()).collect();
        AppError::plain(format!("请写明为什么重新办理：{}", known.join("、"))).at("cause")
    })
}
