use super::*;
use crate::session::test_file::{county, now, session};
use crate::view::{CellView, ReportView};

fn cell(at: &str, text: &str) -> Edit {
    Edit::Cell { at: at.into(), text: text.into(), source: "纸质登记本".into() }
}

fn shown_at(report: &ReportView, at: &str) -> CellView {
    let cells =
        report.sections.iter().filter_map(|section| section.table.as_ref()).flat_map(|table| &table.rows).flatten();
    cells.clone().find(|cell| cell.at.as_deref() == Some(at)).unwrap().clone()
}

fn text(report: &ReportView, at: &str) -> String {
    shown_at(report, at).text
}

#[test]
fn what_people_type_becomes_the_number_they_mean() {
    let (_folder, mut session, own) = session("township");
    for (typed, expected) in
        [("12", "12"), ("1,234", "1234"), ("３", "3"), ("3件", "3"), ("4.0", "4"), (" 5 ", "5"), ("", "")]
    {
        let edited = session.edit(&own, 2025, &cell("requests.new.natural", typed), &now()).unwrap();
        assert_eq!(text(&edited.report, "requests.new.natural"), expected, "{typed}");
    }
    let edited = session.edit(&own, 2025, &cell("requests.new.natural", "不适用"), &now()).unwrap();
    assert_eq!(shown_at(&edited.report, "requests.new.natural").state.as_deref(), Some("not_applicable"));
    assert_eq!(edited.report.source, "纸质登记本", "the next figure is offered the source of this one");
}

#[test]
fn what_cannot_stand_in_a_cell_is_refused_there_and_changes_nothing() {
    let (_folder, mut session, own) = session("township");
    session.edit(&own, 2025, &cell("requests.new.natural", "7"), &now()).unwrap();
    for (typed, expected) in [
        ("减4", "不是数"),
        ("-4", "负数"),
        ("1.5", "整数"),
        ("123456789012345678901234567890", "过大"),
        ("/", "不是数"),
    ] {
        let error = session.edit(&own, 2025, &cell("requests.new.natural", typed), &now()).unwrap_err();
        assert!(error.message.contains(expected), "{typed}: {}", error.message);
        assert_eq!(error.field.as_deref(), Some("cell"));
    }
    let total = session.edit(&own, 2025, &cell("requests.new.total", "7"), &now()).unwrap_err();
    assert!(total.message.contains("合计"), "{}", total.message);
    assert!(session.edit(&own, 2025, &cell("requests.nothing", "7"), &now()).is_err());
    assert_eq!(text(&session.report(&own, 2025, &now()).unwrap(), "requests.new.natural"), "7");
}

#[test]
fn a_pasted_block_is_one_step_also_after_a_restart_and_its_totals_are_compared() {
    let (folder, mut session, own) = session("township");
    let columns = ["natural", "enterprise", "research", "public_welfare", "legal_service", "other"];
    let mut cells: Vec<CellText> =
        columns.iter().map(|column| CellText { at: format!("requests.new.{column}"), text: "2".into() }).collect();
    cells.push(CellText { at: "requests.new.total".into(), text: "13".into() });
    cells.push(CellText { at: "requests.carried_in.natural".into(), text: "无".into() });
    let edit = Edit::Block { cells, source: String::new() };
    let edited = session.edit(&own, 2025, &edit, &now()).unwrap();
    assert_eq!(text(&edited.report, "requests.new.total"), "12");
    assert_eq!(shown_at(&edited.report, "requests.carried_in.natural").state.as_deref(), Some("wrong"));
    assert_eq!(edited.said.len(), 2, "{:?}", edited.said);
    assert!(edited.said[0].contains("不是数") && edited.said[1].contains("13") && edited.said[1].contains("12"));
    assert_eq!(edited.history.undo.as_deref(), Some("粘贴7格"));
    assert_eq!(edited.history.saved, "20:53");
    session.open(&folder.path().join("a.mingce")).unwrap();
    let history = session.undo(&now()).unwrap();
    assert_eq!((history.undo, history.redo.as_deref()), (None, Some("粘贴7格")), "making the file is no step");
    assert_eq!(text(&session.report(&own, 2025, &now()).unwrap(), "requests.new.total"), "");
    session.redo(&now()).unwrap();
    assert_eq!(text(&session.report(&own, 2025, &now()).unwrap(), "requests.new.total"), "12");
    assert_eq!(session.redo(&now()).unwrap().redo, None, "nothing to do again changes nothing");
}

