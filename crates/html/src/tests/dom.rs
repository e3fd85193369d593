//! HTML read back by an XML parser: a witness that shares nothing with the writer.

use quick_xml::{Reader, events::Event};

#[derive(Debug, Default)]
pub(super) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    /// The text of a text node.
    pub own_text: String,
}

impl Node {
    /// Reads a file or fragment; panics where it is not well-formed.
    pub fn parse(html: &str) -> Node {
        let mut reader = Reader::from_str(html);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(tag) => open.push(Node::opened(&tag)),
                Event::Empty(tag) => {
                    let node = Node::opened(&tag);
                    open.last_mut().unwrap().children.push(node);
                }
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().expect("an open element").children.push(node);
                }
                Event::Text(text) => Node::append(&mut open, &text.decode().unwrap()),
                Event::GeneralRef(entity) => {
                    let entity = format!("&{};", entity.decode().unwrap());
                    Node::append(&mut open, &quick_xml::escape::unescape(&entity).expect("a known entity"));
                }
                Event::DocType(_) => {}
                Event::Eof => break,
                other => panic!("neither tag nor text: {other:?}"),
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.remove(0)
    }

    fn opened(tag: &quick_xml::events::BytesStart) -> Node {
        let attributes = tag
            .attributes()
            .map(|attribute| {
                let attribute = attribute.expect("a sound attribute, given once");
                let value = std::str::from_utf8(&attribute.value).unwrap();
                (
                    String::from_utf8(attribute.key.as_ref().to_vec()).unwrap(),
                    quick_xml::escape::unescape(value).expect("escaped").into_owned(),
                )
            })
            .collect();
        Node { name: String::from_utf8(tag.name().as_ref().to_vec()).unwrap(), attributes, ..Node::default() }
    }

    fn append(open: &mut [Node], text: &str) {
        open.last_mut().unwrap().children.push(Node { own_text: text.into(), ..Node::default() });
    }

    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        self.own_text.clone() + &self.children.iter().map(Node::text).collect::<String>()
    }

    /// All elements below with this name, in order; all elements for `*`.
    pub fn all(&self, name: &str) -> Vec<&Node> {
        let mut out = Vec::new();
        for child in &self.children {
            if child.name == name || (name == "*" && !child.name.is_empty()) {
                out.push(child);
            }
            out.extend(child.all(name));
        }
        out
    }

    pub fn one(&self, name: &str) -> &Node {
        let all = self.all(name);
        assert_eq!(all.len(), 1, "one <{name}>");
        all[0]
    }

    /// A table's cells where the algorithm of the HTML standard puts them: (row, column, rows, columns, cell).
    pub fn grid(&self) -> Vec<(usize, usize, usize, usize, &Node)> {
        assert_eq!(self.name, "table");
        let mut out = Vec::new();
        let mut above = 0;
        for group in self.children.iter().filter(|node| node.name == "thead" || node.name == "tbody") {
            let rows: Vec<_> = group.children.iter().filter(|node| node.name == "tr").collect();
            let mut taken = std::collections::HashSet::new();
            for (y, row) in rows.iter().enumerate() {
                let mut x = 0;
                for cell in row.children.iter().filter(|node| node.name == "td" || node.name == "th") {
                    while taken.contains(&(y, x)) {
                        x += 1;
                    }
                    let span = |name| cell.attr(name).map_or(1, |span| span.parse::<usize>().unwrap());
                    let (high, wide) = (span("rowspan"), span("colspan"));
                    assert!(y + high <= rows.len(), "a cell stays in its row group");
                    for place in (y..y + high).flat_map(|y| (x..x + wide).map(move |x| (y, x))) {
                        assert!(taken.insert(place), "cells do not overlap");
                    }
                    out.push((above + y, x, high, wide, cell));
                    x += wide;
                }
            }
            above += rows.len();
        }
        out
    }
}
