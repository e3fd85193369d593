//! What is inside the sample's documents, looked at by programs that are not ours: Microsoft's validator of Open XML,
//! LibreOffice, an XML parser, a spreadsheet reader.

use crate::journeys::{sample, sample_titles};
use crate::program::{outside, root};
use calamine::{DataType, Reader};
use std::path::PathBuf;

/// Microsoft's validator, from the end-to-end package.
pub fn validator() -> Option<PathBuf> {
    let path = root().join("tests/e2e/node_modules/.bin/ooxml-validator");
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("MINGCE_TEST_FULL").is_none(), "{} is needed", path.display());
    eprintln!("no validator of Open XML here: not looked at");
    None
}

fn office_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(sample())
        .expect("the sample")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "docx" || e == "xlsx"))
        .collect();
    files.sort();
    assert!(files.len() >= 7, "three reports twice and a guide page: {files:?}");
    files
}

#[test]
fn microsofts_validator_finds_no_error_in_any_docx_and_xlsx() {
    let Some(validator) = validator() else { return };
    for file in office_files() {
        let run = std::process::Command::new(&validator).arg(&file).output().expect("the validator runs");
        let answer: serde_json::Value = serde_json::from_slice(&run.stdout)
            .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&run.stdout)));
        assert_eq!(answer["ok"], true, "{}: {answer:#}", file.display());
    }
}

#[test]
fn libreoffice_opens_every_docx_and_shows_its_text() {
    let Some(mut soffice) = outside("soffice") else { return };
    let out = tempfile::tempdir().expect("a temporary folder");
    let profile = format!("-env:UserInstallation=file://{}/profile", out.path().display());
    let files = office_files().into_iter().filter(|path| path.extension().is_some_and(|e| e == "docx"));
    let run = soffice
        .arg(profile)
        .args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(out.path())
        .args(files)
        .output()
        .expect("LibreOffice runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for title in sample_titles() {
        let text = std::fs::read_to_string(out.path().join(format!("{title}.txt"))).expect("converted");
        for words in ["一、总体情况", "六、其他需要报告的事项", "（七）总计", "未经复议直接起诉"]
        {
            assert!(text.contains(words), "{title}: {words}");
        }
    }
}

/// Where Debian puts PDFBox's preflight and what it needs.
fn preflight() -> Option<std::process::Command> {
    let names =
        ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"];
    let jars = names.map(|name| format!("/usr/share/java/{name}.jar"));
    if let Some(missing) = jars.iter().find(|jar| !std::path::Path::new(jar).exists()) {
        assert!(std::env::var_os("MINGCE_TEST_FULL").is_none(), "{missing} is needed; cargo xtask test installs it");
        eprintln!("{missing} is not here: not looked at");
        return None;
    }
    let mut java = outside("java")?;
    java.args(["-cp", &jars.join(":"), "org.apache.pdfbox.preflight.Validator_A1b"]);
    Some(java)
}

#[test]
fn every_pdf_of_the_sample_is_fit_for_an_archive() {
    let files: Vec<PathBuf> = std::fs::read_dir(sample())
        .expect("the sample")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "pdf"))
        .collect();
    assert!(files.len() >= 4, "three reports and a guide page: {files:?}");
    for file in files {
        let Some(mut preflight) = preflight() else { return };
        let run = preflight.arg(&file).output().expect("preflight runs");
        let answer = String::from_utf8_lossy(&run.stdout);
        assert!(answer.contains("is a valid PDF/A-1b file"), "{}: {answer}", file.display());
    }
}

#[test]
fn the_workbook_has_the_forms_merges_and_numbers_as_numbers() {
    for title in sample_titles() {
        let path = sample().join(format!("{title}.xlsx"));
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).expect("opens");
        let json = std::fs::read_to_string(sample().join(format!("{title}.json"))).expect("there");
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let expected = json["requests"]["new"][6].as_f64().expect("a total");
        let names = book.sheet_names().to_vec();
        let mut seen = false;
        for name in &names {
            let range = book.worksheet_range(name).expect("readable");
            for row in range.rows() {
                let label =
                    row.iter().any(|cell| cell.as_string().as_deref() == Some("一、本年新收政府信息公开申请数量"));
                if label {
                    seen = true;
                    let last = row.iter().rev().find_map(|cell| match cell {
                        calamine::Data::Float(n) => Some(*n),
                        calamine::Data::Int(n) => Some(*n as f64),
                        _ => None,
                    });
                    assert_eq!(last, Some(expected), "{title}: the total is a number in its cell");
                }
            }
        }
        assert!(seen, "{title}: table three is on a sheet of {names:?}");
    }
}
