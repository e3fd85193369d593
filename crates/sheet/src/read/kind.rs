//! What a file is, by its bytes.

use super::{ReadError, SourceKind, compound::Compound, package::Package};

/// The wrapping that the first bytes show.
pub(crate) enum Content {
    Zip,
    Compound,
    /// Markup with a table, or a page without one.
    Page,
    Plain,
}

/// Beginnings of files that clerks do choose, each with what to do instead.
const REFUSED: [(&[u8], &str); 7] = [
    (b"%PDF", "这是 PDF，不能直接读出表格。请在 WPS 中把 PDF 转为 XLSX 或 DOCX，再导入。"),
    (b"{\\rtf", "这是 RTF 文档。请在 WPS 或 Word 中打开，另存为 DOCX，再导入。"),
    (b"Rar!", "这是压缩文件。请先解压，再导入其中的表格。"),
    (b"7z\xBC\xAF", "这是压缩文件。请先解压，再导入其中的表格。"),
    (b"\x1F\x8B", "这是压缩文件。请先解压，再导入其中的表格。"),
    (b"\x89PNG", "这是图片，不能直接读出表格。请找到原来的电子表格，再导入。"),
    (b"\xFF\xD8\xFF", "这是图片，不能直接读出表格。请找到原来的电子表格，再导入。"),
];

const MHT: &str = "这是单个文件网页（MHT），不能直接读取。请在 WPS 或 Excel 中打开，另存为 XLSX，再导入。";

pub(crate) fn of(bytes: &[u8], file_name: &str) -> Result<Content, ReadError> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    let begins = |mark: &[u8]| start.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    if let Some((_, sentence)) = REFUSED.iter().find(|(mark, _)| begins(mark)) {
        return Err(ReadError::Unsupported(sentence));
    }
    // Some begin with who saved them.
    if begins(b"MIME-Version:") || (begins(b"From:") && holds(start.get(..2048).unwrap_or(start), b"mime-version:")) {
        return Err(ReadError::Unsupported(MHT));
    }
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        return Ok(Content::Zip);
    }
    if begins(b"\xD0\xCF\x11\xE0") {
        return Ok(Content::Compound);
    }
    let (marked, table, page) = markup(start);
    if marked && holds(start, b"urn:schemas-microsoft-com:office:spreadsheet") && holds(start, b"<workbook") {
        return Err(ReadError::Unsupported(
            "这是 Excel 2003 的 XML 表格，不能直接读取。请在 WPS 或 Excel 中打开，另存为 XLSX，再导入。",
        ));
    }
    // Separated text may quote a tag in a cell; a page begins with one.
    let named_text = [".csv", ".tsv", ".txt"].iter().any(|ending| file_name.to_ascii_lowercase().ends_with(ending));
    Ok(if (table && (marked || !named_text)) || (page && marked) { Content::Page } else { Content::Plain })
}

/// Whether the text begins with a tag, holds a table, is a page at all.
fn markup(bytes: &[u8]) -> (bool, bool, bool) {
    if bytes.contains(&0) {
        // UTF-16: the same signs, with NULs between them.
        let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        let narrow = narrow.strip_prefix(b"\xFF\xFE").or(narrow.strip_prefix(b"\xFE\xFF")).unwrap_or(&narrow);
        return markup(narrow.trim_ascii_start());
    }
    (bytes.starts_with(b"<"), holds(bytes, b"<table"), holds(bytes, b"<html") || holds(bytes, b"<body"))
}

/// Whether small letters occur, in any case.
fn holds(bytes: &[u8], small: &[u8]) -> bool {
    bytes.windows(small.len()).any(|window| window.eq_ignore_ascii_case(small))
}

/// What a zip holds.
pub(crate) fn of_package(package: &mut Package<'_>) -> Result<SourceKind, ReadError> {
    let has = |package: &Package<'_>, name: &str| package.names().any(|there| there == name);
    let under = |package: &Package<'_>, folder: &str| package.names().any(|there| there.starts_with(folder));
    let mime = package.part("mimetype")?.unwrap_or_default();
    let refused = if mime.trim_ascii().starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(SourceKind::Ods);
    } else if mime.starts_with(b"application/vnd.oasis.opendocument") {
        "这是 OpenDocument 文档，不是电子表格。请在 WPS 中打开，另存为 DOCX，再导入。"
    } else if has(package, "xl/workbook.bin") {
        "这是二进制工作簿（XLSB），不能直接读取。请在 WPS 或 Excel 中打开，另存为 XLSX，再导入。"
    } else if under(package, "xl/") {
        return Ok(SourceKind::Xlsx);
    } else if under(package, "word/") {
        return Ok(SourceKind::Docx);
    } else if under(package, "ppt/") {
        "这是演示文稿。请把其中的表格复制到 WPS 表格或 Excel 中，存为 XLSX，再导入。"
    } else if has(package, "ofd.xml") {
        "这是 OFD 版式文件，不能直接读出表格。请找到原来的电子表格，再导入。"
    } else {
        "这是压缩文件。请先解压，再导入其中的表格。"
    };
    Err(ReadError::Unsupported(refused))
}

/// Whether a compound file is a workbook.
pub(crate) fn of_compound(file: &Compound) -> Result<(), ReadError> {
    if file.has("Workbook") || file.has("Book") {
        return Ok(());
    }
    Err(if file.has("EncryptedPackage") {
        ReadError::Protected
    } else if file.has("WordDocument") {
        ReadError::Unsupported("这是旧版 Word 文档（DOC）。请在 WPS 或 Word 中打开，另存为 DOCX，再导入。")
    } else {
        ReadError::Unsupported("不认识这种文件。请在 WPS 或 Excel 中打开，另存为 XLSX，再导入。")
    })
}
