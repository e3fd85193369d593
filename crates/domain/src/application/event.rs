//! The events of a case: facts with their own dates. They are appended, never overwritten; a correction is an event.

use super::{ApplicantKind, Charge, Outcome};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The stable identity of an event (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub String);

/// How an application came in; decides which day counts as the day of receipt (art. 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 当面提交: the day it is handed in.
    InPerson,
    /// 邮寄（需签收）: the day it is signed for.
    RegisteredPost,
    /// 平常信函: the day on which the organ confirms with the applicant.
    OrdinaryPost,
    /// 互联网渠道: the day on which both sides confirm.
    Internet,
    /// 传真: the day on which both sides confirm.
    Fax,
    /// 口头提出、机关代填: the day the form is filled in.
    Oral,
}

impl Channel {
    /// All channels.
    pub const ALL: [Channel; 6] = [
        Channel::InPerson,
        Channel::RegisteredPost,
        Channel::OrdinaryPost,
        Channel::Internet,
        Channel::Fax,
        Channel::Oral,
    ];

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            Channel::InPerson => "当面提交",
            Channel::RegisteredPost => "邮寄（挂号、快递）",
            Channel::OrdinaryPost => "平常信函",
            Channel::Internet => "互联网",
            Channel::Fax => "传真",
            Channel::Oral => "口头提出、代为填写",
        }
    }
}

/// Why a closed case is open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReopenCause {
    /// A reconsideration decision ordered it.
    Reconsideration,
    /// A judgment ordered it.
    Judgment,
    /// The organ corrects itself.
    OwnCorrection,
}

impl ReopenCause {
    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            ReopenCause::Reconsideration => "复议决定责令重新处理",
            ReopenCause::Judgment => "判决责令重新处理",
            ReopenCause::OwnCorrection => "本机关自行纠正",
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventData {
    /// Received; `Event::on` is the day of receipt under art. 31.
    Received {
        /// How it came in.
        channel: Channel,
        /// The kind of the first-named applicant.
        applicant_kind: ApplicantKind,
        /// The day on which it arrived, where that is not the day of receipt: ordinary post, the internet and fax count
        /// from the confirmation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        arrived_on: Option<NaiveDate>,
    },
    /// Entered in the register.
    Registered,
    /// A supplement notice was sent (art. 30).
    SupplementAsked {
        /// The last day of the reasonable term it gives.
        reply_by: NaiveDate,
    },
    /// The corrected application arrived: the clock starts anew (art. 30).
    SupplementReceived,
    /// A third party was asked in writing (art. 32): the clock stops.
    ThirdPartyAsked,
    /// Its opinion arrived, or the inquiry was given up.
    ThirdPartyAnswered,
    /// Other organs were asked (arts 33, 34): the clock stops.
    OtherOrganAsked,
    /// Their opinion arrived, or the inquiry was given up.
    OtherOrganAnswered,
    /// Reasons were asked for an abnormal number or frequency (art. 35).
    ReasonsAsked,
    /// The applicant gave them, or the term for it passed.
    ReasonsGiven,
    /// A delay to a fixed date was notified (art. 35): it replaces the due date.
    DelayFixed {
        /// The day by which the organ will answer.
        until: NaiveDate,
    },
    /// A fee notice was sent: no clock runs until payment.
    FeeNoticed {
        /// The amount in 分.
        amount_fen: i64,
        /// By which tariff and from what numbers; `None` in ledgers that did not keep it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        charge: Option<Charge>,
    },
    /// The fee was paid: the clock starts anew.
    FeePaid,
    /// The term was extended with consent of the head of the office (art. 33).
    Extended {
        /// By so many working days, 20 at most.
        working_days: u32,
        /// Who consented.
        approved_by: String,
    },
    /// Handed on inside the organ.
    Transferred {
        /// To which office.
        to: String,
    },
    /// Replied or closed; `Event::on` is the date of the reply or notice, not of its delivery.
    Closed {
        /// The result row.
        outcome: Outcome,
        /// The number of the reply letter, if one was sent.
        letter_number: Option<String>,
        /// What 其他 means here, or other remarks.
        note: Option<String>,
        /// The reason and the provision on which the outcome rests, as the letter says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
    },
    /// The withdrawal arrived: closed as 其他处理—其他 on that day.
    Withdrawn,
    /// The reply was delivered.
    Delivered {
        /// The proof of delivery.
        proof: Option<String>,
    },
    /// Open again.
    Reopened {
        /// Why.
        cause: ReopenCause,
    },
    /// The applicant's kind was entered wrongly.
    KindCorrected {
        /// The right one.
        applicant_kind: ApplicantKind,
    },
    /// An earlier event was entered wrongly: these values replace its own.
    Corrected {
        /// Which event.
        event: EventId,
        /// The right day, if that was wrong.
        on: Option<NaiveDate>,
        /// The right facts, if those were wrong; of the same kind as the event's.
        data: Option<Box<EventData>>,
        /// Why; empty in ledgers that did not keep it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// An earlier event did not happen.
    Revoked {
        /// Which event.
        event: EventId,
        /// Why; empty in ledgers that did not keep it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

/// One event of one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Identity.
    pub id: EventId,
    /// The day on which it happened (a calendar day in China).
    pub on: NaiveDate,
    /// What happened.
    pub data: EventData,
    /// When it was entered: RFC 3339 in UTC. Events of one day keep this order.
    pub recorded_at: String,
    /// Who entered it.
    pub by: String,
}
