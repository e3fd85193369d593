//! Guide booklets (公开内容及流程图, 指导读本): their editions, and the passages that stand in them beside the items.

use crate::agency::{AgencyId, AgencyKind};
use crate::catalogue::ItemId;
use crate::process::BASIS_UNCHECKED;
use serde::{Deserialize, Serialize};

words! {
    /// Which booklet it is. The first three are for the offices of one tier; the reader has all of them, and the rules.
    Edition {
        County "county" "县本级",
        Department "department" "县直部门",
        Township "township" "乡镇",
        Reader "reader" "指导读本",
    }
}

impl Edition {
    /// The editions of one tier, in the order in which the reader has them.
    pub const TIERS: [Edition; 3] = [Edition::County, Edition::Department, Edition::Township];

    /// The edition of one tier in which an office of this kind stands.
    pub fn of_kind(kind: AgencyKind) -> Edition {
        match kind {
            AgencyKind::Government | AgencyKind::GovernmentOffice => Edition::County,
            AgencyKind::Department | AgencyKind::Vertical | AgencyKind::DevelopmentZone | AgencyKind::Other => {
                Edition::Department
            }
            AgencyKind::Township | AgencyKind::Subdistrict | AgencyKind::Village => Edition::Township,
        }
    }

    /// The tiers that it holds.
    pub fn tiers(self) -> &'static [Edition] {
        match self {
            Edition::County => &Edition::TIERS[..1],
            Edition::Department => &Edition::TIERS[1..2],
            Edition::Township => &Edition::TIERS[2..],
            Edition::Reader => &Edition::TIERS,
        }
    }

    /// What its offices are called in headings.
    pub fn offices(self) -> &'static str {
        match self {
            Edition::County => "县政府本级",
            Edition::Department => "县直部门",
            Edition::Township => "乡镇（街道）",
            Edition::Reader => "各级",
        }
    }

    /// The title of a booklet to which nobody gave one.
    pub fn usual_title(self) -> &'static str {
        match self {
            Edition::County => "县政府本级政府信息公开内容及流程图",
            Edition::Department => "县直部门政府信息公开内容及流程图",
            Edition::Township => "乡镇政府信息公开内容及流程图",
            Edition::Reader => "政府信息公开指导读本",
        }
    }
}

/// A booklet that an office keeps in its data file: the choices by which it is made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptBooklet {
    /// What the office calls it; one of a name in a file.
    pub name: String,
    /// Which edition.
    pub edition: Edition,
    /// Its title; empty for the usual one.
    #[serde(default)]
    pub title: String,
    /// 编印单位; empty for the file's own office.
    #[serde(default)]
    pub compiler: String,
    /// Its offices; empty for all of the edition.
    #[serde(default)]
    pub agencies: Vec<AgencyId>,
    /// Its items; empty for all that may be shown.
    #[serde(default)]
    pub items: Vec<ItemId>,
}

/// A passage: a heading (or a question), paragraphs, and the article they rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The heading, or the question.
    pub title: String,
    /// What is said, in the program's own words.
    pub paragraphs: Vec<String>,
    /// The articles; empty where nothing is said about the law.
    #[serde(default)]
    pub basis: String,
    /// Whether what is said was compared with the articles.
    pub checked: bool,
}

impl Passage {
    /// The line on its basis: `（《…》第二十九条）`, with 【依据待核】 until it was checked by the program's makers or by the
    /// office. `None` where there is nothing to say.
    pub fn basis_line(&self, checked_by_office: bool) -> Option<String> {
        let mark = if self.checked || checked_by_office { "" } else { BASIS_UNCHECKED };
        let basis = self.basis.trim();
        match (basis.is_empty(), mark.is_empty()) {
            (true, true) => None,
            (true, false) => Some(mark.to_string()),
            (false, _) => Some(format!("（{basis}）{mark}")),
        }
    }
}

/// The passages of all booklets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookletTexts {
    /// 编印说明. `{title}`, `{compiler}`, `{scope}` and `{day}` are filled in.
    pub preface: Vec<String>,
    /// 政策法规: what the Regulation asks, point by point.
    pub rules: Vec<Passage>,
    /// 问答.
    pub questions: Vec<Passage>,
    /// 保密审查、协调、澄清、责任追究等制度.
    pub systems: Vec<Passage>,
    /// 年度报告编制.
    pub annual_report: Vec<Passage>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_office_stands_in_exactly_one_tier_and_the_reader_has_all() {
        for kind in AgencyKind::ALL {
            let holding: Vec<&Edition> =
                Edition::TIERS.iter().filter(|tier| tier.tiers().contains(&Edition::of_kind(kind))).collect();
            assert_eq!(holding.len(), 1, "{kind:?}");
            assert!(Edition::Reader.tiers().contains(&Edition::of_kind(kind)), "{kind:?}");
        }
    }

    #[test]
    fn what_nobody_checked_says_so_until_the_office_has_checked_it() {
        let passage =
            |basis: &str, checked| Passage {
                title: "问".into(), paragraphs: Vec::new(), basis: basis.into(), checked
            };
        let line = |basis, checked, by_office| passage(basis, checked).basis_line(by_office);
        assert_eq!(line("《条例》第一条", true, false).as_deref(), Some("（《条例》第一条）"));
        assert_eq!(line("《条例》第一条", false, false).as_deref(), Some("（《条例》第一条）【依据待核】"));
        assert_eq!(line("《条例》第一条", false, true).as_deref(), Some("（《条例》第一条）"));
        assert_eq!(line("", false, false).as_deref(), Some("【依据待核】"));
        assert_eq!(line("", true, false), None);
    }
}
