use super::*;

/// A small generator of numbers: the same for ever.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// A chart of rubbish: any kinds, any lines, odd texts, limits between anything.
pub fn wild(seed: u64, count: usize) -> Process {
    let mut dice = Dice(seed);
    let words = ["", "登记", "\u{202E}倒", "😀", "受理", "十个工作日", "结束"];
    let kinds = ["start", "process", "decision", "document", "end", "怪"];
    let mut process = Process { title: words[dice.below(7)].into(), ..Default::default() };
    for _ in 0..count {
        process.nodes.push(ProcessNode {
            id: format!("{}", dice.below(count + 3)),
            kind: kind(kinds[dice.below(6)]),
            text: words[dice.below(7)].into(),
            actor: words[dice.below(7)].into(),
            limit: words[dice.below(7)].into(),
            working_days: (dice.below(3) > 0).then(|| dice.below(usize::MAX) as u32),
            stops_clock: dice.below(4) == 0,
            ..Default::default()
        });
    }
    for _ in 0..count * 2 {
        let (from, to) = (dice.below(count + 3).to_string(), dice.below(count + 3).to_string());
        line(&mut process, &from, &to, words[dice.below(7)]);
    }
    for _ in 0..3 {
        let (from, to) = (dice.below(count).to_string(), dice.below(count).to_string());
        limit(&mut process, dice.below(30) as u32, &from, &to);
    }
    process
}

#[test]
fn rubbish_is_never_more_than_findings() {
    for seed in 1..400 {
        assert!(!lint(&wild(seed, 1 + (seed as usize % 40))).findings.is_empty());
    }
}

#[test]
fn findings_stay_few_and_the_rest_is_counted() {
    let mut process = good();
    process.nodes.extend((0..500).map(|n| ProcessNode { id: format!("x{n}"), ..Default::default() }));
    let found = told(&process, "G03");
    assert_eq!(found.len(), 21);
    assert!(found[20].2.contains("另有480处"), "{}", found[20].2);
}

#[test]
fn thousands_of_steps_in_a_row_in_loops_and_all_to_all_come_to_an_end() {
    let many = |count: usize| {
        let mut process = good();
        let ids = (0..count).map(|n| ProcessNode { id: format!("x{n}"), working_days: Some(1), ..Default::default() });
        process.nodes.extend(ids);
        process
    };
    // A chain, each step of which also leads back to every tenth before it.
    let mut process = many(20_000);
    line(&mut process, "1", "x0", "");
    for n in 1..20_000 {
        line(&mut process, &format!("x{}", n - 1), &format!("x{n}"), "");
        line(&mut process, &format!("x{n}"), &format!("x{}", n / 10 * 9), "");
    }
    line(&mut process, "x19999", "Z", "");
    limit(&mut process, 20, "1", "Z");
    lint(&process);
    let longest = check_limits(&process)[0].longest;
    assert_eq!(longest, Some(20_000));
    // Five hundred beside each other.
    let mut process = many(500);
    for n in 0..500 {
        line(&mut process, "D", &format!("x{n}"), &n.to_string());
        line(&mut process, &format!("x{n}"), "Z", "");
    }
    limit(&mut process, 20, "1", "Z");
    lint(&process);
    // All to all.
    let mut process = many(300);
    for (n, m) in (0..300).flat_map(|n| (0..300).map(move |m| (n, m))) {
        line(&mut process, &format!("x{n}"), &format!("x{m}"), "是");
    }
    line(&mut process, "1", "x0", "");
    line(&mut process, "x7", "Z", "");
    limit(&mut process, 20, "1", "Z");
    lint(&process);
    // As many limits as somebody may paste.
    let mut process = many(2_000);
    for n in 1..2_000 {
        line(&mut process, &format!("x{}", n - 1), &format!("x{n}"), "");
        limit(&mut process, 1, "x0", &format!("x{n}"));
    }
    lint(&process);
}

#[test]
fn the_same_process_gives_the_same_findings() {
    for seed in [3, 14, 159] {
        assert_eq!(lint(&wild(seed, 50)), lint(&wild(seed, 50)));
    }
}

#[test]
fn days_that_add_up_beyond_any_number_do_not_overflow() {
    let mut process = good();
    process.nodes.iter_mut().for_each(|node| node.working_days = Some(u32::MAX));
    limit(&mut process, u32::MAX, "S", "Z");
    assert_eq!(told(&process, "G26").len(), 1);
}
