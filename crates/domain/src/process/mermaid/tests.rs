use super::*;
use crate::process::{NodeKind, Process, ProcessEdge, ProcessNode};

fn ids(process: &Process) -> Vec<(&str, NodeKind, &str)> {
    process.nodes.iter().map(|node| (node.id.as_str(), node.kind.clone(), node.text.as_str())).collect()
}

fn lines(process: &Process) -> Vec<(&str, &str, &str)> {
    process.edges.iter().map(|it| (it.from.as_str(), it.to.as_str(), it.label.as_str())).collect()
}

fn left(chart: &ReadChart) -> Vec<(usize, &str)> {
    chart.left.iter().map(|it| (it.line, it.what.as_str())).collect()
}

use NodeKind::{Data, Decision, Document, End, Manual, Process as Step, Start};

#[test]
fn shapes_are_the_kinds_that_people_mean_by_them() {
    let text = "flowchart TD
        S([申请]) --> A[登记]
        A --> B(审查) --> C{可公开?}
        C -->|是| D>答复书]
        C -->|否| E[/台账/]
        D --> F[\\手工\\] --> G[\\盖章/]
        E --> H[[保密审查]] --> I[(档案)] --> J{{准备}}
        G & J --> Z((结束))";
    let chart = read(text).unwrap();
    let kinds: Vec<_> = chart.process.nodes.iter().map(|node| (node.id.as_str(), node.kind.clone())).collect();
    let expected = [
        ("S", Start),
        ("A", Step),
        ("B", Step),
        ("C", Decision),
        ("D", Document),
        ("E", Data),
        ("F", Data),
        ("G", Manual),
        ("H", Step),
        ("I", Data),
        ("J", Step),
        ("Z", End),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(chart.left, []);
    assert_eq!(chart.process.nodes[6].text, "手工");
}

#[test]
fn both_notations_of_labels_and_every_kind_of_line_are_read() {
    let text = "graph TB;A{甲}-->|是|B;A-- 否 -->C;A -. 待定 .-> D;A ==>|\"a|b\"| E;A == 急 ==> F;A -- \"x -- y\" ---> G;A-.->H;A---->I";
    let chart = read(text).unwrap();
    let expected = [
        ("A", "B", "是"),
        ("A", "C", "否"),
        ("A", "D", "待定"),
        ("A", "E", "a|b"),
        ("A", "F", "急"),
        ("A", "G", "x -- y"),
        ("A", "H", ""),
        ("A", "I", ""),
    ];
    assert_eq!(lines(&chart.process), expected);
    assert_eq!(chart.left, []);
}

#[test]
fn chains_and_lists_are_all_their_lines() {
    let chart = read("flowchart LR\nA & B --> C --> D & E").unwrap();
    assert_eq!(lines(&chart.process), [("A", "C", ""), ("B", "C", ""), ("C", "D", ""), ("C", "E", "")]);
    assert_eq!(left(&chart), [(1, "方向 LR：流程图一律自上而下排布")]);
}

#[test]
fn subgraphs_are_the_posts_of_their_nodes() {
    for apart in ["subgraph a [受理窗口]", "subgraph a   [\"受理窗口\"]"] {
        let chart = read(&format!("flowchart TD\n{apart}\n A[登记]\nend\nA --> a")).unwrap();
        assert_eq!(chart.process.nodes.len(), 1, "{apart}");
        assert_eq!(chart.process.nodes[0].actor, "受理窗口", "{apart}");
    }
    let text = "flowchart TD\nsubgraph a[受理窗口]\n direction LR\n A[登记]\nend\nsubgraph 业务股室\n A --> B[审查]\nend\nsubgraph \"分管 领导\"\n C\nend\nB --> C\na --> C";
    let chart = read(text).unwrap();
    let posts: Vec<_> = chart.process.nodes.iter().map(|node| (node.id.as_str(), node.actor.as_str())).collect();
    assert_eq!(posts, [("A", "受理窗口"), ("B", "业务股室"), ("C", "分管 领导")]);
    assert!(chart.process.lanes);
    assert_eq!(left(&chart), [(3, "分组的方向（direction）"), (13, "连到分组“a”的流线：请连到其中的环节")]);
    assert_eq!(lines(&chart.process), [("A", "B", ""), ("B", "C", "")]);
}

#[test]
fn what_is_not_taken_over_is_listed_with_its_line() {
    let text = "---\ntitle: 办理流程\nconfig:\n---\n%%{init: {}}%%\n%% 说明\nflowchart TD\nA[甲]:::red --> B[乙]\nclassDef red fill:#f00\nclass A red\nstyle B fill:#fff\nlinkStyle 0 stroke:#000\nclick A \"https://a.example\"\nA --- B\nA <--> B\nA ~~~ B\n??? ->\nA --> \nend\nA@{ icon: \"fa:x\" }";
    let chart = read(text).unwrap();
    assert_eq!(chart.process.title, "办理流程");
    let expected = [
        (3, "文件头的设置"),
        (5, "图的设置（%%{…}%%）"),
        (8, "环节“A”的样式（:::red）"),
        (9, "样式（classDef）"),
        (10, "样式（class）"),
        (11, "颜色和线型（style）"),
        (12, "颜色和线型（linkStyle）"),
        (13, "点击的链接（click）"),
        (14, "没有箭头的连线：按从左到右读入"),
        (15, "流线起点一端的箭头：只按从左到右读入"),
        (16, "不显示的连线（~~~）"),
        (17, "看不懂的写法“??? ->”"),
        (18, "没有终点的连线"),
        (19, "多余的 end"),
        (20, "环节“A”的设置 @{icon: \"fa:x\"}"),
    ];
    assert_eq!(left(&chart), expected);
    assert_eq!(chart.process.edges.len(), 3);
}

