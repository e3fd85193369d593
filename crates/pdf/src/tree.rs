//! The structure tree as objects of the file (ISO 32000-1, 14.7), both ways: from elements to pieces of pages, and from
//! those back to elements.

use crate::file;
use crate::finish::text;
use crate::mark::PageMarks;
use crate::structure::{Element, Kid, Kind, Says, Structure};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use mingce_typeset::document::Scope;
use std::collections::BTreeMap;

/// How many pairs stand in one leaf of a number or name tree.
const LEAF: usize = 1000;

/// The structure on its way into a file.
pub(crate) struct Tree<'a, 's> {
    structure: &'s Structure<'a>,
    /// The objects of the elements that are written: what nothing was drawn of is left out.
    ids: Vec<Option<ObjectId>>,
    root: ObjectId,
}

impl<'a, 's> Tree<'a, 's> {
    /// Decides what is written, and under which numbers.
    pub(crate) fn new(document: &mut Document, structure: &'s Structure<'a>) -> Tree<'a, 's> {
        let root = document.new_object_id();
        let mut written = vec![false; structure.elements.len()];
        // Elements stand after the ones that hold them.
        for (i, element) in structure.elements.iter().enumerate().rev() {
            let kept = |kid: &Kid| match kid {
                Kid::Element(kid) => written[*kid],
                Kid::Content { .. } | Kid::Annotation { .. } => true,
            };
            // An empty cell holds its place in the grid.
            let place = matches!(element.kind, Kind::Document | Kind::TR | Kind::TH | Kind::TD);
            written[i] = place || element.kids.iter().any(kept) || !element.notes.is_empty();
        }
        let ids = written.into_iter().map(|written| written.then(|| document.new_object_id())).collect();
        Tree { structure, ids, root }
    }

    /// The object of an element.
    pub(crate) fn id(&self, element: usize) -> Option<ObjectId> {
        self.ids.get(element).copied().flatten()
    }

    /// Writes what holds the elements together and returns the tree's root. The elements themselves follow with the
    /// file ([`Tree::element`]).
    pub(crate) fn frame(&self, document: &mut Document, marks: &[PageMarks<'_>]) -> ObjectId {
        let mut root = dictionary! { "Type" => "StructTreeRoot" };
        if let Some(top) = self.id(0) {
            root.set("K", top);
        }
        let (numbers, next) = self.parent_tree(marks);
        root.set("ParentTree", search_tree(document, "Nums", numbers));
        root.set("ParentTreeNextKey", next);
        let elements = self.structure.elements.iter().zip(&self.ids);
        let names: BTreeMap<&str, ObjectId> =
            elements.filter_map(|(element, id)| Some((element.says.as_ref()?.id.as_deref()?, (*id)?))).collect();
        if !names.is_empty() {
            let names = names.into_iter().map(|(name, id)| (Object::string_literal(name), id.into())).collect();
            root.set("IDTree", search_tree(document, "Names", names));
        }
        document.set_object(self.root, root);
        self.root
    }

    /// The elements that are written, in the order of their objects' numbers, with what each is in the file.
    /// `annotations` are the links of all pages in order.
    pub(crate) fn elements<'t>(
        &'t self,
        pages: &'t [ObjectId],
        annotations: &'t [ObjectId],
    ) -> impl Iterator<Item = (u32, Vec<u8>)> + 't {
        let mut parents: Vec<u32> = vec![self.root.0; self.ids.len()];
        let written = self.structure.elements.iter().zip(&self.ids).enumerate();
        written.filter_map(move |(i, (element, id))| {
            let (number, _) = (*id)?;
            for kid in kids(element) {
                if let Kid::Element(kid) = kid {
                    parents[kid] = number;
                }
            }
            let mut out = Vec::with_capacity(64);
            out.extend(b"<</S/");
            out.extend(element.kind.name().as_bytes());
            out.extend(b"/P ");
            file::reference(parents[i], &mut out);
            self.kids(element, pages, annotations, &mut out);
            if let Some(says) = &element.says {
                let mut said = Dictionary::new();
                say(element.kind, says, &mut said);
                file::entries(&said, &mut out);
            }
            out.extend(b">>");
            Some((number, out))
        })
    }

    /// What an element holds. Pieces of its first page are plain numbers, those of others say their page.
    fn kids(&self, element: &Element<'_>, pages: &[ObjectId], annotations: &[ObjectId], out: &mut Vec<u8>) {
        let mut first = None;
        let (mut list, mut count) = (Vec::new(), 0);
        // The page of a kid, where the element's own does not tell.
        let mut other = |page: usize, id: &ObjectId, list: &mut Vec<u8>| {
            if *first.get_or_insert(page) != page {
                list.extend(b"/Pg ");
                file::reference(id.0, list);
                return true;
            }
            false
        };
        for kid in kids(element) {
            let before = list.len();
            if before > 0 {
                list.push(b' ');
            }
            let written = match kid {
                Kid::Element(kid) => self.ids[kid].map(|id| file::reference(id.0, &mut list)),
                Kid::Annotation { page, at } => annotations.get(at).zip(pages.get(page)).map(|(annotation, id)| {
                    list.extend(b"<</Type/OBJR/Obj ");
                    file::reference(annotation.0, &mut list);
                    other(page, id, &mut list);
                    list.extend(b">>");
                }),
                Kid::Content { page, mcid } => pages.get(page).map(|id| {
                    let mut elsewhere = b"<</Type/MCR".to_vec();
                    if other(page, id, &mut elsewhere) {
                        list.extend(elsewhere);
                        list.extend(b"/MCID ");
                        file::integer(mcid as i64, &mut list);
                        list.extend(b">>");
                    } else {
                        file::integer(mcid as i64, &mut list);
                    }
                }),
            };
            match written {
                Some(()) => count += 1,
                None => list.truncate(before),
            }
        }
        if let Some(page) = first.and_then(|page| pages.get(page)) {
            out.extend(b"/Pg ");
            file::reference(page.0, out);
        }
        match count {
            0 => {}
            1 => {
                out.extend(b"/K ");
                out.extend(list);
            }
            _ => {
                out.extend(b"/K[");
                out.extend(list);
                out.push(b']');
            }
        }
    }

    /// From each page's pieces, and from each link, to the elements; and the first number not taken.
    fn parent_tree(&self, marks: &[PageMarks<'_>]) -> (Vec<(Object, Object)>, i64) {
        let mut numbers: Vec<(Object, Object)> = Vec::with_capacity(marks.len());
        let reference = |element: &usize| self.id(*element).map_or(Object::Null, Object::Reference);
        for (page, marks) in marks.iter().enumerate().filter(|(_, marks)| !marks.owners.is_empty()) {
            let owners: Vec<Object> = marks.owners.iter().map(reference).collect();
            numbers.push((Object::Integer(page as i64), Object::Array(owners)));
        }
        let links = marks.iter().flat_map(|marks| &marks.links);
        let mut next = marks.len() as i64;
        for link in links {
            numbers.push((Object::Integer(next), reference(&link.element)));
            next += 1;
        }
        (numbers, next)
    }
}

