//! The package: content types, relationships, properties, and the ZIP around them.

use crate::{
    DocxError, xml,
    xml::{Element, Tree},
};
use mingce_document::Meta;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What a part of the main document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    Styles,
    Settings,
    FontTable,
    Footnotes,
    Header,
    Footer,
}

impl PartKind {
    /// Its name in the content type and in the relationship.
    fn name(self) -> &'static str {
        match self {
            PartKind::Styles => "styles",
            PartKind::Settings => "settings",
            PartKind::FontTable => "fontTable",
            PartKind::Footnotes => "footnotes",
            PartKind::Header => "header",
            PartKind::Footer => "footer",
        }
    }
}

/// A part that the main document refers to.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub kind: PartKind,
    /// Tells headers and footers apart; 0 where there is only one of the kind.
    pub number: usize,
    pub xml: Vec<u8>,
}

impl Part {
    /// The id by which the document refers to it.
    pub fn relationship_id(&self) -> String {
        format!("rId{}", self.stem())
    }

    pub fn file(&self) -> String {
        format!("{}.xml", self.stem())
    }

    fn stem(&self) -> String {
        let number = if self.number == 0 { String::new() } else { self.number.to_string() };
        format!("{}{number}", self.kind.name())
    }
}

/// The whole file.
pub(crate) fn pack(meta: &Meta, document: &Tree<'_>, parts: &[Part]) -> Result<Vec<u8>, DocxError> {
    let mut package = Package(ZipWriter::new(Cursor::new(Vec::new())));
    package.part("[Content_Types].xml", &content_types(parts))?;
    package.part("_rels/.rels", &package_relationships())?;
    package.part("word/document.xml", document)?;
    package.part("word/_rels/document.xml.rels", &document_relationships(parts))?;
    for part in parts {
        package.begin(&format!("word/{}", part.file()))?.write_all(&part.xml).map_err(packing)?;
    }
    package.part("docProps/core.xml", &core_properties(meta))?;
    package.part("docProps/app.xml", &app_properties())?;
    Ok(package.0.finish().map_err(DocxError::Pack)?.into_inner())
}

/// The ZIP as it grows.
struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    /// Writes a part as it is packed.
    fn part(&mut self, name: &str, root: &Tree<'_>) -> Result<(), DocxError> {
        let mut to = Even { held: Vec::with_capacity(EVEN), to: self.begin(name)? };
        xml::write_to(root, &mut to).map_err(|source| DocxError::Part { part: name.to_owned(), source })?;
        to.flush().map_err(packing)
    }

    fn begin(&mut self, name: &str) -> Result<&mut impl Write, DocxError> {
        // The smallest date that ZIP knows: the file's own date stands in its properties.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(name, options).map_err(DocxError::Pack)?;
        Ok(&mut self.0)
    }
}

/// What is packed at a time.
const EVEN: usize = 64 * 1024;

/// Hands on what is written in pieces of one size, however it comes: how it is compressed depends on the pieces, and how these come
/// depends on how many processors wrote them. The same document has the same bytes on every machine.
struct Even<W> {
    held: Vec<u8>,
    to: W,
}

impl<W: Write> Write for Even<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let taken = bytes.len().min(EVEN - self.held.len());
        self.held.extend_from_slice(&bytes[..taken]);
        if self.held.len() == EVEN {
            self.to.write_all(&self.held)?;
            self.held.clear();
        }
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.write_all(&self.held)?;
        self.held.clear();
        self.to.flush()
    }
}

fn packing(cause: std::io::Error) -> DocxError {
    DocxError::Pack(cause.into())
}

/// A part as bytes.
pub(crate) fn rendered(name: &str, root: &Tree<'_>) -> Result<Vec<u8>, DocxError> {
    xml::write(root).map_err(|source| DocxError::Part { part: name.to_owned(), source })
}

