//! A document in the formats that leave the program.

use crate::assets::Assets;
use crate::output::{Output, file_name};
use crate::shipped_fonts::ShippedFonts;
use crate::view::AppError;
use crate::{font_folders, missing_glyphs, style};
use mingce_document::{BoardPaper, Document, Drawing, Meta, OfficeStyle, PdfFonts, Pt, StyleSheet};
use mingce_html::Flavour;
use mingce_pdf::Part;
use mingce_typeset::{FaceChoice, FontSet, Found, Pages, Parting};
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// A web page of its own.
    Html,
    /// The text of a page for the editor of a website, with every look in place.
    HtmlInline,
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
    /// What is written only when asked for by name.
    pub const BY_NAME: [Format; 3] = [Format::HtmlInline, Format::Svg, Format::Png];
    /// What is a file for each page.
    const PAGED: [Format; 2] = [Format::Svg, Format::Png];

    /// Its name.
    pub fn key(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::HtmlInline => "html-inline",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
            Format::Svg => "svg",
            Format::Png => "png",
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Format::HtmlInline => "html",
            format => format.key(),
        }
    }

    /// What its files are called after the title, so that no two formats give one name.
    fn suffix(self) -> &'static str {
        match self {
            Format::HtmlInline => "_网站粘贴",
            _ => "",
        }
    }
}

impl FromStr for Format {
    type Err = AppError;
    fn from_str(text: &str) -> Result<Self, AppError> {
        let text = text.trim().to_ascii_lowercase();
        Format::ALL.into_iter().chain(Format::BY_NAME).find(|format| format.key() == text).ok_or_else(|| {
            let known = "docx、pdf、html、html-inline、xlsx、json、svg、png";
            AppError::plain(format!("不认识的格式“{text}”。可以用：{known}"))
        })
    }
}

/// Writers with what they share: the style sheet, and the fonts, which are read when first needed.
pub struct Writers<'a> {
    assets: &'a Assets,
    sheet: StyleSheet,
    pdf_fonts: PdfFonts,
    /// The fonts that are used, and which of the office's they are.
    used: OnceLock<(Arc<FontSet>, Vec<FaceChoice>)>,
}

/// What a chart is drawn with, apart from the program's other data: it can be taken to where nobody waits for it.
pub struct Pen {
    shipped: ShippedFonts,
    sheet: StyleSheet,
    pdf_fonts: PdfFonts,
}

impl Pen {
    /// A chart as it is printed, by itself, as SVG.
    ///
    /// # Errors
    /// When fonts are missing.
    pub fn chart(&self, drawing: &Drawing) -> Result<String, AppError> {
        let (fonts, _) = fonts_for(&self.shipped, &self.sheet, self.pdf_fonts)?;
        let pages = mingce_typeset::drawing(drawing, &self.sheet, &fonts);
        Ok(mingce_svg::page(&pages, 0, &fonts).unwrap_or_default())
    }
}

/// The fonts that a style sheet is set in, and which of the office's they are.
fn fonts_for(
    shipped: &ShippedFonts,
    sheet: &StyleSheet,
    pdf_fonts: PdfFonts,
) -> Result<(Arc<FontSet>, Vec<FaceChoice>), AppError> {
    let shipped = shipped.get()?;
    Ok(match pdf_fonts {
        PdfFonts::Bundled => (shipped, Vec::new()),
        PdfFonts::Office => {
            let (fonts, choices) = FontSet::office(FontSet::clone(&shipped), sheet, &font_folders::all());
            (Arc::new(fonts), choices)
        }
    })
}

