//! Journeys along the command line.

use crate::program::{mingce, names, outside, root};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_string()
}

/// The sample county, made once: every test that only reads it shares it.
pub fn sample() -> &'static Path {
    static SAMPLE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    SAMPLE
        .get_or_init(|| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            mingce(folder.path(), &["demo", "."]).exits(0);
            folder
        })
        .path()
}

const COUNTY: &str = "清溪县人民政府2025年政府信息公开工作年度报告（示例）";
const BUREAU: &str = "清溪县自然资源局2025年政府信息公开工作年度报告（示例）";
const TOWN: &str = "清溪县青石镇人民政府2025年政府信息公开工作年度报告（示例）";

/// The titles of the three reports.
pub fn sample_titles() -> [&'static str; 3] {
    [COUNTY, BUREAU, TOWN]
}

#[test]
fn the_demo_writes_a_data_file_three_reports_in_six_formats_and_a_guide_page() {
    let names = names(sample());
    assert!(names.contains(&"示例县.mingce".to_string()), "{names:?}");
    for title in [COUNTY, BUREAU, TOWN] {
        for ending in [".docx", ".pdf", ".html", "_网站粘贴.html", ".xlsx", ".json"] {
            assert!(names.contains(&format!("{title}{ending}")), "{title}{ending} in {names:?}");
        }
    }
    for format in ["docx", "pdf", "图.html", "图_网站粘贴.html"] {
        let guide = names.iter().find(|name| name.contains("公开内容及流程图") && name.ends_with(format));
        assert!(guide.is_some(), "a guide page as {format} in {names:?}");
    }
    assert!(!names.iter().any(|name| name.ends_with("-wal") || name.contains("tmp")), "one file at rest: {names:?}");
}

#[test]
fn the_same_demo_twice_gives_the_same_bytes() {
    let again = tempfile::tempdir().expect("a temporary folder");
    mingce(again.path(), &["demo", "."]).exits(0);
    for name in names(sample()).iter().filter(|name| !name.ends_with("mingce")) {
        let (a, b) = (fs::read(sample().join(name)), fs::read(again.path().join(name)));
        assert!(a.expect("there") == b.expect("there"), "{name} differs");
    }
}

#[test]
fn the_countys_report_is_the_sum_of_its_units() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = text(&sample().join("示例县.mingce"));
    mingce(
        folder.path(),
        &["report", "build", "--data", &data, "--year", "2025", "--all", "--out", ".", "--format", "json"],
    )
    .exits(0);
    let mut sum = vec![0_i64; 7];
    let mut county = Vec::new();
    let mut units = 0;
    for name in names(folder.path()) {
        let json: Json =
            serde_json::from_str(&fs::read_to_string(folder.path().join(&name)).expect("there")).expect("JSON");
        let new: Vec<i64> =
            json["requests"]["new"].as_array().expect("a row").iter().map(|n| n.as_i64().expect("filled in")).collect();
        if json["scope"] == "area" {
            county = new;
        } else {
            units += 1;
            sum.iter_mut().zip(new).for_each(|(sum, n)| *sum += n);
        }
    }
    assert_eq!(units, 8, "office, three bureaus, four townships");
    assert_eq!(county, sum);
    assert!(county[6] > 60, "a county's worth of applications: {county:?}");
}

#[test]
fn sample_reports_have_no_error_but_the_planted_ones_and_are_never_final() {
    let data = text(&sample().join("示例县.mingce"));
    for agency in [
        "清溪县自然资源局",
        "清溪县青石镇人民政府",
        "清溪县人民政府办公室",
        "清溪县教育局",
        "清溪县住房和城乡建设局",
        "清溪县白沙镇人民政府",
        "清溪县云岭民族乡人民政府",
    ] {
        let run = mingce(sample(), &["report", "check", "--data", &data, "--year", "2025", "--agency", agency]);
        assert_eq!(run.status, 0, "{agency}\n{}", run.out);
    }
    let run = mingce(
        sample(),
        &["report", "check", "--data", &data, "--year", "2025", "--agency", "清溪县柳河镇人民政府", "--json"],
    )
    .exits(1);
    let found = rules(&run.json());
    for planted in ["N01", "N02", "N11", "N14", "A05", "N16"] {
        assert!(found.contains(planted), "{planted} was planted; found {found:?}");
    }
    let out = tempfile::tempdir().expect("a temporary folder");
    let to = text(out.path());
    let words =
        ["report", "build", "--data", &data, "--year", "2025", "--agency", "清溪县自然资源局", "--out", &to, "--final"];
    let run = mingce(sample(), &words).exits(1);
    assert!(run.out.contains("示例"), "{}", run.out);
    assert!(names(out.path()).is_empty(), "nothing is written");
}

