//! Our charts beside those of Graphviz: `cargo bench -p mingce-diagram --bench dot`, with `dot` installed. With
//! `-- FOLDER` the charts where we do worst are written there as SVG, ours and theirs; with `-- ours` only our own are laid out,
//! without Graphviz: for their time and what is counted in all 200.
//!
//! The same 200 charts for all, boxes of the same sizes and symbols: the shipped ones, and charts made the same way every
//! time (a main path, decisions with detours, early ends, ways back). `dot` runs with `splines=ortho`, whose lines run
//! level and upright like ours, twice: as it comes, and with the main path as one `group`, its own means to keep that path
//! straight as ours is. It cannot place labels with such lines and gets none, and its lines meet a diamond anywhere on its
//! slopes, which symbols of GB/T 1526 do not allow and ours never do: both make its task easier.
//!
//! All are measured by the same code (`score.rs`), from the points of lines and boxes alone. Points that do not bend a
//! line are left out first. A crossing or a corner is a place on paper: where lines have joined, it is one place, not one
//! for each of them; corners of each line by itself are listed too. Sums over all charts, ours as a share of theirs.

mod charts;
mod classes;
mod graphviz;
mod mended;
mod picture;
mod score;

use charts::{ends, long, made, main_path, shipped};
use mingce_diagram::{Graph, LayoutOptions, layout};
use mingce_document::{Drawing, Rect, ShapeKind};
use score::{Asked, Box4, Score, Set};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const CHARTS: usize = 200;
/// Steps on the main path of the large chart: with its detours about a thousand boxes.
const LARGE: usize = 780;
/// So many of the charts where we do worst are listed, and drawn if a folder is given.
const WORST: usize = 10;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// One chart, set by all.
struct Compared {
    number: usize,
    ours: Score,
    plain: Score,
    written: Score,
    chosen: Score,
    drawn: [Set; 4],
}

fn run() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).map(PathBuf::from);
    let mut charts = shipped()?;
    let own = charts.len();
    charts.extend((charts.len()..CHARTS).map(|n| made(n as u64)));
    if folder.as_deref() == Some(Path::new("ours")) {
        alone(&charts);
        return Ok(());
    }
    let (mut our_time, mut their_time) = (Duration::ZERO, Duration::ZERO);
    let mut all: Vec<Compared> = Vec::new();
    for (number, graph) in charts.iter().enumerate() {
        let begun = Instant::now();
        let drawing = layout(graph, &LayoutOptions::default()).drawing;
        our_time += begun.elapsed();
        let ours = ours(&drawing);
        let (ends, main) = (ends(graph), main_path(graph));
        let diamonds: Vec<bool> = graph.nodes.iter().map(|node| node.kind == ShapeKind::Decision).collect();
        let asked = Asked { ends: &ends, main: &main, diamonds: &diamonds };
        let begun = Instant::now();
        let plain = graphviz::dot(&ours.boxes, &diamonds, &ends, &[])?;
        their_time += begun.elapsed();
        let written = graphviz::dot(&ours.boxes, &diamonds, &ends, &main)?;
        let chosen = graphviz::dot(&ours.boxes, &diamonds, &ends, &straight_path(&ours, &ends))?;
        if let (Some(plain), Some(written), Some(chosen)) = (plain, written, chosen) {
            let drawn = [ours, plain, written, chosen];
            let [ours, plain, written, chosen] = drawn.each_ref().map(|set| {
                let mut score = Score::of(set, &asked);
                score.mended = mended::least_corners(set, &ends) as f64;
                score
            });
            all.push(Compared { number, ours, plain, written, chosen, drawn });
        }
    }
    println!("自带的{own}张图\n");
    table(&all.iter().filter(|it| it.number < own).collect::<Vec<_>>());
    println!("\n全部{}张图（另有{}张 dot 中途退出，各方都不计）\n", all.len(), CHARTS - all.len());
    table(&all.iter().collect::<Vec<_>>());
    println!("\n拐角从何而来（逐线）\n");
    classes::table(&all.iter().map(|it| (&charts[it.number], &it.drawn)).collect::<Vec<_>>());
    println!("\n排布用时：明册 {our_time:.1?}，dot {their_time:.1?}（含启动进程）");
    worst(&all, &charts, folder)
}

/// Our charts by themselves.
fn alone(charts: &[Graph]) {
    let begun = Instant::now();
    let drawings: Vec<Drawing> = charts.iter().map(|graph| layout(graph, &LayoutOptions::default()).drawing).collect();
    let took = begun.elapsed();
    let mut sum = Score::default();
    for (graph, drawing) in charts.iter().zip(&drawings) {
        let diamonds: Vec<bool> = graph.nodes.iter().map(|node| node.kind == ShapeKind::Decision).collect();
        let (ends, main) = (ends(graph), main_path(graph));
        sum.add(&Score::of(&ours(drawing), &Asked { ends: &ends, main: &main, diamonds: &diamonds }));
    }
    println!(
        "{}张图：{took:.2?}；交叉{}，拐角{}（逐线{}），主线不直{}，线长{:.0} mm，面积{:.0} cm²，压框、穿框、相叠、相碰{}",
        charts.len(),
        sum.crossings,
        sum.corners,
        sum.bends,
        sum.crooked,
        sum.length,
        sum.area / 100.0,
        sum.boxes + sum.through + sum.stacked + sum.touching + sum.labels
    );
    let graph = long(1, LARGE);
    let begun = Instant::now();
    let drawing = layout(&graph, &LayoutOptions::default()).drawing;
    let took = begun.elapsed();
    println!("一张{}个框、{}条流线的图：{took:.2?}", graph.nodes.len(), drawing.connectors.len());
}

