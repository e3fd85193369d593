//! Agencies of one file among each other: what a new or changed one must satisfy so that every report still knows who
//! belongs to whom.

use super::{Agency, AgencyId, CreditCodeError, check_credit_code};
use chrono::NaiveDate;

/// The longest name that is taken, in characters. Real ones have at most some forty.
pub const LONGEST_NAME: usize = 200;

/// Why an agency does not fit among the others.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// No name.
    #[error("请填写单位全称")]
    NoName,
    /// A name that cannot be printed.
    #[error("单位全称过长或含有不能显示的字符（最多{LONGEST_NAME}字）")]
    BadName,
    /// Another one has this name today.
    #[error("已有一个单位叫“{0}”，请核对；确是两个单位的，请写全称加以区别")]
    SameName(String),
    /// Two names from one day, or days out of order.
    #[error("更名日期应当晚于现用名称的起用日期（{}）", .0.format("%Y年%-m月%-d日"))]
    NameDay(NaiveDate),
    /// The code is none.
    #[error(transparent)]
    Code(#[from] CreditCodeError),
    /// Another one has this code.
    #[error("这个统一社会信用代码已属于“{0}”，请核对")]
    SameCode(String),
    /// The parent is not in the file.
    #[error("数据文件中没有所选的上级单位，请刷新后重试")]
    NoParent,
    /// The parent is the agency itself, or one beneath it.
    #[error("“{0}”是本单位自己或者它的下级，不能作为上级")]
    Circle(String),
    /// The parent stands lower.
    #[error("“{0}”的层级比本单位低，不能作为上级")]
    ParentBelow(String),
    /// It ended before it began.
    #[error("撤并日期早于成立日期，请核对")]
    EndedBefore,
    /// Its successor is not in the file, is itself, or ended first.
    #[error("承接单位应当是数据文件中另一个仍然存在的单位")]
    Successor,
}

impl Misfit {
    /// The field of the form at which it is said.
    pub fn field(&self) -> &'static str {
        match self {
            Misfit::NoName | Misfit::BadName | Misfit::SameName(_) => "name",
            Misfit::NameDay(_) => "from",
            Misfit::Code(_) | Misfit::SameCode(_) => "code",
            Misfit::NoParent | Misfit::Circle(_) | Misfit::ParentBelow(_) => "parent",
            Misfit::EndedBefore => "ended_on",
            Misfit::Successor => "successor",
        }
    }
}

/// A name as it is kept: without spaces around it.
///
/// # Errors
/// When it is empty, too long, or cannot be printed.
pub fn agency_name(text: &str) -> Result<&str, Misfit> {
    let name = text.trim();
    if name.is_empty() {
        return Err(Misfit::NoName);
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Misfit::BadName);
    }
    Ok(name)
}

/// Whether an agency fits among those of the file; it may be among them itself, as it was before.
///
/// # Errors
/// What is wrong first.
pub fn fits(agency: &Agency, all: &[Agency]) -> Result<(), Misfit> {
    let others = || all.iter().filter(|other| other.id != agency.id);
    let latest = |agency: &Agency| agency.names.last().map(|dated| dated.name.clone()).unwrap_or_default();
    for dated in &agency.names {
        agency_name(&dated.name)?;
    }
    let name = latest(agency);
    if name.is_empty() {
        return Err(Misfit::NoName);
    }
    if let Some(pair) = agency.names.windows(2).find(|pair| pair[0].from >= pair[1].from) {
        return Err(Misfit::NameDay(pair[0].from));
    }
    // One that ended may have left its name to a new one.
    if agency.ended.is_none() && others().any(|other| other.ended.is_none() && latest(other) == name) {
        return Err(Misfit::SameName(name));
    }
    if let Some(code) = &agency.code {
        check_credit_code(code)?;
        if let Some(other) = others().find(|other| other.code.as_ref() == Some(code)) {
            return Err(Misfit::SameCode(latest(other)));
        }
    }
    for (_, parent) in &agency.parents {
        let found = all.iter().find(|other| other.id == *parent);
        if *parent == agency.id || descends(all, parent, &agency.id) {
            return Err(Misfit::Circle(found.map_or_else(|| name.clone(), latest)));
        }
        let found = found.ok_or(Misfit::NoParent)?;
        if found.level > agency.level {
            return Err(Misfit::ParentBelow(latest(found)));
        }
    }
    let Some(ending) = &agency.ended else { return Ok(()) };
    if agency.since.is_some_and(|since| since > ending.on) {
        return Err(Misfit::EndedBefore);
    }
    let next = ending.on.succ_opt().unwrap_or(ending.on);
    let lasts = |id: &AgencyId| others().any(|other| other.id == *id && other.exists_on(next));
    match &ending.successor {
        Some(successor) if !lasts(successor) => Err(Misfit::Successor),
        _ => Ok(()),
    }
}

