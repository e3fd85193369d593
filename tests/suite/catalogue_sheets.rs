//! `mingce catalogue` as its user runs it: two editions compared, a notice for the wall, a list out as JSON and in again.

use crate::program::{mingce, names};
use std::fs::write;

const OLD: &str = "序号,一级事项,二级事项,公开内容,公开依据,公开时限\n1,甲,乙,流程,《办法》,实时公开\n2,甲,丙,流程,《办法》,实时公开\n";
const NOW: &str = "序号,一级事项,二级事项,公开内容,公开依据,公开时限\n1,甲,丁,流程,《办法》,实时公开\n2,甲,乙,流程,《办法》,长期公开\n";

/// A folder with a data file that holds the present list, and the earlier one beside it.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path().join("旧.csv"), OLD).expect("written");
    write(folder.path().join("今.csv"), NOW).expect("written");
    mingce(folder.path(), &["init", "a.mingce", "--agency", "青石镇人民政府", "--kind", "township"]).exits(0);
    mingce(folder.path(), &["catalogue", "import", "今.csv", "--data", "a.mingce"]).exits(0);
    folder
}

#[test]
fn a_comparison_answers_by_its_exit_status_and_writes_the_table() {
    let desk = desk();
    let diff = |more: &[&str]| {
        let mut words = vec!["catalogue", "diff", "--data", "a.mingce"];
        words.extend(more);
        mingce(desk.path(), &words)
    };
    let same = diff(&["今.csv"]).exits(0);
    assert!(same.out.contains("没有变化"), "{}", same.out);
    let run = diff(&["旧.csv", "--out", "out", "--format", "docx,pdf,xlsx,html"]).exits(1);
    assert!(run.out.contains("新增1项，修改1项，取消1项"), "{}", run.out);
    assert!(run.out.contains("公开时限：实时公开 → 长期公开"), "{}", run.out);
    let stem = "青石镇人民政府基层政务公开标准目录修订对照表";
    assert_eq!(names(&desk.path().join("out")), ["docx", "html", "pdf", "xlsx"].map(|kind| format!("{stem}.{kind}")));
    let json = diff(&["旧.csv", "--json"]).exits(1).json();
    assert_eq!((json["schema"].as_str(), json["items"][0]["became"].as_str()), (Some("edition/1"), Some("added")));
    write(desk.path().join("无.csv"), "没有,表头\n").expect("written");
    diff(&["无.csv"]).exits(2);
    diff(&["没有这个文件.csv"]).exits(2);
}

#[test]
fn a_notice_is_of_the_items_that_were_named_and_needs_its_days() {
    let desk = desk();
    let notice = |more: &[&str]| {
        let mut words = vec!["catalogue", "export", "--data", "a.mingce", "--sheet", "notice", "--out", "out"];
        words.extend(more);
        mingce(desk.path(), &words)
    };
    let days = ["--period", "2026-01-05..2026-01-11"];
    notice(&[days[0], days[1], "--items", "2", "--paper", "a3", "--landscape", "--format", "html"]).exits(0);
    let page = desk.path().join("out/青石镇人民政府政务公开栏（草稿）.html");
    let html = std::fs::read_to_string(page).expect("written");
    assert!(html.contains("乙") && !html.contains("丁"), "item 2 alone");
    notice(&[]).exits(2);
    notice(&[days[0], days[1], "--items", "9"]).exits(2);
    notice(&["--period", "2026-01-11..2026-01-05"]).exits(2);
}

#[test]
fn a_list_goes_to_another_office_as_json() {
    let desk = desk();
    mingce(desk.path(), &["catalogue", "export", "--data", "a.mingce", "--format", "json", "--out", "out"]).exits(0);
    let file = "out/青石镇人民政府基层政务公开标准目录（草稿）.json";
    mingce(desk.path(), &["init", "b.mingce", "--agency", "白沙镇人民政府", "--kind", "township"]).exits(0);
    let run = mingce(desk.path(), &["catalogue", "import", file, "--data", "b.mingce", "--json"]).exits(0).json();
    assert_eq!((run["added"].as_u64(), run["refused"].as_array().map(Vec::len)), (Some(2), Some(0)));
    mingce(desk.path(), &["catalogue", "diff", file, "--data", "b.mingce"]).exits(0);
}
