//! Whether an archive takes the file: PDFBox's preflight, which checks PDF/A-1b, and the words of both metadata.

use super::reader::{read, utf16};
use super::*;

/// What preflight needs, where Debian puts it (libpdfbox2-java and what it asks for).
const JARS: [&str; 8] =
    ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"];

/// Preflight's answer; nothing where it is not installed and need not be.
pub(super) fn preflight(bytes: &[u8]) -> Option<String> {
    let jars = JARS.map(|name| format!("/usr/share/java/{name}.jar"));
    if let Some(missing) = jars.iter().find(|jar| !Path::new(jar).exists()) {
        assert!(std::env::var_os("MINGCE_TEST_FULL").is_none(), "{missing} is needed; cargo xtask test installs it");
        eprintln!("{missing} is not here: not looked at");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new("java")
        .args(["-cp", &jars.join(":"), "org.apache.pdfbox.preflight.Validator_A1b"])
        .arg(&file)
        .output()
        .expect("java runs");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn preflight_takes_reports_forms_and_torn_tables_as_pdf_a_1b() {
    for (name, document) in tagged::everything() {
        let Some(answer) = preflight(&pdf(&document)) else { return };
        assert!(answer.contains("is a valid PDF/A-1b file"), "{name}: {answer}");
    }
}

#[test]
fn preflight_sees_a_file_without_its_colour_space() {
    let mut file = lopdf::Document::load_mem(&pdf(&specimen::document())).unwrap();
    file.catalog_mut().unwrap().remove(b"OutputIntents");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    let Some(answer) = preflight(&bytes) else { return };
    assert!(answer.contains("is not a valid PDF/A-1b file"), "{answer}");
}

#[test]
fn both_metadata_say_the_same_and_marks_in_a_title_do_not_break_them() {
    let mut document = specimen::document();
    document.meta.title = "“甲&乙”<丙>\u{7}公开指南".into();
    document.meta.author = "示例县人民政府".into();
    document.meta.created = "2026-01-20T08:00:00.25Z".into();
    let tagged = read(&pdf(&document));
    let info = tagged.follow(tagged.file.trailer.get(b"Info").unwrap());
    assert_eq!(utf16(info.get(b"Title").unwrap()), "“甲&乙”<丙>公开指南");
    assert_eq!(utf16(info.get(b"CreationDate").unwrap()), "D:20260120080000Z");
    let id = tagged.file.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = tagged.file.get_object(id).unwrap().as_stream().unwrap();
    assert!(!stream.dict.has(b"Filter"), "readable as it stands");
    let xmp = String::from_utf8(stream.content.clone()).unwrap();
    for words in [
        "<rdf:li xml:lang=\"x-default\">“甲&amp;乙”&lt;丙&gt;公开指南</rdf:li>",
        "<dc:creator><rdf:Seq><rdf:li>示例县人民政府</rdf:li></rdf:Seq></dc:creator>",
        "<xmp:CreateDate>2026-01-20T08:00:00Z</xmp:CreateDate>",
        "<pdfaid:part>1</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
    ] {
        assert!(xmp.contains(words), "{words} is not in {xmp}");
    }
    let Some(answer) = preflight(&pdf(&document)) else { return };
    assert!(answer.contains("is a valid PDF/A-1b file"), "{answer}");
}

#[test]
fn a_font_embedded_whole_is_read_by_its_own_numbers() {
    let document = specimen::document();
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let mut font = std::fs::read(assets.join("MingceHei.otf")).unwrap();
    let record = font.windows(4).position(|w| w == b"OS/2").unwrap();
    let at = u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()) as usize;
    // May be embedded, but not in part.
    font[at + 8..at + 10].copy_from_slice(&0x0100_u16.to_be_bytes());
    let whole = mingce_typeset::Font::parse(font, 0, "hei.otf").unwrap();
    let fonts = fonts().with(Face::FangSong, whole);
    let pages = layout(&document, &StyleSheet::gb9704(), &fonts);
    let bytes = write(&pages, &document, &fonts).unwrap();
    let tagged = read(&bytes);
    assert_eq!(tagged::squeezed(&tagged.root.text), tagged::heard(&document, &pages));
    let copied = seen_by("pdftotext", &["-raw", "FILE", "-"], &bytes);
    assert!(copied.contains("自收到申请之日起"), "{copied}");
}
