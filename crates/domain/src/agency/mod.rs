//! Agencies (行政机关): who reports, under which name, beneath whom, and since when.

mod family;

pub use family::{LONGEST_NAME, Misfit, agency_name, fits};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The stable identity of an agency inside one data file (a UUIDv7 in text form).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgencyId(pub String);

/// What kind of agency it is. Decides scope, rule-making power and the statutory date of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// 人民政府 of a county and up: its report covers the whole area.
    Government,
    /// 政府办公室: carries the government's own figures.
    GovernmentOffice,
    /// 政府部门.
    Department,
    /// 垂直管理机构 (tax and the like): reports in its own line, never in the county's sums.
    Vertical,
    /// 开发区管委会.
    DevelopmentZone,
    /// 乡镇人民政府.
    Township,
    /// 街道办事处.
    Subdistrict,
    /// 村（居）民委员会.
    Village,
    /// Others.
    Other,
}

/// The tier of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyLevel {
    /// 国家.
    State,
    /// 省.
    Province,
    /// 设区的市、自治州.
    City,
    /// 县.
    County,
    /// 乡.
    Township,
    /// 村.
    Village,
}

impl AgencyKind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [AgencyKind; 9] = [
        AgencyKind::Government,
        AgencyKind::GovernmentOffice,
        AgencyKind::Department,
        AgencyKind::Vertical,
        AgencyKind::DevelopmentZone,
        AgencyKind::Township,
        AgencyKind::Subdistrict,
        AgencyKind::Village,
        AgencyKind::Other,
    ];

    /// The word in public JSON and in the data file.
    pub fn key(self) -> &'static str {
        match self {
            AgencyKind::Government => "government",
            AgencyKind::GovernmentOffice => "government_office",
            AgencyKind::Department => "department",
            AgencyKind::Vertical => "vertical",
            AgencyKind::DevelopmentZone => "development_zone",
            AgencyKind::Township => "township",
            AgencyKind::Subdistrict => "subdistrict",
            AgencyKind::Village => "village",
            AgencyKind::Other => "other",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<AgencyKind> {
        AgencyKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            AgencyKind::Government => "县级以上人民政府",
            AgencyKind::GovernmentOffice => "政府办公室",
            AgencyKind::Department => "政府部门",
            AgencyKind::Vertical => "垂直管理机构",
            AgencyKind::DevelopmentZone => "开发区管委会",
            AgencyKind::Township => "乡镇人民政府",
            AgencyKind::Subdistrict => "街道办事处",
            AgencyKind::Village => "村（居）民委员会",
            AgencyKind::Other => "其他单位",
        }
    }

    /// The level an agency of this kind has when nobody says otherwise.
    pub fn usual_level(self) -> AgencyLevel {
        match self {
            AgencyKind::Township | AgencyKind::Subdistrict => AgencyLevel::Township,
            AgencyKind::Village => AgencyLevel::Village,
            _ => AgencyLevel::County,
        }
    }

    /// Whether the report covers every unit below it (`area`) rather than the agency itself (`own`).
    pub fn reports_area(self) -> bool {
        self == AgencyKind::Government
    }

    /// How the agency speaks of itself in its own report.
    pub fn self_reference(self) -> &'static str {
        match self {
            AgencyKind::Government => "全县",
            _ => "本机关",
        }
    }
}

impl AgencyLevel {
    /// All levels from the top.
    pub const ALL: [AgencyLevel; 6] = [
        AgencyLevel::State,
        AgencyLevel::Province,
        AgencyLevel::City,
        AgencyLevel::County,
        AgencyLevel::Township,
        AgencyLevel::Village,
    ];

    /// The word in public JSON and in the data file.
    pub fn key(self) -> &'static str {
        match self {
            AgencyLevel::State => "state",
            AgencyLevel::Province => "province",
            AgencyLevel::City => "city",
            AgencyLevel::County => "county",
            AgencyLevel::Township => "township",
            AgencyLevel::Village => "village",
        }
    }

    /// The level with this key.
    pub fn from_key(key: &str) -> Option<AgencyLevel> {
        AgencyLevel::ALL.into_iter().find(|level| level.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            AgencyLevel::State => "国家级",
            AgencyLevel::Province => "省级",
            AgencyLevel::City => "市级",
            AgencyLevel::County => "县级",
            AgencyLevel::Township => "乡级",
            AgencyLevel::Village => "村级",
        }
    }
}

