//! Applications for disclosure (依申请公开): who asks, what happened, how it ended.
//!
//! A case is its events ([`Event`]). Everything else (stage, outcome, the dates that are counted) is a projection of
//! them, made by the one function [`project`].

pub mod again;
pub mod clock;
pub mod course;
mod course_needs;
#[cfg(test)]
mod course_tests;
mod decide;
pub mod due;
mod event;
pub mod fee;
pub mod letter;
pub mod old;
mod outcome;
mod project;
mod receipt;
mod refusal;
mod remedy;

pub use decide::{Leaf, OutcomeTree, Question, Step, TreeProblem};
pub use event::{Channel, Event, EventData, EventId, ReopenCause};
pub use fee::Charge;
pub use outcome::{ApplicantKind, Outcome};
pub use project::{Episode, Projection, Stage, effective as standing, project};
pub use receipt::{Arrival, NotYetReceived, received_on};
pub use remedy::{Remedy, RemedyRow, remedy_on};

use crate::agency::AgencyId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The stable identity of an application (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApplicationId(pub String);

/// The identity of an application, without its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Identity.
    pub id: ApplicationId,
    /// The organ that received it.
    pub agency: AgencyId,
    /// 受理号: given at registration, never reused.
    pub number: String,
    /// What is asked for, in one line.
    pub subject: String,
    /// The letter it came in: several applications split by 一事一申请 share one.
    pub letter: Option<String>,
    /// 作废: registered by mistake; kept, but counted nowhere.
    pub void: bool,
}

/// What counting needs to know of one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationFact {
    /// Identity.
    pub application: Application,
    /// The projection of its events.
    pub projection: Projection,
}

/// A span of calendar days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` while it goes on.
    pub to: Option<NaiveDate>,
}

impl Span {
    /// Whether the day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What an applicant asks for, beyond the one line of the ledger (art. 29).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wish {
    /// 名称、文号或者其他特征性描述.
    pub description: String,
    /// 获取信息的方式: 纸质、电子文件、查阅 …
    pub form: String,
    /// 获取信息的途径: 邮寄、当面领取、电子邮箱 …
    pub way: String,
    /// 备注: help for reading or hearing difficulty (art. 43), an agent.
    pub note: String,
}
