//! The guide pages: one item after the other, each on a new page.

use super::{Book, Chart, Entry, centred, item_node, plain};
use crate::chart::figures;
use crate::guide_page::fields;
use crate::step_table::steps_in_booklet;
use mingce_document::{Block, Inline, Orientation, ParaStyle, Paragraph};
use mingce_domain::booklet::Edition;

/// All divisions, a part for each.
pub(super) fn write(book: &mut Book<'_>) {
    let parts = book.parts;
    let mut place = 0;
    for division in parts.divisions {
        let remarks = match division.without.as_slice() {
            [] => Vec::new(),
            names => vec![format!("尚无公开事项、没有编入：{}。", names.join("、"))],
        };
        let name = division.tier.key();
        book.part(name, &format!("{}公开内容及流程图", division.tier.offices()), &remarks);
        if parts.edition != Edition::Reader {
            book.chart("publication", "主动公开的一般流程", &parts.common.publication);
        }
        for (n, chapter) in division.chapters.iter().enumerate() {
            book.heading(&format!("{name}.{}", n + 1), chapter.agency, true);
            for (i, entry) in chapter.entries.iter().enumerate() {
                if i > 0 {
                    book.push(Block::PageBreak);
                }
                page(book, i + 1, place, entry);
                place += 1;
            }
        }
    }
}

fn page(book: &mut Book<'_>, number: usize, place: usize, entry: &Entry<'_>) {
    let node = item_node(place);
    book.push(centred(&node, ParaStyle::Heading3, &format!("{number}.{}", entry.item.name())));
    let prefix = format!("{node}.");
    book.push(Block::Table(fields(entry.item, &prefix)));
    match &entry.chart {
        Some(own) => {
            let heading = Paragraph::text(format!("{prefix}chart.heading"), ParaStyle::Heading4, "流程图");
            book.push(Block::Paragraph(heading));
            chart(book, &prefix, own);
        }
        None => {
            let mut paragraph = Paragraph::text(format!("{prefix}common"), ParaStyle::Body, "");
            paragraph.inlines = vec![
                plain("本事项按主动公开的一般流程办理，流程图见第"),
                Inline::PageRef { target: "chapter.publication".into() },
                plain("页。"),
            ];
            book.push(Block::Paragraph(paragraph));
        }
    }
}

/// A chart and its step table, under a heading that the contents do not list.
pub(super) fn chart(book: &mut Book<'_>, prefix: &str, chart: &Chart<'_>) {
    let caption = Some(chart.process.title.as_str());
    let id = format!("{prefix}chart");
    figures(chart.process, chart.drawing, Orientation::Portrait, &id, caption).into_iter().for_each(|it| book.push(it));
    let heading = Paragraph::text(format!("{prefix}steps.heading"), ParaStyle::Heading4, "步骤、岗位与时限");
    book.push(Block::Paragraph(heading));
    book.push(Block::Table(steps_in_booklet(chart.process, prefix)));
}
