//! What `printpdf` leaves undone, on the object tree: structure, outline, links, language, properties, identifiers.

use crate::embed::Embedded;
use crate::mark::{Link, PageMarks};
use crate::structure::Structure;
use crate::tree::Tree;
use crate::{PdfError, archive, deflate, file, file::File, outline};
use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Stream, StringFormat, dictionary};
use mingce_typeset::{
    Draw, Page, Pages,
    document::{Document, Meta, NodeId},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};

/// The program's name, as the file's creator.
pub(crate) const PROGRAM: &str = "明册 Mingce";

/// Everything that the file is made from.
pub(crate) struct Sources<'a> {
    pub pages: &'a Pages,
    pub document: &'a Document,
    pub structure: &'a Structure<'a>,
    pub marks: &'a [PageMarks<'a>],
    pub fonts: &'a BTreeMap<usize, Embedded>,
}

/// Completes the document with the content of its pages and writes it.
pub(crate) fn finish(mut objects: Objects, streams: Vec<Stream>, sources: &Sources<'_>) -> Result<Vec<u8>, PdfError> {
    let Sources { pages, document, structure, marks, fonts } = *sources;
    let properties = Properties::of(&document.meta)?;
    let page_ids: Vec<ObjectId> = objects.get_pages().into_values().collect();
    if [page_ids.len(), streams.len()] != [pages.pages.len(); 2] {
        let detail = format!("{} pages laid out, {} of {} written", pages.pages.len(), streams.len(), page_ids.len());
        return Err(PdfError::Assembly { detail });
    }
    for (page, stream) in page_ids.iter().zip(streams) {
        let content = objects.get_dictionary(*page).and_then(|page| page.get(b"Contents")?.as_reference());
        objects.set_object(content.map_err(broken)?, stream);
    }
    // Summaries of tables and two-sided printing are words of PDF 1.7. PDF/A-1 is known by its metadata, whatever the
    // version, and says only what a reader of 1.4 passes over.
    objects.version = "1.7".to_owned();
    archive::list_glyphs(&mut objects, fonts.values())?;
    let conforms = archive::fonts_conform(&objects);
    let intent = archive::output_intent(&mut objects);
    let metadata = objects.add_object(archive::metadata(&properties, &document.meta.language, conforms));
    let tree = Tree::new(&mut objects, structure);
    let annotations = annotate(&mut objects, sources, &page_ids)?;
    let structure = tree.frame(&mut objects, marks);
    let outline = outline::write(&mut objects, document, pages, &page_ids);
    let labels = outline::labels(&mut objects, pages);
    let catalog = objects.catalog_mut().map_err(broken)?;
    if !document.meta.language.is_empty() {
        catalog.set("Lang", text(&document.meta.language));
    }
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", intent);
    catalog.set("PageLabels", labels);
    catalog.set("ViewerPreferences", viewer_preferences());
    catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let info = objects.add_object(properties.dictionary());
    if let Ok(old) = objects.trailer.get(b"Info").and_then(Object::as_reference) {
        objects.objects.remove(&old);
    }
    objects.trailer.set("Info", info);
    deflate::all(&mut objects);
    save(objects, tree.elements(&page_ids, &annotations))
}

pub(crate) fn broken(error: lopdf::Error) -> PdfError {
    PdfError::Assembly { detail: error.to_string() }
}

/// The title in the window's title bar; printed on both sides and turned over the long edge, as official documents are
/// (GB/T 9704: 双面印刷、左侧装订), and not scaled, so that the margins are those of the standard.
pub(crate) fn viewer_preferences() -> Dictionary {
    dictionary! { "DisplayDocTitle" => true, "Duplex" => "DuplexFlipLongEdge", "PrintScaling" => "None" }
}

/// Writes the file with an identifier that follows from its content. `elements` are objects that are made as they are
/// written, by their numbers.
pub(crate) fn save(mut objects: Objects, elements: impl Iterator<Item = (u32, Vec<u8>)>) -> Result<Vec<u8>, PdfError> {
    let id = |digest: &[u8]| Object::String(digest.to_vec(), StringFormat::Hexadecimal);
    // A place as long as the identifier, to be written over.
    let blank = [0; 16];
    objects.trailer.set("ID", vec![id(&blank), id(&blank)]);
    let mut file = File::new(&objects.version, objects.max_id);
    let mut elements = elements.peekable();
    for ((number, _), object) in std::mem::take(&mut objects.objects) {
        while let Some((element, bytes)) = elements.next_if(|(element, _)| *element < number) {
            file.object(element, |out| out.extend(bytes));
        }
        file.object(number, |out| file::object(&object, out));
    }
    for (element, bytes) in elements {
        file.object(element, |out| out.extend(bytes));
    }
    let mut bytes = file.end(objects.trailer);
    let hex = |digest: &[u8]| digest.iter().map(|b| format!("{b:02X}")).collect::<String>().into_bytes();
    let (place, value) = (hex(&blank), hex(&Sha256::digest(&bytes)[..16]));
    // The trailer stands at the end, after everything that a document could say.
    let mut end = bytes.len();
    for _ in 0..2 {
        let at = bytes[..end].windows(place.len()).rposition(|window| window == place);
        let Some(at) = at else {
            return Err(PdfError::Assembly { detail: "the trailer has no identifier".to_owned() });
        };
        bytes[at..at + value.len()].copy_from_slice(&value);
        end = at;
    }
    Ok(bytes)
}

