//! The same chart set by Graphviz.

use crate::score::{Box4, Line, Set};
use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};

const MM_PER_INCH: f64 = 25.4;

/// The chart as `dot` sets it; `None` when it gave up, as `splines=ortho` of Graphviz 2.43 does on some charts. The steps
/// of `main` form one `group`: `dot`'s own means to keep the lines between them straight.
pub fn dot(
    boxes: &[Box4],
    diamonds: &[bool],
    ends: &[(usize, usize)],
    main: &[usize],
) -> Result<Option<Set>, Box<dyn Error>> {
    let mut text = String::from(
        "digraph { splines=ortho; nodesep=0.25; ranksep=0.3; node [shape=box fixedsize=true label=\"\"];\n",
    );
    for (n, it) in boxes.iter().enumerate() {
        let shape = if diamonds[n] { "diamond" } else { "box" };
        let group = if main.contains(&n) { " group=main" } else { "" };
        let (width, height) = (it[2] / MM_PER_INCH, it[3] / MM_PER_INCH);
        text.push_str(&format!("n{n} [shape={shape} width={width:.4} height={height:.4}{group}];\n"));
    }
    for (from, to) in ends {
        let step = main.windows(2).any(|pair| pair == [*from, *to]);
        let weight = if step { " [weight=100]" } else { "" };
        text.push_str(&format!("n{from} -> n{to}{weight};\n"));
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
    read(&String::from_utf8(child.wait_with_output()?.stdout)?, boxes.len(), ends)
}

/// Reads `-Tplain`: inches from below.
fn read(said: &str, count: usize, ends: &[(usize, usize)]) -> Result<Option<Set>, Box<dyn Error>> {
    let mut boxes = vec![[0.0; 4]; count];
    let mut lines: Vec<Option<Line>> = vec![None; ends.len()];
    let mut height = 0.0;
    for line in said.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| words.get(at).and_then(|it| it.parse::<f64>().ok()).ok_or("dot said something else");
        let node =
            |at: usize| words.get(at).and_then(|it| it.strip_prefix('n')?.parse::<usize>().ok()).ok_or("no node");
        match words.first() {
            Some(&"graph") => height = number(3)?,
            Some(&"node") => {
                let (wide, high) = (number(4)? * MM_PER_INCH, number(5)? * MM_PER_INCH);
                let (x, y) = (number(2)? * MM_PER_INCH, (height - number(3)?) * MM_PER_INCH);
                boxes[node(1)?] = [x - wide / 2.0, y - high / 2.0, wide, high];
            }
            Some(&"edge") => {
                let pair = (node(1)?, node(2)?);
                let count = number(3)? as usize;
                let point = |n: usize| {
                    let (x, y) = (number(4 + 2 * n)?, height - number(5 + 2 * n)?);
                    Ok::<_, Box<dyn Error>>((x * MM_PER_INCH, y * MM_PER_INCH))
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
    Ok(lines.map(|lines| Set { boxes, lines, labels: Vec::new() }))
}
