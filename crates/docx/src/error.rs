//! Why a document could not be written.

use thiserror::Error;

/// The document could not be turned into a file. Its text is for the clerk; the cause is in [`std::error::Error::source`].
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DocxError {
    /// A part that the library built cannot be read back: a defect of the program, not of the document.
    #[error("生成 Word 文件失败：{part} 的内容有误。这是程序的缺陷，请改用 PDF 格式导出，并把此提示反馈给开发者。")]
    Part {
        /// Which part, by its name in the package.
        part: String,
        /// The technical cause.
        source: XmlError,
    },
    /// The parts could not be packed.
    #[error("生成 Word 文件失败：压缩打包时出错。请关闭其他程序后重试。")]
    Pack(#[source] zip::result::ZipError),
}

/// Malformed XML in a part.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum XmlError {
    /// Not well-formed.
    #[error(transparent)]
    Syntax(#[from] quick_xml::Error),
    /// An attribute is malformed.
    #[error(transparent)]
    Attribute(#[from] quick_xml::events::attributes::AttrError),
    /// Not UTF-8.
    #[error(transparent)]
    Encoding(#[from] quick_xml::encoding::EncodingError),
    /// Not UTF-8.
    #[error(transparent)]
    Utf8(#[from] std::str::Utf8Error),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] std::io::Error),
    /// It has no root element, more than one, or an unknown entity.
    #[error("unexpected structure: {0}")]
    Structure(String),
}
