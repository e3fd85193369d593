//! The sample's outputs as goldens: figures, the parts and canonical XML of a DOCX, the words of an HTML and a PDF.
//! `MINGCE_UPDATE_GOLDEN=1 cargo test -p mingce-tests golden` writes them anew; read the difference before committing.

use crate::journeys::{sample, sample_titles};
use crate::program::{names, outside, root};
use mingce_compose::chart::draw_turned;
use mingce_document::{Drawing, Point, Rect};
use mingce_domain::process::Process;
use quick_xml::events::Event;
use std::fs;
use std::io::Read;
use std::path::Path;

/// Compares with the committed text, or writes it.
#[track_caller]
fn compare(name: &str, text: &str) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("MINGCE_UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(&path, text).expect("writable");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    if committed != text {
        let line = committed.lines().zip(text.lines()).position(|(a, b)| a != b).unwrap_or_default();
        let show = |text: &str| text.lines().skip(line).take(3).collect::<Vec<_>>().join("\n");
        panic!("{name} differs at line {}:\ncommitted:\n{}\nnow:\n{}", line + 1, show(&committed), show(text));
    }
}

fn name(title: &str) -> &'static str {
    match title {
        title if title.contains("自然资源局") => "bureau",
        title if title.contains("青石镇") => "township",
        _ => "county",
    }
}

/// XML with one tag a line, indented, attributes sorted: what differs is content, never layout.
fn canonical(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut out = String::new();
    let mut depth = 0;
    let mut line = |depth: usize, text: &str| {
        out.push_str(&" ".repeat(depth));
        out.push_str(text);
        out.push('\n');
    };
    let tag = |start: &quick_xml::events::BytesStart| {
        let mut attributes: Vec<String> = start
            .attributes()
            .map(|a| a.expect("an attribute"))
            .map(|a| format!(" {}={:?}", String::from_utf8_lossy(a.key.as_ref()), String::from_utf8_lossy(&a.value)))
            .collect();
        attributes.sort();
        format!("{}{}", String::from_utf8_lossy(start.name().as_ref()), attributes.concat())
    };
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                line(depth, &tag(&start));
                depth += 1;
            }
            Event::Empty(start) => line(depth, &tag(&start)),
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                let text = text.decode().expect("UTF-8");
                if !text.trim().is_empty() {
                    line(depth, &format!("“{text}”"));
                }
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

fn docx_text(path: &Path) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).expect("there")).expect("a zip");
    let mut parts: Vec<String> = zip.file_names().map(str::to_string).collect();
    parts.sort();
    let mut xml = String::new();
    zip.by_name("word/document.xml").expect("a document").read_to_string(&mut xml).expect("text");
    format!("{}\n\n{}", parts.join("\n"), canonical(&xml))
}

#[test]
fn the_samples_figures_are_as_recorded() {
    for title in sample_titles() {
        let json = fs::read_to_string(sample().join(format!("{title}.json"))).expect("there");
        compare(&format!("{}.json", name(title)), &json);
    }
}

#[test]
fn the_countys_docx_is_as_recorded_in_parts_and_canonical_xml() {
    let title = sample_titles()[0];
    compare("county.docx.txt", &docx_text(&sample().join(format!("{title}.docx"))));
}

#[test]
fn the_countys_html_is_as_recorded() {
    let title = sample_titles()[0];
    let html = fs::read_to_string(sample().join(format!("{title}.html"))).expect("there");
    compare("county.html", &html);
}

#[test]
fn the_words_of_the_countys_pdf_are_as_recorded() {
    let Some(mut pdftotext) = outside("pdftotext") else { return };
    let pdf = sample().join(format!("{}.pdf", sample_titles()[0]));
    let run = pdftotext.arg(&pdf).arg("-").output().expect("pdftotext runs");
    compare("county.pdf.txt", &String::from_utf8(run.stdout).expect("UTF-8"));
}

/// A drawing in lines of text: symbols with their boxes, lines with their corners, labels; in tenths of a millimetre.
fn drawn(drawing: &Drawing) -> String {
    let mm = |length: f64| (length * 10.0).round() as i64;
    let box_of = |rect: &Rect| format!("{},{} {}x{}", mm(rect.x.0), mm(rect.y.0), mm(rect.width.0), mm(rect.height.0));
    let at = |point: &Point| format!("{},{}", mm(point.x.0), mm(point.y.0));
    let mut out = format!("{}x{}\n", mm(drawing.width.0), mm(drawing.height.0));
    for shape in &drawing.shapes {
        let lines: Vec<&str> = shape.lines.iter().map(|line| line.text.as_str()).collect();
        out.push_str(&format!("{} {:?} {} {}\n", shape.id, shape.kind, box_of(&shape.rect), lines.join("|")));
    }
    for line in &drawing.connectors {
        let points: Vec<String> = line.points.iter().map(at).collect();
        let label = line.label.as_ref().map(|it| format!(" “{}” {}", it.line.text, box_of(&it.rect)));
        let label = label.unwrap_or_default();
        out.push_str(&format!("{} → {}: {}{label}\n", line.from.shape, line.to.shape, points.join(" ")));
    }
    out
}

/// Someone looked at each of these charts on paper: a chart that comes out otherwise is looked at again.
#[test]
fn the_shipped_charts_are_drawn_as_recorded() {
    let folder = root().join("assets/processes");
    for name in names(&folder).iter().filter(|name| name.ends_with(".json")) {
        let text = fs::read_to_string(folder.join(name)).expect("readable");
        let process: Process = serde_json::from_str(&text).expect("a process");
        let (layout, orientation) = draw_turned(&process);
        let text = format!("{}，{orientation:?}\n{}", process.title, drawn(&layout.drawing));
        compare(&format!("charts/{}.txt", process.id), &text);
    }
}
