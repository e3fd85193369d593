//! Where things lead: bookmarks, destinations, and the numbers that a viewer shows for pages.

use crate::finish::text;
use crate::tree::search_tree;
use lopdf::{Dictionary, Document as Objects, Object, ObjectId, dictionary};
use mingce_typeset::document::{Block, Document, NodeId, ParaStyle, Section};
use mingce_typeset::{Pages, Place};

/// A place as a destination: that page, scrolled there, zoom unchanged.
pub(crate) fn destination(place: Place, pages: &Pages, page_ids: &[ObjectId]) -> Option<Object> {
    let (page, id) = (pages.pages.get(place.page)?, page_ids.get(place.page)?);
    let y = (page.height - place.y) as f32;
    Some(Object::Array(vec![Object::Reference(*id), "XYZ".into(), Object::Null, Object::Real(y), Object::Null]))
}

/// A bookmark to be.
struct Mark {
    level: u8,
    title: String,
    place: Place,
}

/// An entry of the outline and those below it.
struct Entry<'a> {
    mark: &'a Mark,
    below: Vec<Entry<'a>>,
}

/// Bookmarks in order to a tree: each belongs to the nearest one before it of a higher level.
fn tree<'a>(marks: &mut std::iter::Peekable<std::slice::Iter<'a, Mark>>, level: u8) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    while let Some(mark) = marks.next_if(|mark| mark.level > level) {
        entries.push(Entry { mark, below: tree(marks, mark.level.max(1)) });
    }
    entries
}

/// The headings; below their titles in a file of several documents. The one title of a report is no bookmark: it says
/// what the window's title says, and would hide all others one step deeper.
fn marks(document: &Document, pages: &Pages) -> Vec<Mark> {
    let titles: Vec<(&NodeId, String)> = document
        .sections
        .iter()
        .flat_map(|section: &Section| &section.blocks)
        .filter_map(|block| match block {
            Block::Paragraph(p) if p.style == ParaStyle::Title => {
                Some((&p.id, p.plain_text().replace(['\n', '\t'], " ")))
            }
            _ => None,
        })
        .collect();
    let several = titles.len() > 1;
    let mut marks: Vec<Mark> = pages
        .outline
        .iter()
        .map(|h| Mark { level: h.level + u8::from(several), title: h.title.clone(), place: h.place })
        .collect();
    if several {
        let titles = titles
            .into_iter()
            .filter_map(|(id, title)| pages.anchors.get(id).map(|place| Mark { level: 1, title, place: *place }));
        marks.extend(titles);
        marks.sort_by(|a, b| {
            (a.place.page, a.place.y).partial_cmp(&(b.place.page, b.place.y)).unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    marks
}

/// Writes the bookmarks and returns their root; nothing when there are none.
pub(crate) fn write(
    objects: &mut Objects,
    document: &Document,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> Option<ObjectId> {
    let marks = marks(document, pages);
    let entries = tree(&mut marks.iter().peekable(), 0);
    if entries.is_empty() {
        return None;
    }
    let root = objects.new_object_id();
    let mut dictionary = dictionary! { "Type" => "Outlines" };
    // All of them open while they can be looked over at once.
    let open = marks.len() <= 40;
    attach(objects, (&mut dictionary, root), &entries, open, &|place| destination(place, pages, page_ids));
    objects.set_object(root, dictionary);
    Some(root)
}

/// Writes entries below a parent and tells it of them. Returns how many lines they are as shown.
fn attach(
    objects: &mut Objects,
    (parent, parent_id): (&mut Dictionary, ObjectId),
    entries: &[Entry<'_>],
    open: bool,
    destination: &dyn Fn(Place) -> Option<Object>,
) -> i64 {
    let ids: Vec<ObjectId> = entries.iter().map(|_| objects.new_object_id()).collect();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return 0 };
    let mut count = 0;
    for (i, entry) in entries.iter().enumerate() {
        let mut item = dictionary! { "Title" => text(&entry.mark.title), "Parent" => parent_id };
        if let Some(to) = destination(entry.mark.place) {
            item.set("Dest", to);
        }
        if let Some(before) = i.checked_sub(1) {
            item.set("Prev", ids[before]);
        }
        if let Some(next) = ids.get(i + 1) {
            item.set("Next", *next);
        }
        let below = attach(objects, (&mut item, ids[i]), &entry.below, open, destination);
        count += 1;
        if below > 0 && open {
            count += below;
        } else if below > 0 {
            // Closed: the number says what opening it would show (ISO 32000-1, 12.3.3).
            item.set("Count", -below);
        }
        objects.set_object(ids[i], item);
    }
    parent.set("First", *first);
    parent.set("Last", *last);
    parent.set("Count", count);
    count
}

/// The printed numbers as page labels (ISO 32000-1, 12.4.2), so that “第 3 页” in a viewer is the page with a 3 on it.
/// Pages without a number are shown with a dash.
pub(crate) fn labels(objects: &mut Objects, pages: &Pages) -> ObjectId {
    let mut labels: Vec<(Object, Object)> = Vec::new();
    let mut expected: Option<Option<u32>> = None;
    for (index, page) in pages.pages.iter().enumerate() {
        if expected != Some(page.number) {
            let label = match page.number {
                Some(number) => dictionary! { "S" => "D", "St" => i64::from(number) },
                None => dictionary! { "P" => text("—") },
            };
            labels.push((Object::Integer(index as i64), Object::Dictionary(label)));
        }
        expected = Some(page.number.map(|number| number.saturating_add(1)));
    }
    search_tree(objects, "Nums", labels)
}
