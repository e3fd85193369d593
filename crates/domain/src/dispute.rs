//! Disputes: reconsideration (行政复议) and litigation (行政诉讼) over this organ's own disclosure conduct.

use crate::agency::AgencyId;
use crate::application::ApplicationId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The stable identity of a dispute (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DisputeId(pub String);

/// Its kind: a group of columns in 表四.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeKind {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼，未经复议直接起诉.
    LitigationDirect,
    /// 行政诉讼，复议后起诉.
    LitigationAfterReconsideration,
}

impl DisputeKind {
    /// All kinds in printed order.
    pub const ALL: [DisputeKind; 3] =
        [DisputeKind::Reconsideration, DisputeKind::LitigationDirect, DisputeKind::LitigationAfterReconsideration];

    /// The group's key in public JSON.
    pub fn key(self) -> &'static str {
        match self {
            DisputeKind::Reconsideration => "reconsideration",
            DisputeKind::LitigationDirect => "litigation_direct",
            DisputeKind::LitigationAfterReconsideration => "litigation_after_reconsideration",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<DisputeKind> {
        DisputeKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            DisputeKind::Reconsideration => "行政复议",
            DisputeKind::LitigationDirect => "行政诉讼（未经复议直接起诉）",
            DisputeKind::LitigationAfterReconsideration => "行政诉讼（复议后起诉）",
        }
    }
}

/// The role in which the organ stands in the dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeRole {
    /// Its own disclosure conduct is challenged.
    OwnConduct,
    /// It is only co-defendant as the organ that reviewed: the organ that made the act counts the case alone
    /// (国办公开办〔2016〕201号).
    ReviewingCoDefendant,
}

impl DisputeRole {
    /// The word in the data file.
    pub fn key(self) -> &'static str {
        match self {
            DisputeRole::OwnConduct => "own_conduct",
            DisputeRole::ReviewingCoDefendant => "reviewing_co_defendant",
        }
    }

    /// The role with this key.
    pub fn from_key(key: &str) -> Option<DisputeRole> {
        [DisputeRole::OwnConduct, DisputeRole::ReviewingCoDefendant].into_iter().find(|role| role.key() == key)
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeResult {
    /// 结果维持: upheld, claim dismissed.
    Upheld,
    /// 结果纠正: annulled, changed, found unlawful, ordered to act.
    Corrected,
    /// 其他结果: not accepted, withdrawn, ended, mediated.
    Other,
}

impl DisputeResult {
    /// All results in printed order.
    pub const ALL: [DisputeResult; 3] = [DisputeResult::Upheld, DisputeResult::Corrected, DisputeResult::Other];

    /// The column's key in public JSON.
    pub fn key(self) -> &'static str {
        match self {
            DisputeResult::Upheld => "upheld",
            DisputeResult::Corrected => "corrected",
            DisputeResult::Other => "other",
        }
    }

    /// The result with this key.
    pub fn from_key(key: &str) -> Option<DisputeResult> {
        DisputeResult::ALL.into_iter().find(|result| result.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            DisputeResult::Upheld => "结果维持",
            DisputeResult::Corrected => "结果纠正",
            DisputeResult::Other => "其他结果",
        }
    }
}

/// One dispute: one reconsideration case, or one lawsuit whatever its instances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Identity.
    pub id: DisputeId,
    /// The organ whose ledger it stands in.
    pub agency: AgencyId,
    /// The reviewing organ's or court's number.
    pub number: String,
    /// Kind.
    pub kind: DisputeKind,
    /// In which role the organ stands.
    pub role: DisputeRole,
    /// Who decides: reviewing organ or court.
    pub decided_by: String,
    /// The day on which it was filed.
    pub filed_on: NaiveDate,
    /// The day of the decision or judgment.
    pub decided_on: Option<NaiveDate>,
    /// For lawsuits: the day from which the judgment is in force. Until then it is 尚未审结.
    pub in_force_on: Option<NaiveDate>,
    /// The result, once decided.
    pub result: Option<DisputeResult>,
    /// The applications it concerns; may be none.
    pub applications: Vec<ApplicationId>,
}

impl Dispute {
    /// The day from which it counts as decided: a review by its decision, a lawsuit when the judgment is in force.
    pub fn settled_on(&self) -> Option<NaiveDate> {
        self.result?;
        match self.kind {
            DisputeKind::Reconsideration => self.decided_on,
            DisputeKind::LitigationDirect | DisputeKind::LitigationAfterReconsideration => self.in_force_on,
        }
    }
}
