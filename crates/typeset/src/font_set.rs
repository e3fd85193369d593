//! The faces of a document and which files draw them.

use crate::font::{Font, FontError, Glyph};
use mingce_document::Face;
use std::path::Path;

/// The fonts a document is set in: for each face a chain of fonts, tried in turn for each character. An input like the
/// document itself: the same set gives the same pages on every machine.
#[derive(Debug, Clone)]
pub struct FontSet {
    fonts: Vec<Font>,
    chains: Vec<Vec<usize>>,
}

/// The shipped files. Those of 仿宋 and 楷体 have no ASCII: theirs was much darker than their Chinese, so a light face of
/// the official half-em widths stands before them.
const BUNDLED: [&str; 6] = [
    "MingceFangSong.otf",
    "MingceSong.otf",
    "MingceHei.otf",
    "MingceKai.otf",
    "MingceTitleSong.otf",
    "MingceLatin.otf",
];
const FANG_SONG: usize = 0;
const SONG: usize = 1;
const HEI: usize = 2;
const KAI: usize = 3;
const TITLE_SONG: usize = 4;
const LATIN: usize = 5;

impl FontSet {
    /// The fonts that come with the program, from the directory that holds them (`assets/fonts`).
    ///
    /// # Errors
    /// When one of the files is missing or damaged: a set with holes would silently look different.
    pub fn bundled(directory: &Path) -> Result<FontSet, FontError> {
        FontSet::bundled_with(directory, &[])
    }

    /// The same, with those of the files that are part of the program, by their names, taken from there: of them the system
    /// holds no more in memory than the pages that are looked at.
    ///
    /// # Errors
    /// When one of the files is missing or damaged.
    pub fn bundled_with(directory: &Path, built_in: &[(&'static str, &'static [u8])]) -> Result<FontSet, FontError> {
        let open = |file: &'static str| match built_in.iter().find(|(name, _)| *name == file) {
            Some((_, data)) => Font::parse(*data, 0, file),
            None => Font::open(&directory.join(file)),
        };
        // Together: whoever asks for one page waits for the slowest, not for all in turn.
        let fonts = std::thread::scope(|scope| {
            let open = &open;
            let opening: Vec<_> = BUNDLED.iter().map(|file| (*file, scope.spawn(move || open(file)))).collect();
            let damaged =
                |file: &str| FontError::Damaged { file: file.to_owned(), detail: "its reader panicked".to_owned() };
            opening
                .into_iter()
                .map(|(file, thread)| thread.join().unwrap_or_else(|_| Err(damaged(file))))
                .collect::<Result<Vec<_>, _>>()
        })?;
        // The Song face holds all that there is; a name's rare character comes from there.
        let chain = |face: &Face| match face {
            Face::FangSong => vec![LATIN, FANG_SONG, SONG],
            Face::SongTi => vec![SONG],
            Face::HeiTi => vec![HEI, SONG],
            Face::KaiTi => vec![LATIN, KAI, SONG],
            Face::XiaoBiaoSong => vec![TITLE_SONG, SONG],
        };
        Ok(FontSet { fonts, chains: Face::ALL.iter().map(chain).collect() })
    }

    /// The same set with `font` tried first for `face`.
    #[must_use]
    pub fn with(mut self, face: Face, font: Font) -> FontSet {
        let index = self.fonts.len();
        self.fonts.push(font);
        self.chains[position(face)].insert(0, index);
        self
    }

    /// All fonts; [`Glyph::font`] is an index into them.
    pub fn fonts(&self) -> &[Font] {
        &self.fonts
    }

    /// The glyph of a character in a face, from the first font of its chain that has it.
    pub fn glyph(&self, face: Face, ch: char) -> Option<Glyph> {
        self.chains[position(face)].iter().find_map(|&font| {
            let (id, advance) = self.fonts[font].glyph(ch)?;
            Some(Glyph { font, id, advance })
        })
    }

    /// The sign drawn for a character that no font of the chain has: the face's own empty box, one em wide.
    pub(crate) fn missing(&self, face: Face) -> Glyph {
        // The first that has Chinese: an empty box as wide as the character that is missing.
        let has_han = |font: &&usize| self.fonts[**font].glyph('公').is_some();
        let font = self.chains[position(face)].iter().find(has_han).copied().unwrap_or(SONG);
        Glyph { font, id: 0, advance: 1.0 }
    }
}

fn position(face: Face) -> usize {
    Face::ALL.iter().position(|f| *f == face).unwrap_or(0)
}
