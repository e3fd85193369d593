//! Disputes: reconsideration (行政复议) and litigation (行政诉讼) over this organ's own disclosure conduct.

mod course;
#[cfg(test)]
mod tests;

pub use course::{Happening, Refusal, Step, fits, happenings};

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

    /// The kind by its key, its label, or as people say it in short.
    pub fn from_word(word: &str) -> Option<DisputeKind> {
        let word = word.trim();
        let short = match word {
            "复议" => Some(DisputeKind::Reconsideration),
            "直接起诉" | "未经复议直接起诉" => Some(DisputeKind::LitigationDirect),
            "复议后起诉" => Some(DisputeKind::LitigationAfterReconsideration),
            _ => None,
        };
        short.or_else(|| DisputeKind::ALL.into_iter().find(|kind| kind.key() == word || kind.label() == word))
    }

    /// Whether a court decides.
    pub fn is_lawsuit(self) -> bool {
        self != DisputeKind::Reconsideration
    }

    /// What whoever disputes does: 申请, 起诉.
    pub fn filing(self) -> &'static str {
        if self.is_lawsuit() { "起诉" } else { "申请" }
    }

    /// What the one who decides gives: 复议决定, 裁判.
    pub fn deciding(self) -> &'static str {
        if self.is_lawsuit() { "裁判" } else { "复议决定" }
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

    /// Both, as lists show them.
    pub const ALL: [DisputeRole; 2] = [DisputeRole::OwnConduct, DisputeRole::ReviewingCoDefendant];

    /// The role with this key.
    pub fn from_key(key: &str) -> Option<DisputeRole> {
        DisputeRole::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            DisputeRole::OwnConduct => "本机关的公开行为",
            DisputeRole::ReviewingCoDefendant => "仅作为复议机关的共同被告（不计入表四）",
        }
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

    /// The result by its key or its label.
    pub fn from_word(word: &str) -> Option<DisputeResult> {
        let word = word.trim();
        DisputeResult::ALL.into_iter().find(|result| result.key() == word || result.label() == word)
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

words! {
    /// A further instance of a lawsuit.
    InstanceStage {
        Second "second" "二审",
        Remand "remand" "发回重审",
        Retrial "retrial" "再审",
    }
}

/// A further instance of a lawsuit. It belongs to the same dispute: 表四 counts a lawsuit once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// Which.
    pub stage: InstanceStage,
    /// The court.
    pub court: String,
    /// The court's number.
    pub number: String,
    /// The day of the appeal, of the remand, of the retrial's opening.
    pub filed_on: NaiveDate,
    /// The day of the judgment; of the remand, for a second instance that sends the case back.
    pub decided_on: Option<NaiveDate>,
    /// The day from which the judgment is in force.
    pub in_force_on: Option<NaiveDate>,
    /// The result, once decided.
    pub result: Option<DisputeResult>,
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
    /// Who decides: reviewing organ or court of first instance.
    pub decided_by: String,
    /// The day on which it was filed.
    pub filed_on: NaiveDate,
    /// The day of the decision, or of the judgment of first instance.
    pub decided_on: Option<NaiveDate>,
    /// For lawsuits: the day from which the judgment of first instance is in force.
    pub in_force_on: Option<NaiveDate>,
    /// The result, once decided; of the first instance.
    pub result: Option<DisputeResult>,
    /// The applications it concerns; may be none.
    pub applications: Vec<ApplicationId>,
    /// Further instances in the order of time.
    pub further: Vec<Instance>,
    /// Remarks; for a dispute without an application of this ledger, what it is about.
    pub note: String,
    /// Why it is 作废: registered by mistake, kept, counted nowhere.
    pub void_reason: Option<String>,
}

impl Dispute {
    /// The day from which it counts as decided, and how: a review by its decision, a lawsuit by the first judgment that
    /// is in force. A retrial does not move it: that lawsuit has been counted.
    pub fn settled(&self) -> Option<(NaiveDate, DisputeResult)> {
        if self.kind == DisputeKind::Reconsideration {
            return self.decided_on.zip(self.result);
        }
        let later = || self.further.iter().find_map(|instance| instance.in_force_on.zip(instance.result));
        self.in_force_on.zip(self.result).or_else(later)
    }

    /// The day of the first decision, in force or not, and its result.
    pub fn first_decision(&self) -> Option<(NaiveDate, DisputeResult)> {
        self.decided_on.zip(self.result)
    }

    /// How people name it: its number, else its kind.
    pub fn name(&self) -> &str {
        if self.number.is_empty() { self.kind.label() } else { &self.number }
    }
}