/// Everything in an element, its footnotes last.
fn kids<'e>(element: &'e Element<'_>) -> impl Iterator<Item = Kid> + 'e {
    element.kids.iter().copied().chain(element.notes.iter().map(|note| Kid::Element(*note)))
}

/// Attributes of an element (ISO 32000-1, 14.8.5), its identifier and its texts.
fn say(kind: Kind, says: &Says<'_>, object: &mut Dictionary) {
    if let Some(id) = &says.id {
        object.set("ID", Object::string_literal(id.as_str()));
    }
    if !says.alt.is_empty() {
        object.set("Alt", text(&says.alt));
    }
    if !says.text.is_empty() {
        object.set("ActualText", text(&says.text));
    }
    let mut attributes = Dictionary::new();
    match kind {
        Kind::Table if !says.summary.is_empty() => attributes.set("Summary", text(says.summary)),
        Kind::TH | Kind::TD => {
            match says.scope {
                Some(Scope::Column) => attributes.set("Scope", "Column"),
                Some(Scope::Row) => attributes.set("Scope", "Row"),
                None => {}
            }
            let (columns, rows) = says.spans;
            if columns > 1 {
                attributes.set("ColSpan", columns as i64);
            }
            if rows > 1 {
                attributes.set("RowSpan", rows as i64);
            }
            if !says.heads.is_empty() {
                let heads = says.heads.iter().map(|head| Object::string_literal(head.as_str()));
                attributes.set("Headers", heads.collect::<Vec<_>>());
            }
        }
        Kind::Figure => {
            if let Some(([left, upper, right, lower], height)) = says.bounds {
                let edges = [left, height - lower, right, height - upper];
                attributes.set("BBox", edges.iter().map(|v| Object::Real(*v as f32)).collect::<Vec<_>>());
                attributes.set("Placement", "Block");
            }
        }
        _ => {}
    }
    if !attributes.is_empty() {
        attributes.set("O", if kind == Kind::Figure { "Layout" } else { "Table" });
        object.set("A", attributes);
    }
}

/// A name or number tree over sorted pairs (ISO 32000-1, 7.9.6 and 7.9.7), in leaves that are never too large.
pub(crate) fn search_tree(document: &mut Document, pairs_key: &str, pairs: Vec<(Object, Object)>) -> ObjectId {
    let mut leaves = Vec::new();
    let single = pairs.len() <= LEAF;
    let mut pairs = pairs.into_iter().peekable();
    while pairs.peek().is_some() {
        let leaf: Vec<(Object, Object)> = pairs.by_ref().take(LEAF).collect();
        let limits = leaf.first().zip(leaf.last()).map(|((first, _), (last, _))| vec![first.clone(), last.clone()]);
        let flat: Vec<Object> = leaf.into_iter().flat_map(|(key, value)| [key, value]).collect();
        let mut node = Dictionary::new();
        node.set(pairs_key, flat);
        if let Some(limits) = limits.filter(|_| !single) {
            node.set("Limits", limits);
        }
        leaves.push(document.add_object(node));
    }
    match leaves[..] {
        [only] => only,
        [] => document.add_object(dictionary! { pairs_key => Object::Array(Vec::new()) }),
        _ => {
            let kids: Vec<Object> = leaves.into_iter().map(Object::Reference).collect();
            document.add_object(dictionary! { "Kids" => kids })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_tree_is_searched_by_the_limits_of_its_leaves() {
        let mut document = Document::new();
        let pairs = (0..2 * LEAF as i64 + 1).map(|n| (Object::Integer(n), Object::Integer(-n))).collect();
        let root = search_tree(&mut document, "Nums", pairs);
        let kids = document.get_dictionary(root).unwrap().get(b"Kids").unwrap().as_array().unwrap();
        let mut next = 0;
        for kid in kids {
            let leaf = document.get_dictionary(kid.as_reference().unwrap()).unwrap();
            let limits = leaf.get(b"Limits").unwrap().as_array().unwrap();
            let count = leaf.get(b"Nums").unwrap().as_array().unwrap().len() as i64 / 2;
            assert!(count <= LEAF as i64);
            assert_eq!(limits[..], [Object::Integer(next), Object::Integer(next + count - 1)]);
            next += count;
        }
        assert_eq!(next, 2 * LEAF as i64 + 1);
    }
}
