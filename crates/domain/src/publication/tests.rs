//! The three signatures, the limit, and what may come when.

use super::*;
use crate::catalogue::{DisclosureItem, TimeLimit, blank_item};
use crate::deadline::Calendar;

fn day(m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, m, d).unwrap()
}

fn signed(by: &str, on: NaiveDate) -> Signature {
    Signature { by: by.into(), on }
}

fn item() -> DisclosureItem {
    let mut item = blank_item(ItemId("i".into()), AgencyId("a".into()));
    item.time_limit = Some(TimeLimit::statutory());
    item
}

fn fresh() -> Publication {
    let one = Publication::blank(PublicationId("p".into()), AgencyId("a".into()), ItemId("i".into()));
    Publication { title: "关于2026年度低保标准的通知".into(), formed_on: Some(day(3, 2)), ..one }
}

fn approved() -> Publication {
    let mut one = fresh();
    one.sign(Role::Publisher, signed("甲", day(3, 3)), None).unwrap();
    one.sign(Role::Reviewer, signed("乙", day(3, 4)), Some(ReviewResult::Publish)).unwrap();
    one.sign(Role::Leader, signed("丙", day(3, 5)), None).unwrap();
    one
}

fn placed(mut one: Publication, channel: Channel, on: NaiveDate) -> Publication {
    let placing = Placing {
        id: PlacingId(format!("{on}")),
        channel,
        place: "清溪县人民政府门户网站".into(),
        published_on: on,
        removed_on: None,
    };
    one.placings.push(placing);
    one
}

#[test]
fn three_sign_in_their_order_and_only_then_it_may_be_published() {
    let mut one = fresh();
    assert_eq!(one.stage(), Stage::Preparing);
    assert_eq!(one.sign(Role::Leader, signed("丙", day(3, 5)), None), Err(Refusal::Before("信息发布员")));
    one.sign(Role::Publisher, signed("甲", day(3, 3)), None).unwrap();
    assert_eq!(one.stage(), Stage::AwaitingReview);
    assert_eq!(one.may_be_placed(day(3, 6)), Err(Refusal::NotReviewed));
    assert_eq!(one.sign(Role::Reviewer, signed("乙", day(3, 4)), None), Err(Refusal::NoResult));
    let early = one.sign(Role::Reviewer, signed("乙", day(3, 2)), Some(ReviewResult::Publish));
    assert_eq!(early, Err(Refusal::Early("信息发布员")));
    assert_eq!(one.sign(Role::Reviewer, signed(" ", day(3, 4)), Some(ReviewResult::Publish)), Err(Refusal::Nobody));
    one.sign(Role::Reviewer, signed("乙", day(3, 4)), Some(ReviewResult::Publish)).unwrap();
    assert_eq!(one.stage(), Stage::AwaitingApproval);
    one.sign(Role::Leader, signed("丙", day(3, 5)), None).unwrap();
    assert_eq!(one.stage(), Stage::Ready);
    assert_eq!(one.may_be_placed(day(3, 4)), Err(Refusal::BeforeApproval));
    assert_eq!(one.may_be_placed(day(3, 5)), Ok(()));
    assert_eq!(placed(one, Channel::Website, day(3, 5)).stage(), Stage::Published);
}

#[test]
fn a_review_that_does_not_clear_it_stops_it_and_an_answer_from_above_takes_it_on() {
    let mut one = fresh();
    one.sign(Role::Publisher, signed("甲", day(3, 3)), None).unwrap();
    one.sign(Role::Reviewer, signed("乙", day(3, 4)), Some(ReviewResult::Refer)).unwrap();
    assert_eq!((one.stage(), one.is_open()), (Stage::Referred, true));
    assert_eq!(one.sign(Role::Leader, signed("丙", day(3, 5)), None), Err(Refusal::NotCleared));
    one.sign(Role::Reviewer, signed("乙", day(3, 9)), Some(ReviewResult::PublishPart)).unwrap();
    one.sign(Role::Leader, signed("丙", day(3, 9)), None).unwrap();
    assert_eq!(one.stage(), Stage::Ready);

    let mut other = fresh();
    other.sign(Role::Publisher, signed("甲", day(3, 3)), None).unwrap();
    other.sign(Role::Reviewer, signed("乙", day(3, 4)), Some(ReviewResult::Withhold)).unwrap();
    assert_eq!((other.stage(), other.is_open()), (Stage::Withheld, false));
}

