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
fn every_shipped_process_passes_the_lint_without_an_error() {
    for (id, _, process) in all() {
        let findings = lint(&process);
        let errors: Vec<String> = findings.errors().map(|it| format!("{} {} {}", it.rule, it.at, it.message)).collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
        // What is no error is only what the law leaves open or nobody has checked: no slip of the pen.
        let open: Vec<String> = findings
            .findings
            .iter()
            .filter(|it| it.severity == Severity::Warning && !["G21", "G27", "G28"].contains(&it.rule.as_str()))
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
