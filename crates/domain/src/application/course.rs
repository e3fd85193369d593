//! Which event may follow what in a case: one table ([`ROWS`]), and the refusals that it gives.
//!
//! [`super::project()`] reads any ledger, however odd; this is the gate for what is entered now. An event is entered
//! with its own day, so it may fall before others: the whole case is run again with it in its place, and what was in
//! order before must still be.

pub use super::refusal::Refusal;

use super::clock::{Clock, Inquiry, StartedBy};
use super::project::effective;
use super::{Event, EventData, EventId, Outcome, fee};
use crate::deadline::{Calendar, Term};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// The kinds of events, as they are entered.
    Kind {
        Received "received" "收到申请",
        Registered "registered" "登记",
        SupplementAsked "supplement_asked" "发出补正告知",
        SupplementReceived "supplement_received" "收到补正",
        ThirdPartyAsked "third_party_asked" "征求第三方意见",
        ThirdPartyAnswered "third_party_answered" "第三方意见收到（或者期满未答复）",
        OtherOrganAsked "other_organ_asked" "征求其他机关意见",
        OtherOrganAnswered "other_organ_answered" "其他机关意见收到（或者期满未答复）",
        ReasonsAsked "reasons_asked" "要求说明理由",
        ReasonsGiven "reasons_given" "收到说明的理由（或者期满未说明）",
        DelayFixed "delay_fixed" "告知延迟答复",
        FeeNoticed "fee_noticed" "发出收费通知",
        FeePaid "fee_paid" "缴费",
        Extended "extended" "延长答复期限",
        Transferred "transferred" "机关内部转办",
        Closed "closed" "答复或者办结",
        Withdrawn "withdrawn" "申请人撤回",
        Delivered "delivered" "送达",
        Reopened "reopened" "重新办理",
        KindCorrected "kind_corrected" "更正申请人类型",
        Corrected "corrected" "更正记录",
        Revoked "revoked" "撤销记录",
    }
}

words! {
    /// Where a case stands between two events.
    Phase {
        Nothing "nothing" "还没有收到申请",
        Open "open" "办理中",
        AwaitingSupplement "awaiting_supplement" "等候补正",
        AwaitingOpinion "awaiting_opinion" "征求意见中",
        AwaitingPayment "awaiting_payment" "等候缴费",
        Closed "closed" "已办结",
    }
}

/// One row: this event may come in these phases.
struct Row {
    kind: Kind,
    phases: &'static [Phase],
    article: &'static str,
}

const fn row(kind: Kind, phases: &'static [Phase], article: &'static str) -> Row {
    Row { kind, phases, article }
}

/// The course of a case. What else an event needs (once only, a term that has passed) stands in `needs`.
const ROWS: &[Row] = {
    use Phase::{AwaitingOpinion, AwaitingPayment, AwaitingSupplement, Closed, Nothing, Open};
    const ANY_OPEN: &[Phase] = &[Open, AwaitingSupplement, AwaitingOpinion, AwaitingPayment];
    const ANY: &[Phase] = &[Open, AwaitingSupplement, AwaitingOpinion, AwaitingPayment, Closed];
    &[
        row(Kind::Received, &[Nothing], "第三十一条"),
        // Also after the reply: a case that was handled on paper is entered later.
        row(Kind::Registered, ANY, "第四十五条"),
        row(Kind::SupplementAsked, &[Open], "第三十条"),
        row(Kind::SupplementReceived, &[AwaitingSupplement], "第三十条"),
        row(Kind::ThirdPartyAsked, &[Open, AwaitingOpinion], "第三十二条"),
        row(Kind::ThirdPartyAnswered, &[AwaitingOpinion], "第三十二条"),
        row(Kind::OtherOrganAsked, &[Open, AwaitingOpinion], "第三十四条"),
        row(Kind::OtherOrganAnswered, &[AwaitingOpinion], "第三十四条"),
        row(Kind::ReasonsAsked, &[Open, AwaitingOpinion], "第三十五条"),
        row(Kind::ReasonsGiven, &[Open, AwaitingOpinion], "第三十五条"),
        row(Kind::DelayFixed, &[Open, AwaitingOpinion], "第三十五条"),
        row(Kind::FeeNoticed, &[Open], "第四十二条"),
        row(Kind::FeePaid, &[AwaitingPayment], "第四十二条"),
        row(Kind::Extended, &[Open, AwaitingOpinion], "第三十三条"),
        row(Kind::Transferred, ANY_OPEN, "第四十五条"),
        row(Kind::Closed, ANY_OPEN, "第三十三条、第三十六条"),
        row(Kind::Withdrawn, ANY_OPEN, "第四十五条"),
        row(Kind::Delivered, &[Closed], "第四十五条"),
        row(Kind::Reopened, &[Closed], "第五十一条"),
        row(Kind::KindCorrected, ANY, "第四十五条"),
    ]
};

