//! The written file, looked at with poppler's and qpdf's eyes.

mod archive;
mod bind;
mod measure;
mod reader;
pub(crate) mod report;
mod specimen;
mod tagged;

use super::*;
use mingce_document::*;
use mingce_typeset::layout;
use std::{path::Path, process::Command};

fn fonts() -> FontSet {
    FontSet::bundled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")).unwrap()
}

fn pdf(document: &Document) -> Vec<u8> {
    let fonts = fonts();
    write(&layout(document, &StyleSheet::gb9704(), &fonts), document, &fonts).unwrap()
}

/// Runs a program on the file and returns what it prints.
fn seen_by(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("年度报告.pdf");
    std::fs::write(&file, bytes).unwrap();
    // For looking at the pages: MINGCE_KEEP_PDF=/tmp/x.pdf cargo test -p mingce-pdf
    if let Ok(copy) = std::env::var("MINGCE_KEEP_PDF") {
        std::fs::write(copy, bytes).unwrap();
    }
    let arguments: Vec<&std::ffi::OsStr> =
        arguments.iter().map(|a| if *a == "FILE" { file.as_os_str() } else { a.as_ref() }).collect();
    let output = Command::new(program).args(&arguments).output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {out}{}", String::from_utf8_lossy(&output.stderr));
    out
}

#[test]
fn the_file_is_sound_in_every_part() {
    let out = seen_by("qpdf", &["--check", "FILE"], &pdf(&report::document()));
    assert!(out.contains("No syntax or stream encoding errors found"), "{out}");
    assert!(!out.contains("WARNING"), "{out}");
}

#[test]
fn a_form_with_everything_in_it_is_sound_and_can_be_read() {
    let bytes = pdf(&specimen::document());
    let out = seen_by("qpdf", &["--check", "FILE"], &bytes);
    assert!(!out.contains("WARNING"), "{out}");
    let text = seen_by("pdftotext", &["-raw", "FILE", "-"], &bytes);
    let copied: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for part in ["自收到申请之日起20个工作日内答复①", "【依据待核】，详见第2页", "①节假日顺延", "办理结果（件）", "—2—"]
    {
        assert!(copied.contains(part), "{part} is not in {copied}");
    }
}

#[test]
fn every_font_is_embedded_in_part_with_its_characters() {
    let out = seen_by("pdffonts", &["FILE"], &pdf(&report::document()));
    let fonts: Vec<&str> = out.lines().skip(2).collect();
    // Five faces, and their common half-width signs.
    assert_eq!(fonts.len(), 6, "{out}");
    for font in fonts {
        assert!(font.contains("+Mingce") && font.contains("yes yes yes"), "{font}");
    }
}

/// The first characters of a text: a line break or page break may stand after them.
fn beginning(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).take(4).collect()
}

#[test]
fn text_copies_out_in_reading_order_tables_too() {
    let document = report::document();
    let out = seen_by("pdftotext", &["-raw", "FILE", "-"], &pdf(&document));
    let copied: String = out.chars().filter(|c| !c.is_whitespace()).collect();
    let mut texts = Vec::new();
    for block in &document.sections[0].blocks {
        match block {
            Block::Paragraph(p) => texts.push(p.plain_text()),
            Block::Table(t) => texts.extend(t.rows.iter().flat_map(|r| &r.cells).map(Cell::plain_text)),
            _ => {}
        }
    }
    assert!(texts.len() > 250);
    let (mut from, mut before) = (0, 0);
    for text in &texts {
        let start = beginning(text);
        let at = copied[from..].find(&start);
        // Between two texts stand at most the rest of the first, a page number and a repeated head.
        assert!(at.is_some_and(|at| at <= before + 700), "“{start}” does not follow “{}”", beginning(&copied[from..]));
        from += at.unwrap_or(0) + start.len();
        before = text.len();
    }
    // Characters beyond the first plane and from the fallback keep their identity.
    for name in ["䶮某", "堃某", "阳光政务"] {
        assert!(copied.contains(name), "{name}");
    }
}

