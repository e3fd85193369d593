//! 依申请公开 along the command line: from the counter to the cell of the report.

use crate::program::{names, program, root};
use std::path::Path;
use std::process::Command;

/// Runs `mingce` on a day; gives the exit status, and what it said.
fn on(folder: &Path, day: &str, words: &[&str]) -> (i32, String) {
    let output = Command::new(program())
        .args(["--today", day])
        .args(words)
        .current_dir(folder)
        .env("MINGCE_ASSETS", root().join("assets"))
        .output()
        .expect("mingce runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!said.contains("panicked"), "{said}");
    (output.status.code().unwrap_or(-1), said)
}

const ANSWERS: [&str; 9] = [
    "ended=no",
    "supplement=clear",
    "nature=information",
    "excessive=no",
    "search=held",
    "public=no",
    "special_law=no",
    "consulted=refused",
    "separable_third=yes",
];

#[test]
fn a_clerk_registers_answers_and_delivers_and_the_report_counts_one_partly_granted() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let run = |day: &str, words: &[&str]| on(here, day, words);
    let (status, _) =
        run("2026-03-01", &["init", "a.mingce", "--agency", "清溪县青石镇人民政府", "--kind", "township"]);
    assert_eq!(status, 0);
    let data = ["--data", "a.mingce"];
    let register = [
        "application",
        "register",
        "--channel",
        "fax",
        "--arrived",
        "2026-03-01",
        "--applicant",
        "示例甲",
        "--kind",
        "自然人",
        "--subject",
        "宅基地审批材料",
        "--data",
        "a.mingce",
    ];
    let (status, said) = run("2026-03-02", &register);
    assert!(status == 2 && said.contains("第三十一条"), "{said}");
    let confirmed = [&register[..], &["--confirmed", "2026-03-02"]].concat();
    assert_eq!(run("2026-03-02", &confirmed).0, 0);
    let case = "公开申〔2026〕001号";
    let (status, said) = run("2026-04-20", &["application", "due", "--data", "a.mingce"]);
    assert!(status == 1 && said.contains("逾期"), "overdue is a no: {said}");
    let (status, said) =
        run("2026-03-10", &["application", "event", case, "third_party_answered", "--data", "a.mingce"]);
    assert!(status == 2 && said.contains("办理中"), "{said}");
    assert_eq!(run("2026-03-10", &["application", "event", case, "third_party_asked", "--data", "a.mingce"]).0, 0);
    let inquiry = [
        "application",
        "letter",
        case,
        "--kind",
        "征求第三方意见书",
        "--issue",
        "--field",
        "third_party=示例公司",
        "--field",
        "concern=报价",
        "--data",
        "a.mingce",
        "--out",
        "文书",
        "--format",
        "html",
    ];
    assert_eq!(run("2026-03-10", &inquiry).0, 0);
    let html = std::fs::read_to_string(here.join("文书").join(&names(&here.join("文书"))[0])).expect("the letter");
    assert!(html.contains("示例公司") && !html.contains("示例甲"), "a third party learns nothing of the applicant");
    assert_eq!(run("2026-03-18", &["application", "event", case, "third_party_answered", "--data", "a.mingce"]).0, 0);
    let office = [
        "application",
        "office",
        "--review-organ",
        "清溪县人民政府",
        "--court",
        "清溪县人民法院",
        "--remedies-checked",
        "--data",
        "a.mingce",
    ];
    assert_eq!(run("2026-03-18", &office).0, 0);
    let mut close = vec!["application", "outcome", case];
    for answer in &ANSWERS {
        close.extend(["--answer", answer]);
    }
    close.extend(data);
    let (status, said) = run("2026-03-20", &close);
    assert!(status == 0 && said.contains("部分公开") && said.contains("先申请行政复议"), "{said}");
    close.extend(["--close", "--field", "given=审批表", "--reason", "报价属于商业秘密"]);
    let (status, said) = run("2026-03-20", &close);
    assert!(status == 0 && said.contains("告〔2026〕1号"), "{said}");
    let proof = ["application", "event", case, "delivered", "--proof", "单号", "--data", "a.mingce"];
    assert_eq!(run("2026-03-21", &proof).0, 0);
    assert_eq!(run("2026-03-21", &["application", "check", "--data", "a.mingce"]).0, 0);
    for (cell, value) in [("partly_granted.natural", "\"1\""), ("withheld_third_party.natural", "\"0\"")] {
        let cell = format!("requests.{cell}");
        let trace = ["report", "trace", "--data", "a.mingce", "--year", "2026", "--cell", &cell, "--json"];
        let (_, said) = run("2027-01-10", &trace);
        assert!(said.contains(&format!("\"value\":{value}")), "{cell}: {said}");
    }
}

#[test]
fn deadlines_fees_and_bad_words_answer_without_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| on(folder.path(), "2026-03-02", words);
    let (status, said) = run(&["deadline", "--received", "2026-02-10", "--channel", "in_person", "--json"]);
    assert!(status == 0 && said.contains("\"due_on\": \"2026-03-16\"") && said.contains("deadline/1"), "{said}");
    let (_, said) = run(&["fee", "--items", "45", "--json"]);
    assert!(said.contains("\"amount_yuan\":5500"), "{said}");
    for bad in [
        &["deadline", "--received", "2026-02-30"][..],
        &["deadline", "2026-02-10", "--stop", "2026-03-05..2026-03-01"],
        &["fee"],
        &["application", "show", "x", "--data", "没有.mingce"],
        &["calendar", "add", "没有.json", "--data", "没有.mingce"],
    ] {
        let (status, said) = run(bad);
        assert_eq!(status, 2, "{bad:?}: {said}");
        assert!(said.starts_with("错误："), "{bad:?}: {said}");
    }
}
