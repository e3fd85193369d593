//! Our charts beside those of Graphviz: `cargo bench -p mingce-diagram --bench dot`, with `dot` installed.
//!
//! The same 200 charts for both, boxes of the same sizes: the shipped ones, and charts made the same way every time
//! (a main path, decisions with detours, early ends, ways back). `dot` with `splines=ortho`, whose lines run level and
//! upright like ours; it cannot place labels then and gets none. Both are measured by the same code, from the points of
//! lines and boxes alone. Sums over all charts, and ours as a share of theirs.

use mingce_diagram::{Edge, Graph, LayoutOptions, Node, layout};
use mingce_document::ShapeKind;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const CHARTS: usize = 200;
const MM_PER_INCH: f64 = 25.4;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut charts = shipped()?;
    let own = charts.len();
    charts.extend((charts.len()..CHARTS).map(|n| made(n as u64)));
    let (mut ours, mut theirs) = (Score::default(), Score::default());
    let (mut shipped_ours, mut shipped_theirs) = (Score::default(), Score::default());
    let (mut our_time, mut their_time) = (Duration::ZERO, Duration::ZERO);
    let mut gave_up = 0;
    for (n, graph) in charts.iter().enumerate() {
        let begun = Instant::now();
        let drawing = layout(graph, &LayoutOptions::default()).drawing;
        our_time += begun.elapsed();
        let boxes: Vec<Box4> = drawing
            .shapes
            .iter()
            .map(|shape| [shape.rect.x.0, shape.rect.y.0, shape.rect.width.0, shape.rect.height.0])
            .collect();
        let ends = ends(graph);
        let lines = drawing.connectors.iter().map(|line| line.points.iter().map(|it| (it.x.0, it.y.0)).collect());
        let score = Score::of(&boxes, &ends, &lines.collect::<Vec<_>>());
        let begun = Instant::now();
        let made = dot(&boxes, &ends)?;
        their_time += begun.elapsed();
        let Some((boxes, lines)) = made else {
            gave_up += 1;
            continue;
        };
        let their_score = Score::of(&boxes, &ends, &lines);
        ours.add(&score);
        theirs.add(&their_score);
        if n < own {
            shipped_ours.add(&score);
            shipped_theirs.add(&their_score);
        }
    }
    println!("自带的{own}张图\n");
    table(&shipped_ours, &shipped_theirs);
    println!("\n全部{}张图（另有{gave_up}张 dot 中途退出，双方都不计）\n", CHARTS - gave_up);
    table(&ours, &theirs);
    println!("\n排布用时：明册 {our_time:.1?}，dot {their_time:.1?}（含启动进程）");
    Ok(())
}

fn table(ours: &Score, theirs: &Score) {
    println!("| | 明册 | dot | 明册/dot |\n|---|---|---|---|");
    let rows = [
        ("交叉", ours.crossings, theirs.crossings),
        ("弯折", ours.bends, theirs.bends),
        ("线长（mm）", ours.length, theirs.length),
        ("面积（cm²）", ours.area / 100.0, theirs.area / 100.0),
        ("框压框", ours.boxes, theirs.boxes),
        ("线穿框", ours.through, theirs.through),
        ("无关的线相叠", ours.stacked, theirs.stacked),
        ("斜线", ours.slanted, theirs.slanted),
        ("宽于版心（156 mm）", ours.wide, theirs.wide),
    ];
    for (name, a, b) in rows {
        let ratio = if b > 0.0 { format!("{:.2}", a / b) } else { "—".into() };
        println!("| {name} | {a:.0} | {b:.0} | {ratio} |");
    }
}

type Box4 = [f64; 4];
type Line = Vec<(f64, f64)>;
/// Boxes and lines as they were set.
type Set = (Vec<Box4>, Vec<Line>);

fn ends(graph: &Graph) -> Vec<(usize, usize)> {
    let at = |id: &str| graph.nodes.iter().position(|node| node.id == id).unwrap_or_default();
    graph.edges.iter().map(|edge| (at(&edge.from), at(&edge.to))).collect()
}

