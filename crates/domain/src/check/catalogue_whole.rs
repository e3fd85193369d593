//! Rules that look at a catalogue as a whole: what arts 20 and 21 name and no item answers (C10), what belongs together
//! (C11), what a budget must show (C16). They see the catalogue, never the website: the rest of these rules is 未检查.

use super::finding::{Finding, Severity};
use crate::agency::AgencyKind;
use crate::catalogue::{DisclosureItem, TimeLimitKind, article_20, clause_label};

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
    let cover = |(clause, about): (String, &str)| ClauseCover {
        label: clause_label(&clause),
        about: about.into(),
        items: items.iter().filter(|item| item.clause == clause).count(),
        clause,
    };
    asked.map(cover).collect()
}

/// The rules of this module. An empty catalogue has nothing to say.
pub(super) fn whole(items: &[DisclosureItem], kind: Option<AgencyKind>, found: &mut Vec<Finding>) {
    if items.is_empty() {
        return;
    }
    gaps(items, kind, found);
    opinions(items, found);
    budgets(items, found);
}

fn gaps(items: &[DisclosureItem], kind: Option<AgencyKind>, found: &mut Vec<Finding>) {
    let cover = kind.map(|kind| clause_cover(items, kind)).unwrap_or_default();
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

fn place(item: &DisclosureItem, field: &str) -> String {
    format!("item.{}.{field}", item.id.0)
}

/// 征求意见 without 采纳结果, in the item or in another one of its sector.
fn opinions(items: &[DisclosureItem], found: &mut Vec<Finding>) {
    let answered = |text: &str| ["采纳", "反馈", "意见征求情况", "征求意见情况"].iter().any(|word| text.contains(word));
    for item in items {
        let asks = ["征求意见", "意见征集", "征集意见"].iter().any(|word| item.name().contains(word));
        let elsewhere = || items.iter().any(|other| other.sector == item.sector && answered(&text(other)));
        if asks && !elsewhere() {
            let message = format!("“{}”没有列出意见采纳情况", item.name());
            found.push(
                Finding::new("C11", Severity::Warning, place(item, "content_elements"), message)
                    .remedy("在公开内容中加上意见采纳情况，或另设一项"),
            );
        }
    }
}

/// A budget or final account that says nothing of 三公, or comes later than the law allows.
fn budgets(items: &[DisclosureItem], found: &mut Vec<Finding>) {
    let of_budget = |item: &&DisclosureItem| {
        let names = [&item.primary, &item.secondary, &item.tertiary].map(String::as_str).concat();
        // The clause of art. 20 names budgets as a whole: what is in them stands in the items proper.
        (names.contains("预算") || names.contains("决算")) && item.clause != "20-7"
    };
    let budgets: Vec<&DisclosureItem> = items.iter().filter(of_budget).collect();
    let Some(first) = budgets.first() else { return };
    if !budgets.iter().any(|item| text(item).contains("三公")) {
        let message = format!("预决算事项（“{}”等）没有列出“三公”经费", first.name());
        found.push(
            Finding::new("C16", Severity::Warning, place(first, "content_elements"), message)
                .remedy("在公开内容中加上“三公”经费支出情况表，或从标准目录“财政预决算”采用"),
        );
    }
    for item in budgets {
        let Some(limit) = &item.time_limit else { continue };
        let late = match (limit.kind, limit.n) {
            (TimeLimitKind::Days, Some(n)) => n > 20,
            // Twenty days hold at most sixteen working days.
            (TimeLimitKind::Workdays, Some(n)) => n > 16,
            _ => false,
        };
        if late {
            let message = format!("“{}”的公开时限“{}”长于批准（批复）后20日", item.name(), limit.text);
            found.push(
                Finding::new("C16", Severity::Warning, place(item, "time_limit"), message)
                    .actual(&limit.text)
                    .expected("批准（批复）后20日内")
                    .basis("《中华人民共和国预算法》第十四条")
                    .remedy("预算、决算报告和报表的时限改为批准（批复）后20日内"),
            );
        }
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

    fn found(items: &[DisclosureItem], kind: Option<AgencyKind>) -> Vec<(String, String)> {
        let mut findings = Vec::new();
        whole(items, kind, &mut findings);
        findings.into_iter().map(|it| (it.rule, it.at)).collect()
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
        let mut findings = Vec::new();
        whole(&all[1..], Some(AgencyKind::Township), &mut findings);
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
