//! A document as Typst source: the same text in the same faces and sizes on the same grid.
//!
//! Each style becomes a function that sets face, size and the height of its lines; lines are as high as ours because
//! the edges of the text are set to the pitch and nothing is put between them. Lines are broken with Typst's simple
//! algorithm: ours does the same, and its optimising one takes several times as long on Chinese paragraphs.

mod figure;

use mingce_document::{
    Align, Block, Cell, CharStyle, Document, Face, Inline, PageNumbering, ParaFormat, ParaStyle, Paragraph, Section,
    StyleSheet, Table,
};
use std::fmt::Write;

/// The baseline below the upper edge of the em box, as in all our faces.
const ASCENT: f64 = 0.88;
/// Up to so many rows a table is kept on one page, as our style sheet demands of a table that fits.
const KEPT_ROWS: usize = 40;

/// The faces' families, in the order in which they are tried: as the shipped font set does.
fn families(face: Face) -> &'static str {
    match face {
        Face::FangSong => r#"("Mingce Latin", "Mingce FangSong", "Mingce Song")"#,
        Face::SongTi => r#"("Mingce Song",)"#,
        Face::HeiTi => r#"("Mingce Hei", "Mingce Song")"#,
        Face::KaiTi => r#"("Mingce Latin", "Mingce Kai", "Mingce Song")"#,
        Face::XiaoBiaoSong => r#"("Mingce Title Song", "Mingce Song")"#,
    }
}

/// The whole source.
pub fn source(document: &Document, sheet: &StyleSheet) -> String {
    let mut out = String::new();
    preamble(document, sheet, &mut out);
    for section in &document.sections {
        self::section(section, sheet, &mut out);
    }
    out
}

/// Text in code, quoted.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The name of a style's function.
fn name(style: ParaStyle) -> String {
    format!("s{}", style as usize)
}

/// `set text(…)` of a style: face, size, and edges as high as its lines.
fn text_rule(format: &ParaFormat, sheet: &StyleSheet, style: ParaStyle) -> String {
    let (size, pitch) = (format.size.0, sheet.pitch(style).0);
    let above = pitch / 2.0 + (ASCENT - 0.5) * size;
    let tracking = if format.on_char_grid { sheet.char_pitch().0 - size } else { 0.0 };
    let families = families(format.face);
    format!(
        "set text(font: {families}, size: {size}pt, weight: \"regular\", top-edge: {above:.3}pt, bottom-edge: -{:.3}pt, tracking: {tracking:.3}pt)",
        pitch - above
    )
}

/// `set par(…)` of a style.
fn par_rule(format: &ParaFormat) -> String {
    format!(
        "set par(first-line-indent: (amount: {}em, all: true), justify: {}, leading: 0pt, spacing: 0pt, linebreaks: \"simple\")",
        format.first_line_chars,
        format.align == Align::Justify
    )
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Start | Align::Justify => "left",
        Align::Center => "center",
        Align::End => "right",
    }
}

