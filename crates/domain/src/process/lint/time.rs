//! 法定时限: the longest way between two marked steps against what the law allows (G26–G28).
//!
//! The marks count themselves: the clock runs when the first step is begun, and the last one must be done in time. Steps
//! that stop the clock (条例 art. 33) take no time here. The way is the longest over the chart without its back lines; what
//! a loop adds has no bound, so every loop between the marks is told with what one more round costs.

use super::chart::{Chart, Line};
use super::days::said;
use super::limit::AT_ONCE;
use super::{Say, brief};
use crate::check::Finding;
use crate::check::Severity::{Error, Note, Warning};
use crate::process::{BASIS_UNCHECKED, Process, StatutoryLimit};

/// So many limits of one chart are worked out: each takes a walk over the whole of it.
const MOST_LIMITS: usize = 20;
/// So many loops of one limit are named.
const MOST_LOOPS: usize = 10;
/// So many steps of a path are named.
const MOST_STEPS: usize = 12;

/// What the longest way of one limit takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitCheck {
    /// The limit's index in the process.
    pub limit: usize,
    /// Working days that it allows.
    pub allowed: u32,
    /// Working days of the longest way; `None` when the marks are not there or nothing leads from one to the other.
    pub longest: Option<u64>,
    /// The nodes of that way, in order.
    pub path: Vec<usize>,
    /// Nodes on any way between the marks that say when, but not in working days: their time is in no sum.
    pub unknown: Vec<usize>,
    /// Whether no step between the marks says anything of its time: then there is nothing to work out.
    pub untold: bool,
    /// Loops between the marks.
    pub loops: Vec<Loop>,
    /// How many loops there are beyond those listed.
    pub more_loops: usize,
}

/// A loop between the marks of a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loop {
    /// The line that leads back, an index among the edges.
    pub edge: usize,
    /// The nodes, from where the line leads to where it comes from.
    pub path: Vec<usize>,
    /// Working days that one more round takes.
    pub days: u64,
}

/// Works out the limits of a process; of a chart with more than twenty the first twenty.
pub fn check_limits(process: &Process) -> Vec<LimitCheck> {
    let chart = Chart::of(process);
    let limits = process.statutory_limits.iter().enumerate().take(MOST_LIMITS);
    limits.map(|(n, limit)| work_out(&chart, n, limit)).collect()
}

pub(super) fn check(chart: &Chart<'_>, say: &mut Say) {
    let limits = &chart.process.statutory_limits;
    if limits.len() > MOST_LIMITS {
        let message = format!("流程图有{}条法定时限，只核算了前{MOST_LIMITS}条。", limits.len());
        say.say("G28", Error, format!("statutory_limits[{MOST_LIMITS}]"), message, "只留法律、法规规定的时限");
    }
    for (n, limit) in limits.iter().enumerate().take(MOST_LIMITS) {
        let place = format!("statutory_limits[{n}]");
        marks(chart, limit, &place, say);
        let found = work_out(chart, n, limit);
        tell(chart, limit, &found, &place, say);
    }
}

fn marks(chart: &Chart<'_>, limit: &StatutoryLimit, place: &str, say: &mut Say) {
    for (field, name, id) in [("from", "起算环节", &limit.from), ("to", "截止环节", &limit.to)] {
        if !chart.index.contains_key(id.as_str()) {
            let message = format!("法定时限的{name}“{}”不存在。", brief(id));
            say.say("G28", Error, format!("{place}.{field}"), message, "选一个有的环节");
        }
    }
    if limit.working_days == 0 {
        let message = "法定时限是0个工作日。";
        say.say("G28", Error, format!("{place}.working_days"), message, "填写法定的工作日数，或删除这一条");
    }
    let basis = limit.basis.trim();
    if basis.is_empty() || basis.contains(BASIS_UNCHECKED) {
        let said = if basis.is_empty() { "没有写依据" } else { "依据没有核对" };
        let message = format!("{}个工作日的法定时限{said}。", limit.working_days);
        say.say("G28", Warning, format!("{place}.basis"), message, "查对现行文本的条款后填写；定稿之前必须核对");
    }
}

