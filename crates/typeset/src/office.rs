//! The faces that an office has installed, found by name.

use crate::{
    font::{Embedding, Font},
    font_set::FontSet,
};
use mingce_document::{Face, FaceName, StyleSheet};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

/// How deep font directories are searched: distributions sort them into folders.
const DEPTH: usize = 4;

/// Which of an office's faces will be used, and why one is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceChoice {
    /// The face.
    pub face: Face,
    /// The official name asked for.
    pub wanted: String,
    /// What was found.
    pub found: Found,
}

/// What was found under a face's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It is installed and will be used.
    Installed,
    /// It is installed, but its licence forbids embedding: ours is used.
    NotEmbeddable,
    /// It is not installed: ours is used.
    Missing,
}

impl FontSet {
    /// The faces that a style sheet names, as installed in these directories, before those of `bundled`. What is not
    /// installed, damaged, or must not be embedded is left to `bundled`; the second value says which is which.
    pub fn office(bundled: FontSet, sheet: &StyleSheet, directories: &[PathBuf]) -> (FontSet, Vec<FaceChoice>) {
        let installed = installed(directories);
        let mut set = bundled;
        let mut choices = Vec::new();
        for face in Face::ALL {
            let names = sheet.face(face);
            let mut found = Found::Missing;
            if let Some(font) = named(&installed, names).and_then(|(path, index)| open(path, index)) {
                if font.embedding() == Embedding::Forbidden {
                    found = Found::NotEmbeddable;
                } else {
                    found = Found::Installed;
                    set = set.with(face, font);
                }
            }
            choices.push(FaceChoice { face, wanted: names.name.clone(), found });
        }
        (set, choices)
    }
}

/// A font file and the face's index in it.
type Site = (PathBuf, u32);

fn open(path: &Path, index: u32) -> Option<Font> {
    let data = std::fs::read(path).ok()?;
    Font::parse(data, index, &path.display().to_string()).ok()
}

fn named<'a>(installed: &'a BTreeMap<String, Site>, names: &FaceName) -> Option<(&'a Path, u32)> {
    let site = [&names.name, &names.alt]
        .into_iter()
        .filter(|name| !name.is_empty())
        .find_map(|name| installed.get(&plain(name)))?;
    Some((&site.0, site.1))
}

/// Names as they are compared: case and spaces do not count.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// All installed faces by family, full and PostScript name. Only name tables are read: font folders are large.
fn installed(directories: &[PathBuf]) -> BTreeMap<String, Site> {
    let mut files = Vec::new();
    directories.iter().for_each(|directory| collect(directory, DEPTH, &mut files));
    // In order, so that of two files with one name the same one wins every time.
    files.sort();
    let mut found = BTreeMap::new();
    for path in files {
        for (index, name) in names(&path).unwrap_or_default() {
            found.entry(plain(&name)).or_insert_with(|| (path.clone(), index));
        }
    }
    found
}

fn collect(directory: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let extension = path.extension().map(|e| e.to_ascii_lowercase());
        if path.is_dir() && depth > 0 {
            collect(&path, depth - 1, files);
        } else if extension.is_some_and(|e| e == "ttf" || e == "otf" || e == "ttc") {
            files.push(path);
        }
    }
}

/// The names in a font file, with the index of the face that bears them.
fn names(path: &Path) -> std::io::Result<Vec<(u32, String)>> {
    let mut file = File::open(path)?;
    let mut found = Vec::new();
    for (index, offset) in faces(&mut file)?.into_iter().enumerate() {
        let Some(table) = table(&mut file, offset, *b"name")? else { continue };
        let Some(table) = ttf_parser::name::Table::parse(&table) else { continue };
        use ttf_parser::name_id::{FAMILY, FULL_NAME, POST_SCRIPT_NAME, TYPOGRAPHIC_FAMILY};
        let wanted = [FAMILY, FULL_NAME, POST_SCRIPT_NAME, TYPOGRAPHIC_FAMILY];
        let texts = table.names.into_iter().filter(|n| wanted.contains(&n.name_id)).filter_map(|n| n.to_string());
        found.extend(texts.map(|text| (index as u32, text)));
    }
    Ok(found)
}

