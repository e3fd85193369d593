//! Which day counts as the day of receipt (条例第三十一条).

use super::Channel;
use chrono::NaiveDate;

/// What is known of how an application arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// How.
    pub channel: Channel,
    /// The day on which it was handed in, signed for, or reached the office.
    pub arrived_on: NaiveDate,
    /// The day on which the office and the applicant confirmed it.
    pub confirmed_on: Option<NaiveDate>,
}

/// Why there is no day of receipt yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotYetReceived {
    /// Nobody has confirmed it.
    #[error(
        "以{0}提出的申请，以与申请人确认之日为收到之日（条例第三十一条）。请先与申请人确认，再写明确认日期；一时联系不上的，先留存原件，联系上后登记"
    )]
    NotConfirmed(&'static str),
    /// Confirmed before it was there.
    #[error("确认日期{confirmed}早于申请到达的日期{arrived}，请核对")]
    ConfirmedBefore {
        /// The one.
        confirmed: NaiveDate,
        /// The other.
        arrived: NaiveDate,
    },
}

impl Channel {
    /// Whether the day of receipt is the one on which both sides confirm.
    pub fn counts_from_confirmation(self) -> bool {
        matches!(self, Channel::OrdinaryPost | Channel::Internet | Channel::Fax)
    }

    /// The word in public JSON and in the data file.
    pub fn key(self) -> &'static str {
        match self {
            Channel::InPerson => "in_person",
            Channel::RegisteredPost => "registered_post",
            Channel::OrdinaryPost => "ordinary_post",
            Channel::Internet => "internet",
            Channel::Fax => "fax",
            Channel::Oral => "oral",
        }
    }

    /// The one with this key or label.
    pub fn from_word(word: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.key() == word || channel.label() == word)
    }

    /// What the day of receipt is for this channel.
    pub fn receipt_rule(self) -> &'static str {
        match self {
            Channel::InPerson => "当面提交的，以提交之日为收到之日",
            Channel::RegisteredPost => "邮寄（需签收）的，以签收之日为收到之日",
            Channel::OrdinaryPost => "平常信函等无需签收的，应当于收到当日与申请人确认，以确认之日为收到之日",
            Channel::Internet => "互联网渠道提交的，以双方确认之日为收到之日",
            Channel::Fax => "传真提交的，以双方确认之日为收到之日",
            Channel::Oral => "口头提出、由本机关代为填写的，以填写之日为收到之日",
        }
    }
}

/// The day of receipt, and the day of arrival where that is another one.
///
/// # Errors
/// When the channel counts from a confirmation that has not taken place, or the days contradict each other.
pub fn received_on(arrival: &Arrival) -> Result<(NaiveDate, Option<NaiveDate>), NotYetReceived> {
    let Arrival { channel, arrived_on, confirmed_on } = *arrival;
    if !channel.counts_from_confirmation() {
        return Ok((arrived_on, None));
    }
    let confirmed = confirmed_on.ok_or(NotYetReceived::NotConfirmed(channel.label()))?;
    if confirmed < arrived_on {
        return Err(NotYetReceived::ConfirmedBefore { confirmed, arrived: arrived_on });
    }
    Ok((confirmed, Some(arrived_on)))
}