fn rules(findings: &Json) -> BTreeSet<String> {
    let list = findings["findings"].as_array().expect("findings");
    list.iter().map(|finding| finding["rule"].as_str().expect("an id").to_string()).collect()
}

#[test]
fn published_tables_pass_every_rule_of_figures_and_are_drafts_with_marked_gaps() {
    let real = root().join("tests/fixtures/real");
    let (this, last) = (text(&real.join("suqian_2024.json")), text(&real.join("suqian_2023.json")));
    let out = tempfile::tempdir().expect("a temporary folder");
    let to = text(out.path());
    mingce(out.path(), &["report", "render", &this, "--previous", &last, "--out", &to]).exits(0);
    let written = names(out.path());
    assert_eq!(written.len(), 5, "{written:?}");
    assert!(written.iter().all(|name| name.contains("草稿")), "{written:?}");
    let html = written.iter().find(|name| name.ends_with("）.html")).expect("HTML");
    let html = fs::read_to_string(out.path().join(html)).expect("readable");
    assert_eq!(html.matches("【待补充：").count(), 3, "three empty sections are marked");

    let run = mingce(out.path(), &["report", "check", &this, "--previous", &last, "--json"]);
    let found = rules(&run.json());
    assert!(found.iter().all(|rule| !rule.starts_with('A')), "no A rule is broken: {found:?}");
    let unchecked = run.json()["unchecked"].to_string();
    assert!(!unchecked.contains("\"A05\"") && !unchecked.contains("\"A06\""), "{unchecked}");

    let shut = tempfile::tempdir().expect("a temporary folder");
    let to = text(shut.path());
    mingce(shut.path(), &["report", "render", &this, "--previous", &last, "--out", &to, "--final"]).exits(1);
    assert!(names(shut.path()).is_empty(), "nothing is written");
}

#[test]
fn every_planted_fault_of_a_draft_is_found() {
    let faulty = root().join("samples/faulty");
    let (bad, good, last) = (
        text(&faulty.join("柳河镇2025_含错草稿.json")),
        text(&faulty.join("柳河镇2025.json")),
        text(&faulty.join("柳河镇2024.json")),
    );
    let run = mingce(&faulty, &["report", "check", &bad, "--previous", &last, "--json"]).exits(1);
    let found = rules(&run.json());
    for planted in [
        "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A09", "A11", "N01", "N02", "N03", "N11", "N14", "N16", "S01",
        "S02", "S13",
    ] {
        assert!(found.contains(planted), "{planted} was planted; found {found:?}");
    }
    mingce(&faulty, &["report", "check", &good, "--previous", &last]).exits(0);
}

