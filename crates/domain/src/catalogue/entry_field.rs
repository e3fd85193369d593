//! The fields that an item shares with what it was taken from, as text and as data.

use super::{DisclosureItem, LegalBasis, Material, carrier_lines, element_lines};
use serde::{Deserialize, Serialize};

/// A field of an item in three states: as taken over, as it is here, as its original has it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThreeWay {
    /// The field.
    pub field: EntryField,
    /// As taken over.
    pub base: String,
    /// As it is here.
    pub own: String,
    /// As the standard, or the superior, has it now.
    pub standard: String,
}

impl ThreeWay {
    /// Whether the office changed it.
    pub fn changed_here(&self) -> bool {
        self.own != self.base
    }

    /// Whether the original changed it, and the office has not got it yet.
    pub fn changed_there(&self) -> bool {
        self.standard != self.base && self.standard != self.own
    }

    /// Whether both changed it: nobody can decide that for the office.
    pub fn in_conflict(&self) -> bool {
        self.changed_here() && self.changed_there()
    }
}

/// The fields that an item shares with the entry of the standard, or the item of a superior, it was taken from. 公开主体,
/// contacts, 编号, 索引号 and dates are not among them: they are the office's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryField {
    /// 领域.
    Sector,
    /// 一级事项.
    Primary,
    /// 二级事项.
    Secondary,
    /// 公开内容（要素）.
    Elements,
    /// 公开依据.
    Basis,
    /// 公开时限.
    TimeLimit,
    /// 公开渠道和载体.
    Channels,
    /// 公开对象.
    Audience,
    /// 公开方式.
    Modes,
    /// 公开层级.
    Tiers,
    /// 三级事项.
    Tertiary,
    /// 事项类别.
    Kind,
    /// The clause of arts 20–21.
    Clause,
    /// 不予公开, with its ground.
    Withheld,
    /// 五公开.
    Stage,
    /// 公开时间: 常年, 定期, 适时.
    TimeClass,
    /// 办事条件.
    Conditions,
    /// 申报材料.
    Materials,
    /// 收费标准及依据.
    Fees,
    /// 法定时限.
    StatutoryLimit,
}

impl EntryField {
    /// Those of an entry of the standard, in printed order.
    pub const STANDARD: &'static [EntryField] = EntryField::ALL.split_at(10).0;

