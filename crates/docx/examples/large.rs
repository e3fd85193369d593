//! A table as long as a county's catalogue, for a profiler: `cargo run --release -p mingce-docx --example large`.
use mingce_document::{
    Block, Cell, CellRole, CharStyle, Document, Inline, Meta, Orientation, PageNumbering, ParaStyle, Paragraph, Row,
    RowHeight, Section, SectionStart, StyleSheet, Table,
};

fn main() {
    let cell = |r: usize, c: usize| {
        let lines = match c {
            4 => 5,
            5 | 8 => 2,
            _ => 1,
        };
        let id = format!("0192f7c0-aaaa-7bbb-8ccc-{r:012x}.field_{c}");
        let mut cell = Cell::of(CellRole::Data, Paragraph::text(id.clone(), ParaStyle::TableText, ""));
        cell.blocks = (0..lines)
            .map(|i| {
                let id = if i == 0 { id.clone() } else { format!("{id}.{i}") };
                let mut paragraph = Paragraph::text(id, ParaStyle::TableText, "");
                paragraph.inlines =
                    vec![Inline::Text { text: format!("第{r}行第{c}栏的内容之{i}"), style: CharStyle::Plain }];
                paragraph
            })
            .collect();
        cell
    };
    let mut blocks = Vec::new();
    for t in 0..26 {
        blocks.push(Block::Paragraph(Paragraph::text(format!("h{t}"), ParaStyle::Heading1, "领域")));
        let rows = (t * 192..(t + 1) * 192)
            .map(|r| Row { height: RowHeight::Auto, cells: (0..15).map(|c| cell(r, c)).collect() });
        blocks.push(Block::Table(Table {
            id: format!("t{t}").into(),
            summary: "大表".into(),
            columns: vec![1.0 / 15.0; 15],
            head_rows: 2,
            rows: rows.collect(),
        }));
    }
    let document = Document {
        meta: Meta { title: "大表".into(), language: "zh-CN".into(), ..Meta::default() },
        sections: vec![Section {
            id: "s".into(),
            orientation: Orientation::Landscape,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: None,
    };
    let began = std::time::Instant::now();
    let bytes = mingce_docx::write(&document, &StyleSheet::gb9704()).unwrap_or_default();
    println!("{} bytes in {:.2} s", bytes.len(), began.elapsed().as_secs_f64());
    if let Some(path) = std::env::args().nth(1) {
        std::fs::write(path, bytes).ok();
    }
}
