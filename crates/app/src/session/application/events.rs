//! What happens in a case, entered through the gate of `domain::application::course`.

use super::register::{kind, no_kind};
use super::{day, line};
use crate::application::input::EventInput;
use crate::application::view::ApplicationEdited;
use crate::prepare::Now;
use crate::session::Session;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::application::course::{Kind, Refusal, check};
use mingce_domain::application::{
    Arrival, Channel, Event, EventData, EventId, ReopenCause, fee, received_on, standing,
};

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
        let refused = |why: Refusal| AppError::plain(why.to_string()).at("on");
        let mut events = case.events.clone();
        let mut entered = Vec::new();
        if let Some(moved) = registration_after(&case.events, &data) {
            check(&events, on, &moved, &rules).map_err(refused)?;
            let (id, recorded_at) = (EventId("~0".into()), "~".into());
            events.push(Event { id, on, data: moved.clone(), recorded_at, by: String::new() });
            entered.push((on, moved));
        }
        check(&events, on, &data, &rules).map_err(refused)?;
        let said = format!("{}：{}（{}）", application.number, data.kind().label(), on.format("%Y年%-m月%-d日"));
        entered.push((on, data));
        self.act_with_law(&said, now, |act, law| act.append_events(&application.id, &entered, law))?;
        self.application_edited(&application.id.0, said, now)
    }

    fn event(&self, input: &EventInput, events: &[Event]) -> Result<EventData, AppError> {
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
                let (on, data) = match arrival(input, events)? {
                    Some((received, data)) => (received, data.map(Box::new)),
                    None => (on, self.right(input, events)?),
                };
                EventData::Corrected { event: target(), on, data, reason }
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
    fn right(&self, input: &EventInput, events: &[Event]) -> Result<Option<Box<EventData>>, AppError> {
        // As it stands after earlier corrections.
        let stands = standing(events);
        let Some(found) = stands.iter().find(|event| event.id.0 == input.event.trim()) else { return Ok(None) };
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

/// A receipt that is moved behind its registration takes the registration along: nothing is registered before it is there.
fn registration_after(events: &[Event], data: &EventData) -> Option<EventData> {
    let EventData::Corrected { event, on: Some(received), reason, .. } = data else { return None };
    let stands = standing(events);
    let receipt = stands.iter().find(|it| it.id == *event)?;
    let registered = stands.iter().find(|it| it.data == EventData::Registered && it.on < *received)?;
    matches!(receipt.data, EventData::Received { .. }).then(|| EventData::Corrected {
        event: registered.id.clone(),
        on: Some(*received),
        data: None,
        reason: reason.clone(),
    })
}

/// The right day of a receipt and its right facts, as far as they differ.
type Receipt = (Option<NaiveDate>, Option<EventData>);

/// The right day of receipt and the right facts of a receipt whose channel or days were entered wrongly: the day follows from
/// them as at the registration (art. 31). What is left empty stays. `None`: no receipt is corrected in this way.
fn arrival(input: &EventInput, events: &[Event]) -> Result<Option<Receipt>, AppError> {
    let stands = standing(events);
    let found = stands.iter().find(|event| event.id.0 == input.event.trim());
    let Some(Event { on, data: EventData::Received { channel, applicant_kind, arrived_on }, .. }) = found else {
        return Ok(None);
    };
    if [&input.channel, &input.arrived_on, &input.confirmed_on].iter().all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let to = match input.channel.trim() {
        "" => *channel,
        word => {
            Channel::from_word(word).ok_or_else(|| AppError::plain(format!("没有“{word}”这种渠道")).at("channel"))?
        }
    };
    let given = |text: &str, field: &str, what: &str, stood: Option<NaiveDate>| match text.trim() {
        "" => Ok(stood),
        text => day(text, field, what).map(Some),
    };
    // A day of receipt that was no confirmation does not become one.
    let confirmed = channel.counts_from_confirmation().then_some(*on);
    let arrival = Arrival {
        channel: to,
        arrived_on: given(&input.arrived_on, "arrived_on", "申请到达的日期", *arrived_on)?.unwrap_or(*on),
        confirmed_on: given(&input.confirmed_on, "confirmed_on", "确认日期", confirmed)?,
    };
    let (received, arrived) =
        received_on(&arrival).map_err(|why| AppError::plain(why.to_string()).at("confirmed_on"))?;
    let right = EventData::Received { channel: to, applicant_kind: *applicant_kind, arrived_on: arrived };
    let as_it_was =
        right == EventData::Received { channel: *channel, applicant_kind: *applicant_kind, arrived_on: *arrived_on };
    Ok(Some(((received != *on).then_some(received), (!as_it_was).then_some(right))))
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