fn ours(drawing: &Drawing) -> Set {
    let of = |rect: &Rect| -> Box4 { [rect.x.0, rect.y.0, rect.width.0, rect.height.0] };
    Set {
        boxes: drawing.shapes.iter().map(|shape| of(&shape.rect)).collect(),
        lines: drawing.connectors.iter().map(|line| line.points.iter().map(|it| (it.x.0, it.y.0)).collect()).collect(),
        labels: drawing.connectors.iter().filter_map(|line| line.label.as_ref()).map(|label| of(&label.rect)).collect(),
    }
}

/// The main path as we drew it: from the first step always straight down to the next.
fn straight_path(set: &Set, ends: &[(usize, usize)]) -> Vec<usize> {
    let mut path = vec![0];
    let mut at = 0;
    let straight = |line: usize| matches!(set.lines[line].as_slice(), [a, b] if (a.0 - b.0).abs() < 0.05 && b.1 > a.1);
    while let Some(line) = (0..ends.len()).find(|line| ends[*line].0 == at && straight(*line)) {
        at = ends[line].1;
        path.push(at);
    }
    path
}

fn table(all: &[&Compared]) {
    let sum = |of: fn(&Compared) -> &Score| {
        let mut sum = Score::default();
        all.iter().for_each(|it| sum.add(of(it)));
        sum
    };
    let (ours, plain) = (sum(|it| &it.ours), sum(|it| &it.plain));
    let (written, chosen) = (sum(|it| &it.written), sum(|it| &it.chosen));
    println!("| | 明册 | dot，照常 | dot，所写的主线笔直 | dot，我们的主线笔直 |\n|---|---|---|---|---|");
    type Of = fn(&Score) -> f64;
    let rows: [(&str, Of); 15] = [
        ("交叉（处）", |it| it.crossings),
        ("拐角（处）", |it| it.corners),
        ("拐角（逐线）", |it| it.bends),
        ("拐角（逐线），若从边的中点出入，至少", |it| it.mended),
        ("主线不直（步）", |it| it.crooked),
        ("线长（mm）", |it| it.length),
        ("面积（cm²）", |it| it.area / 100.0),
        ("框压框", |it| it.boxes),
        ("线穿框", |it| it.through),
        ("无关的线相叠", |it| it.stacked),
        ("无关的线相碰", |it| it.touching),
        ("不在菱形角上出入", |it| it.off_corner),
        ("斜线", |it| it.slanted),
        ("标签压框、线、标签", |it| it.labels),
        ("宽于版心（156 mm）", |it| it.wide),
    ];
    for (name, of) in rows {
        let [ours, plain, written, chosen] = [&ours, &plain, &written, &chosen].map(of);
        println!("| {name} | {ours:.0} | {plain:.0} | {written:.0} | {chosen:.0} |");
    }
}

/// The charts where we do worst against `dot` with a straight main path.
fn worst(all: &[Compared], charts: &[Graph], folder: Option<PathBuf>) -> Result<(), Box<dyn Error>> {
    let behind =
        |it: &Compared| it.ours.corners + 5.0 * it.ours.crossings - it.chosen.corners - 5.0 * it.chosen.crossings;
    let mut sorted: Vec<&Compared> = all.iter().collect();
    sorted.sort_by(|a, b| behind(b).total_cmp(&behind(a)));
    println!(
        "\n落后最多的{WORST}张（明册、dot 照常、dot 我们的主线笔直）\n\n| 图 | 环节 | 流线 | 交叉 | 拐角 |\n|---|---|---|---|---|"
    );
    for it in sorted.iter().take(WORST) {
        let graph = &charts[it.number];
        let three = |of: fn(&Score) -> f64| format!("{}、{}、{}", of(&it.ours), of(&it.plain), of(&it.chosen));
        let (nodes, lines) = (graph.nodes.len(), graph.edges.len());
        println!("| {} | {nodes} | {lines} | {} | {} |", it.number, three(|s| s.crossings), three(|s| s.corners));
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder)?;
            for (set, name) in it.drawn.iter().zip(["ours", "dot", "written", "chosen"]) {
                std::fs::write(folder.join(format!("{:03}-{name}.svg", it.number)), picture::svg(set, graph)?)?;
            }
        }
    }
    Ok(())
}
