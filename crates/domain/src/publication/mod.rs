//! 公开记录: one piece of government information on its way to the public. It falls under an item of the catalogue, is
//! reviewed before it is published (art. 17 of the Regulation), published at one place or several (arts 23, 25) within its
//! limit (art. 26), kept with evidence, answered to, and put on file.

mod course;
mod due;
#[cfg(test)]
mod tests;

pub use course::{Refusal, Remark, Stage};
pub use due::{LimitSource, PublicationDue};

use crate::agency::AgencyId;
use crate::catalogue::{Channel, ItemId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The stable identity of a publication record (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicationId(pub String);

/// The stable identity of a place at which something was published (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlacingId(pub String);

/// The stable identity of a piece of feedback (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeedbackId(pub String);

words! {
    /// What the secrecy reviewer says (art. 17).
    ReviewResult {
        Publish "publish" "可以公开",
        PublishPart "publish_part" "区分处理后公开",
        Withhold "withhold" "不予公开",
        Refer "refer" "不能确定，报有关主管部门或者保密行政管理部门",
    }
}

words! {
    /// The three who sign before something is published (三级负责制).
    Role {
        Publisher "publisher" "信息发布员",
        Reviewer "reviewer" "保密审查员",
        Leader "leader" "分管负责人",
    }
}

words! {
    /// How long a file is kept (保管期限).
    Retention {
        Permanent "permanent" "永久",
        ThirtyYears "thirty_years" "30年",
        TenYears "ten_years" "10年",
    }
}

/// Who signed, and on which day. Names of officials in their office, not of private persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    pub by: String,
    /// The day.
    pub on: NaiveDate,
}

/// The review before publication (保密审查): three signatures, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SecrecyReview {
    /// 信息发布员: hands the information in.
    pub publisher: Option<Signature>,
    /// 保密审查员.
    pub reviewer: Option<Signature>,
    /// What the reviewer says; there when the reviewer has signed.
    pub result: Option<ReviewResult>,
    /// The reviewer's words: what is taken out, on which ground.
    pub opinion: String,
    /// 分管负责人: agrees.
    pub leader: Option<Signature>,
    /// Where the review was done on paper, when it was: the form's number or its place. Then nobody signs here.
    pub on_paper: String,
}

/// A place at which it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placing {
    /// Identity.
    pub id: PlacingId,
    /// What kind of place.
    pub channel: Channel,
    /// Where exactly: an address, the name of an account, a board.
    pub place: String,
    /// The first day.
    pub published_on: NaiveDate,
    /// The day it was taken down, if it was.
    pub removed_on: Option<NaiveDate>,
}

/// What somebody said of it, and what was done. Names and numbers of who said it do not belong here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Identity.
    pub id: FeedbackId,
    /// When it came.
    pub received_on: NaiveDate,
    /// How it came: 来电, 来信, 网上留言 …
    pub way: String,
    /// What was said.
    pub text: String,
    /// What was done; empty while it is open.
    pub handling: String,
    /// When it was dealt with.
    pub handled_on: Option<NaiveDate>,
}

/// Where it is on file (归档).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveFile {
    /// The year of the file (归档年度).
    pub year: i32,
    /// How long it is kept.
    pub retention: Retention,
    /// 盒号.
    pub box_number: u32,
    /// 件号, within year and retention.
    pub piece: u32,
    /// How many pages (页数); 0: not counted.
    pub pages: u32,
    /// The day it was filed.
    pub filed_on: NaiveDate,
}

/// One piece of information with all that happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Identity.
    pub id: PublicationId,
    /// The agency that publishes.
    pub agency: AgencyId,
    /// The item of the catalogue under which it falls.
    pub item: ItemId,
    /// 信息名称.
    pub title: String,
    /// 文号; empty when it has none.
    pub document_number: String,
    /// 索引号: given when it is first published, never reused.
    pub index_number: String,
    /// 内容概述.
    pub summary: String,
    /// 生成日期: when it was formed or last changed; the limit runs from it (art. 26).
    pub formed_on: Option<NaiveDate>,
    /// The review.
    pub review: SecrecyReview,
    /// Where it was published.
    pub placings: Vec<Placing>,
    /// What was said of it.
    pub feedback: Vec<Feedback>,
    /// Where it is on file.
    pub archive: Option<ArchiveFile>,
    /// Why it counts no more (作废); the record stays.
    pub void_reason: Option<String>,
    /// 备注.
    pub note: String,
}

impl Publication {
    /// A record in which nothing is filled in yet.
    pub fn blank(id: PublicationId, agency: AgencyId, item: ItemId) -> Publication {
        Publication {
            id,
            agency,
            item,
            title: String::new(),
            document_number: String::new(),
            index_number: String::new(),
            summary: String::new(),
            formed_on: None,
            review: SecrecyReview::default(),
            placings: Vec::new(),
            feedback: Vec::new(),
            archive: None,
            void_reason: None,
            note: String::new(),
        }
    }

    /// The first day on which it was public anywhere.
    pub fn first_published_on(&self) -> Option<NaiveDate> {
        self.placings.iter().map(|placing| placing.published_on).min()
    }

    /// Who signed in a role.
    pub fn signature(&self, role: Role) -> Option<&Signature> {
        match role {
            Role::Publisher => self.review.publisher.as_ref(),
            Role::Reviewer => self.review.reviewer.as_ref(),
            Role::Leader => self.review.leader.as_ref(),
        }
    }
}