/// Whether `id` stands somewhere beneath `above`, on any day.
fn descends(all: &[Agency], id: &AgencyId, above: &AgencyId) -> bool {
    let mut open = vec![id];
    let mut seen = std::collections::HashSet::new();
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        let Some(agency) = all.iter().find(|agency| agency.id == *at) else { continue };
        for (_, parent) in &agency.parents {
            if parent == above {
                return true;
            }
            open.push(parent);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::{AgencyKind, AgencyLevel, DatedName, Ending};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn agency(id: &str, level: AgencyLevel, parent: &str) -> Agency {
        let first = day("2008-05-01");
        Agency {
            id: AgencyId(id.into()),
            code: None,
            kind: AgencyKind::Department,
            level,
            names: vec![DatedName { from: first, name: format!("单位{id}") }],
            parents: if parent.is_empty() { Vec::new() } else { vec![(first, AgencyId(parent.into()))] },
            since: None,
            ended: None,
            ledger_since: None,
            position: 0,
        }
    }

    fn county() -> Vec<Agency> {
        vec![
            agency("县", AgencyLevel::County, ""),
            agency("局", AgencyLevel::County, "县"),
            agency("镇", AgencyLevel::Township, "县"),
            agency("站", AgencyLevel::Township, "镇"),
        ]
    }

    #[test]
    fn the_agencies_of_a_county_fit_each_other() {
        let all = county();
        for agency in &all {
            assert_eq!(fits(agency, &all), Ok(()));
        }
    }

    #[test]
    fn no_agency_stands_above_itself() {
        let all = county();
        let mut top = all[0].clone();
        top.parents = vec![(day("2020-01-01"), AgencyId("站".into()))];
        assert_eq!(fits(&top, &all), Err(Misfit::Circle("单位站".into())));
        let mut own = all[1].clone();
        own.parents = vec![(day("2020-01-01"), own.id.clone())];
        assert_eq!(fits(&own, &all), Err(Misfit::Circle("单位局".into())));
    }

    #[test]
    fn a_parent_does_not_stand_lower() {
        let all = county();
        let mut bureau = all[1].clone();
        bureau.parents = vec![(day("2020-01-01"), AgencyId("镇".into()))];
        assert_eq!(fits(&bureau, &all), Err(Misfit::ParentBelow("单位镇".into())));
        bureau.parents = vec![(day("2020-01-01"), AgencyId("无".into()))];
        assert_eq!(fits(&bureau, &all), Err(Misfit::NoParent));
    }

    #[test]
    fn a_name_is_taken_once_unless_its_owner_has_ended() {
        let mut all = county();
        let mut twin = agency("新局", AgencyLevel::County, "县");
        twin.names[0].name = "单位局".into();
        assert_eq!(fits(&twin, &all), Err(Misfit::SameName("单位局".into())));
        all[1].ended = Some(Ending { on: day("2024-12-31"), successor: None });
        assert_eq!(fits(&twin, &all), Ok(()));
    }

    #[test]
    fn names_follow_each_other() {
        let all = county();
        let mut bureau = all[1].clone();
        bureau.names.push(DatedName { from: day("2008-05-01"), name: "新名".into() });
        assert_eq!(fits(&bureau, &all), Err(Misfit::NameDay(day("2008-05-01"))));
        bureau.names[1].from = day("2024-01-01");
        assert_eq!(fits(&bureau, &all), Ok(()));
        bureau.names[1].name = "名\u{7}".into();
        assert_eq!(fits(&bureau, &all), Err(Misfit::BadName));
    }

    #[test]
    fn a_successor_is_another_one_that_lasts() {
        let mut all = county();
        let mut bureau = all[1].clone();
        let ended = |on: &str, to: &str| Some(Ending { on: day(on), successor: Some(AgencyId(to.into())) });
        bureau.ended = ended("2024-12-31", "局");
        assert_eq!(fits(&bureau, &all), Err(Misfit::Successor), "itself");
        bureau.ended = ended("2024-12-31", "镇");
        assert_eq!(fits(&bureau, &all), Ok(()));
        all[2].ended = Some(Ending { on: day("2024-12-31"), successor: None });
        assert_eq!(fits(&bureau, &all), Err(Misfit::Successor), "it ended the same day");
        bureau.since = Some(day("2025-06-01"));
        assert_eq!(fits(&bureau, &all), Err(Misfit::EndedBefore));
    }
}
