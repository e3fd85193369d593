//! The disclosure catalogue: items with everything an office keeps about them (standard catalogue, art. 12 metadata,
//! the traditional fields and those of 权责清单), in one record.

mod basis;
mod channels;
mod clause;
mod due;
pub mod edition;
mod elements;
mod entry_field;
mod field;
pub mod foreign;
mod index_number;
mod lacking;
mod marks;
mod original;
mod plain;
mod renew;
mod standard;
mod time_limit;

pub use basis::{Basis, BasisLibrary, BasisState};
pub use channels::{Carriers, carrier_lines};
pub use clause::{ARTICLE_21, article_20, clause_label};
pub use due::next_due;
pub(crate) use elements::may_be_broken;
pub use elements::{element_lines, read_elements};
pub use entry_field::{EntryField, ThreeWay};
pub use field::{CLAUSES, Field, FieldError, check_phone};
pub use index_number::{IndexTemplate, IndexTemplateError, USUAL_INDEX_TEMPLATE};
pub use lacking::{Lacking, lacking};
pub use marks::{Mark, tick};
pub use original::{Origin, Original, SuperiorSnapshot, superiors, three_way};
pub use plain::{likeness, tidy, tidy_name};
pub use renew::{ARTICLE_UNCHECKED, renew_bases};
pub use standard::{EntrySnapshot, Sector, StandardCatalogue, StandardEntry, blank_item};

use crate::agency::AgencyId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The stable identity of an item (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub String);

words! {
    /// What an item is.
    ItemKind {
        Information "information" "信息类事项",
        Service "service" "办事类事项",
        Licence "licence" "行政许可",
        Penalty "penalty" "行政处罚",
        Compulsory "compulsory" "行政强制",
        Levy "levy" "行政征收",
        Payment "payment" "行政给付",
        Adjudication "adjudication" "行政裁决",
        Confirmation "confirmation" "行政确认",
        Reward "reward" "行政奖励",
        Inspection "inspection" "行政检查",
        OtherPower "other_power" "其他行政权力",
        Duty "duty" "职责",
    }
}

words! {
    /// Where something is published (公开渠道和载体), in the printed order of the standard catalogue.
    Channel {
        Website "website" "政府网站",
        Gazette "gazette" "政府公报",
        SocialMedia "social_media" "两微一端",
        Briefing "briefing" "发布会/听证会",
        Broadcast "broadcast" "广播电视",
        Print "print" "纸质媒体",
        ReadingPoint "reading_point" "公开查阅点",
        ServiceCentre "service_centre" "政务服务中心",
        ServiceStation "service_station" "便民服务站",
        OnSite "on_site" "入户/现场",
        NoticeBoard "notice_board" "社区/企事业单位/村公示栏（电子屏）",
        Push "push" "精准推送",
        Other "other" "其他",
    }
}

words! {
    /// How it is disclosed (公开方式); an item may have both.
    Mode {
        Proactive "proactive" "主动公开",
        OnApplication "on_application" "依申请公开",
    }
}

words! {
    /// How a publication time limit runs.
    TimeLimitKind {
        Workdays "workdays" "工作日内",
        Days "days" "日内",
        Realtime "realtime" "实时公开",
        Prompt "prompt" "及时公开",
        Periodic "periodic" "定期公开",
        Permanent "permanent" "长期公开",
        Other "other" "其他",
    }
}

words! {
    /// The traditional classes of 公开时间.
    TimeClass {
        Always "always" "常年公开",
        Regular "regular" "定期公开",
        Timely "timely" "适时公开",
    }
}

words! {
    /// The stage of 五公开 (决策、执行、管理、服务、结果).
    DisclosureStage {
        Decision "decision" "决策公开",
        Execution "execution" "执行公开",
        Management "management" "管理公开",
        Service "service" "服务公开",
        Result "result" "结果公开",
    }
}

words! {
    /// Among whom an item is disclosed (公开范围).
    Reach {
        Public "public" "社会",
        Internal "internal" "内部",
        Group "group" "特定群体",
    }
}

words! {
    /// Whether a published document still holds.
    Validity {
        InForce "in_force" "有效",
        Lapsed "lapsed" "失效",
        Repealed "repealed" "废止",
    }
}

/// A publication time limit: as data and as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// How it runs.
    pub kind: TimeLimitKind,
    /// How many, for working days, days and periods.
    pub n: Option<u32>,
    /// The words as printed.
    pub text: String,
}

/// A legal basis: act, number, and whether it was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalBasis {
    /// Its id in the basis library, if it is there.
    pub id: Option<String>,
    /// The name without brackets.
    pub name: String,
    /// The number; empty when not known.
    pub number: String,
    /// The article; empty for the whole act.
    pub article: String,
    /// Whether name and number were checked; otherwise it prints with 【依据待核】.
    pub checked: bool,
}

