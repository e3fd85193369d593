//! Finished files of this crate bound into one, each page as it is: what went out is not set anew.
//!
//! Bookmarks, structure and cell heads of each file go along, one entry of the outline over each. A number may be put on
//! the pages, in the corner where archives put theirs; it is drawn over a page and changes nothing of it.

use crate::finish::{Properties, broken, save, text, viewer_preferences};
use crate::tree::search_tree;
use crate::{PdfError, archive, deflate};
use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Stream, dictionary};
use mingce_typeset::document::{Face, Meta};
use mingce_typeset::{FontSet, Segment};
use std::collections::BTreeSet;

/// A file to be bound.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// What the outline calls it.
    pub title: &'a str,
    /// A file that [`write`](crate::write()) made.
    pub bytes: &'a [u8],
}

/// The size of the numbers on the pages, in points: 四号, as page numbers have it.
const STAMP: f64 = 14.0;
/// How far they stand from the edges, in points: 20 mm from above, 26 mm from the side, as the text does.
const STAMP_AT: (f64, f64) = (74.0, 57.0);

/// How many pages a file has.
///
/// # Errors
/// When it is no PDF.
pub fn page_count(bytes: &[u8]) -> Result<usize, PdfError> {
    Ok(Objects::load_mem(bytes).map_err(broken)?.get_pages().len())
}

