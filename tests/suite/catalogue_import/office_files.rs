//! XLS and ODS as an office program writes them: each workbook of the variants saved as the other two, and read like it.

use super::compare::{Outcome, hold, originals};
use super::desk::Desk;
use super::files::{Given, write};
use super::shape::{Format, Variant};
use super::sheets::sheets;
use super::variants;
use crate::program::outside;
use std::path::Path;

#[test]
fn xls_and_ods_of_an_office_program_come_in_like_the_workbook() {
    let Some(soffice) = outside("soffice") else { return };
    // A blank cell in a far corner makes the office program write thousands of rows: that one is read as XLSX only.
    let workbooks: Vec<Variant> =
        variants::all().into_iter().filter(|it| it.format == Format::Xlsx && !it.far_corner).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for (number, variant) in workbooks.iter().enumerate() {
        let Given::File { bytes, .. } = write(variant, &sheets(variant, &originals(variant))) else { continue };
        let path = folder.path().join(format!("{number}.xlsx"));
        std::fs::write(&path, bytes).expect("written");
        paths.push(path);
    }
    assert!(paths.len() > 30, "{} workbooks", paths.len());
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    // Every other one as the old format: the reader of a format does not know what stands in the cells.
    for (extension, which) in [("ods", 0), ("xls", 1)] {
        let of = paths.iter().enumerate().filter(|(number, _)| number % 2 == which).map(|(_, path)| path);
        let run = std::process::Command::new(soffice.get_program())
            .arg(&profile)
            .args(["--headless", "--convert-to", extension, "--outdir"])
            .arg(folder.path())
            .args(of)
            .output()
            .expect("LibreOffice runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    let mut desk = Desk::new();
    let mut all: Vec<(String, Outcome)> = Vec::new();
    for (number, variant) in workbooks.iter().enumerate() {
        let name = if number % 2 == 0 { "目录.ods" } else { "目录.xls" };
        let path = folder.path().join(number.to_string()).with_extension(&name["目录.".len()..]);
        all.push((format!("{} as {name}", variant.name), read(&mut desk, variant, name, &path)));
    }
    let silent: Vec<String> =
        all.iter().flat_map(|(name, it)| it.silent.iter().take(4).map(move |said| format!("{name}: {said}"))).collect();
    assert!(silent.is_empty(), "silently wrong:\n{}", silent.join("\n"));
    let (cells, wrong) = all.iter().fold((0, 0), |(cells, wrong), (_, it)| (cells + it.cells, wrong + it.wrong));
    println!("{} files, {cells} cells, {wrong} wrong", all.len());
    assert!(wrong * 20 <= cells, "{wrong} of {cells}");
}

fn read(desk: &mut Desk, variant: &Variant, name: &'static str, path: &Path) -> Outcome {
    let bytes = std::fs::read(path).expect("LibreOffice wrote it");
    hold(desk, variant, &originals(variant), &Given::File { name, bytes })
}