/// Whether an agency of this kind and level may make rules (规章): departments of the State Council, governments of
/// provinces, of cities with districts and of 自治州 (立法法; marked 依据待核 where it is printed).
pub fn may_make_rules(kind: AgencyKind, level: AgencyLevel) -> bool {
    match kind {
        AgencyKind::Government => {
            matches!(level, AgencyLevel::State | AgencyLevel::Province | AgencyLevel::City)
        }
        AgencyKind::Department => level == AgencyLevel::State,
        _ => false,
    }
}

/// A name and the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedName {
    /// First day of the name.
    pub from: NaiveDate,
    /// The full official name.
    pub name: String,
}

/// An agency over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Identity in this file.
    pub id: AgencyId,
    /// 统一社会信用代码: identity across files; may be filled in later.
    pub code: Option<String>,
    /// Kind.
    pub kind: AgencyKind,
    /// Level.
    pub level: AgencyLevel,
    /// Names, oldest first; never empty.
    pub names: Vec<DatedName>,
    /// Parents by date, oldest first; empty for the top.
    pub parents: Vec<(NaiveDate, AgencyId)>,
    /// The day from which it exists; `None` when it is not known (always).
    pub since: Option<NaiveDate>,
    /// The last day on which it exists, and who took over its business.
    pub ended: Option<Ending>,
    /// The first day from which its ledger is complete. `None`: no ledger, figures of 表三 and 表四 are typed.
    pub ledger_since: Option<NaiveDate>,
    /// Order in lists.
    pub position: i64,
}

/// How an agency ended (机构改革).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Its last day.
    pub on: NaiveDate,
    /// Who took over; open cases go there (结转 follows the successor).
    pub successor: Option<AgencyId>,
}

impl Agency {
    /// The name that holds on this day; before the first dated name, the first one.
    pub fn name_on(&self, day: NaiveDate) -> &str {
        self.names
            .iter()
            .rev()
            .find(|name| name.from <= day)
            .or_else(|| self.names.first())
            .map_or("（未命名单位）", |name| name.name.as_str())
    }

    /// The parent on this day.
    pub fn parent_on(&self, day: NaiveDate) -> Option<&AgencyId> {
        self.parents.iter().rev().find(|(from, _)| *from <= day).or_else(|| self.parents.first()).map(|(_, id)| id)
    }

    /// Whether it exists on this day.
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.ended.as_ref().is_none_or(|ending| ending.on >= day)
    }
}

/// Why a 统一社会信用代码 is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Not 18 characters.
    #[error("统一社会信用代码应为18位，请核对")]
    Length,
    /// A character outside its alphabet (I, O, S, V, Z are not in it).
    #[error("统一社会信用代码中有不允许的字符（不含字母 I、O、S、V、Z），请核对")]
    Character,
    /// The check character differs.
    #[error("统一社会信用代码的校验位不对，可能有一位输错，请核对")]
    Check,
}

/// Checks a 统一社会信用代码: 18 characters of the 31-letter alphabet, the last one a weighted sum modulo 31
/// (weights are powers of 3).
pub fn check_credit_code(code: &str) -> Result<(), CreditCodeError> {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if code.chars().count() != 18 {
        return Err(CreditCodeError::Length);
    }
    let digits: Vec<usize> = code
        .chars()
        .map(|c| ALPHABET.find(c).ok_or(CreditCodeError::Character))
        .collect::<Result<_, CreditCodeError>>()?;
    let mut weight = 1;
    let mut sum = 0;
    for digit in &digits[..17] {
        sum += digit * weight;
        weight = weight * 3 % 31;
    }
    if (31 - sum % 31) % 31 == digits[17] { Ok(()) } else { Err(CreditCodeError::Check) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_code_with_one_wrong_character_is_refused() {
        // Not a real organ: an invented body, for which exactly one check character must fit.
        let alphabet: Vec<char> = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().collect();
        let body = "11999900MB0000001";
        let good: Vec<char> =
            alphabet.iter().copied().filter(|c| check_credit_code(&format!("{body}{c}")).is_ok()).collect();
        assert_eq!(good.len(), 1, "exactly one check character fits: {good:?}");
        let code = format!("{body}{}", good[0]);
        for i in 0..18 {
            for c in &alphabet {
                let mut changed: Vec<char> = code.chars().collect();
                if changed[i] == *c {
                    continue;
                }
                changed[i] = *c;
                let changed: String = changed.into_iter().collect();
                assert!(check_credit_code(&changed).is_err(), "{changed} must not pass");
            }
        }
        assert_eq!(check_credit_code("123"), Err(CreditCodeError::Length));
        assert_eq!(check_credit_code("O1999900MB00000017"), Err(CreditCodeError::Character));
    }
}
