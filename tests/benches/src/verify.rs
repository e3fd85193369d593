//! Whether what was made is valid, and whether two files say the same.

use crate::peer::root;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::Command;

/// Whether `qpdf --check` has nothing to say about a PDF.
pub fn pdf_is_sound(file: &Path) -> bool {
    Command::new("qpdf").arg("--check").arg(file).output().is_ok_and(|done| done.status.success())
}

/// Whether Microsoft's validator finds no error in a DOCX.
pub fn docx_is_valid(file: &Path) -> bool {
    let validator = root().join("tests/e2e/node_modules/.bin/ooxml-validator");
    let Ok(done) = Command::new(validator).arg(file).output() else { return false };
    let answer: Result<serde_json::Value, _> = serde_json::from_slice(&done.stdout);
    answer.is_ok_and(|answer| answer["ok"] == true)
}

/// Pages of a PDF, and whether it is tagged.
pub fn pdf_info(file: &Path) -> Result<(usize, bool), Box<dyn Error>> {
    let done = Command::new("pdfinfo").arg(file).output()?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let pages =
        field("Pages:").and_then(|pages| pages.parse().ok()).ok_or_else(|| format!("{}: no pages", file.display()))?;
    Ok((pages, field("Tagged:") == Some("yes")))
}

/// How often each character stands in a PDF; blanks are not counted.
pub fn characters(file: &Path) -> Result<BTreeMap<char, i64>, Box<dyn Error>> {
    let done = Command::new("pdftotext").arg("-raw").arg(file).arg("-").output()?;
    if !done.status.success() {
        return Err(format!("pdftotext {}: {}", file.display(), done.status).into());
    }
    let mut count = BTreeMap::new();
    for ch in String::from_utf8_lossy(&done.stdout).chars().filter(|ch| !ch.is_whitespace() && !ch.is_control()) {
        *count.entry(ch).or_insert(0) += 1;
    }
    Ok(count)
}

/// What share of all characters two files have in common, and the characters that differ most: `(ch, ours - theirs)`.
pub fn agreement(ours: &BTreeMap<char, i64>, theirs: &BTreeMap<char, i64>) -> (f64, Vec<(char, i64)>) {
    let of = |map: &BTreeMap<char, i64>, ch: char| map.get(&ch).copied().unwrap_or(0);
    let all: std::collections::BTreeSet<char> = ours.keys().chain(theirs.keys()).copied().collect();
    let mut differ: Vec<(char, i64)> =
        all.iter().map(|ch| (*ch, of(ours, *ch) - of(theirs, *ch))).filter(|d| d.1 != 0).collect();
    differ.sort_by_key(|(_, by)| std::cmp::Reverse(by.abs()));
    let common: i64 = all.iter().map(|ch| of(ours, *ch).min(of(theirs, *ch))).sum();
    let total: i64 = ours.values().chain(theirs.values()).sum();
    (if total == 0 { 0.0 } else { 2.0 * common as f64 / total as f64 }, differ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_tells_what_is_missing_on_which_side() {
        let ours = BTreeMap::from([('甲', 3), ('乙', 1)]);
        let theirs = BTreeMap::from([('甲', 2), ('丙', 1)]);
        let (share, differ) = agreement(&ours, &theirs);
        assert!((share - 4.0 / 7.0).abs() < 1e-9, "{share}");
        assert_eq!(differ, [('丙', -1), ('乙', 1), ('甲', 1)]);
        assert_eq!(agreement(&ours, &ours).0, 1.0);
    }
}