/// What a step's note says of going round once more: that what is sent back keeps to the limit, or that the law counts
/// anew or apart.
const EXPLAINED: [&str; 5] = ["退回", "重新计算", "重新起算", "另加", "另计"];

/// Words for “within the limit of the whole”.
const WITHIN_THE_WHOLE: [&str; 5] = ["处理期限内", "办理期限内", "答复期限内", "法定期限内", "规定期限内"];

/// Whether the note of a step says how often or how long a loop through it may be gone.
fn explains(chart: &Chart<'_>, at: usize) -> bool {
    chart.process.nodes[at].note.as_deref().is_some_and(|note| EXPLAINED.iter().any(|word| note.contains(word)))
}

fn tell(chart: &Chart<'_>, limit: &StatutoryLimit, found: &LimitCheck, place: &str, say: &mut Say) {
    let ends = [&limit.from, &limit.to].map(|id| chart.index.get(id.as_str()));
    let [Some(&from), Some(&to)] = ends else { return };
    let between = format!("从{}到{}", chart.name(from), chart.name(to));
    let Some(longest) = found.longest else {
        say.say("G28", Error, place, format!("{between}没有路径，法定时限无从核算。"), "改正起止环节，或补上流线");
        return;
    };
    // A limit of no days is told as such.
    if limit.working_days > 0 && longest > u64::from(limit.working_days) {
        let message = format!(
            "{between}最长要{longest}个工作日，超过法定的{}个工作日，多{}个。路径：{}。",
            limit.working_days,
            longest - u64::from(limit.working_days),
            way(chart, &found.path)
        );
        let finding = Finding::new("G26", Error, place, message)
            .expected(limit.working_days)
            .actual(longest)
            .related(found.path.iter().map(|at| format!("nodes[{at}]")))
            .basis(limit.basis.clone())
            .remedy("缩短路径上环节的时限；依法不计入的（如征求第三方意见）设为“不计入法定时限”");
        say.put("G26", finding);
    }
    if !found.unknown.is_empty() {
        let names: Vec<String> = found.unknown.iter().take(MOST_STEPS).map(|at| chart.name(*at)).collect();
        let message = format!(
            "{between}最长的路径已知{longest}个工作日；各条路径上有{}个环节没有填工作日数，没有计入：{}。",
            found.unknown.len(),
            names.join("、")
        );
        say.say("G26", Note, place, message, "能定时限的填写工作日数，核算才完整");
    }
    if found.untold {
        let message = format!("{between}没有一个环节写明时限，{}个工作日的法定时限无从核算。", limit.working_days);
        say.say("G26", Note, place, message, "填写各环节的工作日数；只规定总时限的，在作出决定的环节写明");
    }
    // A round of steps whose time does not count costs none, however often it is gone.
    let counts = |it: &&Loop| !it.path.iter().all(|at| chart.node(*at).stops_clock);
    let bare = |it: &&Loop| !it.path.iter().any(|at| explains(chart, *at));
    for it in found.loops.iter().filter(counts).filter(bare) {
        let over = longest + it.days > u64::from(limit.working_days);
        let (severity, ends) = match (it.days, over) {
            (0, _) => (Note, "环节没有填工作日数，走几次、用多久都没有上限".to_string()),
            (days, true) => (
                Warning,
                format!("每循环一次加{days}个工作日，在最长路径上再循环一次就超过法定的{}个工作日", limit.working_days),
            ),
            (days, false) => (Note, format!("每循环一次加{days}个工作日，次数没有上限")),
        };
        let message = format!(
            "{between}之间有回路：{} → {}，{ends}。",
            way(chart, &it.path),
            it.path.first().map_or(String::new(), |at| chart.name(*at))
        );
        let finding = Finding::new("G27", severity, format!("edges[{}]", it.edge), message)
            .related(it.path.iter().map(|at| format!("nodes[{at}]")))
            .basis(limit.basis.clone())
            .remedy("在回路上一个环节的备注中写明退回的怎样仍在期限内办完；依法重新起算或者另加期限的，写明依据");
        say.put("G27", finding);
    }
    if found.more_loops > 0 {
        let message = format!("{between}之间另有{}个回路，未逐一列出。", found.more_loops);
        say.say("G27", Note, place, message, "减少退回的流线");
    }
}

