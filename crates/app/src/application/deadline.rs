//! Due dates and fees that are asked for without a data file.

use super::facts;
use super::view::DeadlineView;
use crate::assets::Assets;
use crate::prepare::Now;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::application::clock::explain;
use mingce_domain::application::course::{Rules, check};
use mingce_domain::application::fee::{BASIS, Fee, FeeRefusal};
use mingce_domain::application::{ApplicantKind, Arrival, Channel, Event, EventData, EventId, received_on};
use mingce_domain::deadline::Term;
use serde::Deserialize;

/// What a due date is reckoned from.
#[derive(Debug, Clone, Default)]
pub struct DeadlineRequest {
    /// The day of receipt, where that is known.
    pub received: Option<NaiveDate>,
    /// Else: when it arrived …
    pub arrived: Option<NaiveDate>,
    /// … by which channel …
    pub channel: String,
    /// … and when that was confirmed.
    pub confirmed: Option<NaiveDate>,
    /// Working days of the term; the law's without.
    pub days: Option<u32>,
    /// Working days by which it was extended.
    pub extend: u32,
    /// Times that do not count, both ends included.
    pub stops: Vec<(NaiveDate, NaiveDate)>,
    /// What happened since, as JSON.
    pub events: Option<Vec<u8>>,
}

#[derive(Deserialize)]
struct Happened {
    on: NaiveDate,
    #[serde(flatten)]
    data: EventData,
}

/// The due date with its reasons.
///
/// # Errors
/// When there is no day of receipt yet, or what happened does not follow.
pub fn deadline(assets: &Assets, request: &DeadlineRequest, now: &Now) -> Result<DeadlineView, AppError> {
    let channel = Channel::from_word(&request.channel).ok_or_else(|| {
        let known: Vec<&str> = Channel::ALL.iter().map(|it| it.key()).collect();
        AppError::plain(format!("不认识的渠道“{}”。可以用：{}", request.channel, known.join("、")))
    })?;
    let (received, arrived) = match (request.received, request.arrived) {
        (Some(received), _) => (received, None),
        (None, Some(arrived_on)) => received_on(&Arrival { channel, arrived_on, confirmed_on: request.confirmed })
            .map_err(|why| AppError::plain(why.to_string()))?,
        (None, None) => return Err(AppError::plain("请写明收到申请的日期".into())),
    };
    let law = assets.term_on(received);
    let term = Term { answer_working_days: request.days.unwrap_or(law.answer_working_days), ..law.clone() };
    let latest = received.max(now.today);
    let rules = Rules { calendar: &assets.calendar, term: &term, today: NaiveDate::MAX };
    let mut events: Vec<Event> = Vec::new();
    let receipt = EventData::Received { channel, applicant_kind: ApplicantKind::NaturalPerson, arrived_on: arrived };
    enter(&mut events, received, receipt);
    let mut given: Vec<Happened> = match &request.events {
        Some(json) => serde_json::from_slice(json).map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain(
                "经过的文件看不懂：写成 [{\"on\": \"2026-01-20\", \"kind\": \"third_party_asked\"}, …]".into(),
            )
        })?,
        None => Vec::new(),
    };
    for (from, to) in &request.stops {
        let asked = from.pred_opt().unwrap_or(*from);
        given.push(Happened { on: asked, data: EventData::OtherOrganAsked });
        given.push(Happened { on: *to, data: EventData::OtherOrganAnswered });
    }
    given.sort_by_key(|it| it.on);
    if request.extend > 0 {
        let data = EventData::Extended { working_days: request.extend, approved_by: "（未写明）".into() };
        // Noticed in time: this asks what it would give.
        given.insert(0, Happened { on: received, data });
    }
    for Happened { on, data } in given {
        if matches!(data, EventData::Received { .. }) {
            continue;
        }
        check(&events, on, &data, &rules).map_err(|why| AppError::plain(why.to_string()))?;
        enter(&mut events, on, data);
    }
    let told = explain(&events, &assets.calendar, &term, latest);
    let told = told.ok_or_else(|| AppError::plain("日期超出可以推算的范围，请核对".into()))?;
    Ok(facts::deadline(received, &told))
}

fn enter(events: &mut Vec<Event>, on: NaiveDate, data: EventData) {
    let nth = events.len();
    let (id, recorded_at) = (EventId(format!("{nth:06}")), format!("{nth:06}"));
    events.push(Event { id, on, data, recorded_at, by: String::new() });
}

/// `fee/1`, and the rule behind it in words.
///
/// # Errors
/// When both tariffs are asked for, or neither: the rule that says so.
pub fn fee(pages: Option<u32>, applications: Option<u32>) -> Result<(serde_json::Value, String), AppError> {
    let refused = |why: FeeRefusal| AppError::plain(why.to_string());
    let (fee, by) = match (pages, applications) {
        (Some(pages), None) => (Fee::by_pages(pages), "按量计收，一件申请"),
        (None, Some(count)) => (Fee::by_applications(count), "按件计收，同一申请人一个自然月"),
        (Some(_), Some(_)) => return Err(refused(FeeRefusal::Both)),
        (None, None) => return Err(refused(FeeRefusal::Neither)),
    };
    let json = serde_json::json!({ "schema": "fee/1", "amount_yuan": fee.amount_yuan, "steps": fee.steps });
    Ok((json, format!("{by}，{BASIS}")))
}
