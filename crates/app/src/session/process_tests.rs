//! Processes in a data file.

use super::test_file::{now, session};
use crate::process::import::Became;
use crate::process::{from_bytes, write_json};
use mingce_domain::process::mermaid;
use mingce_domain::process::renew::PartThreeWay;

const CHART: &str = r#"{"schema":"process/1","id":"own","title":"办理流程图","nodes":[
    {"id":"S","type":"start","text":"申请","actor":"申请人"},
    {"id":"1","type":"process","text":"登记","actor":"窗口","limit":"2个工作日","working_days":2,"basis":"《某条例》第一条"},
    {"id":"Z","type":"end","text":"结束"}],
    "edges":[{"from":"S","to":"1"},{"from":"1","to":"Z"}]}"#;

#[test]
fn an_import_is_one_step_and_a_second_one_changes_what_differs() {
    let (_folder, mut session, own) = session("township");
    let read = from_bytes(CHART.as_bytes()).unwrap();
    let dry = session.import_process(&own, &read, false, &now()).unwrap();
    assert_eq!((dry.became(), dry.id.clone()), (Became::Added, None));
    assert_eq!(session.processes(None).unwrap(), [], "a dry run writes nothing");
    let first = session.import_process(&own, &read, true, &now()).unwrap();
    assert_eq!(session.history(&now()).unwrap().undo.unwrap(), "导入流程“办理流程图”");
    let again = session.import_process(&own, &read, true, &now()).unwrap();
    assert_eq!((again.became(), &again.id), (Became::Unchanged, &first.id));
    let other = from_bytes(CHART.replace("登记", "登记并回执").as_bytes()).unwrap();
    let changed = session.import_process(&own, &other, true, &now()).unwrap();
    assert_eq!((changed.became(), &changed.id), (Became::Changed, &first.id));
    let keys: Vec<String> = changed.changes.iter().map(|it| it.part.key()).collect();
    assert_eq!(keys, ["node:1.text"]);
    session.undo(&now()).unwrap();
    assert_eq!(session.processes(None).unwrap()[0].process.nodes[1].text, "登记");
    session.undo(&now()).unwrap();
    assert_eq!(session.processes(None).unwrap(), []);
}

#[test]
fn a_chart_that_comes_back_from_mermaid_keeps_its_posts_times_and_bases() {
    let (_folder, mut session, own) = session("township");
    let read = from_bytes(CHART.as_bytes()).unwrap();
    session.import_process(&own, &read, true, &now()).unwrap();
    let text = mermaid::write(&read.process).replace("登记", "窗口登记");
    let back = from_bytes(text.as_bytes()).unwrap();
    let import = session.import_process(&own, &back, true, &now()).unwrap();
    assert_eq!(import.became(), Became::Changed);
    let stored = session.process_named(None, "own").unwrap();
    let node = &stored.process.nodes[1];
    assert_eq!((node.text.as_str(), node.actor.as_str(), node.working_days), ("窗口登记", "窗口", Some(2)));
    assert_eq!(node.basis.as_deref(), Some("《某条例》第一条"));
}

