//! How far a publication is, what may come next, and what should be looked at.

use super::{Placing, Publication, ReviewResult, Role, SecrecyReview, Signature};
use crate::catalogue::DisclosureItem;
use crate::deadline::Calendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// How far it is; follows from the record, never stored.
    Stage {
        Preparing "preparing" "待送审",
        AwaitingReview "awaiting_review" "待保密审查",
        Referred "referred" "报上级确定中",
        AwaitingApproval "awaiting_approval" "待负责人审签",
        Ready "ready" "待公开",
        Withheld "withheld" "审查为不予公开",
        Published "published" "已公开",
        Filed "filed" "已归档",
        Void "void" "作废",
    }
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A void record goes nowhere.
    #[error("这条记录已作废，不能再办理")]
    Void,
    /// Who signs before has not.
    #[error("{0}还没有签，请按信息发布员、保密审查员、分管负责人的顺序办理")]
    Before(&'static str),
    /// Who signs after has.
    #[error("{0}已经签过，请先取消其签署")]
    After(&'static str),
    /// The day is before the one of the signature before.
    #[error("签署日期早于{0}的日期，请核对")]
    Early(&'static str),
    /// Nobody is named.
    #[error("请填写签署人")]
    Nobody,
    /// The reviewer gives no result.
    #[error("请选择保密审查的结论")]
    NoResult,
    /// The reviewer's result gives no way on.
    #[error("保密审查的结论不是可以公开，不能审签公开")]
    NotCleared,
    /// It was reviewed on paper.
    #[error("已登记为纸质审查，不再在这里签署；要改在这里签署的，请先清空纸质审查表的编号")]
    OnPaper,
    /// Signed here: there is no paper form.
    #[error("已在这里签署，不必登记纸质审查表；要改为纸质的，请先取消签署")]
    SignedHere,
    /// Published before it was reviewed and approved.
    #[error(
        "还没有经过保密审查和负责人审签，不能登记公开（条例第十七条）；已经在纸上审查过的，请先填写纸质审查表的编号"
    )]
    NotReviewed,
    /// Published before the leader signed.
    #[error("公开日期早于负责人审签的日期，请核对")]
    BeforeApproval,
    /// Published before it was there.
    #[error("公开日期早于生成日期，请核对")]
    BeforeFormed,
    /// Not published: nothing to file, nothing to say of it.
    #[error("还没有登记公开，不能归档")]
    NotPublished,
}

/// What should be looked at in a record; none of it keeps anybody from working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl SecrecyReview {
    /// Whether it lets the information out.
    pub fn cleared(&self) -> bool {
        let says_so = matches!(self.result, Some(ReviewResult::Publish | ReviewResult::PublishPart));
        !self.on_paper.is_empty() || (says_so && self.leader.is_some())
    }
}

impl Publication {
    /// How far it is.
    pub fn stage(&self) -> Stage {
        let review = &self.review;
        match () {
            () if self.void_reason.is_some() => Stage::Void,
            () if self.archive.is_some() => Stage::Filed,
            () if !self.placings.is_empty() => Stage::Published,
            () if review.cleared() => Stage::Ready,
            () if review.publisher.is_none() => Stage::Preparing,
            () => match review.result {
                None => Stage::AwaitingReview,
                Some(ReviewResult::Refer) => Stage::Referred,
                Some(ReviewResult::Withhold) => Stage::Withheld,
                Some(ReviewResult::Publish | ReviewResult::PublishPart) => Stage::AwaitingApproval,
            },
        }
    }

    /// Whether it still has to be published.
    pub fn is_open(&self) -> bool {
        !matches!(self.stage(), Stage::Withheld | Stage::Published | Stage::Filed | Stage::Void)
    }

    /// Signs in a role; the reviewer says a result with it. Signing again replaces what stood there.
    ///
    /// # Errors
    /// Why it cannot be signed; nothing is changed then.
    pub fn sign(&mut self, role: Role, signature: Signature, result: Option<ReviewResult>) -> Result<(), Refusal> {
        self.still_reviewed()?;
        if !self.review.on_paper.is_empty() {
            return Err(Refusal::OnPaper);
        }
        if signature.by.trim().is_empty() {
            return Err(Refusal::Nobody);
        }
        let before = Role::ALL.iter().copied().take_while(|it| *it != role);
        for earlier in before {
            let Some(stood) = self.signature(earlier) else { return Err(Refusal::Before(earlier.label())) };
            if signature.on < stood.on {
                return Err(Refusal::Early(earlier.label()));
            }
        }
        self.none_after(role)?;
        match role {
            Role::Publisher => self.review.publisher = Some(signature),
            Role::Reviewer => {
                self.review.result = Some(result.ok_or(Refusal::NoResult)?);
                self.review.reviewer = Some(signature);
            }
            Role::Leader => {
                if !matches!(self.review.result, Some(ReviewResult::Publish | ReviewResult::PublishPart)) {
                    return Err(Refusal::NotCleared);
                }
                self.review.leader = Some(signature);
            }
        }
        Ok(())
    }