/// What a reader's eye stumbles over, in one chart or in many.
#[derive(Debug, Default)]
struct Score {
    crossings: f64,
    bends: f64,
    length: f64,
    area: f64,
    boxes: f64,
    through: f64,
    stacked: f64,
    slanted: f64,
    wide: f64,
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.crossings += other.crossings;
        self.bends += other.bends;
        self.length += other.length;
        self.area += other.area;
        self.boxes += other.boxes;
        self.through += other.through;
        self.stacked += other.stacked;
        self.slanted += other.slanted;
        self.wide += other.wide;
    }

    fn of(boxes: &[Box4], ends: &[(usize, usize)], lines: &[Line]) -> Score {
        const NEAR: f64 = 0.1;
        let mut score = Score::default();
        let all = boxes.iter().flat_map(|b| [(b[0], b[1]), (b[0] + b[2], b[1] + b[3])]);
        let all = all.chain(lines.iter().flatten().copied());
        let (mut least, mut most) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for (x, y) in all {
            least = (least.0.min(x), least.1.min(y));
            most = (most.0.max(x), most.1.max(y));
        }
        score.area = (most.0 - least.0) * (most.1 - least.1);
        score.wide = f64::from(u8::from(most.0 - least.0 > 156.0 + NEAR));
        for (n, a) in boxes.iter().enumerate() {
            let over = |b: &&Box4| {
                a[0] + NEAR < b[0] + b[2]
                    && b[0] + NEAR < a[0] + a[2]
                    && a[1] + NEAR < b[1] + b[3]
                    && b[1] + NEAR < a[1] + a[3]
            };
            score.boxes += boxes[n + 1..].iter().filter(over).count() as f64;
        }
        let straight: Vec<Line> = lines.iter().map(|line| simplified(line)).collect();
        for (line, (from, to)) in straight.iter().zip(ends) {
            score.bends += line.len().saturating_sub(2) as f64;
            for pair in line.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                score.length += (a.0 - b.0).hypot(a.1 - b.1);
                score.slanted += f64::from(u8::from((a.0 - b.0).abs() > NEAR && (a.1 - b.1).abs() > NEAR));
                let low = (a.0.min(b.0), a.1.min(b.1));
                let high = (a.0.max(b.0), a.1.max(b.1));
                let inside = |(n, it): &(usize, &Box4)| {
                    n != from
                        && n != to
                        && low.0 + NEAR < it[0] + it[2]
                        && it[0] + NEAR < high.0
                        && low.1 < it[1] + it[3] - NEAR
                        && it[1] + NEAR < high.1
                        || n != from
                            && n != to
                            && low.0 == high.0
                            && it[0] + NEAR < low.0
                            && low.0 < it[0] + it[2] - NEAR
                            && low.1 < it[1] + it[3] - NEAR
                            && it[1] + NEAR < high.1
                        || n != from
                            && n != to
                            && low.1 == high.1
                            && it[1] + NEAR < low.1
                            && low.1 < it[1] + it[3] - NEAR
                            && low.0 < it[0] + it[2] - NEAR
                            && it[0] + NEAR < high.0
                };
                score.through += boxes.iter().enumerate().filter(inside).count() as f64;
            }
        }
        for (n, (a, of)) in straight.iter().zip(ends).enumerate() {
            for (b, other) in straight.iter().zip(ends).skip(n + 1) {
                // Lines that part or join may run together: that is how charts are drawn.
                if of.0 == other.0 || of.1 == other.1 {
                    continue;
                }
                for (p, q) in a.windows(2).flat_map(|p| b.windows(2).map(move |q| (p, q))) {
                    score.crossings += f64::from(u8::from(crosses(p, q)));
                    score.stacked += f64::from(u8::from(lies_on(p, q)));
                }
            }
        }
        score
    }
}

