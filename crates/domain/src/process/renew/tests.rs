use super::*;
use crate::process::{NodeKind, ProcessEdge, StatutoryLimit};

fn node(id: &str, kind: NodeKind, text: &str) -> ProcessNode {
    let actor = if kind == NodeKind::End { String::new() } else { "公开机构".into() };
    let basis = Some("《某条例》第一条".to_string());
    ProcessNode { id: id.into(), kind, text: text.into(), actor, basis, ..Default::default() }
}

fn edge(from: &str, to: &str, label: &str) -> ProcessEdge {
    ProcessEdge { from: from.into(), to: to.into(), label: label.into() }
}

/// S → 1 → 2 → Z.
fn base() -> Process {
    Process {
        title: "办理流程图".into(),
        nodes: vec![
            node("S", NodeKind::Start, "申请"),
            node("1", NodeKind::Process, "登记"),
            node("2", NodeKind::Process, "答复"),
            node("Z", NodeKind::End, "结束"),
        ],
        edges: vec![edge("S", "1", ""), edge("1", "2", ""), edge("2", "Z", "")],
        statutory_limits: vec![StatutoryLimit {
            working_days: 20,
            from: "1".into(),
            to: "2".into(),
            basis: "《某条例》第一条".into(),
        }],
        ..Process::default()
    }
}

/// The standard later: 审查 between 登记 and 答复, a decision with a way back, a shorter limit, other words.
fn later() -> Process {
    let mut now = base();
    now.nodes.insert(2, node("1a", NodeKind::Decision, "齐全?"));
    now.edges[1] = edge("1", "1a", "");
    now.edges.push(edge("1a", "2", "是"));
    now.edges.push(edge("1a", "1", "否"));
    now.statutory_limits[0].working_days = 15;
    now.nodes[1].text = "登记并出具回执".into();
    now.nodes[1].limit = "当日".into();
    now
}

fn keys(found: &[PartThreeWay]) -> Vec<String> {
    found.iter().map(|it| it.part.key()).collect()
}

#[test]
fn what_is_the_same_is_not_told() {
    assert_eq!(three_way(&base(), &base(), &base()), []);
}

#[test]
fn own_changes_and_the_standards_are_told_apart_by_node_line_and_limit() {
    let mut own = base();
    own.nodes[1].text = "窗口登记".into();
    own.nodes[2].actor = "业务科".into();
    let found = three_way(&own, &base(), &later());
    let which: Vec<_> =
        found.iter().map(|it| (it.part.key(), it.changed_here(), it.changed_there(), it.in_conflict())).collect();
    let expected = [
        ("node:1.text", true, true, true),
        ("node:1.limit", false, true, false),
        ("node:2.actor", true, false, false),
        ("edge:1>2", false, true, false),
        ("limit:1>2", false, true, false),
        ("node:1a", false, true, false),
        ("edge:1>1a", false, true, false),
        ("edge:1a>2", false, true, false),
        ("edge:1a>1", false, true, false),
    ];
    assert_eq!(which, expected.map(|(key, a, b, c)| (key.to_string(), a, b, c)));
    let label = found[0].part.label(&[&own]);
    assert_eq!(label, "环节“窗口登记”的文字");
}

#[test]
fn one_text_is_taken_over_by_itself() {
    let (own, standard) = (base(), later());
    let part = Part::Field("1".into(), NodeField::Text);
    let (taken, parts) = take_over(&own, &base(), &standard, std::slice::from_ref(&part)).unwrap();
    assert_eq!(parts, [part]);
    assert_eq!(taken.nodes[1].text, "登记并出具回执");
    assert_eq!((taken.nodes[1].limit.as_str(), taken.edges.len()), ("", 3), "the rest is as it was");
    let advanced = advance(&base(), &standard, &parts);
    assert!(!keys(&three_way(&taken, &advanced, &standard)).contains(&"node:1.text".to_string()));
}

#[test]
fn steps_and_lines_that_hang_together_come_together_wherever_one_begins() {
    let (own, standard) = (base(), later());
    for part in [Part::Node("1a".into()), Part::Edge("1".into(), "2".into(), 0), Part::Edge("1a".into(), "1".into(), 0)]
    {
        let (taken, parts) = take_over(&own, &base(), &standard, &[part]).unwrap();
        assert_eq!(parts.len(), 5, "{parts:?}");
        let order: Vec<&str> = taken.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(order, ["S", "1", "1a", "2", "Z"]);
        assert_eq!(taken.statutory_limits[0].working_days, 20, "the limit is another matter");
        assert_eq!(lint(&taken).errors().count(), 0);
    }
}