#[test]
fn a_chart_inside_a_markdown_text_is_found_with_the_lines_of_the_file() {
    let chart = read("# 流程\n\n```mermaid\nflowchart TD\nA-->B\nclick A\n```\n后文 A-->C").unwrap();
    assert_eq!((chart.process.edges.len(), left(&chart)), (1, vec![(6, "点击的链接（click）")]));
}

#[test]
fn what_is_no_flowchart_is_refused_with_what_it_is() {
    assert_eq!(read(""), Err(MermaidError::NotMermaid));
    assert_eq!(read("随便写写"), Err(MermaidError::NotMermaid));
    let other = MermaidError::OtherDiagram { line: 2, word: "sequenceDiagram".into() };
    assert_eq!(read("\nsequenceDiagram\nA->>B: x"), Err(other));
    assert_eq!(read("flowchart TD\n"), Err(MermaidError::Empty));
}

#[test]
fn the_later_notation_of_shapes_is_read() {
    let chart =
        read("flowchart TD\nA@{ shape: doc, label: \"告知书\" } --> B@{shape: diamond, label: \"通过?\"}").unwrap();
    assert_eq!(ids(&chart.process), [("A", Document, "告知书"), ("B", Decision, "通过?")]);
}

fn node(id: &str, kind: NodeKind, text: &str) -> ProcessNode {
    ProcessNode { id: id.into(), kind, text: text.into(), ..Default::default() }
}

#[test]
fn a_process_survives_being_written_and_read_whatever_stands_in_it() {
    let mut process = Process { title: "甲\"乙\\丙: #丁".into(), ..Process::default() };
    let hexagon = NodeKind::Other("六 边形".into());
    process.nodes = vec![
        node("S", Start, "开始"),
        node("end", Step, "保留字 \"引号\" #quot; <b>&amp;</b> `反引号`"),
        node("3-a.b", Decision, "换\n行 | [方] {花} (圆) 100% ; 分号"),
        node("申请 1", Document, "  两端空格 "),
        node("5/6", Data, ""),
        node("7", Manual, "emoji 😀 𬭎"),
        node("id_x41", hexagon, "%% 不是注释"),
        node("x", Step, "<br/> --> |是|"),
        node("Z", End, "结束"),
        // A start that something leads to, an end that leads on: kinds are kept even then.
        node("S2", Start, "又一个"),
        node("Z2", End, "又一个结束"),
    ];
    for (from, to, label) in [
        ("S", "end", ""),
        ("end", "3-a.b", "是|否 \"x\""),
        ("3-a.b", "申请 1", " 前后 "),
        ("申请 1", "x", "-->"),
        ("x", "S2", "#1"),
        ("Z2", "S2", "换\n行"),
        ("5/6", "5/6", "自"),
    ] {
        process.edges.push(ProcessEdge { from: from.into(), to: to.into(), label: label.into() });
    }
    let chart = read(&write(&process)).unwrap();
    assert_eq!(ids(&chart.process), ids(&process));
    assert_eq!(lines(&chart.process), lines(&process));
    assert_eq!(chart.process.title, process.title);
    assert_eq!(chart.left, []);
}

#[test]
fn lanes_survive_as_posts() {
    let mut process = Process { lanes: true, title: "泳道".into(), ..Process::default() };
    for (id, actor) in [("1", "甲\"科"), ("2", "乙科"), ("3", "甲\"科"), ("4", "")] {
        process.nodes.push(ProcessNode { actor: actor.into(), ..node(id, Step, "办理") });
    }
    process.edges.push(ProcessEdge { from: "1".into(), to: "4".into(), label: String::new() });
    let mut chart = read(&write(&process)).unwrap();
    chart.process.nodes.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(chart.process.nodes, process.nodes);
    assert!(chart.process.lanes && chart.left.is_empty());
}

#[test]
fn rubbish_ends_and_lists_that_multiply_are_cut() {
    let mut seed = 7u64;
    let parts = [
        "A",
        "-->",
        "[",
        "\"",
        "|",
        "是",
        "]",
        "{",
        "(",
        "--",
        "&",
        ";",
        "\n",
        " ",
        "subgraph ",
        "end",
        ":::",
        "@{",
        "}",
        ">",
        "-.",
        "~~~",
        "#",
        "😀",
    ];
    for _ in 0..3_000 {
        let mut text = String::from("flowchart TD\n");
        for _ in 0..40 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(parts[(seed >> 33) as usize % parts.len()]);
        }
        if let Ok(chart) = read(&text) {
            let again = read(&write(&chart.process)).unwrap();
            assert_eq!(lines(&again.process), lines(&chart.process), "{text}");
        }
    }
    let many: Vec<String> = (0..3_000).map(|n| format!("a{n}")).collect();
    let many = many.join(" & ");
    let chart = read(&format!("flowchart TD\n{many} --> {many}")).unwrap();
    assert_eq!((chart.process.edges.len(), chart.left.len()), (20_000, 1));
    let deep = format!("flowchart TD\n{}A", "subgraph x\n".repeat(50_000));
    assert_eq!(read(&deep).unwrap().process.nodes.len(), 1);
    let long = format!("flowchart TD\nA{}", "-->A".repeat(100_000));
    assert_eq!(read(&long).unwrap().process.edges.len(), 20_000);
}
