//! A small XML tree: what the library writes is read into it, completed and put in order, and written again.

use crate::error::XmlError;
use quick_xml::{
    Reader, Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event, attributes::Attributes},
};
use std::borrow::Cow;
use std::io::Write;

/// So many bytes of finished XML are held together.
const PIECE: usize = 64 * 1024;

/// An element with its prefix as written: the parts use fixed prefixes, so no namespaces are resolved. What was read
/// borrows its names and values: a large table has millions of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tree<'a> {
    pub name: Cow<'a, str>,
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    pub children: Vec<Node<'a>>,
}

/// An element that this crate makes.
pub(crate) type Element = Tree<'static>;

/// A child of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    Element(Tree<'a>),
    Text(String),
    /// Elements that are finished and written: the body's paragraphs, tables and drawings, of which it may hold thousands.
    Written(Written),
}

/// Finished XML, and which namespaces it needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Written {
    /// In pieces, so that a long table is neither copied when it grows nor when its parts are put together.
    xml: Vec<Vec<u8>>,
    prefixes: Prefixes,
}

impl Written {
    /// Writes one element more.
    pub fn add(&mut self, element: &Tree<'_>) -> Result<(), XmlError> {
        self.prefixes.collect(element);
        write_element(element, &mut Writer::new(self.room()))
    }

    /// Writes one element more, which has children, with finished ones behind these.
    pub fn add_around(&mut self, element: &Tree<'_>, last: Written) -> Result<(), XmlError> {
        self.prefixes.collect(element);
        let mut writer = Writer::new(self.room());
        writer.write_event(Event::Start(start_tag(element)))?;
        element.children.iter().try_for_each(|node| write_node(node, &mut writer))?;
        self.append(last);
        Writer::new(self.room()).write_event(Event::End(BytesEnd::new(&*element.name)))?;
        Ok(())
    }

    /// Where the next element goes.
    fn room(&mut self) -> &mut Vec<u8> {
        if self.xml.last().is_none_or(|piece| piece.len() > PIECE) {
            self.xml.push(Vec::with_capacity(PIECE + PIECE / 4));
        }
        let last = self.xml.len() - 1;
        &mut self.xml[last]
    }

    /// Puts what was written elsewhere after it.
    pub fn append(&mut self, mut other: Written) {
        self.xml.append(&mut other.xml);
        self.prefixes.0 |= other.prefixes.0;
    }
}

impl<'a> Tree<'a> {
    pub fn new(name: &'a str) -> Self {
        Tree { name: name.into(), ..Tree::default() }
    }

    /// With one attribute more.
    pub fn with(mut self, name: &'a str, value: impl ToString) -> Self {
        self.attributes.push((name.into(), value.to_string().into()));
        self
    }

    /// With one child more.
    pub fn child(mut self, child: Tree<'a>) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With more children.
    pub fn children(mut self, children: impl IntoIterator<Item = Tree<'a>>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text, freed of what XML cannot hold.
    pub fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(crate::text::clean(text)));
        self
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| &**v)
    }

    /// Sets an attribute, whether it was there or not.
    pub fn set(&mut self, name: &'a str, value: impl ToString) {
        match self.attributes.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = value.to_string().into(),
            None => self.attributes.push((name.into(), value.to_string().into())),
        }
    }

    /// The same on its own.
    pub fn into_owned(self) -> Element {
        let own = |(name, value): (Cow<'_, str>, Cow<'_, str>)| (name.into_owned().into(), value.into_owned().into());
        Tree {
            name: self.name.into_owned().into(),
            attributes: self.attributes.into_iter().map(own).collect(),
            children: self.children.into_iter().map(Node::into_owned).collect(),
        }
    }

    pub fn push(&mut self, child: Tree<'a>) {
        self.children.push(Node::Element(child));
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Tree<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Written(_) => None,
        })
    }

    /// The first child element of this name.
    #[cfg(test)]
    pub fn find(&self, name: &str) -> Option<&Tree<'a>> {
        self.elements().find(|element| element.name == name)
    }

    /// Changes the first child element of this name, which is made when it is missing.
    pub fn change(&mut self, name: &'a str, change: impl FnOnce(&mut Tree<'a>)) {
        let found = self.children.iter_mut().find_map(|node| match node {
            Node::Element(element) if element.name == name => Some(element),
            _ => None,
        });
        match found {
            Some(element) => change(element),
            None => {
                let mut element = Tree::new(name);
                change(&mut element);
                self.push(element);
            }
        }
    }

    /// Calls `change` for this element and everything below, parents first.
    pub fn walk(&mut self, change: &mut impl FnMut(&mut Tree<'a>)) {
        change(self);
        for node in &mut self.children {
            if let Node::Element(element) = node {
                element.walk(change);
            }
        }
    }
}

impl Node<'_> {
    fn into_owned(self) -> Node<'static> {
        match self {
            Node::Element(element) => Node::Element(element.into_owned()),
            Node::Text(text) => Node::Text(text),
            Node::Written(written) => Node::Written(written),
        }
    }
}

