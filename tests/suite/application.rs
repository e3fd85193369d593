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
    for (both, why) in
        [(&["fee", "--pages", "57", "--items", "3"][..], "不能并用"), (&["fee"], "按件（本月第几件）还是按量")]
    {
        let (status, said) = run(both);
        assert!(status == 2 && said.contains(why) && said.contains("国办函〔2020〕109号"), "{status}: {said}");
    }
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

/// The five numbers of a group of 表四.
fn table_four(folder: &Path, year: &str, group: &str) -> String {
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    let value = |column: &str| {
        let cell = format!("disputes.{group}.{column}");
        let (_, said) = on(
            folder,
            "2027-01-10",
            &["report", "trace", "--data", "a.mingce", "--year", year, "--cell", &cell, "--json"],
        );
        let (_, rest) = said.split_once("\"value\":").expect("a value");
        rest.split(',').next().unwrap_or_default().trim_matches('"').to_string()
    };
    columns.map(value).join(" ")
}

#[test]
fn a_dispute_moves_table_four_of_the_right_year_by_exactly_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let run = |day: &str, words: &[&str]| on(here, day, &[words, &["--data", "a.mingce"]].concat());
    let begun = ["init", "a.mingce", "--agency", "清溪县青石镇人民政府", "--kind", "township"];
    assert_eq!(on(here, "2025-03-03", &begun).0, 0);
    let register = [
        "application",
        "register",
        "--channel",
        "in_person",
        "--arrived",
        "2025-03-03",
        "--applicant",
        "示例甲",
        "--kind",
        "自然人",
        "--subject",
        "某方案",
    ];
    assert_eq!(run("2025-03-03", &register).0, 0);
    let case = "公开申〔2025〕001号";
    let groups = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"];
    let all = || {
        let years = ["2024", "2025", "2026"].into_iter();
        years.flat_map(|year| groups.map(|group| (year, group, table_four(here, year, group)))).collect::<Vec<_>>()
    };
    let before = all();
    assert!(before.iter().skip(3).all(|(.., row)| row == "0 0 0 0 0"), "{before:?}");
    let filed = [
        "dispute",
        "register",
        case,
        "--kind",
        "复议",
        "--filed",
        "2025-12-01",
        "--by",
        "清溪县人民政府",
        "--number",
        "清政复〔2025〕9号",
    ];
    let (status, said) = run("2025-12-02", &filed);
    assert!(status == 0 && said.contains("尚未审结"), "{said}");
    let early = ["dispute", "outcome", "清政复〔2025〕9号", "--result", "结果纠正", "--on", "2025-11-30"];
    let (status, said) = run("2026-02-01", &early);
    assert!(status == 2 && said.contains("早于申请日期2025年12月1日"), "{said}");
    let decided = ["dispute", "outcome", "清政复〔2025〕9号", "--result", "结果纠正", "--on", "2026-01-20"];
    let (status, said) = run("2026-02-01", &decided);
    assert!(status == 0 && said.contains("2025年度：行政复议—尚未审结；2026年度：行政复议—结果纠正"), "{said}");
    assert!(said.contains("D05") && said.contains("重新办理"), "what follows for the case is told: {said}");
    let moved: Vec<_> =
        all().into_iter().zip(before).filter(|(now, before)| now != before).map(|(now, _)| now).collect();
    let expected = [("2025", "reconsideration", "0 0 0 1 1"), ("2026", "reconsideration", "0 1 0 0 1")];
    assert_eq!(moved, expected.map(|(year, group, row)| (year, group, row.to_string())));
    let (_, said) = run("2026-02-01", &["application", "show", case]);
    assert!(said.contains("清政复〔2025〕9号") && said.contains("结果纠正"), "{said}");
    let (_, said) = run("2026-02-01", &["dispute", "void", "清政复〔2025〕9号", "--reason", "登记错了单位"]);
    assert!(said.contains("不计入表四"), "{said}");
    assert_eq!(table_four(here, "2026", "reconsideration"), "0 0 0 0 0");
}
