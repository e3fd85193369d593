//! How long large files take, and how large they get.

use super::*;

/// So many copies of a report, each with names of its own.
fn reports(copies: usize) -> Document {
    let mut document = report::document();
    let one = document.sections.remove(0);
    for copy in 0..copies {
        let mut section = one.clone();
        let rename = |id: &mut NodeId| id.0 = format!("{copy}.{}", id.0);
        for block in &mut section.blocks {
            match block {
                Block::Paragraph(p) => rename(&mut p.id),
                Block::Table(t) => {
                    rename(&mut t.id);
                    for cell in t.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        rename(&mut cell.id);
                        cell.blocks.iter_mut().for_each(|p| rename(&mut p.id));
                    }
                }
                Block::Figure(f) => {
                    rename(&mut f.id);
                    f.caption.iter_mut().for_each(|p| rename(&mut p.id));
                }
                Block::TableOfContents(_) | Block::PageBreak => {}
            }
        }
        document.sections.push(section);
    }
    document
}

/// A page of text and a page with a chart, so many times.
fn booklet(pairs: usize) -> Document {
    let mut document = reports(pairs);
    for section in &mut document.sections {
        let mut paragraphs = 0;
        section.blocks.retain(|block| match block {
            Block::Paragraph(p) if p.style == ParaStyle::Body => {
                paragraphs += 1;
                paragraphs <= 4
            }
            Block::Figure(_) => true,
            _ => false,
        });
    }
    document
}

/// Seconds that this thread has been computing: others on the machine do not count.
fn cpu() -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    spent.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// For measuring, and for seeing that the time grows with the pages and not faster:
/// `cargo test -p mingce-pdf thousand -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_thousand_pages_take_twice_as_long_as_five_hundred() {
    let fonts = fonts();
    let sheet = StyleSheet::gb9704();
    for (name, make, sizes) in [
        ("text and charts", booklet as fn(usize) -> Document, [10, 250, 500]),
        ("reports with tables", reports as fn(usize) -> Document, [2, 80, 160]),
    ] {
        let mut times = Vec::new();
        for size in sizes {
            let document = make(size);
            let start = cpu();
            let pages = layout(&document, &sheet, &fonts);
            let laid_out = cpu() - start;
            let bytes = write(&pages, &document, &fonts).unwrap();
            let written = cpu() - start - laid_out;
            let most = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
            let most = most.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("").to_owned();
            eprintln!(
                "{name}: {} pages: layout {laid_out:.3} s, writing {written:.3} s, {} bytes, {most}",
                pages.pages.len(),
                bytes.len()
            );
            // To look at one: MINGCE_KEEP_PDF=/tmp/x cargo test … writes /tmp/x-<pages>.pdf.
            if let Ok(copy) = std::env::var("MINGCE_KEEP_PDF") {
                std::fs::write(format!("{copy}-{}.pdf", pages.pages.len()), &bytes).unwrap();
            }
            times.push(laid_out + written);
        }
        assert!(times[2] < 3.0 * times[1], "{times:?}");
    }
}
