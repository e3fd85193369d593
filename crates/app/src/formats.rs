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
}

impl Format {
    /// All formats, in the order in which they are written.
    pub const ALL: [Format; 5] = [Format::Docx, Format::Pdf, Format::Html, Format::Xlsx, Format::Json];

    /// Its name and file extension.
    pub fn key(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
        }
    }
}

impl FromStr for Format {
    type Err = AppError;
    fn from_str(text: &str) -> Result<Self, AppError> {
        let text = text.trim().to_ascii_lowercase();
        Format::ALL
            .into_iter()
            .find(|format| format.key() == text)
            .ok_or_else(|| AppError::plain(format!("不认识的格式“{text}”。可以用：docx、pdf、html、xlsx、json")))
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

    /// The document in one format; `json` is not a document's business and comes from the caller.
    /// Notes say what the clerk should know: characters that no font has.
    ///
    /// # Errors
    /// When fonts are missing or a writer fails; nothing is written.
    pub fn document(&self, document: &Document, format: Format, notes: &mut Vec<String>) -> Result<Vec<u8>, AppError> {
        match format {
            Format::Docx => {
                let options = mingce_docx::Options { pages: self.page_numbers(document)? };
                mingce_docx::write_with(document, &self.sheet, &options)
                    .map_err(|e| AppError::with_detail(e.to_string(), &e))
            }
            Format::Pdf => {
                let pages = self.layout(document)?;
                for missing in &pages.missing {
                    let note = format!("字体中没有“{}”字（{}），PDF 中该处为空框", missing.ch, missing.node.0);
                    if !notes.contains(&note) {
                        notes.push(note);
                    }
                }
                mingce_pdf::write(&pages, document, self.fonts()?).map_err(|e| AppError::with_detail(e.to_string(), &e))
            }
            Format::Html => Ok(mingce_html::write(document, &self.sheet, Flavour::Standalone).into_bytes()),
            Format::Xlsx => {
                mingce_sheet::write(document, &self.sheet).map_err(|e| AppError::with_detail(e.to_string(), &e))
            }
            Format::Json => Err(AppError::plain("此内容没有 JSON 格式".into())),
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

/// A named output; a shortened name is said in the notes.
pub fn output(title: &str, format: Format, bytes: Vec<u8>, notes: &mut Vec<String>) -> Output {
    let (name, shortened) = file_name(title, format.key());
    if shortened {
        notes.push(format!("文件名超过255字节，已缩短为“{name}”"));
    }
    Output { name, bytes }
}
