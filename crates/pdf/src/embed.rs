//! Fonts cut down to the glyphs that the pages use.

use crate::PdfError;
use mingce_typeset::{Draw, Embedding, Font, FontSet, GlyphRun, Pages};
use printpdf::{Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem};
use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;

/// A font as it goes into the file.
pub(crate) struct Embedded {
    pub id: FontId,
    pub face: ParsedFont,
    remapper: Option<GlyphRemapper>,
    /// The codes of a font embedded whole, where they are not its glyph ids: CID-keyed outlines have numbers of their own.
    codes: BTreeMap<u16, u16>,
    /// The first character that each glyph was used for.
    characters: HashMap<u16, char>,
    units: f64,
}

impl Embedded {
    /// The glyph's id in the file.
    pub(crate) fn glyph(&self, id: u16) -> u16 {
        match &self.remapper {
            Some(remapper) => remapper.get(id).unwrap_or(0),
            None => id,
        }
    }

    /// How a content stream names a glyph of the file.
    pub(crate) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(&glyph).copied().unwrap_or(glyph)
    }

    /// The character that the file gives for a glyph of the font, by its id in the font.
    pub(crate) fn character(&self, id: u16) -> Option<char> {
        self.characters.get(&id).copied()
    }

    /// How many glyphs a subset has, or nothing for a font embedded whole.
    pub(crate) fn subset_len(&self) -> Option<u16> {
        self.remapper.as_ref().map(GlyphRemapper::num_gids)
    }

    /// Advance as the file states it, in thousandths of an em: the writer truncates it, and positions count from it.
    pub(crate) fn advance(&self, glyph: u16) -> f64 {
        f64::from(self.face.get_glyph_width(glyph).unwrap_or(0)) * 1000.0 / self.units
    }
}

/// All glyph runs of the pages.
fn runs(pages: &Pages) -> impl Iterator<Item = &GlyphRun> {
    pages.pages.iter().flat_map(|page| &page.ops).filter_map(|op| match &op.draw {
        Draw::Glyphs(run) => Some(run),
        _ => None,
    })
}

/// What is used of a font.
#[derive(Default)]
struct Used {
    remapper: GlyphRemapper,
    characters: HashMap<u16, char>,
}

/// The fonts used, by their index in the set.
pub(crate) fn fonts(pages: &Pages, fonts: &FontSet) -> Result<BTreeMap<usize, Embedded>, PdfError> {
    let mut used: BTreeMap<usize, Used> = BTreeMap::new();
    for run in runs(pages) {
        let used = used.entry(run.font).or_default();
        for glyph in &run.glyphs {
            used.characters.entry(glyph.id).or_insert_with(|| {
                used.remapper.remap(glyph.id);
                glyph.ch
            });
        }
    }
    let jobs = used.into_iter().map(|(index, used)| {
        let font = fonts.fonts().get(index).ok_or_else(|| PdfError::Assembly {
            detail: format!("pages use font {index}, the set has {}", fonts.fonts().len()),
        })?;
        Ok((index, font, used))
    });
    let jobs = jobs.collect::<Result<Vec<_>, PdfError>>()?;
    // A short report spends half its time here; no font waits for another.
    std::thread::scope(|scope| {
        let work = |(index, font, used)| scope.spawn(move || Ok((index, embed(index, font, used)?)));
        let running: Vec<_> = jobs.into_iter().map(work).collect();
        let gone = |_| Err(PdfError::Assembly { detail: "the thread of a font panicked".to_owned() });
        running.into_iter().map(|thread| thread.join().unwrap_or_else(gone)).collect()
    })
}

fn embed(index: usize, font: &Font, used: Used) -> Result<Embedded, PdfError> {
    let Used { remapper, characters } = used;
    let failed = |detail: String| PdfError::Font { font: font.name().to_owned(), detail };
    let (program, remapper) = match font.embedding() {
        Embedding::Forbidden => return Err(PdfError::EmbeddingForbidden { font: font.name().to_owned() }),
        Embedding::Whole => (font.data().to_vec(), None),
        Embedding::Subset => {
            let program = subsetter::subset(font.data(), font.index(), &remapper).map_err(|e| failed(e.to_string()))?;
            (program, Some(remapper))
        }
    };
    let face = if remapper.is_some() { 0 } else { font.index() as usize };
    // The subset numbers its glyphs from 0 on in both ways.
    let codes = match remapper {
        Some(_) => None,
        None => printpdf::font::cff_charset_gid_to_cid_map(&program, face),
    };
    let mut face = ParsedFont::from_bytes(&program, face, &mut Vec::new())
        .ok_or_else(|| failed("the font program cannot be read back".to_owned()))?;
    // Six letters and a plus sign mark a subset (ISO 32000-1, 9.6.4); they only have to differ between fonts of a file.
    let tag = if remapper.is_some() { format!("{}+", tag(index)) } else { String::new() };
    face.font_name = Some(format!("{tag}{}", font.name()));
    let units = f64::from(face.pdf_font_metrics.units_per_em.max(1));
    Ok(Embedded {
        id: FontId(format!("MC{index}")),
        face,
        remapper,
        codes: codes.unwrap_or_default(),
        characters,
        units,
    })
}

/// The objects of a file with these fonts and pages, the pages empty so far.
///
/// `printpdf` writes of a font what it sees being used: so its first page shows every glyph once, with its character.
/// That page's content is replaced like that of all others.
pub(crate) fn objects(pages: &Pages, fonts: &BTreeMap<usize, Embedded>, title: &str) -> lopdf::Document {
    let mut file = PdfDocument::new(title);
    let mut all = Vec::new();
    for font in fonts.values() {
        file.resources.fonts.map.insert(font.id.clone(), printpdf::font::PdfFont::new(font.face.clone()));
        let mut glyphs: Vec<(u16, char)> = font.characters.iter().map(|(id, ch)| (font.glyph(*id), *ch)).collect();
        glyphs.sort_unstable();
        let shown = glyphs.into_iter().map(|(id, ch)| Codepoint::with_cid(id, 0.0, ch.to_string())).collect();
        all.extend([
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(font.id.clone()), size: Pt(1.0) },
            Op::ShowText { items: vec![TextItem::GlyphIds(shown)] },
            Op::EndTextSection,
        ]);
    }
    file.pages = pages
        .pages
        .iter()
        .map(|page| {
            let (width, height) = (Pt(page.width as f32), Pt(page.height as f32));
            PdfPage::new(width.into(), height.into(), std::mem::take(&mut all))
        })
        .collect();
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    file.to_lopdf_document(&options, &mut Vec::new())
}

fn tag(index: usize) -> String {
    let mut rest = index;
    let mut letters = [b'A'; 6];
    for letter in letters.iter_mut().rev() {
        *letter += (rest % 26) as u8;
        rest /= 26;
    }
    letters.iter().map(|b| char::from(*b)).collect()
}