fn preamble(document: &Document, sheet: &StyleSheet, out: &mut String) {
    let meta = &document.meta;
    let (page, body) = (&sheet.page, sheet.format(ParaStyle::Body));
    let margins = page.upright;
    let _ = writeln!(out, "#set document(title: {}, author: {})", quoted(&meta.title), quoted(&meta.author));
    let _ = writeln!(out, "#set text(lang: \"zh\", region: \"cn\", cjk-latin-spacing: none)");
    let mark = document.watermark.as_ref().map_or("none".to_owned(), |mark| {
        format!(
            "place(center + horizon, rotate(-45deg, text(font: {}, size: 150pt, fill: luma(91%), {})))",
            families(Face::HeiTi),
            quoted(&mark.text)
        )
    });
    let number = sheet.format(ParaStyle::PageNumber);
    let _ = writeln!(
        out,
        "#set page(width: {}mm, height: {}mm, margin: (top: {}mm, right: {}mm, bottom: {}mm, left: {}mm), background: {mark}, footer-descent: {}mm, footer: context {{ let n = counter(page).get().first(); set text(font: {}, size: {}pt); align(if calc.odd(n) {{ right }} else {{ left }}, pad(x: 1em, [— #n —])) }})",
        page.width.0,
        page.height.0,
        margins.top.0,
        margins.right.0,
        margins.bottom.0,
        margins.left.0,
        sheet.page_number.below_text.0 - number.size.mm().0 / 2.0,
        families(number.face),
        number.size.0
    );
    let _ = writeln!(out, "#{}\n#{}", text_rule(body, sheet, ParaStyle::Body), par_rule(body));
    let _ =
        writeln!(out, "#let attention(it) = highlight(fill: luma(82%), it)\n#let strong(it) = text(stroke: 0.4pt, it)");
    for style in ParaStyle::ALL {
        let format = sheet.format(style);
        let em = format.size.0;
        let _ = writeln!(
            out,
            "#let {}(it, to: {}, sticky: {}) = block(width: 100%, above: {}pt, below: {}pt, sticky: sticky, inset: (left: {}pt, right: {}pt), {{ {}; {}; set align(to); par(it) }})",
            name(style),
            align(format.align),
            format.keep_with_next,
            format.before.0,
            format.after.0,
            format.start_chars * em,
            format.end_chars * em,
            text_rule(format, sheet, style),
            par_rule(format),
        );
        // Inside a cell: no block of its own, so that rows are as high as their lines.
        let _ = writeln!(
            out,
            "#let c{}(it) = {{ {}; {}; it }}",
            style as usize,
            text_rule(format, sheet, style),
            par_rule(format)
        );
        if let Some(level) = style.heading_level() {
            let _ = writeln!(out, "#show heading.where(level: {level}): it => {}(it.body)", name(style));
        }
    }
    for (level, style) in [(1, ParaStyle::Contents1), (2, ParaStyle::Contents2)] {
        let _ = writeln!(
            out,
            "#show outline.entry.where(level: {level}): it => {}(link(it.element.location(), [#it.element.body #box(width: 1fr, repeat[.]) #it.page()]))",
            name(style)
        );
    }
    let note = sheet.format(ParaStyle::Footnote);
    let _ = writeln!(
        out,
        "#show footnote.entry: it => {{ {}; {}; it }}\n#set footnote.entry(gap: 0pt)",
        text_rule(note, sheet, ParaStyle::Footnote),
        par_rule(note)
    );
}

fn section(section: &Section, sheet: &StyleSheet, out: &mut String) {
    if let PageNumbering::Restart(number) = section.page_numbers {
        let _ = writeln!(out, "#counter(page).update({number})");
    }
    for (at, block) in section.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => self::paragraph(paragraph, sheet, out),
            Block::Table(table) => self::table(table, sheet, out),
            Block::Figure(drawn) => figure::write(drawn, kept_above(&section.blocks[..at], sheet), sheet, out),
            Block::TableOfContents(contents) => {
                let _ = writeln!(out, "#outline(title: none, depth: {}, indent: 0pt)", contents.depth);
            }
            Block::PageBreak => out.push_str("#pagebreak()\n"),
        }
    }
}

/// Height of the headings that stand on the page of what follows them.
fn kept_above(before: &[Block], sheet: &StyleSheet) -> f64 {
    let kept = before.iter().rev().map_while(|block| match block {
        Block::Paragraph(p) if sheet.format(p.style).keep_with_next => Some(sheet.pitch(p.style).0),
        _ => None,
    });
    kept.sum()
}

fn paragraph(paragraph: &Paragraph, sheet: &StyleSheet, out: &mut String) {
    let content = inlines(&paragraph.inlines);
    let style = paragraph.style;
    let empty = paragraph.plain_text().is_empty();
    if let Some(level) = style.heading_level() {
        // With its id as label: page numbers in the text refer to it.
        let _ = writeln!(out, "#heading(level: {level}, {content}) #label({})", quoted(&paragraph.id.0));
    } else if empty {
        // A paragraph without text is a line all the same.
        let _ = writeln!(
            out,
            "#block(height: {}pt, above: 0pt, below: 0pt, sticky: {})",
            sheet.pitch(style).0,
            paragraph.keep_with_next
        );
    } else if style == ParaStyle::Body && paragraph.align.is_none() && !paragraph.keep_with_next {
        let _ = writeln!(out, "#{content}\n");
    } else {
        let to = paragraph.align.map_or(String::new(), |to| format!(", to: {}", align(to)));
        let sticky = if paragraph.keep_with_next { ", sticky: true" } else { "" };
        let _ = writeln!(out, "#{}({content}{to}{sticky})", name(style));
    }
}

/// Inlines as an expression.
fn inlines(inlines: &[Inline]) -> String {
    let parts: Vec<String> = inlines.iter().filter_map(inline).collect();
    match parts.len() {
        0 => "[]".into(),
        1 => parts.concat(),
        _ => parts.iter().fold("[".to_owned(), |all, part| all + "#" + part + ";") + "]",
    }
}

