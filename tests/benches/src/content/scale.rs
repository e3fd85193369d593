//! Documents that grow in one respect, to see whether time grows faster.

use super::mixed::Dice;
use mingce_document::{
    Block, Cell, CellRole, CharStyle, Document, Inline, ParaStyle, Paragraph, Row, RowHeight, Scope, Table,
    TableOfContents,
};

/// What grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growing {
    /// Pages of paragraphs.
    Text,
    /// Rows of one table of six columns with a repeated head.
    TableRows,
    /// Rows of one table whose first column spans all rows in groups of ten.
    GroupedRows,
    /// Characters of one paragraph.
    Paragraph,
    /// Headings, with a table of contents of them.
    Headings,
    /// Footnotes, a few to a paragraph.
    Footnotes,
    /// Characters that no font has.
    Missing,
}

impl Growing {
    /// Each with its name and the sizes that are tried.
    pub const ALL: [(Growing, &str, &[usize]); 7] = [
        (Growing::Text, "正文，页", &[50, 100, 200, 500, 1000]),
        (Growing::TableRows, "一张表，行", &[400, 4_000, 20_000]),
        (Growing::GroupedRows, "一张表，合并单元格，行", &[400, 4_000, 20_000]),
        (Growing::Paragraph, "一个自然段，字", &[2_000, 20_000, 200_000]),
        (Growing::Headings, "标题（含目录），个", &[100, 500, 2_000]),
        (Growing::Footnotes, "脚注，条", &[100, 750, 3_000]),
        (Growing::Missing, "缺字，个", &[500, 5_000, 50_000]),
    ];

    /// The document of this size.
    pub fn document(self, size: usize) -> Document {
        let mut dice = Dice::new(11);
        let blocks = match self {
            // Each paragraph takes seven to eight lines: three fill a page.
            Growing::Text => (0..size * 3).map(|at| body(at, dice.text(165))).collect(),
            Growing::TableRows => vec![Block::Table(table(size, 1, &mut dice))],
            Growing::GroupedRows => vec![Block::Table(table(size, 10, &mut dice))],
            Growing::Paragraph => vec![body(0, dice.text(size))],
            Growing::Headings => headings(size, &mut dice),
            Growing::Footnotes => footnotes(size, &mut dice),
            Growing::Missing => (0..size.div_ceil(100)).map(|at| body(at, missing(at))).collect(),
        };
        super::document("规模测试", blocks)
    }
}

fn body(at: usize, text: String) -> Block {
    Block::Paragraph(Paragraph::text(format!("p.{at}"), ParaStyle::Body, text))
}

/// A hundred characters of the private area, which no font of ours draws.
fn missing(at: usize) -> String {
    (0..100).filter_map(|n| char::from_u32(0xE000 + ((at * 100 + n) % 6_000) as u32)).collect()
}

fn table(rows: usize, group: usize, dice: &mut Dice) -> Table {
    let heads = ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "责任单位"];
    let cell = |row: usize, column: usize, style, text: String| {
        Cell::of(CellRole::Data, Paragraph::text(format!("t.{row}.{column}"), style, text))
    };
    let head = heads.iter().enumerate().map(|(column, text)| {
        Cell::of(
            CellRole::Head(Scope::Column),
            Paragraph::text(format!("t.head.{column}"), ParaStyle::TableHead, *text),
        )
    });
    let mut table_rows = vec![Row { height: RowHeight::Auto, cells: head.collect() }];
    for row in 0..rows {
        let mut cells = Vec::new();
        if row % group == 0 {
            let span = group.min(rows - row);
            cells.push(cell(row, 0, ParaStyle::TableNumber, (row / group + 1).to_string()).spanning(1, span));
        }
        for column in 1..heads.len() {
            cells.push(cell(row, column, ParaStyle::TableText, dice.text(8).chars().take(6 + column * 3).collect()));
        }
        table_rows.push(Row { height: RowHeight::Auto, cells });
    }
    Table {
        id: "t".into(),
        summary: "公开事项一览".into(),
        columns: vec![0.07, 0.18, 0.25, 0.22, 0.13, 0.15],
        head_rows: 1,
        rows: table_rows,
    }
}

fn headings(count: usize, dice: &mut Dice) -> Vec<Block> {
    let mut blocks =
        vec![Block::TableOfContents(TableOfContents { id: "contents".into(), depth: 2 }), Block::PageBreak];
    for at in 0..count {
        let style = if at % 5 == 0 { ParaStyle::Heading1 } else { ParaStyle::Heading2 };
        let title: String = dice.text(8).chars().take(12 + at % 20).collect();
        blocks.push(Block::Paragraph(Paragraph::text(format!("h.{at}"), style, format!("{}．{title}", at + 1))));
        blocks.push(body(at, dice.text(100)));
    }
    blocks
}

fn footnotes(count: usize, dice: &mut Dice) -> Vec<Block> {
    let plain = |text: String| Inline::Text { text, style: CharStyle::Plain };
    let paragraph = |at: usize| {
        let mut paragraph = Paragraph::text(format!("p.{at}"), ParaStyle::Body, "");
        paragraph.inlines = (0..3)
            .flat_map(|_| [plain(dice.text(60)), Inline::Footnote { inlines: vec![plain(dice.text(40))] }])
            .collect();
        Block::Paragraph(paragraph)
    };
    (0..count.div_ceil(3)).map(paragraph).collect()
}
