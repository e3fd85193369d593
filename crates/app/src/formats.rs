//! A document in the formats that leave the program.

use crate::assets::Assets;
use crate::output::{Output, file_name};
use crate::view::AppError;
use mingce_document::{Document, StyleSheet};
use mingce_html::Flavour;
use mingce_typeset::{FontSet, Pages};
use std::str::FromStr;
use std::sync::OnceLock;

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// A web page.
    Html,
    /// Excel.
    Xlsx,
    /// `figures/1`.
    Json,
    /// A vector picture of each page.
    Svg,
    /// A picture of each page.
    Png,
}

/// Resolution of PNG pictures, in pixels to the inch: small type is sharp on a screen and legible in print.
const PNG_DPI: f64 = 200.0;

impl Format {
    /// What a report is given out in, in the order in which it is written.
    pub const ALL: [Format; 5] = [Format::Docx, Format::Pdf, Format::Html, Format::Xlsx, Format::Json];
    /// What is written only when asked for by name: a file for each page.
    pub const PAGED: [Format; 2] = [Format::Svg, Format::Png];

    /// Its name and file extension.
    pub fn key(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
            Format::Svg => "svg",
            Format::Png => "png",
        }
    }
}

impl FromStr for Format {
    type Err = AppError;
    fn from_str(text: &str) -> Result<Self, AppError> {
        let text = text.trim().to_ascii_lowercase();
        Format::ALL.into_iter().chain(Format::PAGED).find(|format| format.key() == text).ok_or_else(|| {
            AppError::plain(format!("不认识的格式“{text}”。可以用：docx、pdf、html、xlsx、json、svg、png"))
        })
    }
}

/// Writers with what they share: the style sheet, and the fonts, which are read when first needed.
pub struct Writers<'a> {
    assets: &'a Assets,
    sheet: StyleSheet,
    fonts: OnceLock<FontSet>,
}

impl<'a> Writers<'a> {
    /// Writers over the shipped fonts and the sheet of GB/T 9704.
    pub fn new(assets: &'a Assets) -> Writers<'a> {
        Writers { assets, sheet: StyleSheet::gb9704(), fonts: OnceLock::new() }
    }

    fn fonts(&self) -> Result<&FontSet, AppError> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let fonts = FontSet::bundled(&self.assets.folder.join("fonts"))
            .map_err(|error| AppError::with_detail(error.to_string(), &error))?;
        Ok(self.fonts.get_or_init(|| fonts))
    }

    /// The document in one format, as files named after `title`: one, or one for each page.
    /// Notes say what the clerk should know: characters that no font has, shortened names.
    ///
    /// # Errors
    /// When fonts are missing or a writer fails; nothing is written.
    pub fn outputs(
        &self,
        document: &Document,
        title: &str,
        format: Format,
        notes: &mut Vec<String>,
    ) -> Result<Vec<Output>, AppError> {
        if !Format::PAGED.contains(&format) {
            let bytes = self.document(document, format, notes)?;
            return Ok(vec![output(title, format, bytes, notes)]);
        }
        let pages = self.layout(document)?;
        note_missing(&pages, format, notes);
        let fonts = self.fonts()?;
        (0..pages.pages.len())
            .map(|index| {
                let bytes = match format {
                    Format::Png => mingce_svg::png(&pages, index, fonts, PNG_DPI)
                        .map_err(|e| AppError::with_detail(e.to_string(), &e))?,
                    _ => mingce_svg::page(&pages, index, fonts).unwrap_or_default().into_bytes(),
                };
                Ok(output(&format!("{title}_第{}页", index + 1), format, bytes, notes))
            })
            .collect()
    }

    /// The document in one format that is one file; `json` is not a document's business and comes from the caller.
    fn document(&self, document: &Document, format: Format, notes: &mut Vec<String>) -> Result<Vec<u8>, AppError> {
        match format {
            Format::Docx => {
                let options = mingce_docx::Options { pages: self.page_numbers(document)? };
                mingce_docx::write_with(document, &self.sheet, &options)
                    .map_err(|e| AppError::with_detail(e.to_string(), &e))
            }
            Format::Pdf => {
                let pages = self.layout(document)?;
                note_missing(&pages, format, notes);
                mingce_pdf::write(&pages, &document.meta, self.fonts()?)
                    .map_err(|e| AppError::with_detail(e.to_string(), &e))
            }
            Format::Html => Ok(mingce_html::write(document, &self.sheet, Flavour::Standalone).into_bytes()),
            Format::Xlsx => {
                mingce_sheet::write(document, &self.sheet).map_err(|e| AppError::with_detail(e.to_string(), &e))
            }
            Format::Json | Format::Svg | Format::Png => {
                Err(AppError::plain(format!("此内容没有 {} 格式", format.key().to_uppercase())))
            }
        }
    }

    fn layout(&self, document: &Document) -> Result<Pages, AppError> {
        Ok(mingce_typeset::layout(document, &self.sheet, self.fonts()?))
    }

    /// Page numbers for contents and references of a DOCX; laying out is skipped when nothing refers to a page.
    fn page_numbers(
        &self,
        document: &Document,
    ) -> Result<std::collections::BTreeMap<mingce_document::NodeId, u32>, AppError> {
        use mingce_document::Block;
        let refers = document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .any(|block| matches!(block, Block::TableOfContents(_)));
        if !refers {
            return Ok(Default::default());
        }
        let pages = self.layout(document)?;
        Ok(pages.anchors.iter().map(|(node, place)| (node.clone(), place.page as u32 + 1)).collect())
    }
}

/// Says which characters no font has: a box stands for each.
fn note_missing(pages: &Pages, format: Format, notes: &mut Vec<String>) {
    for missing in &pages.missing {
        let format = format.key().to_uppercase();
        let note = format!("字体中没有“{}”字（{}），{format} 中该处为空框", missing.ch, missing.node.0);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// A named output; a shortened name is said in the notes.
pub fn output(title: &str, format: Format, bytes: Vec<u8>, notes: &mut Vec<String>) -> Output {
    let (name, shortened) = file_name(title, format.key());
    if shortened {
        notes.push(format!("文件名超过255字节，已缩短为“{name}”"));
    }
    Output { name, bytes }
}