/// A line without points that do not bend it.
fn simplified(line: &[(f64, f64)]) -> Line {
    let mut out: Line = Vec::new();
    for &point in line {
        if out.last().is_some_and(|last| (last.0 - point.0).abs() < 0.05 && (last.1 - point.1).abs() < 0.05) {
            continue;
        }
        if let [.., a, b] = out.as_slice() {
            let turn = (b.0 - a.0) * (point.1 - b.1) - (b.1 - a.1) * (point.0 - b.0);
            let length = (b.0 - a.0).hypot(b.1 - a.1) * (point.0 - b.0).hypot(point.1 - b.1);
            if turn.abs() < 0.01 * length {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}

fn crosses(p: &[(f64, f64)], q: &[(f64, f64)]) -> bool {
    let side = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let apart = |a: f64, b: f64| a > 1e-3 && b < -1e-3 || a < -1e-3 && b > 1e-3;
    apart(side(p[0], p[1], q[0]), side(p[0], p[1], q[1])) && apart(side(q[0], q[1], p[0]), side(q[0], q[1], p[1]))
}

/// Whether two level or two upright stretches lie on each other for half a millimetre.
fn lies_on(p: &[(f64, f64)], q: &[(f64, f64)]) -> bool {
    let along =
        |a: [f64; 2], b: [f64; 2]| a[0].max(a[1]).min(b[0].max(b[1])) - a[0].min(a[1]).max(b[0].min(b[1])) > 0.5;
    let level = |it: &[(f64, f64)]| (it[0].1 - it[1].1).abs() < 0.05;
    let upright = |it: &[(f64, f64)]| (it[0].0 - it[1].0).abs() < 0.05;
    level(p) && level(q) && (p[0].1 - q[0].1).abs() < 0.05 && along([p[0].0, p[1].0], [q[0].0, q[1].0])
        || upright(p) && upright(q) && (p[0].0 - q[0].0).abs() < 0.05 && along([p[0].1, p[1].1], [q[0].1, q[1].1])
}

/// The chart as `dot` sets it, boxes in our order, lines in the order of `ends`; `None` when it gave up, as `splines=ortho` of
/// Graphviz 2.43 does on some charts.
fn dot(boxes: &[Box4], ends: &[(usize, usize)]) -> Result<Option<Set>, Box<dyn Error>> {
    let mut text = String::from(
        "digraph { splines=ortho; nodesep=0.25; ranksep=0.3; node [shape=box fixedsize=true label=\"\"];\n",
    );
    for (n, it) in boxes.iter().enumerate() {
        text.push_str(&format!("n{n} [width={:.4} height={:.4}];\n", it[2] / MM_PER_INCH, it[3] / MM_PER_INCH));
    }
    for (from, to) in ends {
        text.push_str(&format!("n{from} -> n{to};\n"));
    }
    text.push_str("}\n");
    let mut child = Command::new("dot")
        .arg("-Tplain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("不能运行 dot（apt-get install graphviz）：{error}"))?;
    child.stdin.take().ok_or("no input")?.write_all(text.as_bytes())?;
    let said = String::from_utf8(child.wait_with_output()?.stdout)?;
    let mut placed = vec![[0.0; 4]; boxes.len()];
    let mut lines: Vec<Option<Line>> = vec![None; ends.len()];
    for line in said.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| words.get(at).and_then(|it| it.parse::<f64>().ok()).ok_or("dot said something else");
        let node =
            |at: usize| words.get(at).and_then(|it| it.strip_prefix('n')?.parse::<usize>().ok()).ok_or("no node");
        match words.first() {
            Some(&"node") => {
                let (width, height) = (number(4)? * MM_PER_INCH, number(5)? * MM_PER_INCH);
                let (x, y) = (number(2)? * MM_PER_INCH, number(3)? * MM_PER_INCH);
                placed[node(1)?] = [x - width / 2.0, y - height / 2.0, width, height];
            }
            Some(&"edge") => {
                let pair = (node(1)?, node(2)?);
                let count = number(3)? as usize;
                let point = |n: usize| {
                    Ok::<_, Box<dyn Error>>((number(4 + 2 * n)? * MM_PER_INCH, number(5 + 2 * n)? * MM_PER_INCH))
                };
                // Every third point of a chain of cubic curves lies on it; the curves of ortho are straight.
                let points: Line = (0..count).step_by(3).map(point).collect::<Result<_, _>>()?;
                let free = ends.iter().zip(&lines).position(|(ends, line)| *ends == pair && line.is_none());
                lines[free.ok_or("a line too many")?] = Some(points);
            }
            _ => {}
        }
    }
    let lines: Option<Vec<Line>> = lines.into_iter().collect();
    Ok(lines.map(|lines| (placed, lines)))
}

fn shipped() -> Result<Vec<Graph>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/processes");
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.iter().map(|file| graph(&serde_json::from_str(&std::fs::read_to_string(file)?)?)).collect()
}

fn graph(json: &serde_json::Value) -> Result<Graph, Box<dyn Error>> {
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_string();
    let list = |key: &str| json[key].as_array().ok_or("no list");
    let kind = |word: &str| match word {
        "decision" => ShapeKind::Decision,
        "document" => ShapeKind::Document,
        "start" | "end" => ShapeKind::Terminator,
        _ => ShapeKind::Process,
    };
    let node = |it: &serde_json::Value| Node {
        id: text(it, "id"),
        kind: kind(&text(it, "type")),
        text: text(it, "text"),
        notes: Vec::new(),
    };
    let edge = |it: &serde_json::Value| Edge { from: text(it, "from"), to: text(it, "to"), label: text(it, "label") };
    Ok(Graph { nodes: list("nodes")?.iter().map(node).collect(), edges: list("edges")?.iter().map(edge).collect() })
}

/// A chart as offices have them: a main path of 4 to 20 steps, some of them decisions with a detour, an early end, a way
/// back or a way ahead.
fn made(seed: u64) -> Graph {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    const WORDS: [&str; 6] =
        ["登记", "提出公开属性建议", "审查、实地核查", "征求第三方意见", "送达并留存回证", "公开结果"];
    let main = 4 + below(17);
    let node = |id: String, kind, text: &str| Node { id, kind, text: text.into(), notes: Vec::new() };
    let edge = |from: String, to: String, label: &str| Edge { from, to, label: label.into() };
    let mut graph = Graph { nodes: vec![node("m0".into(), ShapeKind::Terminator, "开始")], edges: Vec::new() };
    let mut sides = 0;
    for n in 1..main {
        let last = n + 1 == main;
        let decides = !last && below(3) == 0;
        let kind = match (last, decides, below(4)) {
            (true, ..) => ShapeKind::Terminator,
            (_, true, _) => ShapeKind::Decision,
            (_, _, 0) => ShapeKind::Document,
            _ => ShapeKind::Process,
        };
        let text = if last { "结束" } else { WORDS[below(WORDS.len())] };
        graph.nodes.push(node(format!("m{n}"), kind, text));
        let from_decision = graph.nodes[n - 1].kind == ShapeKind::Decision;
        graph.edges.push(edge(format!("m{}", n - 1), format!("m{n}"), if from_decision { "是" } else { "" }));
    }
    let decisions: Vec<usize> = (0..main).filter(|n| graph.nodes[*n].kind == ShapeKind::Decision).collect();
    for at in decisions {
        let mut side = |graph: &mut Graph, kind, text: &str| {
            sides += 1;
            graph.nodes.push(node(format!("s{sides}"), kind, text));
            format!("s{sides}")
        };
        let from = format!("m{at}");
        match below(5) {
            0 => graph.edges.push(edge(from, format!("m{}", 1 + below(at.max(1))), "退回")),
            1 => {
                let to = (at + 2 + below(3)).min(main - 1);
                graph.edges.push(edge(from, format!("m{to}"), "否"));
            }
            2 => {
                let id = side(&mut graph, ShapeKind::Document, "告知书");
                graph.edges.push(edge(from, id.clone(), "否"));
                graph.edges.push(edge(id, format!("m{}", main - 1), ""));
            }
            _ => {
                let mut before = from;
                for step in 0..1 + below(3) {
                    let id = side(&mut graph, ShapeKind::Process, WORDS[below(WORDS.len())]);
                    graph.edges.push(edge(before, id.clone(), if step == 0 { "否" } else { "" }));
                    before = id;
                }
                graph.edges.push(edge(before, format!("m{}", at + 1 + below(2).min(main - at - 2)), ""));
            }
        }
    }
    graph
}
