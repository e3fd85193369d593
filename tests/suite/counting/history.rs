//! The events of an invented application: everything that can happen to one, in the order in which it is entered.

use super::random::{Random, later};
use chrono::NaiveDate;
use mingce_domain::application::{
    ApplicantKind, ApplicationId, Channel, Event, EventData, EventId, Outcome, ReopenCause,
};

struct History<'a> {
    id: &'a ApplicationId,
    random: &'a mut Random,
    events: Vec<Event>,
}

/// What happened to an application that arrived on a day.
pub fn history(id: &ApplicationId, received: NaiveDate, random: &mut Random) -> Vec<Event> {
    let mut history = History { id, random, events: Vec::new() };
    if history.random.chance(2) {
        // Entered, but nobody knows when it arrived.
        history.enter(received, EventData::Registered);
        return history.events;
    }
    if history.random.chance(2) {
        history.enter(received, closed(Outcome::Granted));
    }
    history.receipt(received);
    history.on_the_way(received);
    let mut since = received;
    for run in 0..3 {
        let Some(closed_on) = history.closing(since) else { break };
        if run == 2 || !history.random.chance(15) {
            break;
        }
        since = history.random.day_after(closed_on);
        let cause =
            history.random.pick(&[ReopenCause::Reconsideration, ReopenCause::Judgment, ReopenCause::OwnCorrection]);
        history.enter(since, EventData::Reopened { cause });
        if history.random.chance(10) {
            history.enter(later(since, 1), EventData::Reopened { cause });
        }
    }
    if history.random.chance(12) {
        let on = history.random.day_after(received);
        let applicant_kind = history.random.pick(&ApplicantKind::ALL);
        history.enter(on, EventData::KindCorrected { applicant_kind });
    }
    history.events
}

fn closed(outcome: Outcome) -> EventData {
    EventData::Closed { outcome, letter_number: None, note: None, basis: None }
}

impl History<'_> {
    fn enter(&mut self, on: NaiveDate, data: EventData) -> EventId {
        let nth = self.events.len();
        let id = EventId(format!("e{nth:02}{}", &self.id.0[3..]));
        let recorded_at = format!("2026-01-02T08:{:02}:{:02}.000Z", nth / 60, nth % 60);
        self.events.push(Event { id: id.clone(), on, data, recorded_at, by: "示例经办人".into() });
        id
    }

    /// The receipt: right at once, corrected later, or taken back and entered again.
    fn receipt(&mut self, on: NaiveDate) {
        let received =
            |kind| EventData::Received { channel: Channel::InPerson, applicant_kind: kind, arrived_on: None };
        let right = received(self.kind());
        match self.random.below(20) {
            0 => {
                let wrong_day = self.random.day_of_receipt();
                let event = self.enter(wrong_day, right);
                self.enter(on, EventData::Corrected { event, on: Some(on), data: None, reason: String::new() });
            }
            1 => {
                let wrong = received(self.kind());
                let event = self.enter(on, wrong);
                self.enter(
                    on,
                    EventData::Corrected { event, on: None, data: Some(Box::new(right)), reason: String::new() },
                );
            }
            2 => {
                let event = self.enter(on, right.clone());
                self.enter(on, EventData::Revoked { event, reason: String::new() });
                if self.random.chance(50) {
                    self.enter(on, right);
                }
            }
            3 => {
                // Entered twice: the first one holds.
                self.enter(on, right.clone());
                self.enter(later(on, 1), right);
            }
            _ => {
                self.enter(on, right);
            }
        }
        self.enter(on, EventData::Registered);
    }

    fn kind(&mut self) -> ApplicantKind {
        if self.random.chance(50) { ApplicantKind::NaturalPerson } else { self.random.pick(&ApplicantKind::ALL) }
    }

    /// Events that move no number.
    fn on_the_way(&mut self, from: NaiveDate) {
        if self.random.chance(10) {
            self.enter(later(from, 3), EventData::SupplementAsked { reply_by: later(from, 20) });
            self.enter(later(from, 9), EventData::SupplementReceived);
        }
        if self.random.chance(5) {
            self.enter(later(from, 4), EventData::ThirdPartyAsked);
        }
    }

    /// How a run ends; `None` when it stays open.
    fn closing(&mut self, since: NaiveDate) -> Option<NaiveDate> {
        if self.random.chance(12) {
            return None;
        }
        let on = self.random.day_after(since);
        let outcome = self.random.pick(&Outcome::ALL);
        match self.random.below(20) {
            0 | 1 => {
                self.enter(on, EventData::Withdrawn);
            }
            2 => {
                let wrong_day = self.random.day_after(since);
                let event = self.enter(wrong_day, closed(outcome));
                self.enter(on, EventData::Corrected { event, on: Some(on), data: None, reason: String::new() });
            }
            3 => {
                let wrong = self.random.pick(&Outcome::ALL);
                let event = self.enter(on, closed(wrong));
                self.enter(
                    on,
                    EventData::Corrected {
                        event: event.clone(),
                        on: None,
                        data: Some(Box::new(closed(Outcome::Granted))),
                        reason: String::new(),
                    },
                );
                self.enter(
                    on,
                    EventData::Corrected {
                        event,
                        on: None,
                        data: Some(Box::new(closed(outcome))),
                        reason: String::new(),
                    },
                );
            }
            4 => {
                // A reply that was never given.
                let event = self.enter(on, closed(outcome));
                self.enter(on, EventData::Revoked { event, reason: String::new() });
                if self.random.chance(50) {
                    return None;
                }
                let on = self.random.day_after(on);
                self.enter(on, closed(outcome));
                return Some(on);
            }
            5 => {
                // Closed twice: the first one holds.
                self.enter(on, closed(outcome));
                let again = self.random.pick(&Outcome::ALL);
                self.enter(later(on, 2), closed(again));
                return Some(later(on, 2));
            }
            6 => {
                // A correction must not make a reply of a receipt.
                let event = self.enter(on, closed(outcome));
                self.enter(
                    on,
                    EventData::Corrected {
                        event,
                        on: None,
                        data: Some(Box::new(EventData::Registered)),
                        reason: String::new(),
                    },
                );
            }
            _ => {
                self.enter(on, closed(outcome));
            }
        }
        let days = self.random.below(9);
        self.enter(later(on, days), EventData::Delivered { proof: None });
        Some(on)
    }
}
