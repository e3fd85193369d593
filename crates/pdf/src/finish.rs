//! What `printpdf` leaves undone, on the object tree: outline, links, language, properties, identifiers.

use crate::PdfError;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use mingce_typeset::{
    Draw, Heading, Page, Pages, Place,
    document::{Meta, NodeId},
};
use sha2::{Digest, Sha256};

/// The program's name, as the file's creator.
const PROGRAM: &str = "明册 Mingce";

/// Completes the document and writes it.
pub(crate) fn finish(mut document: Document, pages: &Pages, meta: &Meta) -> Result<Vec<u8>, PdfError> {
    let page_ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    if page_ids.len() != pages.pages.len() {
        let detail = format!("{} pages laid out, {} written", pages.pages.len(), page_ids.len());
        return Err(PdfError::Assembly { detail });
    }
    // OpenType programs and the like: what we write is PDF 1.7.
    document.version = "1.7".to_owned();
    for (id, page) in page_ids.iter().zip(&pages.pages) {
        links(&mut document, *id, page, pages, &page_ids)?;
    }
    let outline = outline(&mut document, pages, &page_ids);
    let catalog = document.catalog_mut().map_err(broken)?;
    if !meta.language.is_empty() {
        catalog.set("Lang", text(&meta.language));
    }
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let info = info(meta)?;
    let info = document.add_object(info);
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    document.compress();
    save(document)
}

fn broken(error: lopdf::Error) -> PdfError {
    PdfError::Assembly { detail: error.to_string() }
}

/// Writes the file with an identifier that follows from its content.
fn save(mut document: Document) -> Result<Vec<u8>, PdfError> {
    document.trailer.remove(b"ID");
    let write = |document: &mut Document| {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).map(|()| bytes).map_err(|e| PdfError::Assembly { detail: e.to_string() })
    };
    let digest = Sha256::digest(write(&mut document)?);
    let id = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    write(&mut document)
}

/// A text string: UTF-16 with its mark, unless it is plain ASCII.
fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn info(meta: &Meta) -> Result<Dictionary, PdfError> {
    let mut info = dictionary! { "Creator" => text(PROGRAM), "Producer" => text(PROGRAM) };
    let keywords = meta.keywords.join("；");
    for (key, value) in
        [("Title", &meta.title), ("Author", &meta.author), ("Subject", &meta.subject), ("Keywords", &keywords)]
    {
        if !value.is_empty() {
            info.set(key, text(value));
        }
    }
    if !meta.created.is_empty() {
        let date = date(&meta.created).ok_or_else(|| PdfError::Created { value: meta.created.clone() })?;
        info.set("CreationDate", text(&date));
        info.set("ModDate", text(&date));
    }
    Ok(info)
}

/// `2026-01-20T08:00:00Z` as a PDF date.
fn date(rfc3339: &str) -> Option<String> {
    let body = rfc3339.strip_suffix('Z').or_else(|| rfc3339.strip_suffix("+00:00"))?;
    let body = body.split_once('.').map_or(body, |(whole, _)| whole);
    let shape = body.len() == 19
        && body.bytes().zip(b"0000-00-00T00:00:00").all(|(b, pattern)| match pattern {
            b'0' => b.is_ascii_digit(),
            other => b == *other,
        });
    shape.then(|| format!("D:{}Z", body.chars().filter(char::is_ascii_digit).collect::<String>()))
}

/// A place as a destination: that page, scrolled there, zoom unchanged.
fn destination(place: Place, pages: &Pages, page_ids: &[ObjectId]) -> Option<Object> {
    let (page, id) = (pages.pages.get(place.page)?, page_ids.get(place.page)?);
    let y = (page.height - place.y) as f32;
    Some(Object::Array(vec![Object::Reference(*id), "XYZ".into(), Object::Null, Object::Real(y), Object::Null]))
}

fn links(
    document: &mut Document,
    id: ObjectId,
    page: &Page,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> Result<(), PdfError> {
    let mut annotations = Vec::new();
    for op in &page.ops {
        if let Draw::Link { x, y, width, height, target } = &op.draw
            && let Some(to) = target_of(target, pages).and_then(|place| destination(place, pages, page_ids))
        {
            let corners = [*x, page.height - y - height, x + width, page.height - y];
            let rect: Vec<Object> = corners.iter().map(|v| Object::Real(*v as f32)).collect();
            annotations.push(document.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => rect,
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "Dest" => to,
                // Printed with the page, as archives demand.
                "F" => 4,
            }));
        }
    }
    let page = document.get_dictionary_mut(id).map_err(broken)?;
    if annotations.is_empty() {
        page.remove(b"Annots");
    } else {
        page.set("Annots", annotations.into_iter().map(Object::Reference).collect::<Vec<_>>());
    }
    Ok(())
}

fn target_of(node: &NodeId, pages: &Pages) -> Option<Place> {
    pages.anchors.get(node).copied()
}

/// An entry of the outline and those below it.
struct Entry<'a> {
    heading: &'a Heading,
    below: Vec<Entry<'a>>,
}

/// Headings in order to a tree: a heading belongs to the nearest one before it of a higher level.
fn tree<'a>(headings: &mut std::iter::Peekable<std::slice::Iter<'a, Heading>>, level: u8) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    while let Some(heading) = headings.next_if(|h| h.level > level) {
        entries.push(Entry { heading, below: tree(headings, heading.level) });
    }
    entries
}

fn outline(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Option<ObjectId> {
    let entries = tree(&mut pages.outline.iter().peekable(), 0);
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let mut dictionary = dictionary! { "Type" => "Outlines" };
    attach(document, &mut dictionary, root, &entries, pages, page_ids);
    document.set_object(root, dictionary);
    Some(root)
}

/// Writes entries below `parent` and tells it of them. Returns how many lines they are when all are open.
fn attach(
    document: &mut Document,
    parent: &mut Dictionary,
    parent_id: ObjectId,
    entries: &[Entry<'_>],
    pages: &Pages,
    page_ids: &[ObjectId],
) -> i64 {
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return 0 };
    let mut count = 0;
    for (i, entry) in entries.iter().enumerate() {
        let mut item = dictionary! { "Title" => text(&entry.heading.title), "Parent" => parent_id };
        if let Some(to) = destination(entry.heading.place, pages, page_ids) {
            item.set("Dest", to);
        }
        if let Some(before) = i.checked_sub(1) {
            item.set("Prev", ids[before]);
        }
        if let Some(next) = ids.get(i + 1) {
            item.set("Next", *next);
        }
        count += 1 + attach(document, &mut item, ids[i], &entry.below, pages, page_ids);
        document.set_object(ids[i], item);
    }
    parent.set("First", *first);
    parent.set("Last", *last);
    parent.set("Count", count);
    count
}
