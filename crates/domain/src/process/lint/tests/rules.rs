use super::*;
use Severity::{Error, Note, Warning};

fn at(severity: Severity, place: &str) -> Vec<(Severity, String)> {
    vec![(severity, place.to_string())]
}

#[test]
fn one_start_and_an_end_are_asked_for() {
    assert_eq!(after("G01", |p| p.nodes[0].kind = NodeKind::Process), at(Error, "nodes"));
    assert_eq!(after("G01", |p| p.nodes[1].kind = NodeKind::Start), at(Error, "nodes[1].type"));
    assert_eq!(after("G02", |p| p.nodes[5].kind = NodeKind::Process), at(Error, "nodes"));
}

#[test]
fn every_step_is_reached_and_comes_to_an_end() {
    assert_eq!(after("G03", |p| p.edges[3].to = "2".into()), at(Error, "nodes[4]"));
    assert_eq!(after("G04", |p| drop(p.edges.pop())), at(Error, "nodes[4]"));
    // Without a start there is nothing to reach from: it is said once, not of every step.
    assert_eq!(after("G03", |p| p.nodes[0].kind = NodeKind::Process), []);
}

#[test]
fn a_decision_has_two_labelled_exits_with_answers_of_their_own() {
    assert_eq!(after("G05", |p| drop(p.edges.remove(3))), at(Error, "nodes[2]"));
    assert_eq!(after("G06", |p| p.edges[3].label = "　 ".into()), at(Error, "edges[3].label"));
    assert_eq!(after("G07", |p| p.edges[3].label = " 是".into()), at(Error, "edges[3].label"));
    assert_eq!(after("G07", |p| line(p, "D", "Z", "转办")), []);
}

#[test]
fn only_decisions_branch() {
    assert_eq!(after("G08", |p| line(p, "1", "Z", "")), at(Error, "nodes[1]"));
    assert_eq!(after("G08", |p| line(p, "D", "Z", "转办")), []);
}

#[test]
fn nothing_flows_into_the_start_or_out_of_the_end() {
    assert_eq!(after("G09", |p| p.edges[5].to = "S".into()), at(Error, "edges[5]"));
    assert_eq!(after("G10", |p| line(p, "Z", "1", "")), at(Error, "edges[6]"));
}

#[test]
fn ids_are_there_and_differ_and_lines_have_two_ends() {
    assert_eq!(after("G11", |p| p.nodes[5].id = "3".into()), at(Error, "nodes[5].id"));
    assert_eq!(after("G11", |p| p.nodes[5].id = " ".into()), at(Error, "nodes[5].id"));
    assert_eq!(after("G12", |p| p.edges[0].from = "无".into()), at(Error, "edges[0]"));
}

#[test]
fn no_line_leads_to_where_it_comes_from_or_stands_twice() {
    assert_eq!(after("G13", |p| line(p, "1", "1", "")), at(Error, "edges[6]"));
    assert_eq!(after("G14", |p| line(p, "S", "1", "")), at(Error, "edges[6]"));
    // Two answers with one way: legal to draw.
    assert_eq!(after("G14", |p| line(p, "D", "2", "部分")), at(Warning, "edges[6]"));
    let mut third = good();
    line(&mut third, "D", "2", "部分");
    assert!(!told(&third, "G14")[0].2.contains("等于没有"), "否 still goes elsewhere: the question is not idle");
    third.edges.retain(|edge| edge.label != "否");
    assert!(told(&third, "G14")[0].2.contains("等于没有"));
}

#[test]
fn a_loop_with_two_ways_in_and_a_crowded_join_are_told() {
    // 2 ⇄ 3 is entered at 2 by 是 and at 3 by 否.
    let two_doors = |p: &mut Process| {
        p.nodes[3].kind = NodeKind::Decision;
        p.nodes[4].kind = NodeKind::Decision;
        line(p, "2", "3", "转");
        line(p, "3", "2", "回");
    };
    assert_eq!(after("G15", two_doors), at(Warning, "nodes[4]"));
    // A loop back to a step before it has one way in.
    let back = |p: &mut Process| {
        p.nodes[4].kind = NodeKind::Decision;
        line(p, "3", "1", "退回");
    };
    assert_eq!(after("G15", back), []);
    let crowd = |p: &mut Process| {
        for n in 0..9 {
            p.nodes.push(ProcessNode { id: format!("x{n}"), text: "某环节".into(), ..Default::default() });
            line(p, &format!("x{n}"), "2", "");
        }
    };
    assert_eq!(after("G15", crowd), at(Note, "nodes[3]"));
}