/// Binds files in their order into one. With `numbers`, each page bears its place in the whole.
///
/// # Errors
/// When there is nothing to bind, a part is no PDF, or the time of creation is no time.
pub fn bind(meta: &Meta, parts: &[Part<'_>], numbers: Option<&FontSet>) -> Result<Vec<u8>, PdfError> {
    let properties = Properties::of(meta)?;
    let mut whole = Whole::new();
    for (nth, part) in parts.iter().enumerate() {
        whole.add(nth, part)?;
    }
    if whole.pages.is_empty() {
        return Err(PdfError::Empty);
    }
    if let Some(fonts) = numbers {
        whole.number(fonts)?;
    }
    whole.finish(&properties, &meta.language)
}

/// The file as it grows.
struct Whole {
    objects: Objects,
    pages_root: ObjectId,
    structure_root: ObjectId,
    /// The element that holds the parts.
    top: ObjectId,
    pages: Vec<ObjectId>,
    /// The top elements of the parts.
    tops: Vec<Object>,
    /// From pages and links to elements, over all parts.
    parents: Vec<(Object, Object)>,
    next_parent: i64,
    /// Elements with names.
    names: Vec<(Vec<u8>, Object)>,
    /// One bookmark for each part.
    bookmarks: Vec<Dictionary>,
}

impl Whole {
    fn new() -> Whole {
        let mut objects = Objects::with_version("1.7");
        let [pages_root, structure_root, top] = [(); 3].map(|()| objects.new_object_id());
        Whole {
            objects,
            pages_root,
            structure_root,
            top,
            pages: Vec::new(),
            tops: Vec::new(),
            parents: Vec::new(),
            next_parent: 0,
            names: Vec::new(),
            bookmarks: Vec::new(),
        }
    }

    fn add(&mut self, nth: usize, part: &Part<'_>) -> Result<(), PdfError> {
        let mut file = Objects::load_mem(part.bytes).map_err(broken)?;
        file.renumber_objects_with(self.objects.max_id + 1);
        let catalog = file.catalog().map_err(broken)?.clone();
        let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
        let mut gone: BTreeSet<ObjectId> = BTreeSet::new();
        self.take_structure(nth, &mut file, &catalog, &mut gone);
        for page in &pages {
            self.take_page(&mut file, *page)?;
        }
        self.bookmark(part.title, &file, &catalog, &pages, &mut gone);
        // What a file says of itself as a whole is said anew.
        let root = [file.trailer.get(b"Root"), file.trailer.get(b"Info")];
        let own = ["Pages", "Metadata", "PageLabels", "StructTreeRoot", "Outlines"];
        let own = own.iter().map(|key| catalog.get(key.as_bytes()));
        gone.extend(root.into_iter().chain(own).flatten().filter_map(|it| it.as_reference().ok()));
        for page in &pages {
            gone.remove(page);
        }
        gone.extend(intent_profiles(&file, &catalog));
        file.objects.retain(|id, object| !gone.contains(id) && !is_page_node(object));
        self.objects.max_id = self.objects.max_id.max(file.max_id);
        self.objects.objects.extend(file.objects);
        self.pages.extend(pages);
        Ok(())
    }

    fn take_structure(&mut self, nth: usize, file: &mut Objects, catalog: &Dictionary, gone: &mut BTreeSet<ObjectId>) {
        let Some(root) = dictionary_at(file, catalog.get(b"StructTreeRoot").ok()) else { return };
        let mut pairs = Vec::new();
        if let Ok(Object::Reference(tree)) = root.get(b"ParentTree") {
            flat(file, *tree, gone, &mut pairs);
        }
        if let Ok(Object::Reference(tree)) = root.get(b"IDTree") {
            flat(file, *tree, gone, &mut Vec::new());
        }
        let from = self.next_parent;
        for (key, value) in pairs {
            if let Object::Integer(key) = key {
                self.next_parent = self.next_parent.max(from + key + 1);
                self.parents.push((Object::Integer(from + key), value));
            }
        }
        // Cells name their heads: the names of two parts must not meet.
        let prefix = format!("p{nth}.");
        for (id, object) in &mut file.objects {
            let Object::Dictionary(element) = object else { continue };
            if !element.has(b"S") || !element.has(b"P") {
                continue;
            }
            if let Ok(Object::String(name, _)) = element.get_mut(b"ID") {
                name.splice(0..0, prefix.bytes());
                self.names.push((name.clone(), Object::Reference(*id)));
            }
            let Ok(Object::Dictionary(attributes)) = element.get_mut(b"A") else { continue };
            let Ok(Object::Array(heads)) = attributes.get_mut(b"Headers") else { continue };
            for head in heads {
                if let Object::String(name, _) = head {
                    name.splice(0..0, prefix.bytes());
                }
            }
        }
        if let Ok(top @ Object::Reference(id)) = root.get(b"K") {
            self.tops.push(top.clone());
            if let Ok(element) = file.get_dictionary_mut(*id) {
                element.set("P", self.top);
                element.set("S", "Part");
            }
        }
        let shift = |file: &mut Objects, id: ObjectId, key: &str| {
            if let Ok(found) = file.get_dictionary_mut(id)
                && let Ok(number) = found.get(key.as_bytes()).and_then(Object::as_i64)
            {
                found.set(key, number + from);
            }
        };
        let ids: Vec<ObjectId> = file.objects.keys().copied().collect();
        for id in ids {
            shift(file, id, "StructParents");
            shift(file, id, "StructParent");
        }
    }

    /// A page hangs from the new root; what it inherits comes along.
    fn take_page(&self, file: &mut Objects, id: ObjectId) -> Result<(), PdfError> {
        for key in [b"Resources".as_slice(), b"MediaBox", b"CropBox", b"Rotate"] {
            let page = file.get_dictionary(id).map_err(broken)?;
            if page.has(key) {
                continue;
            }
            let mut above = dictionary_at(file, page.get(b"Parent").ok());
            let mut found = None;
            while let (None, Some(node)) = (&found, above) {
                found = node.get(key).ok().cloned();
                above = dictionary_at(file, node.get(b"Parent").ok());
            }
            if let Some(found) = found {
                file.get_dictionary_mut(id).map_err(broken)?.set(key, found);
            }
        }
        file.get_dictionary_mut(id).map_err(broken)?.set("Parent", self.pages_root);
        Ok(())
    }

    /// The part's own bookmarks go below its title.
    fn bookmark(
        &mut self,
        title: &str,
        file: &Objects,
        catalog: &Dictionary,
        pages: &[ObjectId],
        gone: &mut BTreeSet<ObjectId>,
    ) {
        let Some(first) = pages.first() else { return };
        let mut mark = dictionary! {
            "Title" => text(title),
            "Dest" => vec![Object::Reference(*first), "XYZ".into(), Object::Null, Object::Null, Object::Null],
        };
        if let Some(below) = dictionary_at(file, catalog.get(b"Outlines").ok()) {
            for key in ["First", "Last"] {
                if let Ok(item) = below.get(key.as_bytes()) {
                    mark.set(key, item.clone());
                }
            }
            // Closed: so many would be shown (ISO 32000-1, 12.3.3).
            let count = below.get(b"Count").and_then(Object::as_i64).unwrap_or(0).abs();
            mark.set("Count", -count.max(1));
            gone.extend(catalog.get(b"Outlines").and_then(Object::as_reference));
        }
        self.bookmarks.push(mark);
    }

    /// Puts its place in the whole on each page: in the upper outer corner, right on odd pages, left on even ones.
    fn number(&mut self, fonts: &FontSet) -> Result<(), PdfError> {
        for (index, page) in self.pages.clone().into_iter().enumerate() {
            let media = self.objects.get_dictionary(page).and_then(|page| page.get(b"MediaBox")).map_err(broken)?;
            let edges: Vec<f64> = match media {
                Object::Array(edges) => edges.iter().filter_map(|edge| edge.as_float().ok().map(f64::from)).collect(),
                _ => Vec::new(),
            };
            let &[left, _, right, upper] = edges.as_slice() else { continue };
            let digits = (index + 1).to_string();
            let (drawn, width) = outlines(&digits, fonts);
            let x = if index % 2 == 0 { right - STAMP_AT.0 - width } else { left + STAMP_AT.0 };
            let stamp = format!(
                "Q\n/Artifact<</Type/Pagination/Subtype/Header>>BDC\nq 0 g {STAMP} 0 0 -{STAMP} {x:.3} {:.3} cm\n{drawn}f Q\nEMC\n",
                upper - STAMP_AT.1
            );
            let before = self.objects.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
            let after = self.objects.add_object(Stream::new(Dictionary::new(), stamp.into_bytes()));
            let dictionary = self.objects.get_dictionary_mut(page).map_err(broken)?;
            let content = match dictionary.get(b"Contents").map_err(broken)? {
                Object::Array(all) => all.clone(),
                one => vec![one.clone()],
            };
            let all = std::iter::once(before.into()).chain(content).chain([after.into()]);
            dictionary.set("Contents", all.collect::<Vec<Object>>());
        }
        Ok(())
    }

    fn finish(mut self, properties: &Properties, language: &str) -> Result<Vec<u8>, PdfError> {
        let objects = &mut self.objects;
        let count = self.pages.len() as i64;
        let kids: Vec<Object> = self.pages.iter().copied().map(Object::Reference).collect();
        objects.set_object(self.pages_root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
        objects.set_object(self.top, dictionary! { "S" => "Document", "P" => self.structure_root, "K" => self.tops });
        let mut structure = dictionary! { "Type" => "StructTreeRoot", "K" => self.top };
        self.parents.sort_by_key(|(key, _)| key.as_i64().unwrap_or(0));
        structure.set("ParentTree", search_tree(objects, "Nums", self.parents));
        structure.set("ParentTreeNextKey", self.next_parent);
        self.names.sort_by(|a, b| a.0.cmp(&b.0));
        if !self.names.is_empty() {
            let names = self.names.into_iter().map(|(name, id)| (Object::string_literal(name), id)).collect();
            structure.set("IDTree", search_tree(objects, "Names", names));
        }
        objects.set_object(self.structure_root, structure);
        let outline = outline(objects, self.bookmarks);
        let conforms = archive::fonts_conform(objects);
        let intent = archive::output_intent(objects);
        let metadata = objects.add_object(archive::metadata(properties, language, conforms));
        let labels = search_tree(objects, "Nums", vec![(0.into(), dictionary! { "S" => "D" }.into())]);
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => self.pages_root,
            "MarkInfo" => dictionary! { "Marked" => true },
            "StructTreeRoot" => self.structure_root,
            "Metadata" => metadata,
            "OutputIntents" => intent,
            "PageLabels" => labels,
            "ViewerPreferences" => viewer_preferences(),
            "PageMode" => "UseOutlines",
            "Outlines" => outline,
        };
        if !language.is_empty() {
            catalog.set("Lang", text(language));
        }
        let catalog = objects.add_object(catalog);
        let info = objects.add_object(properties.dictionary());
        objects.trailer = dictionary! { "Root" => catalog, "Info" => info };
        deflate::all(objects);
        save(self.objects, std::iter::empty())
    }
}

/// The titles of the parts as an outline, each with its own bookmarks below.
fn outline(objects: &mut Objects, bookmarks: Vec<Dictionary>) -> ObjectId {
    let root = objects.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| objects.new_object_id()).collect();
    let mut top = dictionary! { "Type" => "Outlines", "Count" => ids.len() as i64 };
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        top.set("First", *first);
        top.set("Last", *last);
    }
    for (at, mut mark) in bookmarks.into_iter().enumerate() {
        mark.set("Parent", root);
        if let Some(before) = at.checked_sub(1) {
            mark.set("Prev", ids[before]);
        }
        if let Some(next) = ids.get(at + 1) {
            mark.set("Next", *next);
        }
        let mut below = mark.get(b"First").and_then(Object::as_reference).ok();
        while let Some(id) = below {
            let Ok(item) = objects.get_dictionary_mut(id) else { break };
            item.set("Parent", ids[at]);
            below = item.get(b"Next").and_then(Object::as_reference).ok();
        }
        objects.set_object(ids[at], mark);
    }
    objects.set_object(root, top);
    root
}