    /// All of them: those of a superior's item.
    pub const ALL: &'static [EntryField] = &[
        EntryField::Sector,
        EntryField::Primary,
        EntryField::Secondary,
        EntryField::Elements,
        EntryField::Basis,
        EntryField::TimeLimit,
        EntryField::Channels,
        EntryField::Audience,
        EntryField::Modes,
        EntryField::Tiers,
        EntryField::Tertiary,
        EntryField::Kind,
        EntryField::Clause,
        EntryField::Withheld,
        EntryField::Stage,
        EntryField::TimeClass,
        EntryField::Conditions,
        EntryField::Materials,
        EntryField::Fees,
        EntryField::StatutoryLimit,
    ];

    /// The word in the commands' JSON.
    pub fn key(self) -> &'static str {
        match self {
            EntryField::Sector => "sector",
            EntryField::Primary => "primary",
            EntryField::Secondary => "secondary",
            EntryField::Elements => "elements",
            EntryField::Basis => "basis",
            EntryField::TimeLimit => "time_limit",
            EntryField::Channels => "channels",
            EntryField::Audience => "audience",
            EntryField::Modes => "modes",
            EntryField::Tiers => "tiers",
            EntryField::Tertiary => "tertiary",
            EntryField::Kind => "kind",
            EntryField::Clause => "clause",
            EntryField::Withheld => "withheld",
            EntryField::Stage => "stage",
            EntryField::TimeClass => "time_class",
            EntryField::Conditions => "conditions",
            EntryField::Materials => "materials",
            EntryField::Fees => "fees",
            EntryField::StatutoryLimit => "statutory_limit",
        }
    }

    /// Its column head.
    pub fn label(self) -> &'static str {
        match self {
            EntryField::Sector => "领域",
            EntryField::Primary => "一级事项",
            EntryField::Secondary => "二级事项",
            EntryField::Elements => "公开内容（要素）",
            EntryField::Basis => "公开依据",
            EntryField::TimeLimit => "公开时限",
            EntryField::Channels => "公开渠道和载体",
            EntryField::Audience => "公开对象",
            EntryField::Modes => "公开方式",
            EntryField::Tiers => "公开层级",
            EntryField::Tertiary => "三级事项",
            EntryField::Kind => "事项类别",
            EntryField::Clause => "条例条款",
            EntryField::Withheld => "不予公开的条款和理由",
            EntryField::Stage => "五公开环节",
            EntryField::TimeClass => "公开时间类",
            EntryField::Conditions => "办事条件",
            EntryField::Materials => "申报材料",
            EntryField::Fees => "收费标准及依据",
            EntryField::StatutoryLimit => "法定时限",
        }
    }

    /// The field of an item as text, for comparing and showing.
    pub fn text(self, item: &DisclosureItem) -> String {
        let lines = |lines: Vec<String>| lines.join("\n");
        match self {
            EntryField::Sector => item.sector.clone(),
            EntryField::Primary => item.primary.clone(),
            EntryField::Secondary => item.secondary.clone(),
            EntryField::Elements => element_lines(&item.content_elements).join("\n"),
            EntryField::Basis => lines(item.legal_basis.iter().map(LegalBasis::printed).collect()),
            EntryField::TimeLimit => item.time_limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default(),
            EntryField::Channels => carrier_lines(&item.channels, &item.other_channels, false).join("\n"),
            EntryField::Audience => item.audience.printed(),
            EntryField::Modes => item.modes.iter().map(|mode| mode.label()).collect::<Vec<_>>().join("、"),
            EntryField::Tiers => item.tiers.iter().map(|tier| tier.label()).collect::<Vec<_>>().join("、"),
            EntryField::Tertiary => item.tertiary.clone(),
            EntryField::Kind => item.kind.label().into(),
            EntryField::Clause => super::clause_label(&item.clause),
            EntryField::Withheld => {
                item.withheld.as_ref().map(|it| format!("{}：{}", it.article, it.reason)).unwrap_or_default()
            }
            EntryField::Stage => item.stage.map(|it| it.label().into()).unwrap_or_default(),
            EntryField::TimeClass => item.time_class.map(|it| it.label().into()).unwrap_or_default(),
            EntryField::Conditions => item.conditions.clone(),
            EntryField::Materials => lines(item.materials.iter().map(Material::printed).collect()),
            EntryField::Fees => item.fees.clone(),
            EntryField::StatutoryLimit => item.statutory_limit.clone(),
        }
    }

    /// Writes the field of one item into another.
    pub fn copy(self, from: &DisclosureItem, to: &mut DisclosureItem) {
        match self {
            EntryField::Sector => to.sector.clone_from(&from.sector),
            EntryField::Primary => to.primary.clone_from(&from.primary),
            EntryField::Secondary => to.secondary.clone_from(&from.secondary),
            EntryField::Elements => to.content_elements.clone_from(&from.content_elements),
            EntryField::Basis => to.legal_basis.clone_from(&from.legal_basis),
            EntryField::TimeLimit => to.time_limit.clone_from(&from.time_limit),
            EntryField::Channels => {
                to.channels.clone_from(&from.channels);
                to.other_channels.clone_from(&from.other_channels);
            }
            EntryField::Audience => to.audience.clone_from(&from.audience),
            EntryField::Modes => to.modes.clone_from(&from.modes),
            EntryField::Tiers => to.tiers.clone_from(&from.tiers),
            EntryField::Tertiary => to.tertiary.clone_from(&from.tertiary),
            EntryField::Kind => to.kind = from.kind,
            EntryField::Clause => to.clause.clone_from(&from.clause),
            EntryField::Withheld => to.withheld.clone_from(&from.withheld),
            EntryField::Stage => to.stage = from.stage,
            EntryField::TimeClass => to.time_class = from.time_class,
            EntryField::Conditions => to.conditions.clone_from(&from.conditions),
            EntryField::Materials => to.materials.clone_from(&from.materials),
            EntryField::Fees => to.fees.clone_from(&from.fees),
            EntryField::StatutoryLimit => to.statutory_limit.clone_from(&from.statutory_limit),
        }
    }
}

impl Material {
    /// In one line: 身份证（复印件，2份，申请人自备）.
    pub fn printed(&self) -> String {
        let copies = self.copies.map(|n| format!("{n}份")).unwrap_or_default();
        let more: Vec<&str> =
            [self.form.as_str(), &copies, &self.source].into_iter().filter(|it| !it.is_empty()).collect();
        if more.is_empty() { self.name.clone() } else { format!("{}（{}）", self.name, more.join("，")) }
    }
}
