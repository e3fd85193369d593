//! The shipped library of processes.

use super::lint::lint;
use super::*;
use crate::check::Severity;

macro_rules! shipped {
    ($($id:literal),* $(,)?) => {
        [$(($id, include_str!(concat!("../../../../assets/processes/", $id, ".json")))),*]
    };
}

const SHIPPED: [(&str, &str); 13] = shipped![
    "active_disclosure",
    "administrative_compulsion",
    "administrative_fee",
    "administrative_licence",
    "administrative_penalty",
    "annual_report",
    "application_form_guide",
    "notice_board",
    "on_application",
    "policy_document",
    "policy_interpretation",
    "secrecy_review",
    "town_subsidy_notice",
];

fn all() -> Vec<(&'static str, &'static str, Process)> {
    SHIPPED.iter().map(|(id, text)| (*id, *text, serde_json::from_str(text).unwrap())).collect()
}

#[test]
fn the_lint_finds_nothing_in_shipped_processes_but_bases_that_nobody_checked() {
    for (id, _, process) in all() {
        let findings = lint(&process);
        // A basis that is marked 依据待核 must be found: it keeps whoever uses it from a final version.
        let open: Vec<String> = findings
            .findings
            .iter()
            .filter(|it| it.severity == Severity::Error || !["G21", "G28"].contains(&it.rule.as_str()))
            .map(|it| format!("{} {} {}", it.rule, it.at, it.message))
            .collect();
        assert!(open.is_empty(), "{id}: {open:#?}");
    }
}

#[test]
fn every_shipped_file_is_named_here_after_its_id_and_survives_being_rewritten() {
    for (id, text, process) in all() {
        assert_eq!((process.schema.as_str(), process.id.as_str()), (SCHEMA, id));
        assert!(!matches!(process.level, Level::Other(_)), "{id}");
        let ends = process.nodes.iter().filter(|node| node.kind == NodeKind::End).count();
        assert_eq!(process.steps().count() + ends, process.nodes.len(), "{id}");
        let before: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&process).unwrap(), before, "{id}");
    }
}

#[test]
fn shipped_bases_name_the_regulation_or_say_that_nobody_checked_them() {
    for (id, _, process) in all() {
        let limits = process.statutory_limits.iter().map(|limit| limit.basis.as_str());
        for basis in process.nodes.iter().filter_map(|node| node.basis.as_deref()).chain(limits) {
            let known = basis.starts_with("《中华人民共和国政府信息公开条例》第");
            assert!(known || basis.ends_with(BASIS_UNCHECKED), "{id}: {basis}");
        }
    }
}

#[test]
fn every_shipped_process_survives_mermaid_with_ids_kinds_texts_and_labels() {
    for (id, _, process) in all() {
        let chart = mermaid::read(&mermaid::write(&process)).unwrap();
        let nodes = |process: &Process| -> Vec<(String, NodeKind, String)> {
            process.nodes.iter().map(|node| (node.id.clone(), node.kind.clone(), node.text.clone())).collect()
        };
        assert_eq!(nodes(&chart.process), nodes(&process), "{id}");
        assert_eq!((chart.process.edges, chart.process.title), (process.edges, process.title), "{id}");
        assert_eq!(chart.left, [], "{id}");
    }
}

/// The articles that a basis names: a range of them, each.
fn articles(basis: &str) -> Vec<usize> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|it| it == c);
    let number = |text: &str| -> usize {
        let (tens, ones) = text
            .split_once('十')
            .map_or(("零", text), |(tens, ones)| (if tens.is_empty() { "一" } else { tens }, ones));
        let value = |text: &str| text.chars().next().map_or(0, |c| digit(c).unwrap());
        10 * value(tens) + value(ones)
    };
    let mut found: Vec<usize> = Vec::new();
    let mut rest = basis;
    while let Some(at) = rest.find('第') {
        let to = rest[..at].ends_with('至');
        let after = &rest[at + '第'.len_utf8()..];
        let end = after.find(|c| !(digit(c).is_some() || c == '十')).unwrap();
        if after[end..].starts_with('条') {
            let article = number(&after[..end]);
            let from = found.last().filter(|_| to).map_or(article, |last| last + 1);
            found.extend(from..=article);
        }
        rest = &after[end..];
    }
    found
}

#[test]
fn shipped_bases_are_in_the_table_of_what_was_checked() {
    assert_eq!(articles("《条例》第十四条至第十六条、第十八条；次数"), [14, 15, 16, 18]);
    assert_eq!(articles("《条例》第三十六条第四项、第五项，第三十八条"), [36, 38]);
    let table = include_str!("../../../../docs/process_bases.md");
    let checked: Vec<usize> = table.lines().filter(|line| line.starts_with("| 第")).flat_map(articles_of_row).collect();
    assert!(checked.len() > 25, "{checked:?}");
    let mut used = Vec::new();
    for (id, _, process) in all() {
        let limits = process.statutory_limits.iter().map(|limit| limit.basis.as_str());
        for basis in process.nodes.iter().filter_map(|node| node.basis.as_deref()).chain(limits) {
            for article in articles(basis) {
                assert!(checked.contains(&article), "{id}: {basis}");
                used.push(article);
            }
        }
    }
    assert!(checked.iter().all(|article| used.contains(article)), "nothing stands in the table that no process uses");
}

/// The article of a row of the table: its first cell.
fn articles_of_row(row: &str) -> Vec<usize> {
    articles(row.split('|').nth(1).unwrap_or_default())
}
