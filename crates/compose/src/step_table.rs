//! The step table of a process, and its chart in words.

use mingce_document::{Align, Cell, CellRole, ParaStyle, Paragraph, Row, RowHeight, Scope, Table};
use mingce_domain::process::{BASIS_UNCHECKED, Process};

/// The step table: 环节 · 岗位 · 时限 · 依据 · 材料, from the same model as the chart. A column that no step fills is
/// left out: an empty column of a printed table looks like a mistake. `prefix` begins the names of its nodes.
pub(crate) fn steps(process: &Process, prefix: &str) -> Table {
    table(process, prefix, |basis| basis.to_string())
}

/// The same where 《条例》 has been said to stand for the Regulation: its full name would take three lines of a narrow head.
pub(crate) fn steps_in_booklet(process: &Process, prefix: &str) -> Table {
    table(process, prefix, |basis| basis.replace("《中华人民共和国政府信息公开条例》", "《条例》"))
}

fn table(process: &Process, prefix: &str, written: impl Fn(&str) -> String) -> Table {
    let steps: Vec<_> = process.steps().collect();
    let bases: Vec<String> = steps.iter().map(|step| written(step.basis())).collect();
    let act = common_act(&bases.iter().map(String::as_str).collect::<Vec<_>>());
    let rows: Vec<[String; 6]> = steps
        .iter()
        .zip(&bases)
        .map(|(step, basis)| {
            [
                step.number.to_string(),
                step.name().to_string(),
                step.post().to_string(),
                step.limit().to_string(),
                act.map_or(basis.as_str(), |act| basis.trim_start_matches(act)).to_string(),
                step.materials().join("、"),
            ]
        })
        .collect();
    let basis_head = act.map_or("依据".to_string(), |act| format!("依据（{act}）"));
    let heads = ["序号", "环节", "岗位", "时限", &basis_head, "材料"];
    let shares = [0.07, 0.29, 0.18, 0.2, 0.26, 0.2];
    let shown: Vec<usize> = (0..6).filter(|c| *c < 4 || rows.iter().any(|row| !row[*c].is_empty())).collect();
    let sum: f64 = shown.iter().map(|c| shares[*c]).sum();
    let head = shown
        .iter()
        .map(|c| {
            let paragraph = Paragraph::text(format!("{prefix}steps.head.{c}"), ParaStyle::TableHead, heads[*c]);
            Cell::of(CellRole::Head(Scope::Column), paragraph)
        })
        .collect();
    let mut table_rows = vec![Row { height: RowHeight::Auto, cells: head }];
    for (r, row) in rows.iter().enumerate() {
        // Neither the first step stands alone at the foot of a page nor the last alone at the head.
        let keep = r + 1 < rows.len() && (r == 0 || r + 2 == rows.len());
        let cells = shown
            .iter()
            .map(|c| {
                let style = if *c == 0 { ParaStyle::TableNumber } else { ParaStyle::TableText };
                let mut text = Paragraph::text(format!("{prefix}steps.{}.{c}", r + 1), style, row[*c].clone());
                text.keep_with_next = keep;
                if *c > 0 {
                    // Lines of a few characters would be pulled apart to fill a narrow column.
                    text.align = Some(Align::Start);
                }
                Cell::of(CellRole::Data, text)
            })
            .collect();
        table_rows.push(Row { height: RowHeight::Auto, cells });
    }
    Table {
        id: format!("{prefix}steps").into(),
        summary: format!("“{}”各环节的岗位和时限", process.title),
        columns: shown.iter().map(|c| shares[*c] / sum).collect(),
        head_rows: 1,
        rows: table_rows,
    }
}

/// The one act 《…》 that every basis of the table names first; it is then said once, in the head.
fn common_act<'a>(bases: &[&'a str]) -> Option<&'a str> {
    let mut acts = bases
        .iter()
        .filter(|basis| !basis.is_empty() && **basis != BASIS_UNCHECKED)
        .map(|basis| basis.find('》').filter(|_| basis.starts_with('《')).map(|end| &basis[..end + '》'.len_utf8()]));
    let first = acts.next()??;
    acts.all(|act| act == Some(first)).then_some(first)
}

/// The chart in words: its steps in order, for who cannot see it.
pub(crate) fn alternative(process: &Process) -> String {
    let steps: Vec<String> = process.steps().map(|step| format!("{}.{}", step.number, step.name())).collect();
    format!("{}，共{}个环节：{}", process.title, steps.len(), steps.join("；"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingce_domain::process::{NodeKind, ProcessNode};

    #[test]
    fn no_step_stands_alone_at_the_foot_or_the_head_of_a_page() {
        let node = |n: usize| ProcessNode {
            id: format!("n{n}"),
            kind: NodeKind::Process,
            text: format!("第{n}步"),
            ..ProcessNode::default()
        };
        let kept = |count: usize| {
            let nodes = (0..count).map(node).collect();
            let table = steps(&Process { title: "办理".into(), nodes, ..Process::default() }, "");
            table.rows[1..].iter().map(Row::keeps_with_next).collect::<Vec<_>>()
        };
        assert_eq!(kept(1), [false]);
        assert_eq!(kept(2), [true, false]);
        assert_eq!(kept(5), [true, false, false, true, false]);
    }

    #[test]
    fn text_in_the_narrow_columns_of_a_step_table_is_not_pulled_apart() {
        let node = |kind, text: &str| ProcessNode {
            id: text.into(),
            kind,
            text: text.into(),
            actor: "主管部门或保密行政管理部门".into(),
            ..ProcessNode::default()
        };
        let nodes = vec![node(NodeKind::Start, "提出申请"), node(NodeKind::Process, "审查")];
        let table = steps(&Process { title: "办理".into(), nodes, ..Process::default() }, "");
        assert!(table.rows.len() > 1);
        for row in &table.rows[table.head_rows..] {
            for cell in &row.cells[1..] {
                assert!(cell.blocks.iter().all(|text| text.align == Some(Align::Start)), "{cell:?}");
            }
        }
    }
}
