//! Rules that look at a catalogue as a whole: what arts 20 and 21 name and no item answers (C10), what belongs together
//! (C11), what a budget must show (C16). They see the catalogue, never the website: the rest of these rules is 未检查.

use super::finding::{Finding, Severity};
use crate::agency::AgencyKind;
use crate::catalogue::{DisclosureItem, TimeLimitKind, article_20, clause_label};
use std::collections::{HashMap, HashSet};

/// How many items of a catalogue answer a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseCover {
    /// The clause: `20-5`, `21-township`.
    pub clause: String,
    /// As it is written: 第二十条第（五）项.
    pub label: String,
    /// What it is about.
    pub about: String,
    /// The items that are marked with it.
    pub items: usize,
}

/// What arts 20 and 21 ask of an agency of this kind, and how many of its items answer each clause. Nothing for bodies that
/// are no administrative organs. Which clauses concern an office depends on its duties: a gap is a question, no fault.
pub fn clause_cover(items: &[DisclosureItem], kind: AgencyKind) -> Vec<ClauseCover> {
    cover(items.iter().map(|item| item.clause.as_str()), kind)
}

fn cover<'a>(marked: impl Iterator<Item = &'a str>, kind: AgencyKind) -> Vec<ClauseCover> {
    if matches!(kind, AgencyKind::Village | AgencyKind::Other) {
        return Vec::new();
    }
    let article_21 = match kind {
        AgencyKind::Government | AgencyKind::GovernmentOffice | AgencyKind::Department => {
            Some(("21-county", "市政建设、公共服务、公益事业、土地征收、房屋征收、治安管理、社会救助"))
        }
        AgencyKind::Township => Some((
            "21-township",
            "农业农村政策、农田水利、土地承包经营权流转、宅基地、土地征收、房屋征收、筹资筹劳、社会救助",
        )),
        _ => None,
    };
    let asked = article_20().chain(article_21.map(|(key, about)| (key.to_string(), about)));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    marked.for_each(|clause| *counts.entry(clause).or_default() += 1);
    let cover = |(clause, about): (String, &str)| ClauseCover {
        label: clause_label(&clause),
        about: about.into(),
        items: counts.get(clause.as_str()).copied().unwrap_or_default(),
        clause,
    };
    asked.map(cover).collect()
}

/// What the rules of this module keep of an item, so that a long list can be gone through in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    clause: String,
    /// Where it matters whether opinions are asked for and answered: its sector.
    sector: String,
    asks: bool,
    answers: bool,
    budget: bool,
    /// It speaks of 三公.
    expenses: bool,
    /// A budget's limit that is longer than the law's.
    late: Option<String>,
}

impl Part {
    pub(super) fn of(item: &DisclosureItem) -> Part {
        let text = text(item);
        let has = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
        let asks = has(&["征求意见", "意见征集", "征集意见"], item.name());
        let answers = has(&["采纳", "反馈", "意见征求情况", "征求意见情况"], &text);
        let names = [&item.primary, &item.secondary, &item.tertiary].map(String::as_str).concat();
        // The clause of art. 20 names budgets as a whole: what is in them stands in the items proper.
        let budget = has(&["预算", "决算"], &names) && item.clause != "20-7";
        let late = item.time_limit.as_ref().filter(|limit| match (limit.kind, limit.n) {
            (TimeLimitKind::Days, Some(n)) => n > 20,
            // Twenty days hold at most sixteen working days.
            (TimeLimitKind::Workdays, Some(n)) => n > 16,
            _ => false,
        });
        Part {
            clause: item.clause.clone(),
            sector: if asks || answers { item.sector.clone() } else { String::new() },
            asks,
            answers,
            budget,
            expenses: text.contains("三公"),
            late: late.filter(|_| budget).map(|limit| limit.text.clone()),
        }
    }
}

/// An item by its identity and its name.
type Named<'a> = (&'a str, &'a str, &'a Part);

