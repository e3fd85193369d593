//! What the columns of foreign tables are called, and what they hold.

use crate::agency::AgencyLevel;
use crate::catalogue::likeness;

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident $key:literal $label:literal [$($name:literal),*]),* $(,)?) => {
        /// What a column of a foreign table holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Column { $(#[doc = $label] $variant),* }

        impl Column {
            /// All of them, in the order in which a list offers them.
            pub const ALL: &'static [Column] = &[$(Column::$variant),*];
            /// The word in public JSON.
            pub fn key(self) -> &'static str { match self { $(Column::$variant => $key),* } }
            /// The one with this key.
            pub fn from_key(key: &str) -> Option<Column> { Column::ALL.iter().copied().find(|it| it.key() == key) }
            /// Its Chinese label.
            pub fn label(self) -> &'static str { match self { $(Column::$variant => $label),* } }
            /// Heads that mean it, compared without blanks and punctuation.
            fn names(self) -> &'static [&'static str] { match self { $(Column::$variant => &[$($name),*]),* } }
        }
    };
}

columns! {
    Number "number" "序号" ["序号", "编号", "项目编号", "事项编号", "号"],
    Sector "sector" "领域" ["领域", "试点领域", "公开领域", "所属领域", "事项领域"],
    Primary "primary" "一级事项" ["一级事项", "一级目录", "一级", "一级公开事项", "事项类别", "公开类别", "类别"],
    Secondary "secondary" "二级事项" ["二级事项", "二级目录", "二级", "二级公开事项", "公开事项", "事项名称", "项目名称", "公开项目", "事项"],
    Tertiary "tertiary" "三级事项" ["三级事项", "三级目录", "三级", "三级公开事项"],
    Elements "elements" "公开内容（要素）" ["公开内容要素", "公开内容", "内容要素", "公开要素", "公开内容和要素", "公开的内容", "内容"],
    Basis "basis" "公开依据" ["公开依据", "依据", "法律依据", "政策依据", "公开依据文件", "法律法规和政策依据"],
    TimeLimit "time_limit" "公开时限" ["公开时限", "时限", "公开时间", "公开期限"],
    Body "body" "公开主体" ["公开主体", "责任主体", "公开责任主体", "责任单位", "公开单位", "主体", "责任部门", "部门", "公开部门"],
    Office "office" "责任科室" ["科室", "责任科室", "责任股室", "承办科室", "股室", "内设机构"],
    Channels "channels" "公开渠道和载体" ["公开渠道和载体", "公开渠道", "公开载体", "渠道和载体", "公开渠道载体", "公开渠道及载体", "公开形式", "载体", "渠道"],
    WholeSociety "whole_society" "公开对象：全社会" ["全社会", "社会", "社会公众"],
    SpecificGroup "specific_group" "公开对象：特定群体" ["特定群体", "特定群众", "特定对象", "特定人群", "特定群体请写明"],
    Audience "audience" "公开对象" ["公开对象", "公开范围", "对象"],
    Proactive "proactive" "公开方式：主动" ["主动", "主动公开"],
    OnApplication "on_application" "公开方式：依申请" ["依申请", "依申请公开"],
    Mode "mode" "公开方式" ["公开方式", "公开属性", "公开类型"],
    Tier "tier" "公开层级（一列一级）" [],
    Tiers "tiers" "公开层级" ["公开层级", "层级", "公开级别"],
    Stage "stage" "五公开环节" ["过程", "五公开", "公开环节", "五公开环节", "公开过程"],
    IndexNumber "index_number" "索引号" ["索引号", "索引"],
    Summary "summary" "内容概述" ["内容概述", "概述", "内容概要", "内容概览"],
    FormedOn "formed_on" "生成日期" ["生成日期", "成文日期", "公文生成日期"],
    Phone "phone" "联系电话" ["联系电话", "咨询电话", "电话"],
    SupervisionPhone "supervision_phone" "监督电话" ["监督电话", "投诉电话", "监督投诉电话"],
    Note "note" "备注" ["备注", "说明"],
    Ignored "ignored" "不读入" ["公开格式", "操作", "链接"],
}

/// Columns whose head may stand over several.
const GROUPS: [Column; 5] = [Column::Secondary, Column::Body, Column::Audience, Column::Mode, Column::Tiers];