#[test]
fn a_trace_names_the_records_behind_a_cell_and_explains_it() {
    let data = text(&sample().join("示例县.mingce"));
    let words = [
        "report",
        "trace",
        "--data",
        &data,
        "--year",
        "2025",
        "--agency",
        "清溪县自然资源局",
        "--cell",
        "requests.granted.natural",
        "--json",
    ];
    let trace = mingce(sample(), &words).exits(0).json();
    assert_eq!(trace["schema"], "trace/1");
    let records = trace["records"].as_array().expect("records");
    assert_eq!(records.len() as i64, trace["counted"].as_i64().expect("counted"));
    assert!(trace["sentence"].as_str().expect("a sentence").contains("予以公开"), "{trace}");
    assert!(!trace.to_string().contains("示例甲"), "no applicant's name: {trace}");
    let wrong = ["report", "trace", "--data", &data, "--year", "2025", "--cell", "requests.bogus.natural"];
    let run = mingce(sample(), &wrong).exits(2);
    assert!(run.err.contains("requests.bogus.natural"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases: [(&str, &[u8], &str); 6] = [
        ("broken.json", b"{ \"schema\": ", "JSON"),
        ("list.json", b"[]", "figures/1"),
        ("other.json", b"{\"schema\": \"catalogue/1\"}", "figures/1"),
        ("newer.json", b"{\"schema\": \"figures/2\"}", "升级"),
        ("gbk.json", b"{\"schema\": \"figures/1\", \"agency\": \"\xC7\xE5\"}", "UTF-8"),
        ("empty.json", b"", "JSON"),
    ];
    for (name, bytes, says) in cases {
        fs::write(folder.path().join(name), bytes).expect("writable");
        let run = mingce(folder.path(), &["report", "render", name, "--out", "out"]).exits(2);
        assert!(run.err.contains(says), "{name}: {}", run.err);
        assert!(run.err.starts_with("错误："), "{name}: {}", run.err);
    }
    mingce(folder.path(), &["report", "check", "missing.json"]).exits(2);
    mingce(folder.path(), &["report", "render", "empty.json", "--out", "out", "--format", "odt"]).exits(2);
    assert!(names(&folder.path().join("out")).is_empty(), "nothing is written");
}

#[test]
fn what_is_wrong_inside_is_a_finding_and_the_other_rules_still_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = r#"{"schema":"figures/1","format":"2021","agency":"示例镇","agency_kind":"bogus","year":2025,
        "proactive":{"rules":[1,2],"licences":1.5,"bogus":3},
        "requests":{"new":[1,2],"carried_in":"x","granted":[1,0,0,0,0,0,9],"bogus":[1]},
        "disputes":7,"sections":[1],"reasons":[5],"sources":3}"#;
    fs::write(folder.path().join("wrong.json"), file).expect("writable");
    let run = mingce(folder.path(), &["report", "check", "wrong.json", "--json"]).exits(1);
    let found = rules(&run.json());
    for rule in ["S06", "S04", "A03", "A07", "A09"] {
        assert!(found.contains(rule), "{rule} in {found:?}");
    }
    mingce(folder.path(), &["report", "render", "wrong.json", "--out", "out"]).exits(0);
    assert_eq!(names(&folder.path().join("out")).len(), 5, "a draft is always written");
}

#[test]
fn a_hundred_character_name_gives_short_file_names_and_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let name = "示例".repeat(50);
    mingce(folder.path(), &["init", "长.mingce", "--agency", &name, "--kind", "township"]).exits(0);
    let run =
        mingce(folder.path(), &["report", "build", "--data", "长.mingce", "--year", "2025", "--out", "out"]).exits(0);
    assert!(run.out.contains("缩短"), "{}", run.out);
    let written = names(&folder.path().join("out"));
    assert_eq!(written.len(), 5, "{written:?}");
    assert!(written.iter().all(|name| name.len() <= 255), "{written:?}");
}

#[test]
fn a_new_file_is_refused_where_one_is_and_with_impossible_words() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let init = |words: &[&str]| mingce(folder.path(), &[&["init"], words].concat());
    init(&["a.mingce", "--agency", "示例镇人民政府", "--kind", "township"]).exits(0);
    let before = fs::read(folder.path().join("a.mingce")).expect("there");
    assert!(init(&["a.mingce", "--agency", "示例镇人民政府", "--kind", "township"]).exits(2).err.contains("已"));
    assert_eq!(fs::read(folder.path().join("a.mingce")).expect("there"), before, "the old file is untouched");
    init(&["b.mingce", "--agency", "示例镇人民政府", "--kind", "bogus"]).exits(2);
    init(&["b.mingce", "--agency", "  ", "--kind", "township"]).exits(2);
    init(&["b.mingce", "--agency", "示例镇人民政府", "--kind", "township", "--code", "123"]).exits(2);
    init(&["no/such/folder/b.mingce", "--agency", "示例镇人民政府", "--kind", "township"]).exits(2);
    assert_eq!(names(folder.path()), ["a.mingce"]);
}