impl Kind {
    /// The phases in which it may come; empty for corrections, which have a rule of their own.
    fn row(self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.kind == self)
    }

    /// The article behind it.
    pub fn article(self) -> &'static str {
        self.row().map_or("第四十五条", |row| row.article)
    }
}

impl EventData {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            EventData::Received { .. } => Kind::Received,
            EventData::Registered => Kind::Registered,
            EventData::SupplementAsked { .. } => Kind::SupplementAsked,
            EventData::SupplementReceived => Kind::SupplementReceived,
            EventData::ThirdPartyAsked => Kind::ThirdPartyAsked,
            EventData::ThirdPartyAnswered => Kind::ThirdPartyAnswered,
            EventData::OtherOrganAsked => Kind::OtherOrganAsked,
            EventData::OtherOrganAnswered => Kind::OtherOrganAnswered,
            EventData::ReasonsAsked => Kind::ReasonsAsked,
            EventData::ReasonsGiven => Kind::ReasonsGiven,
            EventData::DelayFixed { .. } => Kind::DelayFixed,
            EventData::FeeNoticed { .. } => Kind::FeeNoticed,
            EventData::FeePaid => Kind::FeePaid,
            EventData::Extended { .. } => Kind::Extended,
            EventData::Transferred { .. } => Kind::Transferred,
            EventData::Closed { .. } => Kind::Closed,
            EventData::Withdrawn => Kind::Withdrawn,
            EventData::Delivered { .. } => Kind::Delivered,
            EventData::Reopened { .. } => Kind::Reopened,
            EventData::KindCorrected { .. } => Kind::KindCorrected,
            EventData::Corrected { .. } => Kind::Corrected,
            EventData::Revoked { .. } => Kind::Revoked,
        }
    }
}

/// The law by which a course is judged, and today.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Holidays.
    pub calendar: &'a Calendar,
    /// Terms that hold for the case.
    pub term: &'a Term,
    /// Today.
    pub today: NaiveDate,
}

/// Where a case stands after its events, as far as they were in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// The phase.
    pub phase: Phase,
    /// The clock.
    pub clock: Clock,
    /// When it was entered in the register.
    pub registered: Option<NaiveDate>,
    /// When the supplement was asked for, and by when it is to come.
    pub supplement: Option<(NaiveDate, NaiveDate)>,
    /// Whether the supplement arrived.
    pub supplemented: bool,
    /// Third parties still asked.
    pub third_parties: u32,
    /// Other organs still asked.
    pub other_organs: u32,
    /// When reasons were asked for.
    pub reasons_asked: Option<NaiveDate>,
    /// Whether they were given, or the term passed.
    pub reasons_given: bool,
    /// When the fee notice was sent.
    pub fee_noticed: Option<NaiveDate>,
    /// When it was closed, and how.
    pub closed: Option<(NaiveDate, Outcome)>,
    /// Whether the applicant took it back: then nothing is answered.
    pub withdrawn: bool,
    /// When the reply was delivered.
    pub delivered: Option<NaiveDate>,
}

impl Situation {
    fn start() -> Situation {
        Situation {
            phase: Phase::Nothing,
            clock: Clock::default(),
            registered: None,
            supplement: None,
            supplemented: false,
            third_parties: 0,
            other_organs: 0,
            reasons_asked: None,
            reasons_given: false,
            fee_noticed: None,
            closed: None,
            withdrawn: false,
            delivered: None,
        }
    }

    /// The last day for paying: counted from the day of the notice, as the day on which it was received is seldom known
    /// earlier.
    pub fn pay_by(&self, calendar: &Calendar) -> Option<NaiveDate> {
        calendar.due(self.fee_noticed?, fee::PAYMENT_WORKING_DAYS, &[]).map(|due| due.on)
    }

