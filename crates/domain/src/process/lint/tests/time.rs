use super::*;
use Severity::{Error, Note, Warning};

/// The sound chart with times: 登记 2, 予以公开 10, 不予公开 3.
fn timed() -> Process {
    let mut process = good();
    for (at, days) in [(1, 2), (3, 10), (4, 3)] {
        process.nodes[at].working_days = Some(days);
    }
    process
}

#[test]
fn a_path_that_takes_too_long_is_named_with_its_sum() {
    let mut process = timed();
    limit(&mut process, 11, "1", "Z");
    let [(severity, at, message)] = &told(&process, "G26")[..] else { panic!() };
    assert_eq!((*severity, at.as_str()), (Error, "statutory_limits[0]"));
    assert!(message.contains("最长要12个工作日，超过法定的11个工作日，多1个"), "{message}");
    assert!(message.contains("“登记”（2） → “可公开?” → “予以公开答复书”（10）"), "{message}");
    process.statutory_limits[0].working_days = 12;
    assert_eq!(told(&process, "G26"), [], "exactly the limit is in time");
}

#[test]
fn time_that_does_not_count_is_left_out() {
    let mut process = timed();
    limit(&mut process, 11, "1", "Z");
    process.nodes[3].stops_clock = true;
    let found = check_limits(&process);
    assert_eq!(
        (found[0].longest, found[0].path.clone()),
        (Some(5), vec![1, 2, 4, 5]),
        "the other branch is longer now"
    );
    assert_eq!(told(&process, "G26"), []);
}

#[test]
fn only_what_lies_between_the_marks_counts() {
    let mut process = timed();
    limit(&mut process, 2, "1", "D");
    limit(&mut process, 1, "D", "3");
    let found = check_limits(&process);
    assert_eq!((found[0].longest, found[1].longest), (Some(2), Some(3)));
    assert_eq!(told(&process, "G26").len(), 1);
}

#[test]
fn steps_without_a_number_of_days_are_named_as_not_counted() {
    let mut process = timed();
    limit(&mut process, 20, "1", "Z");
    process.nodes[2].limit = "尽快".into();
    let [(severity, _, message)] = &told(&process, "G26")[..] else { panic!() };
    assert_eq!(*severity, Note);
    assert!(
        message.contains("已知12个工作日；各条路径上有1个环节没有填工作日数") && message.contains("“可公开?”"),
        "{message}"
    );
}

#[test]
fn a_step_without_a_number_of_days_on_a_shorter_way_is_named_too() {
    let mut process = timed();
    limit(&mut process, 20, "1", "Z");
    process.nodes[4].working_days = None;
    process.nodes[4].limit = "30日".into();
    let found = check_limits(&process);
    assert_eq!((found[0].longest, &found[0].path, &found[0].unknown), (Some(12), &vec![1, 2, 3, 5], &vec![4]));
    assert!(told(&process, "G26")[0].2.contains("不予公开答复书"), "those 30 days may be the longer way");
}

#[test]
fn a_limit_between_steps_that_say_nothing_of_their_time_is_not_passed_in_silence() {
    let mut process = good();
    limit(&mut process, 20, "1", "Z");
    let [(severity, at, message)] = &told(&process, "G26")[..] else { panic!() };
    assert_eq!((*severity, at.as_str()), (Note, "statutory_limits[0]"));
    assert!(message.contains("没有一个环节写明时限"), "{message}");
    process.nodes[3].limit = "20个工作日".into();
    assert_eq!(told(&process, "G26"), [], "the limit of the whole is written where it is decided");
}

#[test]
fn a_round_of_steps_that_stop_the_clock_costs_nothing() {
    let mut process = looping();
    limit(&mut process, 16, "1", "Z");
    for at in [1, 2, 4] {
        process.nodes[at].stops_clock = true;
    }
    assert_eq!(told(&process, "G27"), []);
    process.nodes[2].stops_clock = false;
    assert_eq!(told(&process, "G27").len(), 1);
}

#[test]
fn the_longest_way_through_a_loop_with_two_ways_in_is_found_from_either() {
    for turned in [false, true] {
        // D leads to 2 and 3, which lead to each other; only 2 leads on through 4, only 3 straight to the end.
        let mut process = good();
        for (at, days) in [(3, 5), (4, 8)] {
            process.nodes[at].kind = NodeKind::Decision;
            process.nodes[at].working_days = Some(days);
        }
        process.nodes.push(ProcessNode { id: "4".into(), working_days: Some(10), ..process.nodes[1].clone() });
        process.edges.retain(|edge| edge.from != "2");
        for (from, to) in [("2", "3"), ("3", "2"), ("2", "4"), ("4", "Z")] {
            line(&mut process, from, to, "转");
        }
        if turned {
            process.edges.reverse();
        }
        limit(&mut process, 20, "D", "Z");
        let found = check_limits(&process);
        assert_eq!((found[0].longest, &found[0].path), (Some(23), &vec![2, 4, 3, 6, 5]), "8 + 5 + 10");
    }
}