/// Reads a part.
pub(crate) fn parse(bytes: &[u8]) -> Result<Tree<'_>, XmlError> {
    let part = std::str::from_utf8(bytes)?;
    let mut reader = Reader::from_str(part);
    let mut open: Vec<Tree<'_>> = Vec::new();
    let mut root = None;
    loop {
        let event = reader.read_event()?;
        let read = usize::try_from(reader.buffer_position()).ok().and_then(|end| part.get(..end)).unwrap_or(part);
        match event {
            // Behind the tag stands `>` or `/>`.
            Event::Start(start) => open.push(begin(read, 1, &start)?),
            Event::Empty(start) => close(begin(read, 2, &start)?, &mut open, &mut root)?,
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| XmlError::Structure("end without start".into()))?;
                close(element, &mut open, &mut root)?;
            }
            Event::Text(text) => append(&text.decode()?, &mut open),
            Event::CData(text) => append(&text.decode()?, &mut open),
            Event::GeneralRef(reference) => {
                let name = reference.decode()?;
                let text = match reference.resolve_char_ref()? {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or_else(|| XmlError::Structure(format!("entity {name}")))?
                        .to_owned(),
                };
                append(&text, &mut open);
            }
            Event::Eof => break,
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    root.ok_or_else(|| XmlError::Structure("no root".into()))
}

/// An element from its tag, which ends so far before the end of what was read: names and values are slices of the part.
fn begin<'a>(read: &'a str, behind: usize, start: &BytesStart<'_>) -> Result<Tree<'a>, XmlError> {
    let end = read.len().saturating_sub(behind);
    let tag = read.get(end.saturating_sub(start.len())..end);
    let tag = tag.ok_or_else(|| XmlError::Structure("a tag beyond the part".into()))?;
    let length = start.name().as_ref().len();
    let mut element = Tree::new(tag.get(..length).unwrap_or(tag));
    for attribute in Attributes::new(tag, length) {
        let attribute = attribute?;
        let Cow::Borrowed(value) = attribute.value else {
            return Err(XmlError::Structure("a value that is not of the part".into()));
        };
        let value = quick_xml::escape::unescape(std::str::from_utf8(value)?).map_err(quick_xml::Error::from)?;
        element.attributes.push((std::str::from_utf8(attribute.key.into_inner())?.into(), value));
    }
    Ok(element)
}

fn close<'a>(element: Tree<'a>, open: &mut [Tree<'a>], root: &mut Option<Tree<'a>>) -> Result<(), XmlError> {
    match open.last_mut() {
        Some(parent) => parent.push(element),
        None if root.is_none() => *root = Some(element),
        None => return Err(XmlError::Structure("two roots".into())),
    }
    Ok(())
}

fn append(text: &str, open: &mut [Tree<'_>]) {
    if let Some(parent) = open.last_mut() {
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => parent.children.push(Node::Text(text.to_owned())),
        }
    }
}

/// Writes a part with its declaration.
pub(crate) fn write(root: &Tree<'_>) -> Result<Vec<u8>, XmlError> {
    let mut bytes = Vec::new();
    write_to(root, &mut bytes)?;
    Ok(bytes)
}

/// The same, to where it goes: a document of thousands of rows need not be held once more.
pub(crate) fn write_to(root: &Tree<'_>, to: impl Write) -> Result<(), XmlError> {
    let mut writer = Writer::new(to);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    write_element(root, &mut writer)
}

fn write_element(element: &Tree<'_>, writer: &mut Writer<impl Write>) -> Result<(), XmlError> {
    let start = start_tag(element);
    if element.children.is_empty() {
        writer.write_event(Event::Empty(start))?;
        return Ok(());
    }
    writer.write_event(Event::Start(start))?;
    element.children.iter().try_for_each(|node| write_node(node, writer))?;
    writer.write_event(Event::End(BytesEnd::new(&*element.name)))?;
    Ok(())
}

fn write_node(node: &Node<'_>, writer: &mut Writer<impl Write>) -> Result<(), XmlError> {
    match node {
        Node::Element(child) => write_element(child, writer)?,
        Node::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
        Node::Written(written) => written.xml.iter().try_for_each(|piece| writer.get_mut().write_all(piece))?,
    }
    Ok(())
}

fn start_tag<'a>(element: &'a Tree<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(&*element.name);
    for (name, value) in &element.attributes {
        start.push_attribute((&**name, &**value));
    }
    start
}

/// The namespaces of the parts, by the prefixes that this crate and docx-rs use.
const NAMESPACES: [(&str, &str); 12] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:wpc", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"),
    ("xmlns:wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"),
    ("xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
    ("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
];

/// Which of [`NAMESPACES`] are used, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Prefixes(u16);

impl Prefixes {
    /// Notes the prefix of a name; a prefix that no namespace has is left to whoever declares it.
    fn note(&mut self, name: &str) {
        if let Some((prefix, _)) = name.split_once(':') {
            self.note_prefix(prefix);
        }
    }

    fn note_prefix(&mut self, prefix: &str) {
        // `xmlns:` is six characters long.
        if let Some(place) = NAMESPACES.iter().position(|(declared, _)| declared[6..] == *prefix) {
            self.0 |= 1 << place;
        }
    }

    fn collect(&mut self, element: &Tree<'_>) {
        self.note(&element.name);
        for (name, value) in &element.attributes {
            match &**name {
                "mc:Ignorable" => {}
                // A choice names the prefix that a reader must understand, as a value.
                "Requires" => self.note_prefix(value),
                name => self.note(name),
            }
        }
        for node in &element.children {
            match node {
                Node::Element(child) => self.collect(child),
                Node::Written(written) => self.0 |= written.prefixes.0,
                Node::Text(_) => {}
            }
        }
    }
}

/// Gives a root exactly the namespaces whose prefixes occur below it.
pub(crate) fn declare_namespaces(root: &mut Tree<'_>) {
    let mut used = Prefixes::default();
    used.collect(root);
    root.attributes.retain(|(name, _)| !name.starts_with("xmlns") && name != "mc:Ignorable");
    let places = 0..NAMESPACES.len();
    let declared = places.filter(|place| used.0 & (1 << place) != 0).map(|place| NAMESPACES[place]);
    root.attributes.splice(0..0, declared.map(|(name, uri)| (name.into(), uri.into())));
}