    fn apply(&mut self, on: NaiveDate, data: &EventData) {
        match data {
            EventData::Received { .. } => {
                self.phase = Phase::Open;
                self.clock = Clock::from(on, StartedBy::Receipt);
            }
            EventData::Registered => self.registered = Some(on),
            EventData::SupplementAsked { reply_by } => {
                self.supplement = Some((on, *reply_by));
                self.phase = Phase::AwaitingSupplement;
                self.clock.pause(on);
            }
            EventData::SupplementReceived => {
                self.supplemented = true;
                self.phase = Phase::Open;
                self.clock = Clock::from(on, StartedBy::Supplement);
            }
            EventData::ThirdPartyAsked => self.ask(on, Inquiry::ThirdParty),
            EventData::OtherOrganAsked => self.ask(on, Inquiry::OtherOrgan),
            EventData::ThirdPartyAnswered => self.answer(on, Inquiry::ThirdParty),
            EventData::OtherOrganAnswered => self.answer(on, Inquiry::OtherOrgan),
            EventData::ReasonsAsked => self.reasons_asked = Some(on),
            EventData::ReasonsGiven => self.reasons_given = true,
            EventData::DelayFixed { until } => self.clock.fixed = Some(*until),
            EventData::FeeNoticed { .. } => {
                self.fee_noticed = Some(on);
                self.phase = Phase::AwaitingPayment;
                self.clock.pause(on);
            }
            EventData::FeePaid => {
                self.phase = Phase::Open;
                self.clock = Clock::from(on, StartedBy::Payment);
            }
            EventData::Extended { working_days, .. } => {
                self.clock.extension = self.clock.extension.saturating_add(*working_days);
            }
            EventData::Closed { outcome, .. } => self.close(on, *outcome),
            EventData::Withdrawn => {
                self.close(on, Outcome::OtherOther);
                self.withdrawn = true;
            }
            EventData::Delivered { .. } => self.delivered = Some(on),
            EventData::Reopened { .. } => {
                let registered = self.registered;
                *self = Situation { phase: Phase::Open, registered, ..Situation::start() };
                self.clock = Clock::from(on, StartedBy::Reopening);
            }
            EventData::Transferred { .. }
            | EventData::KindCorrected { .. }
            | EventData::Corrected { .. }
            | EventData::Revoked { .. } => {}
        }
    }

    fn ask(&mut self, on: NaiveDate, of: Inquiry) {
        match of {
            Inquiry::ThirdParty => self.third_parties += 1,
            Inquiry::OtherOrgan => self.other_organs += 1,
        }
        self.phase = Phase::AwaitingOpinion;
        self.clock.stop(on, of);
    }

    fn answer(&mut self, on: NaiveDate, of: Inquiry) {
        // An old ledger may have mixed the two up: one opinion still ends one inquiry.
        let open = match of {
            Inquiry::ThirdParty if self.third_parties > 0 => &mut self.third_parties,
            Inquiry::OtherOrgan if self.other_organs == 0 => &mut self.third_parties,
            _ => &mut self.other_organs,
        };
        *open = open.saturating_sub(1);
        self.clock.go(on, of);
        if self.third_parties + self.other_organs == 0 {
            self.phase = Phase::Open;
        }
    }

    fn close(&mut self, on: NaiveDate, outcome: Outcome) {
        self.phase = Phase::Closed;
        self.closed = Some((on, outcome));
    }

    /// Whether an event of a kind could come at all, whatever it says.
    fn has_room_for(&self, kind: Kind) -> bool {
        match kind {
            Kind::Registered => self.registered.is_none(),
            Kind::SupplementAsked => self.supplement.is_none(),
            Kind::ThirdPartyAnswered => self.third_parties > 0,
            Kind::OtherOrganAnswered => self.other_organs > 0,
            Kind::ReasonsAsked => self.reasons_asked.is_none(),
            Kind::ReasonsGiven => self.reasons_asked.is_some() && !self.reasons_given,
            Kind::DelayFixed => self.reasons_given && self.clock.fixed.is_none(),
            Kind::FeeNoticed => self.fee_noticed.is_none(),
            Kind::Extended => self.clock.extension == 0 && self.clock.fixed.is_none(),
            Kind::Delivered => self.delivered.is_none(),
            _ => true,
        }
    }

    /// Whether an event may come now.
    fn admits(&self, on: NaiveDate, data: &EventData, rules: &Rules<'_>) -> Result<(), Refusal> {
        let kind = data.kind();
        if on > rules.today {
            return Err(Refusal::Future(on));
        }
        let Some(row) = kind.row() else { return Ok(()) };
        if !row.phases.contains(&self.phase) {
            return Err(match (self.phase, kind) {
                (Phase::Nothing, _) => Refusal::NotReceived { what: kind.label(), on },
                _ => Refusal::OutOfCourse {
                    what: kind.label(),
                    stood: self.phase.label(),
                    remedy: remedy(self.phase, kind),
                    article: row.article,
                },
            });
        }
        super::course_needs::needs(self, on, data, rules)
    }
}