    /// Takes a signature back.
    ///
    /// # Errors
    /// When a later one stands, or it is published already.
    pub fn unsign(&mut self, role: Role) -> Result<(), Refusal> {
        self.still_reviewed()?;
        self.none_after(role)?;
        match role {
            Role::Publisher => self.review.publisher = None,
            Role::Reviewer => (self.review.reviewer, self.review.result) = (None, None),
            Role::Leader => self.review.leader = None,
        }
        Ok(())
    }

    /// Says that it was reviewed on paper, and where that form is; empty: it was not.
    ///
    /// # Errors
    /// When it was signed here, or is published already.
    pub fn reviewed_on_paper(&mut self, form: &str) -> Result<(), Refusal> {
        self.still_reviewed()?;
        if self.review.publisher.is_some() {
            return Err(Refusal::SignedHere);
        }
        self.review.on_paper = form.trim().to_string();
        Ok(())
    }

    /// Whether it may be published at a place on a day.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_placed(&self, on: NaiveDate) -> Result<(), Refusal> {
        match () {
            () if self.void_reason.is_some() => Err(Refusal::Void),
            () if !self.review.cleared() => Err(Refusal::NotReviewed),
            () if self.review.leader.as_ref().is_some_and(|leader| on < leader.on) => Err(Refusal::BeforeApproval),
            () if self.formed_on.is_some_and(|formed| on < formed) => Err(Refusal::BeforeFormed),
            () => Ok(()),
        }
    }

    /// Whether it may be put on file.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_filed(&self) -> Result<(), Refusal> {
        match () {
            () if self.void_reason.is_some() => Err(Refusal::Void),
            () if self.placings.is_empty() => Err(Refusal::NotPublished),
            () => Ok(()),
        }
    }

    /// What was published is not reviewed again behind its back.
    fn still_reviewed(&self) -> Result<(), Refusal> {
        match () {
            () if self.void_reason.is_some() => Err(Refusal::Void),
            () if !self.placings.is_empty() => Err(Refusal::After("公开登记")),
            () => Ok(()),
        }
    }

    fn none_after(&self, role: Role) -> Result<(), Refusal> {
        let mut after = Role::ALL.iter().copied().skip_while(|it| *it != role).skip(1);
        after.find(|later| self.signature(*later).is_some()).map_or(Ok(()), |later| Err(Refusal::After(later.label())))
    }

    /// What should be looked at: late, unproved, unanswered, signed by one person alone.
    pub fn remarks(
        &self,
        item: &DisclosureItem,
        evidence: usize,
        calendar: &Calendar,
        today: NaiveDate,
    ) -> Vec<Remark> {
        if self.void_reason.is_some() {
            return Vec::new();
        }
        let mut remarks = Vec::new();
        let mut say = |message: String, remedy: &str| remarks.push(Remark { message, remedy: remedy.into() });
        let due = self.due(item, calendar);
        let published = self.first_published_on();
        match (&due, published) {
            (Some(due), Some(on)) if on > due.on => say(
                format!("公开晚于期限{}日（应在{}前公开）", (on - due.on).num_days(), chinese(due.on)),
                "核对生成日期；确属迟延的，在备注中写明原因",
            ),
            (Some(due), None) if self.is_open() && today > due.on => say(
                format!("已逾期{}日没有公开（应在{}前公开）", (today - due.on).num_days(), chinese(due.on)),
                "尽快办理审查并公开",
            ),
            _ => {}
        }
        if self.formed_on.is_none() {
            say("没有填写生成日期，算不出公开期限".into(), "填写信息形成或者变更的日期");
        }
        let people: Vec<&str> =
            Role::ALL.iter().filter_map(|role| self.signature(*role)).map(|signature| signature.by.trim()).collect();
        if people.iter().enumerate().any(|(i, one)| people[..i].contains(one)) {
            say("审查的三个环节中有同一人签署".into(), "提供、审查、审签应当由不同的人负责");
        }
        if published.is_some() && evidence == 0 {
            say("已公开，还没有留存证据".into(), "添加网页截图、公开栏照片或者网页副本");
        }
        let other = |placing: &&Placing| !item.channels.is_empty() && !item.channels.contains(&placing.channel);
        for placing in self.placings.iter().filter(other) {
            say(
                format!("公开渠道“{}”不在目录为该事项定的渠道之内", placing.channel.label()),
                "核对目录的公开渠道和载体",
            );
        }
        let missing: Vec<&str> = if published.is_some() {
            let has = |channel| self.placings.iter().any(|placing| placing.channel == channel);
            item.channels.iter().filter(|channel| !has(**channel)).map(|channel| channel.label()).collect()
        } else {
            Vec::new()
        };
        if !missing.is_empty() {
            say(format!("目录定的渠道还没有登记公开：{}", missing.join("、")), "逐个渠道公开后登记");
        }
        let open = self.feedback.iter().filter(|one| one.handled_on.is_none()).count();
        if open > 0 {
            say(format!("有{open}条意见反馈没有办结"), "办理后填写处理情况和日期");
        }
        remarks
    }
}

fn chinese(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}