#[test]
fn all_taken_over_is_the_standard_in_whatever_order() {
    let standard = later();
    for turn in 0..4 {
        let (mut own, mut was) = (base(), base());
        for _ in 0..20 {
            let found = three_way(&own, &was, &standard);
            let Some(next) = found.get(turn % found.len().max(1)) else { break };
            let (taken, parts) = take_over(&own, &was, &standard, std::slice::from_ref(&next.part)).unwrap();
            assert_eq!(lint(&taken).errors().count(), 0);
            was = advance(&was, &standard, &parts);
            own = taken;
        }
        assert_eq!(three_way(&own, &was, &standard), []);
        let sorted = |mut process: Process| {
            process.edges.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
            process
        };
        assert_eq!(sorted(own), sorted(standard.clone()));
    }
}

#[test]
fn keeping_ones_own_settles_the_difference() {
    let mut own = base();
    own.nodes[1].text = "窗口登记".into();
    let standard = later();
    let all = three_way(&own, &base(), &standard);
    let parts = together(&all, &[Part::Field("1".into(), NodeField::Text)]);
    let advanced = advance(&base(), &standard, &parts);
    let left = three_way(&own, &advanced, &standard);
    let text = left.iter().find(|it| it.part.key() == "node:1.text").unwrap();
    assert!(text.changed_here() && !text.changed_there(), "it is the office's own now");
}

#[test]
fn a_step_that_goes_takes_its_lines_and_what_the_office_joined_to_it() {
    // The standard drops 登记: S → 2.
    let mut standard = base();
    standard.nodes.remove(1);
    standard.edges = vec![edge("S", "2", ""), edge("2", "Z", "")];
    standard.statutory_limits.clear();
    let (taken, _) = take_over(&base(), &base(), &standard, &[Part::Node("1".into())]).unwrap();
    let mut edges = taken.edges.clone();
    edges.reverse();
    assert_eq!((&taken.nodes, &edges), (&standard.nodes, &standard.edges), "the new line stands last");
    assert!(taken.statutory_limits.is_empty() && lint(&taken).errors().count() == 0);
}

#[test]
fn what_would_break_the_offices_chart_is_refused_with_the_reason() {
    // The office hung a step of its own behind the one that the standard drops.
    let mut standard = base();
    standard.nodes.remove(1);
    standard.edges = vec![edge("S", "2", ""), edge("2", "Z", "")];
    standard.statutory_limits.clear();
    let mut own = base();
    own.nodes.insert(2, node("own", NodeKind::Process, "本单位复核"));
    own.edges[1] = edge("1", "own", "");
    own.edges.push(edge("own", "2", ""));
    let refused = take_over(&own, &base(), &standard, &[Part::Node("1".into())]).unwrap_err();
    assert!(refused.to_string().contains("从“开始”走不到“本单位复核”"), "{refused}");
}

#[test]
fn every_field_of_a_node_and_of_the_chart_is_compared_and_copied() {
    let mut standard = base();
    standard.title = "新名称".into();
    standard.level = crate::process::Level::Township;
    standard.lanes = true;
    let it = &mut standard.nodes[1];
    it.kind = NodeKind::Document;
    (it.text, it.actor, it.limit) = ("一".into(), "二".into(), "3个工作日".into());
    (it.working_days, it.stops_clock) = (Some(3), true);
    (it.basis, it.duty, it.form) = (Some("四".into()), Some("五".into()), Some("六".into()));
    (it.note, it.row, it.materials) = (Some("七".into()), Some("granted".into()), vec!["八".into()]);
    let found = three_way(&base(), &base(), &standard);
    assert_eq!(found.len(), ChartField::ALL.len() + NodeField::ALL.len());
    let parts: Vec<Part> = found.into_iter().map(|it| it.part).collect();
    let (taken, _) = take_over(&base(), &base(), &standard, &parts).unwrap();
    assert_eq!(taken, standard);
}

#[test]
fn rubbish_is_compared_without_end_or_panic() {
    let mut own = base();
    own.nodes.push(own.nodes[1].clone());
    own.edges.push(edge("无", "1", ""));
    own.edges.push(edge("S", "1", "又"));
    let empty = Process::default();
    for (a, b, c) in [(&own, &empty, &later()), (&empty, &own, &later()), (&later(), &later(), &empty)] {
        let parts: Vec<Part> = three_way(a, b, c).into_iter().map(|it| it.part).collect();
        let _ = take_over(a, b, c, &parts);
        advance(b, c, &parts);
    }
}
