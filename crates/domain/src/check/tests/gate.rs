//! The gate of the final version.

use super::today;
use crate::annual_report::{Address, Figures, Reason};
use crate::check::fixture::{consistent_report, forms, set};
use crate::check::{Blocker, Finding, Gate, ReportInput, Severity, check_report, gate, is_excusable, rules};

fn report() -> Figures {
    consistent_report(forms().by_id("2021").expect("2021"), 2025)
}

fn decide<'a>(figures: &'a Figures, more: impl FnOnce(&mut ReportInput<'a>)) -> Gate {
    let forms = forms();
    let mut input = ReportInput::new(forms.for_year(figures.year).expect("a form"), forms, figures, today());
    more(&mut input);
    let findings = check_report(&input);
    gate(&input, &findings)
}

fn reason(rule: &str, at: &str, words: &str) -> Reason {
    Reason { rule: rule.into(), at: at.into(), reason: words.into(), by: "张三".into(), on: None }
}

#[test]
fn a_consistent_report_with_text_passes_and_says_what_was_not_checked() {
    let gate = decide(&report(), |_| {});
    assert!(gate.open, "{:#?}", gate.blocking);
    assert!(gate.unchecked.iter().any(|u| u.rule == "A05"), "unchecked rules are listed, they do not block");
}

#[test]
fn errors_of_form_block_whatever_reason_is_given() {
    let mut figures = report();
    figures.cells.remove(&Address::from("proactive.licences"));
    set(&mut figures, "proactive.penalties", -1);
    figures.sections.insert("problems".into(), String::new());
    figures.format = "2019".into();
    for (rule, at) in
        [("A09", "proactive.licences"), ("A07", "proactive.penalties"), ("S02", "sections.problems"), ("S03", "format")]
    {
        figures.reasons.push(reason(rule, at, "已报告"));
    }
    let gate = decide(&figures, |_| {});
    assert!(!gate.open && gate.excused.is_empty());
    assert_eq!(gate.blocking.len(), 4, "{:#?}", gate.blocking);
    for blocker in &gate.blocking {
        assert!(matches!(blocker, Blocker::Finding { excusable: false, .. }));
        assert!(blocker.message().contains("不能以说明理由代替"), "{}", blocker.message());
    }
}

#[test]
fn continuity_and_warnings_pass_with_a_written_reason() {
    let mut figures = report();
    let mut previous = report();
    previous.year = 2024;
    let carried = figures.count(&Address::from("requests.carried_in.total")).expect("a number");
    for column in ["natural", "enterprise", "research", "public_welfare", "legal_service", "other"] {
        set(&mut previous, &format!("requests.carried_forward.{column}"), 1);
    }
    set(&mut previous, "requests.carried_forward.total", carried + 1);
    set(&mut figures, "proactive.normative_documents.in_force", 4);
    let with_previous = |figures: &Figures| decide(figures, |input| input.previous = Some(&previous));
    let blocked = with_previous(&figures);
    assert_eq!(blocked.blocking.len(), 2, "an error and a warning: {:#?}", blocked.blocking);
    assert!(blocked.blocking.iter().all(|b| matches!(b, Blocker::Finding { excusable: true, .. })));
    let (a05, a06) = ("requests.carried_in.total", "proactive.normative_documents.in_force");
    figures.reasons = vec![reason("A05", a05, "   "), reason("A06", "proactive.rules.in_force", "重新清理")];
    assert_eq!(with_previous(&figures).blocking.len(), 2, "no words, or another place, excuse nothing");
    figures.reasons = vec![reason("A05", a05, "上年报告漏登1件，已更正"), reason("A06", a06, "重新清理")];
    let open = with_previous(&figures);
    assert!(open.open, "{:#?}", open.blocking);
    let excused: Vec<(&str, &str)> =
        open.excused.iter().map(|f| (f.rule.as_str(), f.excused.as_ref().map_or("", |e| e.reason.as_str()))).collect();
    assert_eq!(excused, [("A06", "重新清理"), ("A05", "上年报告漏登1件，已更正")]);
}

#[test]
fn samples_and_unverified_bases_are_never_final() {
    let mut figures = report();
    figures.sample = true;
    assert_eq!(decide(&figures, |_| {}).blocking, [Blocker::Sample]);
    let mut figures = report();
    figures.head.preamble = Some("依据某某规定【依据待核】编制。".into());
    let gate = decide(&figures, |_| {});
    assert!(matches!(&gate.blocking[..], [Blocker::UnverifiedBasis { at, .. }] if at == "preamble"), "{gate:#?}");
    let figures = report();
    let document =
        crate::check::DocumentFacts { paragraphs: vec!["依据【依据待核】".into()], ..Default::default() };
    let gate = decide(&figures, |input| input.document = Some(&document));
    assert!(gate.blocking.iter().any(|b| matches!(b, Blocker::UnverifiedBasis { at, .. } if at == "document")));
}

#[test]
fn which_errors_a_reason_may_excuse_is_the_gates_table() {
    let error = |rule: &str| Finding::new(rule, Severity::Error, "x", "x");
    let excusable: Vec<&str> = rules().iter().map(|rule| rule.id).filter(|id| is_excusable(&error(id))).collect();
    assert_eq!(excusable, ["A05", "A12", "N01", "N02"]);
    assert!(!is_excusable(&error("Z99")), "an unknown rule's error is not");
    assert!(is_excusable(&Finding::new("S02", Severity::Warning, "x", "x")), "a warning of any rule is");
    assert!(!is_excusable(&Finding::new("S13", Severity::Note, "x", "x")), "a note needs no excuse");
}

#[test]
fn notes_do_not_block() {
    let mut figures = report();
    figures.head.title = Some("清溪县青石镇人民政府2025年度政府信息公开工作年度报告".into());
    let gate = decide(&figures, |_| {});
    assert!(gate.open, "{:#?}", gate.blocking);
}