#[test]
fn texts_are_there_and_fit_their_symbols() {
    assert_eq!(after("G16", |p| p.title = " ".into()), at(Error, "title"));
    assert_eq!(after("G16", |p| p.nodes[1].text.clear()), at(Error, "nodes[1].text"));
    assert_eq!(after("G16", |p| p.nodes[1].materials = vec!["".into()]), at(Warning, "nodes[1].materials[0]"));
    assert_eq!(after("G17", |p| p.nodes[1].text = "字".repeat(24)), []);
    assert_eq!(after("G17", |p| p.nodes[1].text = "字".repeat(25)), at(Warning, "nodes[1].text"));
    assert_eq!(
        after("G17", |p| p.nodes[2].text = "字".repeat(17)),
        at(Warning, "nodes[2].text"),
        "a diamond holds less"
    );
    assert_eq!(after("G17", |p| p.nodes[1].text = "字".repeat(300)), at(Error, "nodes[1].text"));
    assert_eq!(after("G17", |p| p.edges[2].label = "字".repeat(15)), at(Warning, "edges[2].label"));
    let outside = after("G17", |p| p.edges[2].label = "字".repeat(25));
    assert_eq!(
        outside,
        at(Error, "edges[2].label"),
        "a label is one line: it would be drawn over the edge of the page"
    );
}

#[test]
fn characters_that_cannot_be_printed_are_told() {
    for (c, severity) in [
        ('\u{7}', Error),
        ('\u{202E}', Error),
        ('\u{FEFF}', Error),
        ('\u{FFFD}', Error),
        ('\u{E123}', Error),
        ('😀', Warning),
        ('𬭎', Note),
    ] {
        let put = |p: &mut Process| p.nodes[1].text.push(c);
        assert_eq!(after("G18", put), at(severity, "nodes[1].text"), "{c:?}");
    }
    assert_eq!(after("G18", |p| p.nodes[1].text = "登记①（甲）≤5％☑—…".into()), []);
    assert_eq!(after("G18", |p| p.edges[2].label = "是\n".into()), at(Error, "edges[2].label"));
}

#[test]
fn every_step_names_its_post() {
    assert_eq!(after("G19", |p| p.nodes[3].actor = " ".into()), at(Warning, "nodes[3].actor"));
    assert_eq!(after("G19", |p| p.nodes[0].actor = String::new()), at(Warning, "nodes[0].actor"), "somebody applies");
    let mark = |p: &mut Process| {
        p.nodes[0].actor = String::new();
        p.nodes[0].text = "开始".into();
    };
    assert_eq!(after("G19", mark), [], "a bare 开始 is nobody's work");
}

#[test]
fn one_post_under_two_names_is_told() {
    for (a, b) in [
        ("业务科", "业务科室"),
        ("办公室", "自然资源局办公室"),
        ("办公室", "自然资源局办"),
        ("公开办（兼）", "公开办公室"),
        ("法 制 股", "法制股室"),
        ("Ａ岗", "a岗"),
        ("起草部门", "起草单位"),
        ("甲科室/乙科", "甲科"),
        ("分管领导（重大事项：领导小组/县长）", "分管领导"),
        ("村(居)委会", "村（居）委会"),
    ] {
        let put = |p: &mut Process| {
            p.nodes[1].actor = a.into();
            p.nodes[3].actor = b.into();
        };
        assert_eq!(after("G20", put), at(Warning, "nodes[3].actor"), "{a} = {b}");
    }
    for (a, b) in [
        ("业务科", "财务科"),
        ("教育局办公室", "财政局办公室"),
        ("受理窗口", "窗口负责人"),
        ("县政府分管领导", "分管领导"),
        ("甲科/乙科", "乙科"),
        ("审核人（初审）", "审核人（复审）"),
        ("相关股室（法制、财务）", "财务"),
    ] {
        let put = |p: &mut Process| {
            p.nodes[1].actor = a.into();
            p.nodes[3].actor = b.into();
        };
        assert_eq!(after("G20", put), [], "{a} ≠ {b}");
    }
    // With an office of each of two bureaus, a bare 办公室 might be either.
    let three = |p: &mut Process| {
        p.nodes[1].actor = "教育局办公室".into();
        p.nodes[3].actor = "财政局办公室".into();
        p.nodes[4].actor = "办公室".into();
    };
    assert_eq!(after("G20", three), []);
}

