//! `mingce process` from end to end: words, exit statuses, files.

use crate::program::{mingce, names};
use mingce_domain::process::lint::lint;
use mingce_domain::process::{Process, ProcessEdge, ProcessNode, StatutoryLimit};
use std::path::Path;

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("writable");
}

const CHART: &str = r#"{"schema":"process/1","id":"own","title":"办理流程图","level":"township","nodes":[
  {"id":"S","type":"start","text":"申请","actor":"申请人"},
  {"id":"1","type":"process","text":"登记","actor":"窗口","limit":"2个工作日","working_days":2,"basis":"《某条例》第一条"},
  {"id":"2","type":"decision","text":"齐全?","actor":"窗口"},
  {"id":"3","type":"document","text":"答复书","actor":"窗口","limit":"18个工作日","working_days":18,"basis":"《某条例》第二条"},
  {"id":"Z","type":"end","text":"结束"}],
  "edges":[{"from":"S","to":"1"},{"from":"1","to":"2"},{"from":"2","to":"3","label":"是"},{"from":"2","to":"Z","label":"否"},
  {"from":"3","to":"Z"}],
  "statutory_limits":[{"working_days":20,"from":"1","to":"3","basis":"《某条例》第三条"}]}"#;

#[test]
fn a_sound_chart_passes_and_one_that_takes_too_long_is_told_with_its_path() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    write(here, "a.json", CHART);
    let found = mingce(here, &["process", "lint", "a.json", "--json"]).exits(0).json();
    assert_eq!((&found["schema"], found["findings"].as_array().map(Vec::len)), (&"findings/1".into(), Some(0)));
    write(here, "b.json", &CHART.replace("18个工作日", "19个工作日").replace(":18,", ":19,"));
    let found = mingce(here, &["process", "lint", "b.json", "--json"]).exits(1).json();
    let finding = &found["findings"][0];
    assert_eq!((finding["rule"].as_str(), finding["at"].as_str()), (Some("G26"), Some("statutory_limits[0]")));
    assert_eq!((finding["expected"].as_str(), finding["actual"].as_str()), (Some("20"), Some("21")));
    assert!(
        finding["message"].as_str().is_some_and(|it| it.contains("“登记”（2） → “齐全?” → “答复书”（19）")),
        "{finding}"
    );
    let said = mingce(here, &["chart", "check", "b.json"]).exits(1).out;
    assert!(said.contains("怎么改：") && said.contains("共 1 个错误"), "{said}");
    let shown = mingce(here, &["process", "show", "a.json"]).exits(0).out;
    assert!(shown.contains("2. 处理 登记（窗口，2个工作日") && shown.contains("最长20个工作日"), "{shown}");
}

#[test]
fn every_shipped_process_is_listed_passes_and_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let list = mingce(here, &["process", "list", "--json"]).exits(0).json();
    let rows = list["processes"].as_array().expect("rows");
    assert!(rows.len() >= 13 && rows.iter().all(|row| row["errors"] == 0), "{list}");
    for row in rows {
        let id = row["id"].as_str().expect("an id");
        let out = format!("{id}.svg");
        mingce(here, &["process", "export", id, "--out", &out]).exits(0);
        // The one that is higher than a page comes in parts of readable size.
        let whole = names(here).contains(&out);
        let parts = names(here).iter().filter(|name| name.starts_with(&format!("{id}_第"))).count();
        assert!(whole != (parts > 1) && (whole || id == "on_application"), "{id}: {:?}", names(here));
    }
    // What nobody checked is never final, and nothing is written.
    let refused = mingce(here, &["process", "export", "on_application", "--out", "定稿.pdf", "--final"]).exits(1);
    assert!(refused.out.contains("【依据待核】") && !names(here).contains(&"定稿.pdf".to_string()), "{}", refused.out);
    write(here, "a.json", CHART);
    mingce(here, &["process", "export", "a.json", "--out", "定稿.docx", "--final"]).exits(0);
    for format in ["pdf", "png", "html", "json", "mmd"] {
        mingce(here, &["process", "render", "a.json", "--out", &format!("图/a.{format}")]).exits(0);
    }
    assert_eq!(names(&here.join("图")), ["a.html", "a.json", "a.mmd", "a.pdf", "a.png"]);
    let plain = mingce(here, &["process", "export", "a.json", "--out", "图/b.mmd"]).exits(0).out;
    assert!(plain.contains("岗位（按岗位分栏的除外）、时限"), "what is lost is told: {plain}");
    let laned = mingce(here, &["process", "export", "a.json", "--out", "图/b.mmd", "--lanes"]).exits(0).out;
    assert!(laned.contains("泳道") && !laned.contains("岗位"), "{laned}");
    std::fs::remove_file(here.join("图/b.mmd")).expect("it is there");
    let nameless = mingce(here, &["process", "export", "a.json", "--out", "图/c"]).exits(2).err;
    assert!(nameless.contains("文件名没有扩展名"), "{nameless}");
    let many = mingce(here, &["process", "show", "行政"]).exits(2).err;
    assert!(many.contains("个流程的名称是“行政”或者含有它"), "{many}");
    let again = mingce(here, &["process", "diff", "图/a.json", "--with", "a.json"]).exits(0).out;
    assert!(again.contains("共0处不同"), "{again}");
}