#[test]
fn a_shipped_process_is_copied_once_and_compared_with_what_it_has_become() {
    let (_folder, mut session, own) = session("department");
    let copy = session.adopt_process(&own, "secrecy_review", &now()).unwrap();
    assert!(session.adopt_process(&own, "保密审查", &now()).unwrap_err().message.contains("已经采用过"));
    let compared = session.compare_process(copy.clone()).unwrap();
    assert_eq!(compared.parts, [], "just copied: nothing differs");
    // As if the shipped one had said otherwise when it was copied, and the office has changed a post since.
    let mut copy = copy;
    copy.process.nodes[2].actor = "信息股".into();
    let adopted = copy.adopted.as_mut().unwrap();
    adopted.base_snapshot = adopted.base_snapshot.replace("交信息发布员发布", "发布");
    copy.process.nodes.iter_mut().filter(|it| it.id == "9").for_each(|it| it.text = "发布".into());
    let compared = session.compare_process(copy).unwrap();
    let which: Vec<_> =
        compared.parts.iter().map(|it| (it.part.key(), it.changed_here(), it.changed_there())).collect();
    assert_eq!(which, [("node:2.actor".to_string(), true, false), ("node:9.text".to_string(), false, true)]);
    let (_, taken) = session.decide_process(&compared, &["node:9.text".into()], false, &now()).unwrap();
    let text = |id: &str| taken.process.nodes.iter().find(|it| it.id == id).unwrap().clone();
    assert_eq!((text("9").text.as_str(), text("2").actor.as_str()), ("交信息发布员发布", "信息股"));
    let stored = session.process_named(None, "secrecy_review").unwrap();
    assert_eq!(stored, taken, "it was written");
    let rest = session.compare_process(stored).unwrap();
    assert!(!rest.parts.iter().any(PartThreeWay::changed_there));
    assert!(session.decide_process(&rest, &[], false, &now()).is_err(), "nothing is left to decide on");
}

#[test]
fn hostile_files_become_findings_or_a_word_of_what_is_wrong() {
    let refused = |bytes: &[u8]| from_bytes(bytes).unwrap_err().message;
    let deep = format!("{{\"nodes\":{}", "[".repeat(100_000));
    for (bytes, words) in [
        (&b""[..], "空"),
        (b"\xff\xfe{", "UTF-8"),
        (b"{\"nodes\":[{\"id\":", "第1行就断了"),
        (b"{\"nodes\":[}", "不合 JSON"),
        (b"[]", "最外层"),
        (b"{}", "没有 nodes"),
        (b"{\"schema\":\"process/2\",\"nodes\":[]}", "升级"),
        (b"{\"schema\":\"figures/1\",\"nodes\":[]}", "不是流程"),
        (deep.as_bytes(), "括号套得太深"),
        (b"PK\x03\x04", "既不是"),
        (b"sequenceDiagram", "不是流程图"),
    ] {
        let message = refused(bytes);
        assert!(message.contains(words), "{message}");
        assert!(!message.is_ascii());
    }
    assert!(refused(&vec![b' '; 6 * 1024 * 1024]).contains("超过5 MB"));
    let odd = r#"{"nodes":[{"id":1,"type":"hexagon","text":["x"],"working_days":-3,"stops_clock":"yes","emoji":"😀","materials":[1]},
        7,{"id":" 2 ","text":"登记😀","working_days":"5"},{"id":"2"}],"edges":{},"statutory_limits":[{"from":"x"}],"颜色":1}"#;
    let read = from_bytes(odd.as_bytes()).unwrap();
    let at: Vec<&str> = read.left.iter().map(|left| left.at.as_str()).collect();
    let expected = [
        "颜色",
        "nodes[1]",
        "nodes[0].text",
        "nodes[0].working_days",
        "nodes[0].stops_clock",
        "nodes[0].materials",
        "nodes[0].emoji",
        "edges",
    ];
    assert_eq!(at, expected);
    assert_eq!((read.process.nodes.len(), read.process.nodes[2].working_days), (4, Some(5)));
    let findings = read.findings();
    for rule in ["G11", "G16", "G18", "G23", "G28", "G29"] {
        assert!(findings.findings.iter().any(|it| it.rule == rule), "{rule}");
    }
    let (_folder, mut session, own) = session("township");
    session.import_process(&own, &read, true, &now()).unwrap();
    let many: Vec<String> = (0..2_001).map(|n| format!(r#"{{"id":"{n}"}}"#)).collect();
    let large = from_bytes(format!(r#"{{"title":"大","nodes":[{}]}}"#, many.join(",")).as_bytes()).unwrap();
    let message = session.import_process(&own, &large, true, &now()).unwrap_err().message;
    assert!(message.contains("2001个环节"), "{message}");
}

#[test]
fn a_process_survives_json() {
    let read = from_bytes(CHART.as_bytes()).unwrap();
    assert_eq!(from_bytes(&write_json(&read.process).unwrap()).unwrap(), read);
}