fn remedy(phase: Phase, kind: Kind) -> &'static str {
    match (phase, kind) {
        (_, Kind::Received) => "一件申请只登记一次收到；补正后的申请请登记“收到补正”",
        (Phase::Closed, _) => "确需继续办理的，请先登记“重新办理”",
        (_, Kind::Delivered) => "请先登记答复或者办结",
        (_, Kind::Reopened) => "申请还没有办结，直接办理即可",
        (Phase::AwaitingSupplement, _) => "请先登记“收到补正”；逾期不补正的，按“其他处理（逾期不补正）”办结",
        (Phase::AwaitingPayment, _) => "请先登记“缴费”；逾期不缴的，按“其他处理（逾期未缴费）”办结",
        (Phase::AwaitingOpinion, _) => "请先登记收到意见，或者期满未答复",
        _ => "请核对日期和已登记的办理记录",
    }
}

/// The case run again: where it stands, and what of it was out of course.
pub fn replay(events: &[Event], rules: &Rules<'_>) -> (Situation, Vec<(EventId, Refusal)>) {
    let mut situation = Situation::start();
    let mut refused = Vec::new();
    for event in effective(events) {
        let fits = event.data.kind().row().is_none_or(|row| row.phases.contains(&situation.phase));
        if let Err(why) = situation.admits(event.on, &event.data, rules) {
            refused.push((event.id.clone(), why));
        }
        // What lacks something (an old ledger keeps no basis) happened all the same.
        if fits {
            situation.apply(event.on, &event.data);
        }
    }
    (situation, refused)
}

/// Whether an event may be entered.
///
/// # Errors
/// Why not, as the clerk is told.
pub fn check(events: &[Event], on: NaiveDate, data: &EventData, rules: &Rules<'_>) -> Result<(), Refusal> {
    if on > rules.today {
        return Err(Refusal::Future(on));
    }
    // It stands behind all others of its day.
    let id = EventId("~".into());
    let new = Event { id: id.clone(), on, data: data.clone(), recorded_at: "~".into(), by: String::new() };
    let judged = corrected(events, data)?.unwrap_or(id);
    let mut after = events.to_vec();
    after.push(new);
    let (_, before) = replay(events, rules);
    let (_, refused) = replay(&after, rules);
    if let Some((_, why)) = refused.iter().find(|(id, _)| *id == judged) {
        return Err(why.clone());
    }
    let broken = refused.iter().find(|(id, _)| !before.iter().any(|(was, _)| was == id));
    let Some((broken, why)) = broken else { return Ok(()) };
    let (on, label) = events
        .iter()
        .find(|event| event.id == *broken)
        .map_or((on, data.kind().label()), |event| (event.on, event.data.kind().label()));
    Err(Refusal::Breaks { what: data.kind().label(), on, broken: label, why: why.to_string() })
}

/// The event that a correction is about; `None` for what is none.
fn corrected(events: &[Event], data: &EventData) -> Result<Option<EventId>, Refusal> {
    let (target, reason) = match data {
        EventData::Corrected { event, reason, .. } | EventData::Revoked { event, reason } => (event, reason),
        _ => return Ok(None),
    };
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    let stands = effective(events);
    let found = stands.iter().find(|event| event.id == *target).ok_or(Refusal::Unknown)?;
    match data {
        EventData::Revoked { .. } if found.data.kind() == Kind::Received => Err(Refusal::VoidInstead),
        EventData::Corrected { on: None, data: None, .. } => Err(Refusal::NothingCorrected),
        EventData::Corrected { data: Some(right), .. } if right.kind() != found.data.kind() => {
            Err(Refusal::NothingCorrected)
        }
        EventData::Corrected { on: Some(on), .. } if *on == found.on => Err(Refusal::NothingCorrected),
        _ => Ok(Some(target.clone())),
    }
}

/// What may be entered next in a case: what the table lets follow, without what comes once only and was there, and what
/// answers something that was not asked.
pub fn possible(events: &[Event], rules: &Rules<'_>) -> Vec<Kind> {
    let (situation, _) = replay(events, rules);
    let open = ROWS.iter().filter(|row| row.phases.contains(&situation.phase)).map(|row| row.kind);
    open.filter(|kind| situation.has_room_for(*kind)).collect()
}