#[test]
fn charts_come_into_the_data_file_and_are_copied_and_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    mingce(here, &["init", "甲.mingce", "--agency", "清溪县青石镇人民政府", "--kind", "township"]).exits(0);
    write(here, "a.json", CHART);
    write(
        here,
        "a.mmd",
        "---\ntitle: 办理流程图\n---\nflowchart TD\nS([申请]) --> 1[窗口登记]\n1 --> Z([结束])\nclick S \"x\"\n",
    );
    let import = |file: &str, more: &[&str]| {
        mingce(here, &[&["process", "import", file, "--data", "甲.mingce", "--json"], more].concat()).exits(0).json()
    };
    assert_eq!(import("a.json", &["--dry-run"])["added"], 1);
    assert!(mingce(here, &["process", "list", "--data", "甲.mingce"]).exits(0).out.contains("还没有流程"));
    assert_eq!(import("a.json", &[])["added"], 1);
    assert_eq!(import("a.json", &[])["unchanged"], 1);
    let changed = import("a.mmd", &[]);
    assert_eq!(changed["changed"], 1);
    assert_eq!(
        (&changed["refused"][0]["at"], &changed["refused"][0]["reason"]),
        (&"第7行".into(), &"点击的链接（click）".into())
    );
    let kept = mingce(here, &["process", "show", "own", "--data", "甲.mingce", "--json"]).exits(0).json();
    assert_eq!((&kept["nodes"][1]["text"], &kept["nodes"][1]["working_days"]), (&"窗口登记".into(), &2.into()));

    mingce(here, &["process", "adopt", "notice_board", "--data", "甲.mingce"]).exits(0);
    assert!(mingce(here, &["process", "adopt", "公开栏", "--data", "甲.mingce"]).exits(2).err.contains("已经采用过"));
    let diff = mingce(here, &["process", "diff", "notice_board", "--data", "甲.mingce", "--json"]).exits(0).json();
    assert_eq!((&diff["schema"], diff["parts"].as_array().map(Vec::len)), (&"process-diff/1".into(), Some(0)));
    let none =
        mingce(here, &["process", "diff", "notice_board", "--data", "甲.mingce", "--take", "node:1.text"]).exits(2);
    assert!(none.err.contains("没有“node:1.text”这一处修改"), "{}", none.err);
    let own = mingce(here, &["process", "diff", "own", "--data", "甲.mingce"]).exits(2);
    assert!(own.err.contains("不是由标准流程采用的"), "{}", own.err);
}

#[test]
fn what_is_no_chart_is_told_in_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    write(here, "a.json", "{\"nodes\": [");
    write(here, "b.mmd", "gantt\n  title x");
    write(here, "c.json", "{\"schema\": \"process/9\", \"nodes\": []}");
    for (words, said) in [
        (&["process", "lint", "a.json"][..], "文件不完整"),
        (&["process", "lint", "b.mmd"], "不是流程图"),
        (&["process", "lint", "c.json"], "升级"),
        (&["process", "lint", "没有.json"], "没有找到文件"),
        (&["process", "lint", "没有的流程"], "没有叫“没有的流程”的流程"),
        (&["process", "export", "notice_board", "--out", "a.xyz"], "不知道写成什么格式"),
        (&["process", "diff", "notice_board"], "--with"),
    ] {
        let run = mingce(here, words).exits(2);
        assert!(run.err.contains(said), "{words:?}: {}", run.err);
    }
}

#[test]
fn twenty_thousand_steps_full_of_loops_are_checked_to_the_end() {
    let count = 20_000;
    let id = |n: usize| format!("x{n}");
    let edge = |from: usize, to: usize| ProcessEdge { from: id(from), to: id(to), label: "是".into() };
    let limit = StatutoryLimit { working_days: 20, from: id(0), to: id(count - 1), basis: String::new() };
    let process = Process {
        nodes: (0..count).map(|n| ProcessNode { id: id(n), working_days: Some(1), ..Default::default() }).collect(),
        edges: (1..count).flat_map(|n| [edge(n - 1, n), edge(n, n / 10 * 9)]).collect(),
        statutory_limits: vec![limit; 30],
        ..Default::default()
    };
    // What grew with the square of the steps would not come to an end here.
    let found = lint(&process);
    assert!(found.findings.iter().any(|it| it.rule == "G26" && it.message.contains("最长要20000个工作日")));
}