fn para(text: &str) -> Block {
    Block::Paragraph(Paragraph::text("only", ParaStyle::Body, text))
}

#[test]
fn punctuation_that_shares_its_blanks_is_copied_in_its_line() {
    // Not in content order (-raw) but as pdftotext and most viewers see a page. One line, however lines are broken.
    let line = "不公开为“例外”，见《目录》，做到“应公开”。";
    let document = report::of(vec![para(line)]);
    let out = seen_by("pdftotext", &["FILE", "-"], &pdf(&document));
    assert!(out.contains(line), "{out}");
    // The watermark is no text.
    assert!(!out.lines().any(|line| line.trim() == "例"), "{out}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(pdf(&report::document()), pdf(&report::document()));
}

#[test]
fn the_file_says_what_it_is_when_and_by_whom() {
    let out = seen_by("pdfinfo", &["-isodates", "FILE"], &pdf(&report::document()));
    for line in [
        "Title:           示例县人民政府办公室2025年政府信息公开工作年度报告",
        "Author:          示例县人民政府办公室",
        "CreationDate:    2026-01-20T08:00:00Z",
        "Page size:       595.276 x 841.89 pts (A4)",
        "PDF version:     1.7",
    ] {
        assert!(out.contains(line), "{line} is not in\n{out}");
    }
}

/// The file's objects, read back.
fn objects(document: &Document) -> lopdf::Document {
    lopdf::Document::load_mem(&pdf(document)).unwrap()
}

#[test]
fn bookmarks_are_nested_as_the_headings_are() {
    let tree = objects(&report::document());
    let catalog = tree.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    let follow = |from: &lopdf::Dictionary, key: &[u8]| {
        let id = from.get(key).and_then(lopdf::Object::as_reference).ok()?;
        tree.get_dictionary(id).ok().cloned()
    };
    let title = |item: &lopdf::Dictionary| {
        let bytes = item.get(b"Title").unwrap().as_str().unwrap()[2..].to_vec();
        let units: Vec<u16> = bytes.chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        String::from_utf16(&units).unwrap()
    };
    let root = follow(catalog, b"Outlines").unwrap();
    let mut found = Vec::new();
    let mut next = follow(&root, b"First");
    while let Some(item) = next {
        found.push(title(&item));
        if let Some(below) = follow(&item, b"First") {
            found.push(format!("  {}", title(&below)));
        }
        next = follow(&item, b"Next");
    }
    assert_eq!(&found[..3], ["一、总体情况", "  （一）主动公开情况", "二、主动公开政府信息情况"]);
    assert_eq!(found.len(), 7);
}

#[test]
fn a_file_of_several_documents_has_their_titles_as_bookmarks_over_their_headings() {
    let mut document = report::document();
    let mut second = document.sections[0].clone();
    second.blocks = vec![
        Block::Paragraph(Paragraph::text("second", ParaStyle::Title, "第二份文件")),
        Block::Paragraph(Paragraph::text("second.1", ParaStyle::Heading1, "一、依据")),
    ];
    document.sections.push(second);
    let tree = objects(&document);
    let follow = |from: &lopdf::Dictionary, key: &[u8]| {
        tree.get_dictionary(from.get(key).and_then(lopdf::Object::as_reference).unwrap()).unwrap().clone()
    };
    let root = follow(tree.catalog().unwrap(), b"Outlines");
    let last = follow(&root, b"Last");
    assert_eq!(reader::utf16(last.get(b"Title").unwrap()), "第二份文件");
    assert_eq!(reader::utf16(follow(&last, b"First").get(b"Title").unwrap()), "一、依据");
    let first = follow(&root, b"First");
    assert_eq!(reader::utf16(follow(&first, b"First").get(b"Title").unwrap()), "一、总体情况");
    let to = last.get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(to[1].as_name().unwrap(), b"XYZ");
    let page = tree.get_pages().into_values().position(|page| to[0].as_reference().ok() == Some(page));
    assert_eq!(page, Some(tree.get_pages().len() - 1));
}

#[test]
fn rare_characters_of_names_and_heavier_type_keep_their_identity() {
    let mut paragraph = Paragraph::text("names", ParaStyle::Body, "䶮㛃𬭎堃喆");
    paragraph.inlines.push(Inline::Text { text: "“重”要".into(), style: CharStyle::Strong });
    let bytes = pdf(&report::of(vec![Block::Paragraph(paragraph)]));
    let copied = seen_by("pdftotext", &["-raw", "FILE", "-"], &bytes);
    assert!(copied.contains("䶮㛃𬭎堃喆“重”要"), "{copied}");
    assert_eq!(reader::read(&bytes).root.text, "䶮㛃𬭎堃喆“重”要");
}

#[test]
fn characters_that_share_a_glyph_keep_their_identity() {
    // No font has them: all are drawn as the same empty box.
    let text = "甲\u{E001}乙\u{E002}丙\u{E001}";
    assert_eq!(reader::read(&pdf(&report::of(vec![para(text)]))).root.text, text);
}

#[test]
fn entries_of_the_contents_are_links_to_their_pages() {
    let mut document = report::document();
    let toc = TableOfContents { id: "toc".into(), depth: 1 };
    document.sections[0].blocks.insert(1, Block::TableOfContents(toc));
    let tree = objects(&document);
    let pages: Vec<_> = tree.get_pages().into_values().collect();
    let first = tree.get_dictionary(pages[0]).unwrap();
    let links = first.get(b"Annots").unwrap().as_array().unwrap();
    assert_eq!(links.len(), 6);
    let last = tree.get_dictionary(links[5].as_reference().unwrap()).unwrap();
    let to = last.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    assert!(pages.iter().position(|p| *p == to).unwrap() >= 3);
    seen_by("qpdf", &["--check", "FILE"], &pdf(&document));
}

#[test]
fn what_cannot_be_written_is_said_in_chinese() {
    let fonts = fonts();
    let empty = write(&Pages::default(), &report::document(), &fonts).unwrap_err();
    assert_eq!(empty.to_string(), "文件没有任何页面，未生成 PDF。请先填写内容。");
    let mut document = report::document();
    let pages = layout(&document, &StyleSheet::gb9704(), &fonts);
    for created in ["昨天", "2026-01-20", "2026-01-20T08:00:00+08:00", "2026-01-20 08:00:00Z"] {
        document.meta.created = created.into();
        let error = write(&pages, &document, &fonts).unwrap_err();
        assert!(matches!(error, PdfError::Created { .. }), "{created}: {error}");
    }
    document.meta.created = "2026-01-20T08:00:00.5Z".into();
    assert!(write(&pages, &document, &fonts).is_ok());
}

#[test]
fn a_font_that_must_not_be_embedded_is_refused_by_name() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let mut bytes = std::fs::read(assets.join("MingceKai.otf")).unwrap();
    let record = bytes.windows(4).position(|w| w == b"OS/2").unwrap();
    let at = u32::from_be_bytes(bytes[record + 8..record + 12].try_into().unwrap()) as usize;
    bytes[at + 8..at + 10].copy_from_slice(&2u16.to_be_bytes());
    let restricted = mingce_typeset::Font::parse(bytes, 0, "kai.otf").unwrap();
    let fonts = fonts().with(Face::FangSong, restricted);
    let document = report::document();
    let error = write(&layout(&document, &StyleSheet::gb9704(), &fonts), &document, &fonts).unwrap_err();
    assert_eq!(error.to_string(), "字体“MingceKai”的授权不允许嵌入文件，无法导出 PDF。请在“设置—字体”中改用其他字体。");
}
