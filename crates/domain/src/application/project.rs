//! From events to what is counted and shown. The one place where a case's state is decided.

use super::clock::{Clock, Inquiry, StartedBy};
use super::{ApplicantKind, Channel, Event, EventData, Outcome, ReopenCause};
use crate::deadline::{Calendar, Term};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a case stands. Not the same as how it ended ([`Outcome`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Received, being handled.
    Open,
    /// Waiting for the applicant's supplement.
    AwaitingSupplement,
    /// Waiting for a third party or another organ.
    AwaitingOpinion,
    /// Waiting for payment.
    AwaitingPayment,
    /// Closed.
    Closed,
    /// Open again after it had been closed.
    Reopened,
}

impl Stage {
    /// All stages.
    pub const ALL: [Stage; 6] = [
        Stage::Open,
        Stage::AwaitingSupplement,
        Stage::AwaitingOpinion,
        Stage::AwaitingPayment,
        Stage::Closed,
        Stage::Reopened,
    ];

    /// The word in the data file.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::AwaitingSupplement => "awaiting_supplement",
            Stage::AwaitingOpinion => "awaiting_opinion",
            Stage::AwaitingPayment => "awaiting_payment",
            Stage::Closed => "closed",
            Stage::Reopened => "reopened",
        }
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Open => "办理中",
            Stage::AwaitingSupplement => "待补正",
            Stage::AwaitingOpinion => "征求意见中",
            Stage::AwaitingPayment => "待缴费",
            Stage::Closed => "已办结",
            Stage::Reopened => "重新办理中",
        }
    }
}

/// One run of handling: the first from receipt to closing, further ones from a reopening to the new closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// The day of receipt, or of reopening.
    pub opened_on: NaiveDate,
    /// Why it was opened again; `None` for the first.
    pub cause: Option<ReopenCause>,
    /// The date of the reply or notice.
    pub closed_on: Option<NaiveDate>,
    /// The result row.
    pub outcome: Option<Outcome>,
}

/// What a case looks like after its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Projection {
    /// Where it stands.
    pub stage: Stage,
    /// How it ended, last time it was closed.
    pub outcome: Option<Outcome>,
    /// The day of receipt; `None` when no (unrevoked) receipt is recorded: such a case is counted nowhere.
    pub received_on: Option<NaiveDate>,
    /// The day of the last closing, while closed.
    pub closed_on: Option<NaiveDate>,
    /// The last day for the reply, while the clock runs.
    pub due_on: Option<NaiveDate>,
    /// Whether `due_on` lies beyond the last known holiday notice.
    pub due_is_provisional: bool,
    /// The kind of the first-named applicant, as known now.
    pub applicant_kind: Option<ApplicantKind>,
    /// How it came in.
    pub channel: Option<Channel>,
    /// All runs of handling, first to last.
    pub episodes: Vec<Episode>,
}

/// Decides the state of a case from its events: corrections and revocations are applied first, then the events run in
/// the order of their days (those of one day in the order in which they were entered).
///
/// Never fails: impossible sequences (a reply before the receipt, two closings in a row) keep the first sensible
/// reading and are findings of the ledger checks, not errors here.
pub fn project(events: &[Event], calendar: &Calendar, term: &Term) -> Projection {
    run(events, calendar, term).0
}

