//! A small XML tree: what the library writes is read into it, completed and put in order, and written again.

use crate::error::XmlError;
use quick_xml::{
    Reader, Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// An element with its prefix as written: the parts use fixed prefixes, so no namespaces are resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// A child of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub fn new(name: &str) -> Self {
        Element { name: name.into(), ..Element::default() }
    }

    /// With one attribute more.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.attributes.push((name.into(), value.to_string()));
        self
    }

    /// With one child more.
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With more children.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text, freed of what XML cannot hold.
    pub fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(crate::text::clean(text)));
        self
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Sets an attribute, whether it was there or not.
    pub fn set(&mut self, name: &str, value: impl ToString) {
        match self.attributes.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = value.to_string(),
            None => self.attributes.push((name.into(), value.to_string())),
        }
    }

    pub fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of this name.
    #[cfg(test)]
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Changes the first child element of this name, which is made when it is missing.
    pub fn change(&mut self, name: &str, change: impl FnOnce(&mut Element)) {
        let found = self.children.iter_mut().find_map(|node| match node {
            Node::Element(element) if element.name == name => Some(element),
            _ => None,
        });
        match found {
            Some(element) => change(element),
            None => {
                let mut element = Element::new(name);
                change(&mut element);
                self.push(element);
            }
        }
    }

    /// Calls `change` for this element and everything below, parents first.
    pub fn walk(&mut self, change: &mut impl FnMut(&mut Element)) {
        change(self);
        for node in &mut self.children {
            if let Node::Element(element) = node {
                element.walk(change);
            }
        }
    }
}

/// Reads a part.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, XmlError> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes)?);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event()? {
            Event::Start(start) => open.push(begin(&start)?),
            Event::Empty(start) => close(begin(&start)?, &mut open, &mut root)?,
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

fn begin(start: &BytesStart<'_>) -> Result<Element, XmlError> {
    let mut element = Element::new(std::str::from_utf8(start.name().as_ref())?);
    for attribute in start.attributes() {
        let attribute = attribute?;
        let value = quick_xml::escape::unescape(std::str::from_utf8(&attribute.value)?)
            .map_err(quick_xml::Error::from)?
            .into_owned();
        element.attributes.push((std::str::from_utf8(attribute.key.as_ref())?.to_owned(), value));
    }
    Ok(element)
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), XmlError> {
    match open.last_mut() {
        Some(parent) => parent.push(element),
        None if root.is_none() => *root = Some(element),
        None => return Err(XmlError::Structure("two roots".into())),
    }
    Ok(())
}

fn append(text: &str, open: &mut [Element]) {
    if let Some(parent) = open.last_mut() {
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => parent.children.push(Node::Text(text.to_owned())),
        }
    }
}

/// Writes a part with its declaration.
pub(crate) fn write(root: &Element) -> Result<Vec<u8>, XmlError> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    write_element(root, &mut writer)?;
    Ok(writer.into_inner())
}

fn write_element(element: &Element, writer: &mut Writer<Vec<u8>>) -> Result<(), XmlError> {
    let mut start = BytesStart::new(element.name.as_str());
    for (name, value) in &element.attributes {
        start.push_attribute((name.as_str(), value.as_str()));
    }
    if element.children.is_empty() {
        writer.write_event(Event::Empty(start))?;
        return Ok(());
    }
    writer.write_event(Event::Start(start))?;
    for node in &element.children {
        match node {
            Node::Element(child) => write_element(child, writer)?,
            Node::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
        }
    }
    writer.write_event(Event::End(BytesEnd::new(element.name.as_str())))?;
    Ok(())
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

/// Gives a root exactly the namespaces whose prefixes occur below it.
pub(crate) fn declare_namespaces(root: &mut Element) {
    let mut used = std::collections::BTreeSet::new();
    collect_prefixes(root, &mut used);
    root.attributes.retain(|(name, _)| !name.starts_with("xmlns") && name != "mc:Ignorable");
    let declared = NAMESPACES.into_iter().filter(|(name, _)| used.contains(name.trim_start_matches("xmlns:")));
    root.attributes.splice(0..0, declared.map(|(name, uri)| (name.to_owned(), uri.to_owned())));
}

fn collect_prefixes(element: &Element, used: &mut std::collections::BTreeSet<String>) {
    let names = element.attributes.iter().map(|(name, _)| name).filter(|name| *name != "mc:Ignorable");
    for name in names.chain([&element.name]) {
        if let Some((prefix, _)) = name.split_once(':')
            && !used.contains(prefix)
        {
            used.insert(prefix.to_owned());
        }
    }
    // A choice names the prefix that a reader must understand, as a value.
    if let Some(prefix) = element.attribute("Requires") {
        used.insert(prefix.to_owned());
    }
    for child in element.elements() {
        collect_prefixes(child, used);
    }
}