/// Files that no honest program writes: what becomes of each, and what is said.
#[test]
fn hostile_files_are_refused_in_chinese_or_read_with_findings_and_nothing_else_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    mingce(here, &["init", "甲.mingce", "--agency", "清溪县青石镇人民政府", "--kind", "township"]).exits(0);
    let chart = "flowchart TD\n s([开始]) --> a[受理]\n a --> d{齐全}\n d -- 是 --> z([结束])\n d -- 否 --> a\n";
    let gbk = [&b"flowchart TD\n a["[..], &[0xCA, 0xDC, 0xC0, 0xED], b"]\n"].concat();
    let utf16: Vec<u8> = CHART.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let half = CHART.char_indices().nth(200).map_or(CHART, |(at, _)| &CHART[..at]);
    let large = format!("flowchart TD\n{}", "a[甲] --> b[乙]\n".repeat(400_000));
    let deep = format!("{{\"nodes\":[],\"x\":{}", "[".repeat(100_000));
    let many = |from: char, count: usize| (0..count).map(|n| format!("{from}{n}")).collect::<Vec<_>>().join(" & ");
    let product = format!("flowchart TD\n{} --> {}\n", many('a', 300), many('b', 300));
    let refused: [(&str, &[u8], &str); 10] = [
        ("空.json", b"", "文件是空的"),
        ("国标.mmd", &gbk, "不是 UTF-8 文本，请另存为 UTF-8"),
        ("宽字符.json", &utf16, "不是 UTF-8 文本"),
        ("图片.mmd", b"\x89PNG\r\n\x1a\n\0\0\0", "不是 UTF-8 文本"),
        ("半截.json", half.as_bytes(), "文件不完整"),
        ("零.json", &CHART.replace("登记", "登\0记").into_bytes(), "不合 JSON 的写法"),
        ("大.mmd", large.as_bytes(), "超过5 MB"),
        ("深.json", deep.as_bytes(), "套得太深"),
        ("乘.mmd", product.as_bytes(), "超过可以排布的数目"),
        ("只有头.mmd", b"graph LR\n", "没有环节"),
    ];
    for (name, bytes, said) in refused {
        std::fs::write(here.join(name), bytes).expect("writable");
        let run = mingce(here, &["process", "import", name, "--data", "甲.mingce"]).exits(2);
        assert!(run.err.contains(said), "{name}: {}", run.err);
    }
    assert!(mingce(here, &["process", "list", "--data", "甲.mingce"]).exits(0).out.contains("还没有流程"));

    let nested = format!("flowchart TD\n{}a[甲] --> b[乙]\n{}", "subgraph 组\n".repeat(2_000), "end\n".repeat(2_000));
    let script = chart.replace("受理", "\"<script>alert(1)</script>&lt;img onerror=x&gt;\"");
    let read: [(&str, String, &str); 8] = [
        ("字节序.mmd", format!("\u{feff}{chart}"), "（4个环节）"),
        ("回车换行.mmd", chart.replace('\n', "\r\n"), "（4个环节）"),
        ("只有回车.mmd", chart.replace('\n', "\r"), "（4个环节）"),
        ("横排.mmd", chart.replace("flowchart TD", "graph LR"), "方向 LR"),
        ("点击.mmd", format!("{chart}click a \"javascript:alert(1)\"\nclassDef red fill:#f00\n"), "点击的链接"),
        ("反向.mmd", chart.replace("受理", "受\u{202e}理\u{200b}"), "个错误"),
        ("脚本.mmd", script, "（4个环节）"),
        ("套.mmd", nested, "套在里面的分组"),
    ];
    for (name, text, said) in &read {
        write(here, name, text);
        let run = mingce(here, &["process", "import", name, "--data", "甲.mingce"]).exits(0);
        let title = name.trim_end_matches(".mmd");
        assert!(run.out.contains(said) && run.out.contains(&format!("“{title}”")), "{name}: {}", run.out);
        mingce(here, &["process", "export", title, "--data", "甲.mingce", "--out", &format!("图/{title}.svg")])
            .exits(0);
    }
    let drawn = std::fs::read_to_string(here.join("图/脚本.svg")).expect("a picture");
    assert!(!drawn.contains("<script") && !drawn.contains("<img"), "what stands in a label is text");
    let list = mingce(here, &["process", "list", "--data", "甲.mingce", "--json"]).exits(0).json();
    assert_eq!(list["processes"].as_array().map(Vec::len), Some(read.len()));
}