/// The rules of this module. An empty catalogue has nothing to say.
pub(super) fn whole(parts: &[Named<'_>], kind: Option<AgencyKind>, found: &mut Vec<Finding>) {
    if parts.is_empty() {
        return;
    }
    gaps(parts, kind, found);
    opinions(parts, found);
    budgets(parts, found);
}

fn gaps(parts: &[Named<'_>], kind: Option<AgencyKind>, found: &mut Vec<Finding>) {
    let cover = kind.map(|kind| cover(parts.iter().map(|(_, _, part)| part.clause.as_str()), kind)).unwrap_or_default();
    let open: Vec<&ClauseCover> = cover.iter().filter(|clause| clause.items == 0).collect();
    if open.is_empty() {
        return;
    }
    let names: Vec<String> = open.iter().map(|clause| format!("{}：{}", clause.label, clause.about)).collect();
    let message = format!("条例第二十条、第二十一条有{}项在目录中没有对应的事项：{}", open.len(), names.join("；"));
    found.push(
        Finding::new("C10", Severity::Note, "catalogue.clause", message)
            .basis("《中华人民共和国政府信息公开条例》第二十条、第二十一条")
            .remedy(
                "本单位有这类信息的，从标准目录“法定主动公开内容”采用，或在已有事项的“条例条款”中选定；没有的不必理会",
            ),
    );
}

fn text(item: &DisclosureItem) -> String {
    let elements = item.content_elements.iter().map(|element| element.text.as_str());
    [item.primary.as_str(), &item.secondary, &item.tertiary].into_iter().chain(elements).collect::<Vec<_>>().join("\n")
}

/// 征求意见 without 采纳结果, in the item or in another one of its sector.
fn opinions(parts: &[Named<'_>], found: &mut Vec<Finding>) {
    let answered: HashSet<&str> =
        parts.iter().filter(|(_, _, part)| part.answers).map(|(_, _, part)| part.sector.as_str()).collect();
    for (id, name, part) in parts {
        if part.asks && !answered.contains(part.sector.as_str()) {
            let message = format!("“{name}”没有列出意见采纳情况");
            found.push(
                Finding::new("C11", Severity::Warning, format!("item.{id}.content_elements"), message)
                    .remedy("在公开内容中加上意见采纳情况，或另设一项"),
            );
        }
    }
}

/// A budget or final account that says nothing of 三公, or comes later than the law allows.
fn budgets(parts: &[Named<'_>], found: &mut Vec<Finding>) {
    let budgets: Vec<&Named<'_>> = parts.iter().filter(|(_, _, part)| part.budget).collect();
    let Some((first, name, _)) = budgets.first() else { return };
    if !budgets.iter().any(|(_, _, part)| part.expenses) {
        let message = format!("预决算事项（“{name}”等）没有列出“三公”经费");
        found.push(
            Finding::new("C16", Severity::Warning, format!("item.{first}.content_elements"), message)
                .remedy("在公开内容中加上“三公”经费支出情况表，或从标准目录“财政预决算”采用"),
        );
    }
    for (id, name, part) in budgets {
        let Some(limit) = &part.late else { continue };
        let message = format!("“{name}”的公开时限“{limit}”长于批准（批复）后20日");
        found.push(
            Finding::new("C16", Severity::Warning, format!("item.{id}.time_limit"), message)
                .actual(limit)
                .expected("批准（批复）后20日内")
                .basis("《中华人民共和国预算法》第十四条")
                .remedy("预算、决算报告和报表的时限改为批准（批复）后20日内"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::AgencyId;
    use crate::catalogue::{ContentElement, ItemId, TimeLimit, blank_item};

    fn item(id: &str, name: &str, content: &str, limit: &str) -> DisclosureItem {
        let mut item = blank_item(ItemId(id.into()), AgencyId("a".into()));
        item.secondary = name.into();
        item.content_elements = vec![ContentElement { text: content.into(), required: true }];
        item.time_limit = TimeLimit::read(limit);
        item
    }

    fn looked_through(items: &[DisclosureItem], kind: Option<AgencyKind>) -> Vec<Finding> {
        let parts: Vec<Part> = items.iter().map(Part::of).collect();
        let named: Vec<Named<'_>> =
            items.iter().zip(&parts).map(|(item, part)| (item.id.0.as_str(), item.name(), part)).collect();
        let mut findings = Vec::new();
        whole(&named, kind, &mut findings);
        findings
    }

    fn found(items: &[DisclosureItem], kind: Option<AgencyKind>) -> Vec<(String, String)> {
        looked_through(items, kind).into_iter().map(|it| (it.rule, it.at)).collect()
    }

    #[test]
    fn clauses_without_an_item_are_named_once_and_what_is_marked_is_not() {
        let all: Vec<DisclosureItem> = article_20()
            .map(|(clause, _)| clause)
            .chain(["21-township".to_string()])
            .map(|clause| DisclosureItem { clause, ..item("x", "事项", "内容", "") })
            .collect();
        assert_eq!(found(&all, Some(AgencyKind::Township)), []);
        assert_eq!(found(&all, Some(AgencyKind::Department)).len(), 1, "the county's clause of art. 21 is another one");
        let findings = looked_through(&all[1..], Some(AgencyKind::Township));
        assert!(findings[0].message.contains("有1项") && findings[0].message.contains("第（一）项"), "{findings:?}");
        assert_eq!(found(&[], Some(AgencyKind::Township)), [], "an empty catalogue is not scolded");
        assert_eq!(found(&all[..1], Some(AgencyKind::Village)), [], "no administrative organ");
        let cover = clause_cover(&all[..2], AgencyKind::Subdistrict);
        assert_eq!((cover.len(), cover.iter().filter(|it| it.items == 1).count()), (15, 2));
    }

    #[test]
    fn opinions_that_are_asked_for_need_an_answer_in_their_sector() {
        let ask = item("x", "决策征求意见", "草案全文", "");
        assert_eq!(found(std::slice::from_ref(&ask), None), [("C11".into(), "item.x.content_elements".into())]);
        assert_eq!(found(&[ask.clone(), item("y", "意见采纳", "采纳情况", "")], None), []);
        let other = DisclosureItem { sector: "别的".into(), ..item("y", "意见采纳", "采纳情况", "") };
        assert_eq!(found(&[ask, other], None).len(), 1, "another sector's answers are not these");
    }

    #[test]
    fn a_budget_shows_its_public_expenses_and_comes_within_twenty_days() {
        let good = item("x", "部门预算", "收支总表\n“三公”经费支出情况表", "批复后20日内");
        assert_eq!(found(std::slice::from_ref(&good), None), []);
        let without = item("x", "部门预算", "收支总表", "批复后20日内");
        assert_eq!(found(std::slice::from_ref(&without), None), [("C16".into(), "item.x.content_elements".into())]);
        assert_eq!(
            found(&[without, item("y", "“三公”经费预算", "明细", "20日内")], None),
            [],
            "an item of its own is enough"
        );
        let late = item("x", "部门决算", "“三公”经费", "20个工作日内");
        assert_eq!(found(&[late], None), [("C16".into(), "item.x.time_limit".into())]);
        let clause = DisclosureItem {
            clause: "20-7".into(), ..item("x", "财政预算、决算", "全部", "20个工作日内")
        };
        assert_eq!(found(&[clause], None), []);
    }
}