impl<'a> Writers<'a> {
    /// Writers over the shipped fonts and the sheet of GB/T 9704.
    pub fn new(assets: &'a Assets) -> Writers<'a> {
        Writers { assets, sheet: StyleSheet::gb9704(), pdf_fonts: PdfFonts::Bundled, used: OnceLock::new() }
    }

    /// Writers that set documents as an office wants them, with the same shipped fonts. `fonts` overrules the office's
    /// choice of fonts.
    ///
    /// # Errors
    /// When choices of the style do not go together.
    pub fn styled(&self, style: &OfficeStyle, fonts: Option<PdfFonts>) -> Result<Writers<'a>, AppError> {
        Ok(Writers {
            assets: self.assets,
            sheet: style.apply().map_err(|faults| style::refused(&faults))?,
            pdf_fonts: fonts.unwrap_or_else(|| style.pdf_fonts()),
            used: OnceLock::new(),
        })
    }

    /// Writers for a notice board: the same faces, a board's paper and sizes.
    pub fn for_board(&self, paper: BoardPaper) -> Writers<'a> {
        Writers {
            assets: self.assets,
            sheet: self.sheet.for_board(paper),
            pdf_fonts: self.pdf_fonts,
            used: OnceLock::new(),
        }
    }

    /// What a chart is drawn with.
    pub fn pen(&self) -> Pen {
        Pen { shipped: self.assets.fonts.clone(), sheet: self.sheet.clone(), pdf_fonts: self.pdf_fonts }
    }

    /// On how many pages a document stands.
    ///
    /// # Errors
    /// When fonts are missing.
    pub fn page_count(&self, document: &Document) -> Result<usize, AppError> {
        Ok(self.layout(document)?.pages.len())
    }

    fn fonts(&self) -> Result<&FontSet, AppError> {
        if let Some((fonts, _)) = self.used.get() {
            return Ok(fonts);
        }
        let used = fonts_for(&self.assets.fonts, &self.sheet, self.pdf_fonts)?;
        Ok(&self.used.get_or_init(|| used).0)
    }

    /// Says which of the office's faces were used, once per export.
    fn note_fonts(&self, notes: &mut Vec<String>) {
        let choices = self.used.get().map_or(&[][..], |(_, choices)| choices);
        for FaceChoice { wanted, found, .. } in choices {
            let note = match found {
                Found::Installed => format!("PDF 使用本机字体“{wanted}”"),
                Found::NotEmbeddable => format!("本机字体“{wanted}”的许可不允许嵌入文件，PDF 改用程序自带字体"),
                Found::Missing => format!("本机没有安装“{wanted}”，PDF 改用程序自带字体"),
            };
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
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
        note_missing(&pages, document, format, notes);
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

    /// A long document on pages; `told` hears which part of the work is done, from 0 to 1.
    ///
    /// # Errors
    /// When fonts are missing, or `told` says to stop.
    pub fn lay_out(
        &self,
        document: &Document,
        told: &mut dyn FnMut(f64) -> Result<(), AppError>,
    ) -> Result<Pages, AppError> {
        // Two passes do: page numbers are known after the first.
        const USUAL_PASSES: f64 = 2.0;
        let mut stopped = Ok(());
        let mut passed = |pass: usize, share: f64| {
            stopped = told((((pass - 1) as f64 + share) / USUAL_PASSES).min(1.0));
            stopped.is_ok()
        };
        let pages = mingce_typeset::layout_told(document, &self.sheet, self.fonts()?, &mut passed);
        stopped?;
        pages.ok_or_else(|| AppError::plain("没有排完版，请重试".into()))
    }

    /// A document that is laid out as one DOCX or PDF file, named after `title`.
    ///
    /// # Errors
    /// When the format has no pages of its own, or a writer fails.
    pub fn laid_out(
        &self,
        document: &Document,
        pages: &Pages,
        (title, format): (&str, Format),
        notes: &mut Vec<String>,
    ) -> Result<Output, AppError> {
        let bytes = match format {
            Format::Docx => self.docx(document, &as_laid_out(pages, document))?,
            Format::Pdf => self.pdf(document, pages, notes)?,
            other => {
                let key = other.key().to_uppercase();
                return Err(AppError::plain(format!("此内容没有 {key} 格式，可以用 docx、pdf")));
            }
        };
        Ok(output(title, format, bytes, notes))
    }

    /// Finished PDF files as one, page by page as they are; with `numbered`, each page bears its place in the whole.
    ///
    /// # Errors
    /// When one of them cannot be read, or fonts are missing.
    pub fn bind(&self, meta: &Meta, parts: &[Part<'_>], numbered: bool) -> Result<Vec<u8>, AppError> {
        let fonts = if numbered { Some(self.fonts()?) } else { None };
        mingce_pdf::bind(meta, parts, fonts).map_err(|e| AppError::with_detail(e.to_string(), &e))
    }

    fn docx(&self, document: &Document, options: &mingce_docx::Options) -> Result<Vec<u8>, AppError> {
        mingce_docx::write_with(document, &self.sheet, options).map_err(|e| AppError::with_detail(e.to_string(), &e))
    }

    fn pdf(&self, document: &Document, pages: &Pages, notes: &mut Vec<String>) -> Result<Vec<u8>, AppError> {
        self.note_fonts(notes);
        note_missing(pages, document, Format::Pdf, notes);
        mingce_pdf::write(pages, document, self.fonts()?).map_err(|e| AppError::with_detail(e.to_string(), &e))
    }

    /// The document in one format that is one file; `json` is not a document's business and comes from the caller.
    fn document(&self, document: &Document, format: Format, notes: &mut Vec<String>) -> Result<Vec<u8>, AppError> {
        match format {
            Format::Docx => {
                // The pages of a long table are large, and needed no more once it is known what stands on which.
                let options = as_laid_out(&self.layout(document)?, document);
                self.docx(document, &options)
            }
            Format::Pdf => self.pdf(document, &self.layout(document)?, notes),
            Format::Html => Ok(mingce_html::write(document, &self.sheet, Flavour::Standalone).into_bytes()),
            Format::HtmlInline => Ok(mingce_html::write(document, &self.sheet, Flavour::Pasteable).into_bytes()),
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
}

/// What a DOCX has to be told of the layout, so that word processors set the same pages.
fn as_laid_out(pages: &Pages, document: &Document) -> mingce_docx::Options {
    let mut options = mingce_docx::Options { whole_tables: pages.whole_tables.clone(), ..Default::default() };
    // Only pages that are printed somewhere: a long table has a node for each of its cells.
    let sections = document.sections.iter().map(|section| section.id.clone());
    for node in mingce_typeset::referenced(document).into_iter().chain(sections) {
        let Some(place) = pages.anchors.get(&node) else { continue };
        let printed = pages.pages.get(place.page).and_then(|page| page.number);
        options.pages.insert(node, printed.unwrap_or(place.page as u32 + 1));
    }
    for (node, parting) in &pages.partings {
        match parting {
            Parting::Before(at) => drop(options.line_ends.insert(node.clone(), at.clone())),
            Parting::Narrower(by) => drop(options.narrower.insert(node.clone(), Pt(*by))),
            Parting::StartsAt(x) => drop(options.start_indents.insert(node.clone(), Pt(*x))),
            Parting::EndsBefore(edge) => drop(options.end_indents.insert(node.clone(), Pt(*edge))),
        }
    }
    options
}

/// Says which characters no font has: a box stands for each.
fn note_missing(pages: &Pages, document: &Document, format: Format, notes: &mut Vec<String>) {
    for note in missing_glyphs::notes(pages, document, &format.key().to_uppercase()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// How many pages a PDF has.
///
/// # Errors
/// When it cannot be read.
pub fn page_count(pdf: &[u8]) -> Result<usize, AppError> {
    mingce_pdf::page_count(pdf).map_err(|e| AppError::with_detail(e.to_string(), &e))
}

/// A named output; a shortened name is said in the notes.
pub fn output(title: &str, format: Format, bytes: Vec<u8>, notes: &mut Vec<String>) -> Output {
    let (name, shortened) = file_name(&format!("{title}{}", format.suffix()), format.extension());
    if shortened {
        notes.push(format!("文件名超过255字节，已缩短为“{name}”"));
    }
    Output { name, bytes }
}