#[test]
fn foreign_damaged_newer_and_missing_data_files_are_refused_in_chinese() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    mingce(folder.path(), &["init", "good.mingce", "--agency", "示例镇人民政府", "--kind", "township"]).exits(0);
    let good = fs::read(folder.path().join("good.mingce")).expect("there");
    fs::write(folder.path().join("text.mingce"), "不是数据库").expect("writable");
    fs::write(folder.path().join("half.mingce"), &good[..good.len() / 2]).expect("writable");
    fs::write(folder.path().join("empty.mingce"), "").expect("writable");
    let foreign = rusqlite::Connection::open(folder.path().join("foreign.mingce")).expect("opens");
    foreign.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").expect("writes");
    drop(foreign);
    fs::write(folder.path().join("newer.mingce"), &good).expect("writable");
    let newer = rusqlite::Connection::open(folder.path().join("newer.mingce")).expect("opens");
    newer.execute_batch("PRAGMA user_version = 9999;").expect("writes");
    drop(newer);
    for name in ["text", "half", "empty", "foreign", "newer", "missing"] {
        let file = format!("{name}.mingce");
        let run =
            mingce(folder.path(), &["report", "build", "--data", &file, "--year", "2025", "--out", "out"]).exits(2);
        assert!(run.err.starts_with("错误："), "{name}: {}", run.err);
        let message = run.err.lines().next().unwrap_or_default();
        assert!(!message.to_lowercase().contains("sqlite") && !message.contains("database"), "{name}: {message}");
    }
    assert!(!folder.path().join("missing.mingce").exists(), "looking for a file does not make it");
    assert!(names(&folder.path().join("out")).is_empty());
}

#[test]
fn pdf_files_are_sound_embed_their_fonts_and_their_text_copies_out() {
    let folder = sample();
    for title in [COUNTY, BUREAU, TOWN] {
        let pdf = folder.join(format!("{title}.pdf"));
        if let Some(mut qpdf) = outside("qpdf") {
            let run = qpdf.arg("--check").arg(&pdf).output().expect("qpdf runs");
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
        }
        if let Some(mut pdffonts) = outside("pdffonts") {
            let run = pdffonts.arg(&pdf).output().expect("pdffonts runs");
            let listed = String::from_utf8_lossy(&run.stdout).into_owned();
            let fonts: Vec<&str> = listed.lines().skip(2).collect();
            assert!(!fonts.is_empty(), "{listed}");
            for font in fonts {
                assert!(font.contains("yes yes yes"), "embedded, subset, with its characters: {font}");
            }
        }
        if let Some(mut pdftotext) = outside("pdftotext") {
            let run = pdftotext.args(["-layout"]).arg(&pdf).arg("-").output().expect("pdftotext runs");
            let text: String = String::from_utf8_lossy(&run.stdout).split_whitespace().collect();
            for heading in [
                "一、总体情况",
                "二、主动公开政府信息情况",
                "三、收到和处理政府信息公开申请情况",
                "六、其他需要报告的事项",
                "行政规范性文件",
                "本年收费金额（单位：万元）",
            ] {
                assert!(text.contains(heading), "{title}: “{heading}”");
            }
        }
    }
}

#[test]
fn children_are_added_up_and_a_changed_doubled_or_missing_one_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = text(&sample().join("示例县.mingce"));
    let build = |agency: &[&str], out: &str| {
        let words = ["report", "build", "--data", &data, "--year", "2025", "--out", out, "--format", "json"];
        mingce(folder.path(), &[&words[..], agency].concat()).exits(0);
    };
    build(&[], "county");
    let units = [
        "清溪县人民政府办公室",
        "清溪县自然资源局",
        "清溪县教育局",
        "清溪县住房和城乡建设局",
        "清溪县青石镇人民政府",
        "清溪县白沙镇人民政府",
        "清溪县柳河镇人民政府",
        "清溪县云岭民族乡人民政府",
    ];
    for unit in units {
        build(&["--agency", unit], "units");
    }
    let county = folder.path().join("county").join(&names(&folder.path().join("county"))[0]);
    let a12 = || {
        let run = mingce(folder.path(), &["report", "check", &text(&county), "--children", "units", "--json"]);
        let findings = run.json();
        let list = findings["findings"].as_array().expect("findings").clone();
        list.into_iter().filter(|finding| finding["rule"] == "A12").collect::<Vec<_>>()
    };
    assert_eq!(a12(), Vec::<Json>::new(), "the county is the sum of its units");

    let units_folder = folder.path().join("units");
    let town = names(&units_folder).into_iter().find(|name| name.contains("青石镇")).expect("a town");
    let town = units_folder.join(town);
    let original = fs::read_to_string(&town).expect("there");
    let changed = original.replacen("\"licences\": 80", "\"licences\": 81", 1);
    assert_ne!(original, changed, "the town's licences stand where they are looked for");
    fs::write(&town, changed).expect("writable");
    let found = a12();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["at"], "proactive.licences");

    fs::write(&town, &original).expect("writable");
    fs::write(units_folder.join("又一份.json"), &original).expect("writable");
    assert!(a12().iter().any(|f| f["message"].as_str().is_some_and(|m| m.contains("青石镇"))), "counted twice");

    fs::remove_file(units_folder.join("又一份.json")).expect("there");
    fs::remove_file(&town).expect("there");
    assert!(!a12().is_empty(), "the sum lacks a unit");
    fs::write(units_folder.join("坏.json"), "{").expect("writable");
    mingce(folder.path(), &["report", "check", &text(&county), "--children", "units"]).exits(2);
}

