//! Applications for disclosure (依申请公开): who asks, what happened, how it ended.
//!
//! A case is its events ([`Event`]). Everything else (stage, outcome, the dates that are counted) is a projection of
//! them, made by the one function [`project`].

mod event;
mod outcome;
mod project;

pub use event::{Channel, Event, EventData, EventId, ReopenCause};
pub use outcome::{ApplicantKind, Outcome};
pub use project::{Episode, Projection, Stage, project};

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
