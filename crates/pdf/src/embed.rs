//! Fonts cut down to the glyphs that the pages use.

use crate::PdfError;
use mingce_typeset::{Draw, Embedding, Font, FontSet, GlyphRun, Pages};
use printpdf::{FontId, ParsedFont};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// A font as it goes into the file.
pub(crate) struct Embedded {
    pub id: FontId,
    pub face: ParsedFont,
    remapper: Option<GlyphRemapper>,
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

/// The fonts used, by their index in the set.
pub(crate) fn fonts(pages: &Pages, fonts: &FontSet) -> Result<BTreeMap<usize, Embedded>, PdfError> {
    let mut used: BTreeMap<usize, GlyphRemapper> = BTreeMap::new();
    for run in runs(pages) {
        let remapper = used.entry(run.font).or_default();
        for glyph in &run.glyphs {
            remapper.remap(glyph.id);
        }
    }
    used.into_iter()
        .map(|(index, remapper)| {
            let font = fonts.fonts().get(index).ok_or_else(|| PdfError::Assembly {
                detail: format!("pages use font {index}, the set has {}", fonts.fonts().len()),
            })?;
            Ok((index, embed(index, font, remapper)?))
        })
        .collect()
}

fn embed(index: usize, font: &Font, remapper: GlyphRemapper) -> Result<Embedded, PdfError> {
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
    let mut face = ParsedFont::from_bytes(&program, face, &mut Vec::new())
        .ok_or_else(|| failed("the font program cannot be read back".to_owned()))?;
    // Six letters and a plus sign mark a subset (ISO 32000-1, 9.6.4); they only have to differ between fonts of a file.
    let tag = if remapper.is_some() { format!("{}+", tag(index)) } else { String::new() };
    face.font_name = Some(format!("{tag}{}", font.name()));
    let units = f64::from(face.pdf_font_metrics.units_per_em.max(1));
    Ok(Embedded { id: FontId(format!("MC{index}")), face, remapper, units })
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