#[test]
fn a_signature_goes_back_only_from_the_last_one_and_not_behind_a_publication() {
    let mut one = approved();
    assert_eq!(one.unsign(Role::Reviewer), Err(Refusal::After("分管负责人")));
    one.unsign(Role::Leader).unwrap();
    one.unsign(Role::Reviewer).unwrap();
    assert_eq!((one.stage(), one.review.result), (Stage::AwaitingReview, None));
    let mut out = placed(approved(), Channel::Website, day(3, 6));
    assert_eq!(out.unsign(Role::Leader), Err(Refusal::After("公开登记")));
}

#[test]
fn a_review_on_paper_stands_for_the_three_signatures() {
    let mut one = fresh();
    one.reviewed_on_paper(" 2026年第3号 ").unwrap();
    assert_eq!((one.review.on_paper.as_str(), one.stage()), ("2026年第3号", Stage::Ready));
    assert_eq!(one.sign(Role::Publisher, signed("甲", day(3, 3)), None), Err(Refusal::OnPaper));
    assert_eq!(approved().reviewed_on_paper("1号"), Err(Refusal::SignedHere));
}

#[test]
fn nothing_is_filed_or_published_that_is_void_and_nothing_filed_that_is_not_public() {
    assert_eq!(approved().may_be_filed(), Err(Refusal::NotPublished));
    let mut void = placed(approved(), Channel::Website, day(3, 6));
    assert_eq!(void.may_be_filed(), Ok(()));
    void.void_reason = Some("重复登记".into());
    assert_eq!(void.stage(), Stage::Void);
    assert_eq!((void.may_be_filed(), void.may_be_placed(day(3, 7))), (Err(Refusal::Void), Err(Refusal::Void)));
}

#[test]
fn the_limit_of_the_item_holds_and_words_leave_the_laws_twenty_days() {
    let calendar = Calendar::default();
    let due = |text: &str| {
        let mut item = item();
        item.time_limit = TimeLimit::read(text);
        fresh().due(&item, &calendar).map(|due| (due.on, due.source))
    };
    // From Monday 2 March on, without holidays.
    assert_eq!(due("20个工作日内"), Some((day(3, 30), LimitSource::Item)));
    assert_eq!(due("信息形成之日起7个工作日内"), Some((day(3, 11), LimitSource::Item)));
    assert_eq!(due("10日内"), Some((day(3, 12), LimitSource::Item)));
    assert_eq!(due("实时公开"), Some((day(3, 2), LimitSource::Item)));
    for words in ["及时公开", "长期公开", "每季度公开", ""] {
        assert_eq!(due(words), Some((day(3, 30), LimitSource::Law)), "{words}");
    }
    let mut unknown = fresh();
    unknown.formed_on = None;
    assert_eq!(unknown.due(&item(), &calendar), None);
}

#[test]
fn what_is_late_unproved_unanswered_or_signed_alone_is_said() {
    let calendar = Calendar::default();
    let mut item = item();
    item.channels = vec![Channel::Website, Channel::NoticeBoard];
    let said = |one: &Publication, evidence| {
        let remarks = one.remarks(&item, evidence, &calendar, day(4, 10));
        remarks.into_iter().map(|remark| remark.message).collect::<Vec<_>>()
    };
    assert_eq!(said(&approved(), 0), ["已逾期11日没有公开（应在2026年3月30日前公开）"]);
    let both = placed(placed(approved(), Channel::Website, day(3, 6)), Channel::NoticeBoard, day(3, 6));
    assert_eq!(said(&both, 1), [""; 0], "in time, everywhere, proved");
    let mut bad = placed(approved(), Channel::Push, day(4, 1));
    bad.review.leader = Some(signed("乙", day(3, 5)));
    bad.feedback.push(Feedback {
        id: FeedbackId("f".into()),
        received_on: day(4, 2),
        way: "来电".into(),
        text: "数字有误".into(),
        handling: String::new(),
        handled_on: None,
    });
    assert_eq!(
        said(&bad, 0),
        [
            "公开晚于期限2日（应在2026年3月30日前公开）",
            "审查的三个环节中有同一人签署",
            "已公开，还没有留存证据",
            "公开渠道“精准推送”不在目录为该事项定的渠道之内",
            "目录定的渠道还没有登记公开：政府网站、社区/企事业单位/村公示栏（电子屏）",
            "有1条意见反馈没有办结",
        ]
    );
    let mut void = bad;
    void.void_reason = Some("重复".into());
    assert_eq!(said(&void, 0), [""; 0]);
}