#[test]
fn the_file_itself_cannot_be_undone_away() {
    let (_folder, mut session, _) = session("township");
    assert_eq!(session.history(&now()).unwrap().undo, None);
    session.undo(&now()).unwrap();
    assert_eq!(session.current().unwrap().unwrap().agencies.len(), 1);
}

#[test]
fn zero_report_fills_what_is_blank_and_nothing_else() {
    let (_folder, mut session, own) = session("township");
    session.edit(&own, 2025, &cell("requests.new.natural", "1"), &now()).unwrap();
    let zeros = session.report(&own, 2025, &now()).unwrap().zeros;
    assert!(zeros > 150);
    let edited = session.edit(&own, 2025, &Edit::Zero { source: "无申请".into() }, &now()).unwrap();
    assert_eq!(edited.report.zeros, 0);
    assert_eq!(text(&edited.report, "requests.new.natural"), "1");
    assert_eq!(text(&edited.report, "requests.granted.natural"), "0");
    session.undo(&now()).unwrap();
    assert_eq!(session.report(&own, 2025, &now()).unwrap().zeros, zeros);
}

#[test]
fn a_section_is_kept_as_written_and_shown_with_its_numbers() {
    let (_folder, mut session, own) = session("township");
    session.edit(&own, 2025, &cell("requests.new.natural", "9"), &now()).unwrap();
    let written = "本年收到{{requests.new.natural}}件。\r\n第二段\u{0}";
    let edit = Edit::Section { key: "overview".into(), text: written.into() };
    let edited = session.edit(&own, 2025, &edit, &now()).unwrap();
    let section = edited.report.sections.iter().find(|section| section.key.as_deref() == Some("overview")).unwrap();
    assert_eq!(section.written, "本年收到{{requests.new.natural}}件。\n第二段");
    assert!(section.paragraphs.iter().any(|paragraph| paragraph.text == "本年收到9件。"), "{section:?}");
    let unknown = Edit::Section { key: "nothing".into(), text: "甲".into() };
    assert!(session.edit(&own, 2025, &unknown, &now()).is_err());
}

#[test]
fn a_reason_excuses_its_finding_until_it_is_taken_back() {
    let (_folder, mut session, own) = session("township");
    session.edit(&own, 2025, &Edit::Zero { source: String::new() }, &now()).unwrap();
    let written = "2025年，本机关新收政府信息公开申请5件。";
    let edit = Edit::Section { key: "overview".into(), text: written.into() };
    let edited = session.edit(&own, 2025, &edit, &now()).unwrap();
    let found = &edited.report.findings.findings;
    let warning = found.iter().find(|finding| finding.rule == "N01").expect("5 is not what the table says").clone();
    let reason =
        |reason: &str| Edit::Reason { rule: warning.rule.clone(), at: warning.at.clone(), reason: reason.into() };
    let excused = |edited: &Edited| {
        let same = |finding: &&mingce_domain::check::Finding| finding.rule == warning.rule && finding.at == warning.at;
        edited.report.findings.findings.iter().find(same).is_some_and(|finding| finding.excused.is_some())
    };
    assert!(excused(&session.edit(&own, 2025, &reason("本年无此类事项"), &now()).unwrap()));
    assert!(!excused(&session.edit(&own, 2025, &reason(" "), &now()).unwrap()));
}

#[test]
fn a_government_report_is_added_up_and_not_typed() {
    let (_folder, mut session) = county();
    let own = session.agency(None).unwrap().0;
    assert!(session.edit(&own, 2025, &cell("requests.new.natural", "1"), &now()).is_err());
    assert!(session.edit(&own, 2025, &Edit::Zero { source: String::new() }, &now()).is_err());
    assert!(session.edit(&own, 2025, &Edit::Block { cells: Vec::new(), source: String::new() }, &now()).is_err());
    assert_eq!(session.history(&now()).unwrap().undo, None);
}