/// The steps of a way, those with a time with it; of a long one only those.
fn way(chart: &Chart<'_>, path: &[usize]) -> String {
    let days = |at: usize| chart.node(at).working_days.filter(|_| !chart.node(at).stops_clock);
    let shown: Vec<usize> = if path.len() > MOST_STEPS {
        let last = path.len() - 1;
        let keep = |(n, at): &(usize, &usize)| *n == 0 || *n == last || days(**at).is_some_and(|days| days > 0);
        path.iter().enumerate().filter(keep).map(|(_, at)| *at).collect()
    } else {
        path.to_vec()
    };
    let name = |at: &usize| match days(*at) {
        Some(days) => format!("{}（{days}）", chart.name(*at)),
        None => chart.name(*at),
    };
    let named: Vec<String> = shown.iter().take(2 * MOST_STEPS).map(name).collect();
    let more = if shown.len() > named.len() { format!(" → 等{}个环节", path.len()) } else { String::new() };
    format!("{}{more}", named.join(" → "))
}

fn work_out(chart: &Chart<'_>, n: usize, limit: &StatutoryLimit) -> LimitCheck {
    let mut found = LimitCheck {
        limit: n,
        allowed: limit.working_days,
        longest: None,
        path: Vec::new(),
        unknown: Vec::new(),
        untold: false,
        loops: Vec::new(),
        more_loops: 0,
    };
    let ends = [&limit.from, &limit.to].map(|id| chart.index.get(id.as_str()));
    let [Some(&from), Some(&to)] = ends else { return found };
    let between = Between::of(chart, from, to, false);
    if !between.inside[from] {
        return found;
    }
    let longest = |between: &Between| between.longest_from(chart, from, &|_| true).way_to(to);
    let Some((mut days, mut path)) = longest(&between) else { return found };
    // Which line of a loop with two ways in leads back depends on the walk: the other way round may be the longer.
    if let Some((more, other)) = longest(&Between::of(chart, from, to, true)).filter(|it| it.0 > days) {
        (days, path) = (more, other);
    }
    // What restates the limit of the whole is no time of its own.
    let restates = |at: usize| {
        let words = &chart.node(at).limit;
        said(words).iter().any(|(number, _)| *number == limit.working_days || *number == 0)
            || WITHIN_THE_WHOLE.iter().any(|word| words.contains(word))
    };
    let timed = |at: usize| chart.node(at).working_days.is_some() || chart.node(at).stops_clock;
    let says = |at: &&usize| {
        let words = &chart.node(**at).limit;
        // What is done on the spot takes no day.
        let at_once = said(words).is_empty() && AT_ONCE.iter().any(|word| words.contains(word));
        !timed(**at) && !words.trim().is_empty() && !at_once && !restates(**at)
    };
    found.untold = between.order.iter().all(|at| !timed(*at) && chart.node(*at).limit.trim().is_empty());
    // On other ways, too: with the time that they do not tell they may be the longer ones.
    found.unknown = between.order.iter().filter(says).copied().collect();
    (found.longest, found.path) = (Some(days), path);
    for (source, line) in between.back.iter().take(MOST_LOOPS) {
        let round = between
            .longest_from(chart, line.node, &|at| at >= between.place[line.node] && at <= between.place[*source]);
        if let Some((days, path)) = round.way_to(*source) {
            found.loops.push(Loop { edge: line.edge, path, days });
        }
    }
    found.more_loops = between.back.len().saturating_sub(MOST_LOOPS);
    found
}