/// One content element: required (●) or optional (〇).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentElement {
    /// What is published.
    pub text: String,
    /// Whether it must be.
    pub required: bool,
}

/// Whom it is for; both may hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Audience {
    /// 全社会.
    pub whole_society: bool,
    /// 特定群体, named.
    pub specific_groups: Vec<String>,
}

/// Why an item is withheld (arts 14–16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withholding {
    /// The article.
    pub article: String,
    /// The reason.
    pub reason: String,
    /// When it was last assessed again (art. 18).
    pub assessed_on: Option<NaiveDate>,
}

/// A form or paper to hand in (申报材料).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Its name.
    pub name: String,
    /// How many copies.
    pub copies: Option<u32>,
    /// Original, copy, electronic.
    pub form: String,
    /// Where it comes from.
    pub source: String,
}

/// Contacts of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contacts {
    /// 责任科室.
    pub office: String,
    /// 责任人 (a post, not a private person).
    pub post: String,
    /// 联系电话: an office number.
    pub phone: String,
    /// 监督电话.
    pub supervision_phone: String,
    /// 办理地点.
    pub place: String,
    /// 办理时间.
    pub hours: String,
}

/// The record of one disclosure item: the whole of it, so that nothing is invented twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureItem {
    /// Identity.
    pub id: ItemId,
    /// The office that keeps it.
    pub agency: AgencyId,
    /// 编号 in the office's list.
    pub number: String,
    /// 索引号: given at issue, never reused; empty until then.
    pub index_number: String,
    /// Kind.
    pub kind: ItemKind,
    /// 试点领域; empty for items outside the pilot sectors.
    pub sector: String,
    /// 一级事项.
    pub primary: String,
    /// 二级事项.
    pub secondary: String,
    /// 三级事项; may be empty.
    pub tertiary: String,
    /// 内容概述.
    pub summary: String,
    /// 公开内容（要素）.
    pub content_elements: Vec<ContentElement>,
    /// 公开依据.
    pub legal_basis: Vec<LegalBasis>,
    /// The clause of arts 20–21: `20-5`, `21-township`.
    pub clause: String,
    /// 公开时限.
    pub time_limit: Option<TimeLimit>,
    /// 常年/定期/适时.
    pub time_class: Option<TimeClass>,
    /// 公开主体.
    pub responsible_body: String,
    /// 公开渠道和载体.
    pub channels: Vec<Channel>,
    /// 其他载体 in words.
    pub other_channels: Vec<String>,
    /// 公开对象.
    pub audience: Audience,
    /// 公开方式.
    pub modes: Vec<Mode>,
    /// 不予公开, with its ground.
    pub withheld: Option<Withholding>,
    /// 公开层级: keys of agency levels.
    pub tiers: Vec<crate::agency::AgencyLevel>,
    /// 五公开.
    pub stage: Option<DisclosureStage>,
    /// 公开范围.
    pub reach: Reach,
    /// Contacts.
    pub contacts: Contacts,
    /// 申报材料.
    pub materials: Vec<Material>,
    /// 收费标准及依据; empty: 不收费 is written, never supposed.
    pub fees: String,
    /// 法定时限 of handling.
    pub statutory_limit: String,
    /// 承诺时限 of handling.
    pub promised_limit: String,
    /// 办事条件.
    pub conditions: String,
    /// The process behind its chart and step table (`process` uid).
    pub process: Option<String>,
    /// 有效性.
    pub validity: Option<Validity>,
    /// 生成日期.
    pub formed_on: Option<NaiveDate>,
    /// 最近公开日期.
    pub published_on: Option<NaiveDate>,
    /// 下次应公开日期.
    pub next_due_on: Option<NaiveDate>,
    /// 存档位置.
    pub archive_place: String,
    /// 备注.
    pub note: String,
    /// The entry of the standard, or the superior's item, it was adopted from.
    pub adopted: Option<Adopted>,
}

/// What an adopted record was taken from: differences are three-way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// The entry's fixed id, or `item:` and the identity of a superior's item ([`Adopted::origin`]).
    pub base_id: String,
    /// The version of the standard, or a digest of the superior's item: another one when anything in it changed.
    pub base_version: String,
    /// The original as it was, JSON.
    pub base_snapshot: String,
}

impl ItemKind {
    /// Whether people come to the office with it: a service or a power (权责清单). Its materials, fees and limits are then
    /// part of what is disclosed (art. 20(5), (6), (8)).
    pub fn is_handled(self) -> bool {
        !matches!(self, ItemKind::Information | ItemKind::Duty)
    }
}

impl DisclosureItem {
    /// Its shortest full name: the deepest level that is filled in.
    pub fn name(&self) -> &str {
        [&self.tertiary, &self.secondary, &self.primary].into_iter().find(|name| !name.is_empty()).map_or("", |n| n)
    }
}