fn dictionary_at(file: &Objects, at: Option<&Object>) -> Option<Dictionary> {
    file.get_dictionary(at?.as_reference().ok()?).ok().cloned()
}

fn is_page_node(object: &Object) -> bool {
    object.as_dict().is_ok_and(|node| node.get(b"Type").and_then(Object::as_name).ok() == Some(b"Pages"))
}

/// The pairs of a number or name tree; its nodes are not needed any more.
fn flat(file: &Objects, node: ObjectId, gone: &mut BTreeSet<ObjectId>, pairs: &mut Vec<(Object, Object)>) {
    if !gone.insert(node) {
        return;
    }
    let Ok(dictionary) = file.get_dictionary(node) else { return };
    for key in [b"Nums".as_slice(), b"Names"] {
        if let Ok(Object::Array(own)) = dictionary.get(key) {
            pairs.extend(own.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())));
        }
    }
    if let Ok(Object::Array(kids)) = dictionary.get(b"Kids") {
        for kid in kids.iter().filter_map(|kid| kid.as_reference().ok()) {
            flat(file, kid, gone, pairs);
        }
    }
}

/// Where a file keeps the meaning of its colours: all parts have the same.
fn intent_profiles(file: &Objects, catalog: &Dictionary) -> Vec<ObjectId> {
    let Ok(Object::Array(intents)) = catalog.get(b"OutputIntents") else { return Vec::new() };
    let profile = |intent: &Object| intent.as_dict().ok()?.get(b"DestOutputProfile").ok()?.as_reference().ok();
    intents.iter().filter_map(profile).filter(|id| file.objects.contains_key(id)).collect()
}

/// Digits as outlines in em, y growing downwards from the baseline, and how wide they are in points.
fn outlines(digits: &str, fonts: &FontSet) -> (String, f64) {
    let (mut out, mut pen) = (String::new(), 0.0);
    for glyph in digits.chars().filter_map(|digit| fonts.glyph(Face::SongTi, digit)) {
        for segment in fonts.fonts()[glyph.font].outline(glyph.id).iter() {
            let at = |(x, y): (f64, f64)| format!("{:.4} {y:.4}", x + pen);
            out.push_str(&match *segment {
                Segment::Move(x, y) => format!("{} m ", at((x, y))),
                Segment::Line(x, y) => format!("{} l ", at((x, y))),
                Segment::Curve([a, b, c]) => format!("{} {} {} c ", at(a), at(b), at(c)),
                Segment::Close => "h ".into(),
            });
        }
        pen += glyph.advance;
    }
    (out, pen * STAMP)
}