/// Where the faces of a font file begin: one, or those of a collection.
fn faces(file: &mut File) -> std::io::Result<Vec<u32>> {
    let head = read(file, 0, 12)?;
    if !head.starts_with(b"ttcf") {
        return Ok(vec![0]);
    }
    // A count beyond reason is a damaged file.
    let count = number(&head, 8).min(64);
    let offsets = read(file, 12, count as usize * 4)?;
    Ok((0..count as usize).map(|i| number(&offsets, i * 4)).collect())
}

/// One table of a face.
fn table(file: &mut File, face: u32, tag: [u8; 4]) -> std::io::Result<Option<Vec<u8>>> {
    let head = read(file, face, 12)?;
    let count = usize::from(u16::from_be_bytes([head[4], head[5]]));
    let directory = read(file, face.saturating_add(12), count * 16)?;
    let Some(record) = directory.chunks_exact(16).find(|r| r.starts_with(&tag)) else { return Ok(None) };
    let (offset, length) = (number(record, 8), number(record, 12));
    // Name tables are some kilobytes; a length beyond reason is a damaged file.
    Ok(if length > 1 << 20 { None } else { Some(read(file, offset, length as usize)?) })
}

fn read(file: &mut File, offset: u32, length: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(u64::from(offset)))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")
    }

    fn sheet() -> StyleSheet {
        let mut sheet = StyleSheet::gb9704();
        sheet.faces = vec![
            (Face::FangSong, FaceName { name: "仿宋_GB2312".into(), alt: "MINGCE kai".into() }),
            (Face::HeiTi, FaceName { name: "不存在的字体".into(), alt: "Nowhere".into() }),
        ];
        sheet
    }

    #[test]
    fn an_installed_face_is_found_by_either_name_and_comes_first() {
        let bundled = FontSet::bundled(&assets()).unwrap();
        let own = bundled.glyph(Face::FangSong, '政').unwrap().font;
        let (set, choices) = FontSet::office(bundled, &sheet(), &[assets()]);
        let used = set.glyph(Face::FangSong, '政').unwrap().font;
        assert_ne!(used, own);
        assert_eq!(set.fonts()[used].name(), "MingceKai");
        assert_eq!(choices[0].found, Found::Installed);
        let hei = choices.iter().find(|c| c.face == Face::HeiTi).unwrap();
        assert_eq!((hei.wanted.as_str(), hei.found), ("不存在的字体", Found::Missing));
    }

    #[test]
    fn a_face_that_must_not_be_embedded_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = std::fs::read(assets().join("MingceKai.otf")).unwrap();
        let record = bytes.windows(4).position(|w| w == b"OS/2").unwrap();
        let offset = number(&bytes, record + 8) as usize;
        // fsType: restricted licence embedding.
        bytes[offset + 8..offset + 10].copy_from_slice(&2u16.to_be_bytes());
        std::fs::write(folder.path().join("kai.otf"), &bytes).unwrap();
        std::fs::write(folder.path().join("damaged.ttf"), b"no font").unwrap();
        let bundled = FontSet::bundled(&assets()).unwrap();
        let (set, choices) = FontSet::office(bundled.clone(), &sheet(), &[folder.path().to_owned()]);
        assert_eq!(choices[0].found, Found::NotEmbeddable);
        assert_eq!(set.glyph(Face::FangSong, '政'), bundled.glyph(Face::FangSong, '政'));
    }

    #[test]
    fn a_directory_that_is_not_there_changes_nothing() {
        let bundled = FontSet::bundled(&assets()).unwrap();
        let (_, choices) = FontSet::office(bundled, &StyleSheet::gb9704(), &[PathBuf::from("/nonexistent")]);
        assert!(choices.iter().all(|c| c.found == Found::Missing));
    }
}