impl Column {
    /// The column behind a head, given with the heads above it, the lowest last.
    pub fn of_head(path: &[String]) -> Option<Column> {
        let leaf = likeness(path.last()?);
        let parent = path.len().checked_sub(2).map(|at| likeness(&path[at])).unwrap_or_default();
        if (leaf.ends_with('级') || parent.contains("层级"))
            && leaf.chars().count() <= 8
            && !levels_in(&leaf).is_empty()
        {
            return Some(Column::Tier);
        }
        let named = |text: &str| Column::ALL.iter().copied().find(|column| column.names().contains(&text));
        // With remarks behind: 公开内容（要素） is one word, 特定群体（请写明） has one more. A group and its part in one
        // cell (公开对象—全社会, 公开事项（一级）) is the part.
        let begins = |text: &str| {
            let of = |column: &Column| {
                column.names().iter().filter(|name| text.starts_with(*name)).map(|name| name.len()).max()
            };
            let found = Column::ALL.iter().copied().filter(|column| of(column).is_some_and(|length| length >= 9));
            let found = found.max_by_key(of)?;
            let rest = of(&found).and_then(|length| text.get(length..)).unwrap_or_default();
            Some(named(rest).filter(|_| GROUPS.contains(&found)).unwrap_or(found))
        };
        named(&leaf).or_else(|| begins(&leaf)).or_else(|| named(&parent))
    }

    /// Whether a text is one of the heads of catalogue tables, of a column or of a group of columns.
    pub(super) fn is_head_word(text: &str) -> bool {
        // Most cells are longer in bytes than any head: a quick no for tables of thousands of rows.
        text.len() <= 120 && text.chars().count() <= 20 && Column::of_head(&[text.to_string()]).is_some()
    }

    /// Whether a head word is also what cells say: 全社会, 主动公开, 县级.
    pub(super) fn is_value_too(text: &str) -> bool {
        use Column::{OnApplication, Proactive, SpecificGroup, Tier, WholeSociety};
        let column = Column::of_head(&[text.to_string()]);
        column.is_some_and(|column| [OnApplication, Proactive, SpecificGroup, Tier, WholeSociety].contains(&column))
    }

    /// The same below a head that has begun, where levels stand without 级: 市、县、乡.
    pub(super) fn is_sub_head_word(text: &str) -> bool {
        let level = |text: &str| {
            !levels_in(text).is_empty() && text.chars().all(|c| "省市州县区旗乡镇街道村社居级".contains(c))
        };
        Column::is_head_word(text) || level(&likeness(text))
    }
}

/// The levels that a head or a cell names: 县级, 乡、村级, 市、县, 镇（街道）级.
pub fn levels_in(text: &str) -> Vec<AgencyLevel> {
    let mut text = text.replace("社区/企事业单位", "");
    // One level under several names: 县（市、区）级.
    const COUNTY: [&str; 9] =
        ["县级市", "县（市、区）", "县(市、区)", "县（市区）", "县(市区)", "县（市）", "县(市)", "县市区", "县（区）"];
    if text.contains('县') {
        COUNTY.iter().for_each(|county| text = text.replace(county, "县"));
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let mut levels = Vec::new();
    let mut add = |level, named| {
        if named {
            levels.push(level);
        }
    };
    add(AgencyLevel::State, has(&["国家级"]));
    add(AgencyLevel::Province, has(&["省"]));
    add(AgencyLevel::City, has(&["市"]));
    add(AgencyLevel::County, has(&["县", "区级", "旗"]) || (text.contains('区') && !text.contains("社区")));
    add(AgencyLevel::Township, has(&["乡", "镇", "街"]));
    add(AgencyLevel::Village, has(&["村", "社区", "居委"]));
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_real_tables_are_recognised() {
        let of = |path: &[&str]| Column::of_head(&path.iter().map(|it| it.to_string()).collect::<Vec<_>>());
        assert_eq!(of(&["公开事项", "一级事项"]), Some(Column::Primary));
        assert_eq!(of(&["公开内容\n（要素）"]), Some(Column::Elements));
        assert_eq!(of(&["公开对象", "特定群体（请写明）"]), Some(Column::SpecificGroup));
        assert_eq!(of(&["公开对象"]), Some(Column::Audience));
        assert_eq!(of(&["公开层级", "乡、村级"]), Some(Column::Tier));
        assert_eq!(of(&["公开层级", "县 级"]), Some(Column::Tier));
        assert_eq!(of(&["公开主体", "科室"]), Some(Column::Office));
        assert_eq!(of(&["公开方式", "依申请公开"]), Some(Column::OnApplication));
        assert_eq!(of(&["政府网站"]), None);
        assert_eq!(of(&["公开对象—全社会"]), Some(Column::WholeSociety));
        assert_eq!(of(&["公开对象（特定群体）"]), Some(Column::SpecificGroup));
        assert_eq!(of(&["公开事项（一级）"]), Some(Column::Primary));
        assert_eq!(of(&["公开层级：县级"]), Some(Column::Tier));
        assert_eq!(levels_in("县（市、区）级"), [AgencyLevel::County], "a county by its several names");
        assert_eq!(levels_in("乡、村级"), [AgencyLevel::Township, AgencyLevel::Village]);
        assert_eq!(levels_in("市、县"), [AgencyLevel::City, AgencyLevel::County]);
    }
}