fn inline(inline: &Inline) -> Option<String> {
    Some(match inline {
        Inline::Text { text, style: CharStyle::Plain } => quoted(text),
        Inline::Text { text, style: CharStyle::Strong } => format!("strong({})", quoted(text)),
        Inline::Text { text, style: CharStyle::Attention } => format!("attention({})", quoted(text)),
        Inline::LineBreak => "linebreak()".into(),
        Inline::Tab => "h(2em)".into(),
        Inline::Blank { width } => format!("box(width: {}mm, stroke: (bottom: 0.5pt))", width.0),
        Inline::CheckBox { checked } => quoted(if *checked { "☑" } else { "☐" }),
        Inline::PageRef { target } => format!("context counter(page).at(label({})).first()", quoted(&target.0)),
        Inline::Footnote { inlines } => format!("footnote({})", self::inlines(inlines)),
        Inline::IndexMark { .. } => return None,
    })
}

fn table(table: &Table, sheet: &StyleSheet, out: &mut String) {
    let format = &sheet.table;
    let shares: String = table.columns.iter().fold(String::new(), |all, share| format!("{all}{share}fr, "));
    let around = format.around.0;
    let breakable = !(format.keep_whole && table.rows.len() <= KEPT_ROWS);
    let _ = writeln!(
        out,
        "#block(above: {around}pt, below: {around}pt, breakable: {breakable}, table(columns: ({shares}), stroke: {}pt, inset: (x: {}mm, y: {}mm),",
        format.border.0, format.pad_x.0, format.pad_y.0
    );
    for (at, row) in table.rows.iter().enumerate() {
        if at == 0 && table.head_rows > 0 {
            out.push_str("table.header(");
        }
        row.cells.iter().for_each(|cell| self::cell(cell, sheet, out));
        if at + 1 == table.head_rows {
            out.push_str("),");
        }
        out.push('\n');
    }
    out.push_str("))\n");
}

fn cell(cell: &Cell, sheet: &StyleSheet, out: &mut String) {
    let vertical = match cell.vertical {
        mingce_document::VerticalAlign::Top => "top",
        mingce_document::VerticalAlign::Middle => "horizon",
        mingce_document::VerticalAlign::Bottom => "bottom",
    };
    let first = cell.blocks.first();
    let to = first.map_or("left", |p| align(p.align.unwrap_or(sheet.format(p.style).align)));
    let spans = if cell.col_span > 1 || cell.row_span > 1 {
        format!("colspan: {}, rowspan: {}, ", cell.col_span, cell.row_span)
    } else {
        String::new()
    };
    let _ = write!(out, "table.cell({spans}align: {to} + {vertical}, ");
    for (at, paragraph) in cell.blocks.iter().enumerate() {
        let content = if cell.vertical_text { stacked(&paragraph.plain_text()) } else { inlines(&paragraph.inlines) };
        let between = if at > 0 { " + parbreak() + " } else { "" };
        let _ = write!(out, "{between}c{}({content})", paragraph.style as usize);
    }
    if cell.blocks.is_empty() {
        out.push_str("[]");
    }
    out.push_str("), ");
}

/// Characters one below the other.
fn stacked(text: &str) -> String {
    let lines: Vec<String> = text.chars().map(|ch| quoted(&ch.to_string())).collect();
    if lines.is_empty() { "[]".into() } else { lines.join(" + linebreak() + ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_of_a_text_cannot_end_its_string() {
        assert_eq!(quoted(r#"甲"乙\丙"#), r#""甲\"乙\\丙""#);
    }

    #[test]
    fn every_paragraph_and_every_cell_with_its_spans_is_in_the_source() {
        let county = crate::content::report::county().expect("the sample");
        let source = source(&county, &StyleSheet::gb9704());
        let mut cells = 0;
        for block in &county.sections[0].blocks {
            match block {
                // An empty line is written as its height.
                Block::Paragraph(p) if p.plain_text().is_empty() => {}
                Block::Paragraph(p) => assert!(source.contains(&inlines(&p.inlines)), "{:?}", p.id),
                Block::Table(t) => cells += t.placed().len(),
                _ => {}
            }
        }
        assert!(cells > 200, "the three tables have {cells} cells");
        assert_eq!(source.matches("table.cell(").count(), cells);
    }
}
