//! One font file: its characters, advances and what the PDF writer needs of it.

use crate::page::Segment;
use std::{
    borrow::Cow,
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// How far the em box reaches above the baseline, in em. All our faces and the official ones stand so (880/120), and one
/// number for all keeps a line straight when a character comes from another face.
pub const ASCENT: f64 = 0.88;

/// Height of a capital or a digit, in em: lines that accompany figures (page numbers, marks) are centred on it.
pub const FIGURE_HEIGHT: f64 = 0.7;

/// What a font says about being put into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embedding {
    /// It may be embedded in part.
    Subset,
    /// It may be embedded, but only whole.
    Whole,
    /// It must not be embedded.
    Forbidden,
}

/// A glyph of one font, with its advance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Index of the font in its [`FontSet`](crate::FontSet).
    pub font: usize,
    /// Glyph id in that font. 0 stands for a character that no font has.
    pub id: u16,
    /// Advance in em.
    pub advance: f64,
}

/// A loaded font file.
#[derive(Clone)]
pub struct Font {
    pub(crate) name: String,
    /// As it was read, or as it stands in the program.
    pub(crate) data: Arc<Cow<'static, [u8]>>,
    pub(crate) index: u32,
    pub(crate) embedding: Embedding,
    glyphs: CharMap,
    outlines: Outlines,
}

/// The outlines asked for so far, by glyph; clones of a font share them.
type Outlines = Arc<Mutex<HashMap<u16, Arc<[Segment]>>>>;

impl std::fmt::Debug for Font {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Font").field("name", &self.name).field("index", &self.index).finish_non_exhaustive()
    }
}

/// A font file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// The file cannot be read.
    #[error("字体文件“{file}”无法读取。请确认程序目录下的 fonts 文件夹完整，必要时重新安装。")]
    Unreadable {
        /// The file's name.
        file: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The file is not a font.
    #[error("字体文件“{file}”已损坏。请重新安装程序，或换用其他字体。")]
    Damaged {
        /// The file's name.
        file: String,
        /// What the parser says, in English.
        detail: String,
    },
}

impl Font {
    /// Reads a font file.
    ///
    /// # Errors
    /// When the file cannot be read or is not a font.
    pub fn open(path: &Path) -> Result<Font, FontError> {
        let file = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let data = std::fs::read(path).map_err(|source| FontError::Unreadable { file: file.clone(), source })?;
        Font::parse(data, 0, &file)
    }

    /// Reads face `index` of a font in memory; `file` names it in messages.
    ///
    /// # Errors
    /// When the bytes are not a font.
    pub fn parse(data: impl Into<Cow<'static, [u8]>>, index: u32, file: &str) -> Result<Font, FontError> {
        let data = data.into();
        let damaged = |detail: String| FontError::Damaged { file: file.to_owned(), detail };
        let face = ttf_parser::Face::parse(&data, index).map_err(|e| damaged(e.to_string()))?;
        let name = postscript_name(&face).unwrap_or_else(|| file.to_owned());
        let embedding = match (face.is_outline_embedding_allowed(), face.permissions()) {
            (_, Some(ttf_parser::Permissions::Restricted)) | (false, _) => Embedding::Forbidden,
            _ if !face.is_subsetting_allowed() => Embedding::Whole,
            _ => Embedding::Subset,
        };
        let glyphs = CharMap::of(&face);
        Ok(Font { name, data: Arc::new(data), index, embedding, glyphs, outlines: Outlines::default() })
    }

    /// The PostScript name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole file.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The face's index in a collection; 0 for a single font.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Whether it may be put into a file.
    pub fn embedding(&self) -> Embedding {
        self.embedding
    }

    /// Glyph id and advance (em) of a character.
    pub fn glyph(&self, ch: char) -> Option<(u16, f64)> {
        self.glyphs.get(ch)
    }
}

