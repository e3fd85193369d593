//! The style sheet of an office, read back from what it made: both writers obey it alike.

use crate::journeys::sample;
use crate::program::{mingce, outside};
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const BUREAU: &str = "清溪县自然资源局";
const TOWN: &str = "清溪县青石镇人民政府";

/// A word of a PDF and its edges in points.
struct Word {
    text: String,
    left: f64,
    right: f64,
    top: f64,
}

/// The words of each page.
fn pages(pdf: &Path) -> Option<Vec<Vec<Word>>> {
    let run = outside("pdftotext")?.arg("-bbox").arg(pdf).arg("-").output().expect("pdftotext runs");
    let text = String::from_utf8(run.stdout).expect("UTF-8");
    let number = |line: &str, name: &str| -> f64 {
        let rest = line.split(&format!("{name}=\"")).nth(1).expect("an edge");
        rest.split('"').next().expect("closed").parse().expect("a number")
    };
    let word = |line: &str| Word {
        text: line.split(['>', '<']).nth(2).unwrap_or_default().to_string(),
        left: number(line, "xMin"),
        right: number(line, "xMax"),
        top: number(line, "yMin"),
    };
    let pages = text.split("<page ").skip(1);
    Some(pages.map(|page| page.lines().filter(|line| line.contains("<word ")).map(word).collect()).collect())
}

/// The lines of a page that hold nothing but the sample text: their tops, from above.
fn tops(page: &[Word]) -> Vec<f64> {
    let mut tops: Vec<f64> = page.iter().filter(|word| word.text.contains("田")).map(|word| word.top).collect();
    tops.sort_by(f64::total_cmp);
    tops.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    tops
}

fn part(docx: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(docx).expect("there")).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// One element of a style in styles.xml.
fn style<'a>(styles: &'a str, id: &str) -> &'a str {
    let from = styles.find(&format!("w:styleId=\"{id}\"")).expect("the style");
    styles[from..].split("</w:style>").next().expect("closed")
}

/// The bureau's figures with an overview that fills pages with one paragraph.
fn long_report(folder: &Path) -> PathBuf {
    let source = sample().join(format!("{BUREAU}2025年政府信息公开工作年度报告（示例）.json"));
    let mut json: serde_json::Value = serde_json::from_str(&fs::read_to_string(source).expect("there")).expect("JSON");
    json["sections"]["overview"] = "田".repeat(2400).into();
    let path = folder.join("长文.json");
    fs::write(&path, json.to_string()).expect("written");
    path
}

/// Renders with a style and gives the DOCX and the PDF.
fn rendered(folder: &Path, figures: &Path, style: &str) -> (PathBuf, PathBuf) {
    fs::write(folder.join("style.json"), style).expect("written");
    let figures = figures.display().to_string();
    let words = ["report", "render", &figures, "--style", "style.json", "--out", "out", "--format", "docx,pdf"];
    mingce(folder, &words).exits(0);
    let title = format!("{BUREAU}2025年政府信息公开工作年度报告（示例）");
    (folder.join(format!("out/{title}.docx")), folder.join(format!("out/{title}.pdf")))
}

/// What LibreOffice makes of a DOCX.
fn converted(folder: &Path, docx: &Path) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("office");
    let mut soffice = outside("soffice")?;
    let run = soffice.arg(profile).args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(&out).arg(docx).output();
    assert!(run.expect("LibreOffice runs").status.success());
    Some(out.join(docx.with_extension("pdf").file_name().expect("a name")))
}

#[test]
fn a_fixed_pitch_of_28_points_stands_in_the_docx_and_on_the_pages_of_the_pdf() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let figures = long_report(folder.path());
    let (docx, pdf) = rendered(folder.path(), &figures, r#"{"schema": "style/1", "line_pitch": 28}"#);
    let styles = part(&docx, "word/styles.xml");
    for id in ["Normal", "Heading1", "Heading3", "IssuingOrgan"] {
        let style = style(&styles, id);
        assert!(style.contains("w:line=\"560\"") && style.contains("w:lineRule=\"exact\""), "{id}: {style}");
    }
    assert!(part(&docx, "word/document.xml").contains("w:linePitch=\"560\""));
    let Some(pages) = pages(&pdf) else { return };
    let tops = tops(&pages[1]);
    assert_eq!(tops.len(), 22);
    for pair in tops.windows(2) {
        assert!((pair[1] - pair[0] - 28.0).abs() < 0.01, "{pair:?}");
    }
}