#[test]
fn a_basis_that_nobody_checked_is_a_warning_and_one_that_is_missing_beside_a_limit_a_note() {
    let unchecked = |p: &mut Process| p.nodes[3].basis = Some("某办法【依据待核】".into());
    assert_eq!(after("G21", unchecked), at(Warning, "nodes[3].basis"));
    assert_eq!(after("G21", |p| p.nodes[1].basis = None), at(Warning, "nodes"), "a chart that rests on nothing");
    assert_eq!(after("G22", |p| p.nodes[3].limit = "5个工作日".into()), at(Note, "nodes[3].basis"));
    assert_eq!(after("G22", |p| p.nodes[3].limit = "内控5个工作日".into()), []);
    assert_eq!(after("G22", |p| p.nodes[3].limit = "及时".into()), []);
    let mut days_only = good();
    days_only.nodes[3].working_days = Some(3);
    assert!(told(&days_only, "G22")[0].2.contains("“3个工作日”"), "no empty quotes");
    let uncounted = |p: &mut Process| p.nodes[3].stops_clock = true;
    assert_eq!(after("G22", uncounted), at(Warning, "nodes[3].basis"), "time is taken out by law only");
}

#[test]
fn unknown_kinds_and_levels_are_told() {
    assert_eq!(after("G23", |p| p.nodes[1].kind = kind("hexagon")), at(Error, "nodes[1].type"));
    assert_eq!(after("G23", |p| p.level = Level::Other("省级".into())), at(Warning, "level"));
}

use crate::process::Level;

#[test]
fn the_words_of_a_limit_agree_with_its_working_days() {
    let put = |words: &'static str, days: Option<u32>| {
        move |p: &mut Process| {
            p.nodes[1].limit = words.into();
            p.nodes[1].working_days = days;
        }
    };
    let days = "nodes[1].working_days";
    assert_eq!(after("G24", put("7个工作日", Some(5))), at(Error, days));
    assert_eq!(after("G24", put("当日", Some(2))), at(Error, days));
    assert_eq!(after("G24", put("7日", Some(7))), at(Warning, days));
    assert_eq!(after("G24", put("5个自然日", Some(5))), at(Warning, days));
    assert_eq!(after("G24", put("2000个工作日", Some(2000))), at(Warning, days));
    assert_eq!(after("G24", put("七个工作日内", None)), at(Note, days));
    assert_eq!(after("G24", put("15个工作日,不计入", Some(15))), at(Warning, "nodes[1].stops_clock"));
    for (words, number) in [
        ("当场或5个工作日", Some(5)),
        ("20个工作日(内控3个)", Some(3)),
        ("２０个工作日", Some(20)),
        ("7日", None),
        ("及时", Some(2)),
        ("当日", Some(1)),
        ("0.5个工作日", Some(1)),
        ("", Some(4)),
    ] {
        assert_eq!(after("G24", put(words, number)), [], "{words}");
    }
    // A step that restates the limit of the whole has no time of its own to fill in.
    let whole = |p: &mut Process| {
        p.nodes[3].limit = "20个工作日".into();
        limit(p, 20, "1", "2");
    };
    assert_eq!(after("G24", whole), []);
}

#[test]
fn a_chart_without_steps_or_with_too_many_is_told() {
    assert_eq!(after("G25", |p| p.nodes.clear()), at(Error, "nodes"));
    let many = |n: usize| {
        move |p: &mut Process| {
            p.nodes.extend((0..n).map(|n| ProcessNode { id: format!("x{n}"), ..Default::default() }));
        }
    };
    assert_eq!(after("G25", many(60)), at(Note, "nodes"));
    assert_eq!(after("G25", many(2_000)), at(Error, "nodes"));
}

#[test]
fn every_rule_that_is_listed_can_be_broken_and_no_other_id_is_given() {
    let text = [include_str!("rules.rs"), include_str!("time.rs")].concat();
    for rule in LINT_RULES.iter().filter(|rule| rule.id != READING_RULE) {
        assert!(text.contains(&format!("\"{}\"", rule.id)), "{} has no test", rule.id);
    }
    let ids: Vec<&str> = LINT_RULES.iter().map(|rule| rule.id).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(ids, sorted);
    for finding in lint(&super::hostile::wild(7, 60)).findings {
        assert!(ids.contains(&finding.rule.as_str()), "{}", finding.rule);
        assert!(!finding.remedy.is_empty() && !finding.message.is_ascii(), "{finding:?}");
    }
}