#[test]
fn the_data_file_holds_every_application_with_its_events_and_the_projection_that_follows() {
    let db = rusqlite::Connection::open_with_flags(
        sample().join("示例县.mingce"),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    )
    .expect("opens");
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted");
    assert!(count("SELECT count(*) FROM application") >= 150);
    assert_eq!(count("SELECT count(*) FROM application WHERE received_on IS NULL"), 0);
    assert_eq!(
        count(
            "SELECT count(*) FROM application a WHERE NOT EXISTS
             (SELECT 1 FROM application_event e WHERE e.application = a.uid AND e.kind = 'received')"
        ),
        0
    );
    // Every edge of the counting rules is in the sample.
    for kind in [
        "reopened",
        "kind_corrected",
        "corrected",
        "revoked",
        "withdrawn",
        "third_party_asked",
        "extended",
        "fee_noticed",
    ] {
        let sql = format!("SELECT count(*) FROM application_event WHERE kind = '{kind}'");
        assert!(count(&sql) > 0, "the sample has an event of kind {kind}");
    }
    assert_eq!(count("SELECT count(DISTINCT outcome) FROM application_episode WHERE outcome IS NOT NULL"), 21);
    assert!(count("SELECT count(*) FROM application WHERE void = 1") > 0);
    assert!(count("SELECT count(*) FROM application_applicant WHERE position > 0") > 0, "joint applicants");
    assert!(count("SELECT count(*) FROM dispute WHERE role = 'reviewing_co_defendant'") > 0);
    assert_eq!(count("SELECT count(*) FROM agency WHERE successor IS NOT NULL"), 1);
    let sound: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(sound, "ok");
}

#[test]
fn a_character_that_no_face_has_is_a_finding_with_its_words_and_its_page() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let json = std::fs::read_to_string(sample().join(format!("{TOWN}.json"))).expect("there");
    let mut figures: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    figures["sections"]["problems"] = "镇长张䶮、李㛃、王𬭎、赵堃、钱喆参加，记录人孙\u{10FFFD}签名。".into();
    std::fs::write(folder.path().join("f.json"), figures.to_string()).expect("writable");
    let found = mingce(folder.path(), &["report", "check", "f.json", "--json"]).json();
    let of_rule: Vec<_> =
        found["findings"].as_array().expect("findings").iter().filter(|f| f["rule"] == "S15").collect();
    assert_eq!(of_rule.len(), 1, "rare names are in the faces: {of_rule:?}");
    assert_eq!(of_rule[0]["at"], "sections.problems");
    let message = of_rule[0]["message"].as_str().expect("words");
    assert!(message.contains("U+10FFFD") && message.contains("记录人孙"), "{message}");
    let run = mingce(folder.path(), &["report", "render", "f.json", "--out", "o", "--format", "pdf"]).exits(0);
    assert!(
        run.out.contains("第") && run.out.contains("U+10FFFD") || run.err.contains("U+10FFFD"),
        "{}{}",
        run.out,
        run.err
    );
}