impl Font {
    /// The outline of a glyph in em: y grows downwards, the baseline is y = 0, the pen starts at x = 0. Empty for a glyph
    /// without ink and for an id that the font does not have.
    ///
    /// The file is read once for each glyph and the outline kept: pages that are drawn again and again ask for the same
    /// few hundred.
    pub fn outline(&self, glyph: u16) -> Arc<[Segment]> {
        // A thread that panicked here left at worst an outline out: the map is changed by one insertion.
        let mut outlines = self.outlines.lock().unwrap_or_else(PoisonError::into_inner);
        outlines.entry(glyph).or_insert_with(|| self.read_outline(glyph).into()).clone()
    }

    fn read_outline(&self, glyph: u16) -> Vec<Segment> {
        let mut pen = Pen { segments: Vec::new(), scale: 1.0, at: (0.0, 0.0) };
        if let Ok(face) = ttf_parser::Face::parse(&self.data, self.index) {
            pen.scale = 1.0 / f64::from(face.units_per_em().max(1));
            face.outline_glyph(ttf_parser::GlyphId(glyph), &mut pen);
        }
        pen.segments
    }
}

/// Takes outlines down.
struct Pen {
    segments: Vec<Segment>,
    scale: f64,
    at: (f64, f64),
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl ttf_parser::OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.segments.push(Segment::Move(self.at.0, self.at.1));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.segments.push(Segment::Line(self.at.0, self.at.1));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // A quadratic curve is the cubic one whose control points stand two thirds of the way to its own.
        let (control, end) = (self.point(x1, y1), self.point(x, y));
        let towards =
            |from: (f64, f64)| (from.0 + (control.0 - from.0) * 2.0 / 3.0, from.1 + (control.1 - from.1) * 2.0 / 3.0);
        self.segments.push(Segment::Curve([towards(self.at), towards(end), end]));
        self.at = end;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.segments.push(Segment::Curve([self.point(x1, y1), self.point(x2, y2), self.at]));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}

fn postscript_name(face: &ttf_parser::Face<'_>) -> Option<String> {
    let name = face
        .names()
        .into_iter()
        .filter(|n| n.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
        .find_map(|n| n.to_string())?;
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    (!plain.is_empty()).then_some(plain)
}

/// Characters to glyphs in pages of 256: a look-up is two array reads, which is what layout spends its time on.
#[derive(Clone)]
struct CharMap {
    pages: Vec<Option<CharPage>>,
    units: f64,
}

/// Glyph id and advance in font units of 256 characters; id 0 where there is none.
type CharPage = Box<[(u16, u16); 256]>;

impl CharMap {
    fn of(face: &ttf_parser::Face<'_>) -> CharMap {
        let mut map = CharMap { pages: Vec::new(), units: f64::from(face.units_per_em().max(1)) };
        let unicode = || face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables).filter(|s| s.is_unicode());
        // The subtable of all planes holds what the one of the first plane holds.
        let full =
            |s: &ttf_parser::cmap::Subtable<'_>| matches!(s.format, ttf_parser::cmap::Format::SegmentedCoverage(_));
        let any_full = unicode().any(|s| full(&s));
        for subtable in unicode().filter(|s| !any_full || full(s)) {
            subtable.codepoints(|code| {
                let Some(glyph) = subtable.glyph_index(code).filter(|g| g.0 != 0) else { return };
                let advance = face.glyph_hor_advance(glyph).unwrap_or(0);
                let page = (code >> 8) as usize;
                if map.pages.len() <= page {
                    map.pages.resize(page + 1, None);
                }
                let page = map.pages[page].get_or_insert_with(|| Box::new([(0, 0); 256]));
                page[(code & 0xFF) as usize] = (glyph.0, advance);
            });
        }
        map
    }

    fn get(&self, ch: char) -> Option<(u16, f64)> {
        let code = ch as usize;
        let (glyph, advance) = self.pages.get(code >> 8)?.as_ref()?[code & 0xFF];
        (glyph != 0).then(|| (glyph, f64::from(advance) / self.units))
    }
}