#[test]
fn lines_and_characters_of_a_page_change_alike_in_pdf_and_docx() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let figures = long_report(folder.path());
    let cases = [
        (r#"{"schema": "style/1"}"#, 22, 28),
        (r#"{"schema": "style/1", "line_pitch": 26}"#, 24, 28),
        (r#"{"schema": "style/1", "line_pitch": 30, "body_size": 14}"#, 21, 32),
        (r#"{"schema": "style/1", "body_size": 15, "margin_left": 30, "margin_right": 20, "margin_top": 30}"#, 22, 30),
    ];
    for (style, lines, chars) in cases {
        let (docx, pdf) = rendered(folder.path(), &figures, style);
        let office = converted(folder.path(), &docx);
        for pdf in [Some(pdf), office].into_iter().flatten() {
            let Some(pages) = pages(&pdf) else { return };
            assert_eq!(tops(&pages[1]).len(), lines, "{style}: lines in {}", pdf.display());
            let first = pages[1].iter().find(|word| word.text.starts_with("田")).expect("a line");
            assert_eq!(first.text.chars().count(), chars, "{style}: characters in {}", pdf.display());
        }
    }
}

#[test]
fn margins_and_page_numbers_are_where_the_office_wants_them_in_both() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let figures = long_report(folder.path());
    let style = r#"{"schema": "style/1", "margin_left": 30, "margin_right": 24, "margin_top": 35, "margin_bottom": 32,
        "page_number": "center", "page_number_dashes": false}"#;
    let (docx, pdf) = rendered(folder.path(), &figures, style);
    let document = part(&docx, "word/document.xml");
    for twips in ["w:left=\"1701\"", "w:top=\"1984\"", "w:bottom=\"1814\""] {
        assert!(document.contains(twips), "{twips}");
    }
    assert!(!part(&docx, "word/settings.xml").contains("evenAndOddHeaders"), "odd and even pages are alike");
    assert!(!part(&docx, "word/footer1.xml").contains('—'));
    let Some(pages) = pages(&pdf) else { return };
    let millimetres = 72.0 / 25.4;
    let line = pages[1].iter().find(|word| word.text.starts_with("田")).expect("a line");
    assert!((line.left - 30.0 * millimetres).abs() < 0.5, "{}", line.left);
    let number = pages[1].iter().find(|word| word.text == "2").expect("the page number");
    let middle = (210.0 + 30.0 - 24.0) / 2.0 * millimetres;
    assert!(((number.left + number.right) / 2.0 - middle).abs() < 0.5, "{} {}", number.left, number.right);
}

#[test]
fn other_faces_and_bold_headings_arrive_in_the_docx() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let figures = long_report(folder.path());
    let style_file = r#"{"schema": "style/1", "face_fang_song": "方正仿宋_GBK", "bold_heading_2": true,
        "face_xiao_biao_song": {"name": "某标宋", "alt": ""}, "title_size": 24, "heading_indent": 0, "table_size": 12}"#;
    let (docx, _) = rendered(folder.path(), &figures, style_file);
    let styles = part(&docx, "word/styles.xml");
    assert!(style(&styles, "Normal").contains("w:eastAsia=\"方正仿宋_GBK\""));
    let title = style(&styles, "Title");
    assert!(title.contains("w:eastAsia=\"某标宋\"") && title.contains("<w:sz w:val=\"48\"/>"), "{title}");
    assert!(style(&styles, "Heading2").contains("<w:b/>") && !style(&styles, "Heading1").contains("<w:b/>"));
    assert!(style(&styles, "Heading1").contains("w:firstLineChars=\"0\""));
    assert!(style(&styles, "TableNumber").contains("<w:sz w:val=\"24\"/>"));
    let fonts = part(&docx, "word/fontTable.xml");
    let font = |name: &str| {
        let from = fonts.find(&format!("w:name=\"{name}\"")).unwrap_or_else(|| panic!("{name} in {fonts}"));
        fonts[from..].split("</w:font>").next().expect("closed").to_string()
    };
    assert!(font("方正仿宋_GBK").contains("<w:altName w:val=\"FZFangSong-Z02\"/>"));
    assert!(!font("某标宋").contains("altName"));
    assert!(!fonts.contains("仿宋_GB2312"), "the standard's is not used: {fonts}");
}