/// The part of a chart that lies on ways from one node to another, without its back lines.
struct Between {
    inside: Vec<bool>,
    forward: Vec<Vec<Line>>,
    /// Lines that lead back, with where they come from.
    back: Vec<(usize, Line)>,
    /// Nodes in an order in which every forward line leads onwards.
    order: Vec<usize>,
    /// Each node's place in it.
    place: Vec<usize>,
}

impl Between {
    /// `turned` takes the exits of each node from the last one on.
    fn of(chart: &Chart<'_>, from: usize, to: usize, turned: bool) -> Between {
        let count = chart.next.len();
        // What comes after the last mark is none of the limit's business.
        let mut next = chart.next.clone();
        let mut before = chart.before.clone();
        if turned {
            next.iter_mut().for_each(|lines| lines.reverse());
        }
        if from != to {
            next[to].clear();
            before.iter_mut().for_each(|lines| lines.retain(|line| line.node != to));
        } else {
            next[to].clear();
            before[to].clear();
        }
        let (ahead, behind) = (chart.walk(&[from], &next), chart.walk(&[to], &before));
        let inside: Vec<bool> = (0..count).map(|at| ahead[at] && behind[at]).collect();
        let mut between = Between {
            inside,
            forward: vec![Vec::new(); count],
            back: Vec::new(),
            order: Vec::new(),
            place: vec![0; count],
        };
        if between.inside[from] {
            between.part(&next, from);
            // The last step that sends back is not done: a loop through it is one between the marks.
            let again = chart.next[to].iter().filter(|line| line.node != to && between.inside[line.node]);
            between.back.extend(again.map(|line| (to, *line)));
        }
        between
    }

    /// Parts forward lines from back ones by a walk in depth; the nodes as they are closed, turned round, are an order.
    fn part(&mut self, next: &[Vec<Line>], from: usize) {
        const OPEN: u8 = 1;
        const DONE: u8 = 2;
        let mut state = vec![0u8; next.len()];
        state[from] = OPEN;
        let mut walk = vec![(from, 0usize)];
        while let Some(top) = walk.last_mut() {
            let at = top.0;
            let Some(&line) = next[at].get(top.1) else {
                state[at] = DONE;
                self.order.push(at);
                walk.pop();
                continue;
            };
            top.1 += 1;
            if !self.inside[line.node] {
                continue;
            }
            if state[line.node] == OPEN {
                self.back.push((at, line));
                continue;
            }
            self.forward[at].push(line);
            if state[line.node] == 0 {
                state[line.node] = OPEN;
                walk.push((line.node, 0));
            }
        }
        self.order.reverse();
        for (n, at) in self.order.iter().enumerate() {
            self.place[*at] = n;
        }
    }

    fn longest_from(&self, chart: &Chart<'_>, from: usize, within: &dyn Fn(usize) -> bool) -> Longest {
        let days = |at: usize| {
            let node = chart.node(at);
            if node.stops_clock { 0 } else { u64::from(node.working_days.unwrap_or(0)) }
        };
        let mut longest = Longest { best: vec![None; self.forward.len()], came: vec![usize::MAX; self.forward.len()] };
        longest.best[from] = Some(days(from));
        for &at in &self.order {
            let Some(here) = longest.best[at] else { continue };
            for line in self.forward[at].iter().filter(|line| within(self.place[line.node])) {
                let there = here + days(line.node);
                if longest.best[line.node].is_none_or(|known| there > known) {
                    longest.best[line.node] = Some(there);
                    longest.came[line.node] = at;
                }
            }
        }
        longest
    }
}

/// Longest ways from one node.
struct Longest {
    best: Vec<Option<u64>>,
    came: Vec<usize>,
}

impl Longest {
    fn way_to(&self, to: usize) -> Option<(u64, Vec<usize>)> {
        let days = self.best[to]?;
        let mut path = vec![to];
        let mut at = to;
        while let Some(&before) = self.came.get(at).filter(|it| **it != usize::MAX) {
            path.push(before);
            at = before;
        }
        path.reverse();
        Some((days, path))
    }
}