#[test]
fn a_limit_of_no_days_is_told_once() {
    let mut process = timed();
    limit(&mut process, 0, "1", "Z");
    assert_eq!((told(&process, "G28").len(), told(&process, "G26").len()), (1, 0));
}

#[test]
fn a_last_step_that_sends_back_is_a_loop_between_the_marks() {
    let mut process = timed();
    line(&mut process, "D", "1", "退回");
    limit(&mut process, 3, "1", "D");
    let found = told(&process, "G27");
    let [(severity, at, message)] = &found[..] else { panic!("{found:?}") };
    assert_eq!((*severity, at.as_str()), (Warning, "edges[6]"), "2 + 2 > 3");
    assert!(message.contains("每循环一次加2个工作日"), "{message}");
}

/// 不予公开 is a decision that may send the case back to 登记.
fn looping() -> Process {
    let mut process = timed();
    process.nodes[4].kind = NodeKind::Decision;
    process.edges[5].label = "办结".into();
    line(&mut process, "3", "1", "退回");
    process
}

#[test]
fn a_loop_between_the_marks_is_named_with_what_a_round_takes() {
    let mut process = looping();
    limit(&mut process, 16, "1", "Z");
    let found = told(&process, "G27");
    let [(severity, at, message)] = &found[..] else { panic!("{found:?}") };
    assert_eq!((*severity, at.as_str()), (Warning, "edges[6]"), "12 + 5 > 16");
    assert!(message.contains("“登记”（2） → “可公开?” → “不予公开答复书”（3） → “登记”"), "{message}");
    assert!(message.contains("每循环一次加5个工作日"), "{message}");
    process.statutory_limits[0].working_days = 17;
    assert_eq!(told(&process, "G27")[0].0, Note, "one more round would still be in time");
    process.nodes.iter_mut().for_each(|node| node.working_days = None);
    let found = told(&process, "G27");
    assert!(found[0].0 == Note && found[0].2.contains("没有上限"), "{found:?}");
}

#[test]
fn a_loop_that_a_note_on_it_explains_is_no_finding() {
    let mut process = looping();
    limit(&mut process, 16, "1", "Z");
    let on_loop = process.nodes.iter().position(|node| node.id == "3").unwrap();
    let beside = process.nodes.iter().position(|node| node.id == "Z").unwrap();
    for (at, note, left) in [
        (on_loop, "写明理由", 1),
        (beside, "退回的仍在期限内办完", 1),
        (on_loop, "退回的仍在期限内办完", 0),
        (on_loop, "补正之日起重新计算", 0),
    ] {
        process.nodes.iter_mut().for_each(|node| node.note = None);
        process.nodes[at].note = Some(note.into());
        assert_eq!(told(&process, "G27").len(), left, "{note}");
    }
}

#[test]
fn a_loop_outside_the_marks_is_none_of_the_limits_business() {
    let mut process = looping();
    limit(&mut process, 5, "1", "D");
    assert_eq!(told(&process, "G27"), []);
    assert_eq!(check_limits(&process)[0].longest, Some(2));
}

#[test]
fn marks_that_are_not_there_or_not_joined_are_told() {
    let mut process = timed();
    limit(&mut process, 20, "1", "无");
    limit(&mut process, 20, "3", "2");
    limit(&mut process, 0, "1", "Z");
    let found: Vec<_> = told(&process, "G28").into_iter().map(|(severity, at, _)| (severity, at)).collect();
    let expected = [
        (Error, "statutory_limits[0].to"),
        (Error, "statutory_limits[1]"),
        (Error, "statutory_limits[2].working_days"),
    ];
    assert_eq!(found, expected.map(|(severity, at)| (severity, at.to_string())));
    process.statutory_limits.clear();
    limit(&mut process, 20, "1", "1");
    assert_eq!(check_limits(&process)[0].longest, Some(2), "a limit of one step");
    process.statutory_limits[0].basis = "【依据待核】".into();
    assert_eq!(told(&process, "G28")[0].0, Warning);
}
