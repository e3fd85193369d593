//! Pages to PDF.
//!
//! [`write()`] is a function of the pages, the document they were laid out from and the fonts: the same three give the
//! same bytes. Every face is embedded as a subset with its characters, so that the file looks the same everywhere and its
//! text can be searched and copied. The pages are tagged: each drawn thing belongs to an element of the document's
//! structure, so that a screen reader reads headings as headings and tables by their cells, or is an artifact.
//!
//! `printpdf` makes the fonts' objects and the tree of pages. The content of pages is written straight to bytes, because
//! its operations would take most of the time and memory of a large file; the file is finished on the object tree, where
//! that crate writes something a reader would trip over (outline, language, dates, identifiers) or nothing at all (what
//! archives ask for); and the elements of the structure are written one by one with the file.

mod archive;
mod bind;
mod content;
mod deflate;
mod embed;
mod file;
mod finish;
mod grid;
mod mark;
mod outline;
mod profile;
mod stream;
mod structure;
mod tree;

pub use bind::{Part, bind, page_count};
use mingce_typeset::{FontSet, Pages, document::Document};

/// A PDF that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A font forbids embedding.
    #[error("字体“{font}”的授权不允许嵌入文件，无法导出 PDF。请在“设置—字体”中改用其他字体。")]
    EmbeddingForbidden {
        /// The font's name.
        font: String,
    },
    /// A font cannot be cut down to the characters used.
    #[error("字体“{font}”无法嵌入 PDF。请改用其他字体，或重新安装程序自带的字体。")]
    Font {
        /// The font's name.
        font: String,
        /// What the library says, in English.
        detail: String,
    },
    /// The time of creation is not a time.
    #[error("文件时间“{value}”不是有效的时间，无法写入 PDF。")]
    Created {
        /// What was given.
        value: String,
    },
    /// There is nothing to write.
    #[error("文件没有任何页面，未生成 PDF。请先填写内容。")]
    Empty,
    /// The file cannot be put together.
    #[error("生成 PDF 时出错，未写出文件。请重试；若再次出现，请将此问题报告给软件维护者。")]
    Assembly {
        /// What the library says, in English.
        detail: String,
    },
}

/// Writes pages as a PDF file.
///
/// `pages` must be those of `document`, laid out with `fonts`.
///
/// # Errors
/// When there are no pages, a font cannot or must not be embedded, or the document's time of creation is neither empty nor
/// RFC 3339 in UTC.
pub fn write(pages: &Pages, document: &Document, fonts: &FontSet) -> Result<Vec<u8>, PdfError> {
    if pages.pages.is_empty() {
        return Err(PdfError::Empty);
    }
    let fonts = embed::fonts(pages, fonts)?;
    let mut marker = mark::Marker::new(pages, structure::Structure::of(document));
    let streams = deflate::each(pages.pages.iter().map(|page| content::page(page, &mut marker, &fonts)));
    let mark::Marker { structure, marks, .. } = marker;
    let objects = embed::objects(pages, &fonts, &document.meta.title);
    let sources = finish::Sources { pages, document, structure: &structure, marks: &marks, fonts: &fonts };
    finish::finish(objects, streams, &sources)
}

#[cfg(test)]
mod tests;