/// The projection with the clock that gave its due date.
pub(super) fn run(events: &[Event], calendar: &Calendar, term: &Term) -> (Projection, Clock) {
    let effective = effective(events);
    let mut state = Projection {
        stage: Stage::Open,
        outcome: None,
        received_on: None,
        closed_on: None,
        due_on: None,
        due_is_provisional: false,
        applicant_kind: None,
        channel: None,
        episodes: Vec::new(),
    };
    let mut clock = Clock::default();
    for event in &effective {
        let open = state.episodes.last().is_some_and(|episode| episode.closed_on.is_none());
        match &event.data {
            // A second receipt is a finding of the ledger checks; the first one counts.
            EventData::Received { channel, applicant_kind, .. } if state.received_on.is_none() => {
                state.received_on = Some(event.on);
                state.channel = Some(*channel);
                state.applicant_kind = Some(*applicant_kind);
                state.episodes.push(Episode { opened_on: event.on, cause: None, closed_on: None, outcome: None });
                clock = Clock::from(event.on, StartedBy::Receipt);
            }
            EventData::SupplementAsked { .. } if open => {
                state.stage = Stage::AwaitingSupplement;
                clock.pause(event.on);
            }
            EventData::SupplementReceived if open => {
                state.stage = Stage::Open;
                clock = Clock::from(event.on, StartedBy::Supplement);
            }
            EventData::ThirdPartyAsked | EventData::OtherOrganAsked if open => {
                state.stage = Stage::AwaitingOpinion;
                let of = match event.data {
                    EventData::ThirdPartyAsked => Inquiry::ThirdParty,
                    _ => Inquiry::OtherOrgan,
                };
                clock.stop(event.on, of);
            }
            EventData::ThirdPartyAnswered | EventData::OtherOrganAnswered if open => {
                let of = match event.data {
                    EventData::ThirdPartyAnswered => Inquiry::ThirdParty,
                    _ => Inquiry::OtherOrgan,
                };
                clock.go(event.on, of);
                if !clock.stopped() {
                    state.stage = Stage::Open;
                }
            }
            EventData::DelayFixed { until } if open => clock.fixed = Some(*until),
            EventData::FeeNoticed { .. } if open => {
                state.stage = Stage::AwaitingPayment;
                clock.pause(event.on);
            }
            EventData::FeePaid if open => {
                state.stage = Stage::Open;
                clock = Clock::from(event.on, StartedBy::Payment);
            }
            EventData::Extended { working_days, .. } if open => clock.extension += working_days,
            EventData::Closed { outcome, .. } if open => state.close(event.on, *outcome),
            EventData::Withdrawn if open => state.close(event.on, Outcome::OtherOther),
            EventData::Reopened { cause } if !open && state.received_on.is_some() => {
                state.stage = Stage::Reopened;
                state.closed_on = None;
                state.episodes.push(Episode {
                    opened_on: event.on,
                    cause: Some(*cause),
                    closed_on: None,
                    outcome: None,
                });
                clock = Clock::from(event.on, StartedBy::Reopening);
            }
            EventData::KindCorrected { applicant_kind } => state.applicant_kind = Some(*applicant_kind),
            _ => {}
        }
    }
    if matches!(state.stage, Stage::Open | Stage::Reopened | Stage::AwaitingOpinion)
        && let Some(due) = clock.due(calendar, term)
    {
        state.due_on = Some(due.on);
        state.due_is_provisional = due.provisional;
    }
    (state, clock)
}

impl Projection {
    fn close(&mut self, on: NaiveDate, outcome: Outcome) {
        self.stage = Stage::Closed;
        self.outcome = Some(outcome);
        self.closed_on = Some(on);
        if let Some(episode) = self.episodes.last_mut() {
            episode.closed_on = Some(on);
            episode.outcome = Some(outcome);
        }
    }
}

/// The events that hold: corrected values in place, revoked ones gone, in order of day and entry.
pub fn effective(events: &[Event]) -> Vec<Event> {
    let mut by_entry: Vec<&Event> = events.iter().collect();
    by_entry.sort_by(|a, b| (&a.recorded_at, &a.id).cmp(&(&b.recorded_at, &b.id)));
    let mut out: Vec<Event> = Vec::new();
    for event in by_entry {
        match &event.data {
            EventData::Corrected { event: target, on, data, .. } => {
                if let Some(found) = out.iter_mut().find(|e| e.id == *target) {
                    if let Some(on) = on {
                        found.on = *on;
                    }
                    // A correction keeps the kind of event: a receipt cannot become a reply.
                    if let Some(data) = data
                        && std::mem::discriminant(&**data) == std::mem::discriminant(&found.data)
                    {
                        found.data = (**data).clone();
                    }
                }
            }
            EventData::Revoked { event: target, .. } => out.retain(|e| e.id != *target),
            _ => out.push(event.clone()),
        }
    }
    // Stable: events of one day keep the order in which they were entered.
    out.sort_by_key(|event| event.on);
    out
}