#[test]
fn an_agency_with_its_own_style_prints_it_and_the_others_do_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::copy(sample().join("示例县.mingce"), folder.path().join("a.mingce")).expect("copied");
    let before = mingce(folder.path(), &["style", "show", "--data", "a.mingce", "--json"]).exits(0);
    assert_eq!(before.json(), serde_json::json!({ "schema": "style/1" }));
    let set = ["style", "set", "--data", "a.mingce", "--agency", TOWN, "line_pitch=28", "page_number=居中"];
    let said = mingce(folder.path(), &set).exits(0);
    assert!(said.out.contains("正文行距：28 磅（国标：28.95 磅）"), "{}", said.out);
    let build =
        ["report", "build", "--data", "a.mingce", "--year", "2025", "--all", "--out", "out", "--format", "docx"];
    mingce(folder.path(), &build).exits(0);
    let mut pitches = BTreeSet::new();
    for entry in fs::read_dir(folder.path().join("out")).expect("written") {
        let path = entry.expect("readable").path();
        let is_town = path.display().to_string().contains(TOWN);
        let styles = part(&path, "word/styles.xml");
        let line = if style(&styles, "Normal").contains("w:line=\"560\"") { 560 } else { 579 };
        pitches.insert((is_town, line));
    }
    assert_eq!(pitches, BTreeSet::from([(false, 579), (true, 560)]));
    mingce(folder.path(), &["style", "reset", "--data", "a.mingce", "--agency", TOWN]).exits(0);
    let json = mingce(folder.path(), &["style", "show", "--data", "a.mingce", "--agency", TOWN, "--json"]).json();
    assert_eq!(json, serde_json::json!({ "schema": "style/1" }));
}

#[test]
fn a_style_that_cannot_be_obeyed_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::copy(sample().join("示例县.mingce"), folder.path().join("a.mingce")).expect("copied");
    fs::write(folder.path().join("new.json"), r#"{"schema": "style/1", "colour": "red"}"#).expect("written");
    let wrong: [(&[&str], &str); 6] = [
        (&["style", "set", "--data", "a.mingce", "line_pitch=40"], "正文行距应在 26 至 30 磅之间"),
        (&["style", "set", "--data", "a.mingce", "line_pitch"], "应写作 项=值"),
        (&["style", "set", "--data", "a.mingce", "colour=red"], "没有“colour”这一项版式"),
        (&["style", "set", "--data", "a.mingce", "--from", "new.json"], "没有“colour”这一项版式"),
        (&["style", "set", "--data", "a.mingce"], "缺少参数"),
        (
            &["report", "build", "--data", "a.mingce", "--year", "2025", "--out", "o", "--fonts", "mine"],
            "不认识的字体来源",
        ),
    ];
    for (words, expected) in wrong {
        let run = mingce(folder.path(), words).exits(2);
        assert!(run.err.contains(expected), "{words:?}: {}", run.err);
    }
    let json = mingce(folder.path(), &["style", "show", "--data", "a.mingce", "--json"]).json();
    assert_eq!(json, serde_json::json!({ "schema": "style/1" }));
}

#[test]
fn fonts_of_the_machine_are_named_in_the_notes_and_those_it_lacks_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let figures = long_report(folder.path()).display().to_string();
    fs::write(folder.path().join("s.json"), r#"{"schema": "style/1", "face_kai_ti": "没有的楷体"}"#).expect("written");
    let words =
        ["report", "render", &figures, "--style", "s.json", "--fonts", "office", "--out", "o", "--format", "pdf"];
    let run = mingce(folder.path(), &words).exits(0);
    assert!(run.out.contains("本机没有安装“没有的楷体”，PDF 改用程序自带字体"), "{}", run.out);
    let bundled = mingce(folder.path(), &["report", "render", &figures, "--out", "o", "--format", "pdf"]).exits(0);
    assert!(!bundled.out.contains("本机"), "{}", bundled.out);
}