/// A text string: UTF-16 with its mark, unless it is plain ASCII.
pub(crate) fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// What the file says about itself, in the words of both places that say it.
pub(crate) struct Properties {
    pub title: String,
    pub author: String,
    pub subject: String,
    pub keywords: String,
    /// RFC 3339 in UTC, whole seconds; empty when not known.
    pub created: String,
}

impl Properties {
    pub(crate) fn of(meta: &Meta) -> Result<Properties, PdfError> {
        // Controls are no characters of XML; no property has any by right.
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
        let created = match &meta.created {
            none if none.is_empty() => String::new(),
            created => instant(created).ok_or_else(|| PdfError::Created { value: created.clone() })?,
        };
        Ok(Properties {
            title: clean(&meta.title),
            author: clean(&meta.author),
            subject: clean(&meta.subject),
            keywords: clean(&meta.keywords.join("；")),
            created,
        })
    }

    pub(crate) fn dictionary(&self) -> Dictionary {
        let mut info = dictionary! { "Creator" => text(PROGRAM), "Producer" => text(PROGRAM) };
        for (key, value) in
            [("Title", &self.title), ("Author", &self.author), ("Subject", &self.subject), ("Keywords", &self.keywords)]
        {
            if !value.is_empty() {
                info.set(key, text(value));
            }
        }
        if !self.created.is_empty() {
            let date = format!("D:{}Z", self.created.chars().filter(char::is_ascii_digit).collect::<String>());
            info.set("CreationDate", text(&date));
            info.set("ModDate", text(&date));
        }
        info
    }
}

/// An instant in UTC without its fraction: `2026-01-20T08:00:00Z`.
fn instant(rfc3339: &str) -> Option<String> {
    let body = rfc3339.strip_suffix('Z').or_else(|| rfc3339.strip_suffix("+00:00"))?;
    let body = body.split_once('.').map_or(body, |(whole, _)| whole);
    let shape = body.len() == 19
        && body.bytes().zip(b"0000-00-00T00:00:00").all(|(b, pattern)| match pattern {
            b'0' => b.is_ascii_digit(),
            other => b == *other,
        });
    shape.then(|| format!("{body}Z"))
}

/// Gives each page its links and its place in the structure. Returns the links of all pages in order.
fn annotate(objects: &mut Objects, sources: &Sources<'_>, page_ids: &[ObjectId]) -> Result<Vec<ObjectId>, PdfError> {
    let Sources { pages, marks, .. } = *sources;
    let titles: HashMap<&NodeId, &str> = pages.outline.iter().map(|h| (&h.node, h.title.as_str())).collect();
    let mut all = Vec::new();
    for (index, ((id, page), marks)) in page_ids.iter().zip(&pages.pages).zip(marks).enumerate() {
        let mut own: Vec<Object> = Vec::new();
        for link in &marks.links {
            let mut annotation = annotation(link, page, titles.get(link.target).copied());
            annotation.set("StructParent", (page_ids.len() + all.len()) as i64);
            let place = pages.anchors.get(link.target).copied();
            if let Some(to) = place.and_then(|place| outline::destination(place, pages, page_ids)) {
                annotation.set("Dest", to);
            }
            let annotation = objects.add_object(annotation);
            all.push(annotation);
            own.push(annotation.into());
        }
        let dictionary = objects.get_dictionary_mut(*id).map_err(broken)?;
        if !marks.owners.is_empty() {
            dictionary.set("StructParents", index as i64);
        }
        // The tabulator goes through links as they are read.
        dictionary.set("Tabs", "S");
        if own.is_empty() {
            dictionary.remove(b"Annots");
        } else {
            dictionary.set("Annots", own);
        }
    }
    Ok(all)
}

/// An area that leads to a heading, and says which.
fn annotation(link: &Link<'_>, page: &Page, title: Option<&str>) -> Dictionary {
    let corners = match link.area {
        Draw::Link { x, y, width, height, .. } => [*x, page.height - y - height, x + width, page.height - y],
        _ => [0.0; 4],
    };
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => corners.iter().map(|v| Object::Real(*v as f32)).collect::<Vec<_>>(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed with the page, as archives demand.
        "F" => 4,
    };
    if let Some(title) = title {
        annotation.set("Contents", text(title));
    }
    annotation
}