fn content_types(parts: &[Part]) -> Element {
    let default =
        |extension: &str, kind: &str| Element::new("Default").with("Extension", extension).with("ContentType", kind);
    let of = |name: String, kind: String| Element::new("Override").with("PartName", name).with("ContentType", kind);
    Element::new("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .child(of("/word/document.xml".into(), format!("{CONTENT_TYPE}.document.main+xml")))
        .children(
            parts
                .iter()
                .map(|part| of(format!("/word/{}", part.file()), format!("{CONTENT_TYPE}.{}+xml", part.kind.name()))),
        )
        .child(of("/docProps/core.xml".into(), "application/vnd.openxmlformats-package.core-properties+xml".into()))
        .child(of(
            "/docProps/app.xml".into(),
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".into(),
        ))
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

fn relationships() -> Element {
    Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships"))
}

fn package_relationships() -> Element {
    relationships()
        .child(relationship("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"))
        .child(relationship("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"))
        .child(relationship("rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"))
}

fn document_relationships(parts: &[Part]) -> Element {
    relationships().children(
        parts
            .iter()
            .map(|part| relationship(&part.relationship_id(), &format!("{OFFICE}/{}", part.kind.name()), &part.file())),
    )
}

fn core_properties(meta: &Meta) -> Element {
    let mut root = Element::new("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    let keywords = meta.keywords.join("；");
    let texts = [
        ("dc:title", meta.title.as_str()),
        ("dc:subject", &meta.subject),
        ("dc:creator", &meta.author),
        ("cp:keywords", &keywords),
        ("cp:lastModifiedBy", &meta.author),
        ("dc:language", &meta.language),
    ];
    for (name, value) in texts.into_iter().filter(|(_, value)| !value.is_empty()) {
        root.push(Element::new(name).text(value));
    }
    // A date that is none would make Word call the file damaged; without it the file merely has no date.
    if is_instant(&meta.created) {
        for name in ["dcterms:created", "dcterms:modified"] {
            root.push(Element::new(name).with("xsi:type", "dcterms:W3CDTF").text(&meta.created));
        }
    }
    root
}

fn app_properties() -> Element {
    Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(Element::new("Application").text("Mingce"))
}

/// Whether a text is an instant in UTC as the properties take it: `2026-01-20T08:00:00Z`, perhaps with a fraction.
fn is_instant(text: &str) -> bool {
    let Some(body) = text.strip_suffix('Z') else { return false };
    let (whole, fraction) = body.split_once('.').map_or((body, "0"), |(whole, fraction)| (whole, fraction));
    let fits = whole.len() == 19
        && whole.bytes().zip(b"dddd-dd-ddTdd:dd:dd".iter()).all(|(byte, pattern)| match pattern {
            b'd' => byte.is_ascii_digit(),
            other => byte == *other,
        });
    let number = |from: usize| whole[from..from + 2].parse().unwrap_or(99_u32);
    fits && (1..=12).contains(&number(5))
        && (1..=31).contains(&number(8))
        && number(11) < 24
        && number(14) < 60
        && number(17) < 60
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_does_not_depend_on_the_pieces_in_which_it_was_written() {
        /// Notes how much comes at a time.
        #[derive(Default)]
        struct Sizes(Vec<usize>, Vec<u8>);
        impl Write for Sizes {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.push(bytes.len());
                self.1.extend_from_slice(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let content: Vec<u8> = (0..3 * EVEN + 5).map(|at| (at % 251) as u8).collect();
        for size in [1, 7, EVEN - 1, EVEN, EVEN + 1, content.len()] {
            let mut to = Even { held: Vec::new(), to: Sizes::default() };
            content.chunks(size).for_each(|piece| to.write_all(piece).unwrap());
            to.flush().unwrap();
            assert_eq!(to.to.0, [EVEN, EVEN, EVEN, 5], "in pieces of {size}");
            assert!(to.to.1 == content);
        }
    }

    #[test]
    fn only_instants_in_utc_become_dates() {
        for good in ["2026-01-20T08:00:00Z", "2026-12-31T23:59:59.123Z"] {
            assert!(is_instant(good), "{good}");
        }
        for bad in [
            "",
            "Z",
            "2026-01-20",
            "2026-01-20T08:00:00",
            "2026-13-20T08:00:00Z",
            "2026-01-20T08:00:00.Z",
            "２０２６-01-20T08:00:00Z",
            "2026-01-20T25:00:00Z",
            "昨天Z",
        ] {
            assert!(!is_instant(bad), "{bad}");
        }
    }
}
