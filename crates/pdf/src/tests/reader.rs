//! A reader of tagged PDF as small as can be, so that what is written is read by other code than wrote it: from the file's
//! bytes to elements with their text.

use lopdf::{Dictionary, Document, Object, ObjectId, content::Content};
use std::collections::{BTreeMap, HashMap};

/// What stands in one mark of a page's content.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    pub text: String,
    /// How often the number is used on its page.
    pub uses: usize,
}

/// An element of the structure tree.
#[derive(Debug)]
pub struct Node {
    pub id: ObjectId,
    pub kind: String,
    pub dictionary: Dictionary,
    pub kids: Vec<Node>,
    /// Its text with that of all below it, in order.
    pub text: String,
}

/// A file, read.
pub struct Tagged {
    pub file: Document,
    /// By page and MCID.
    pub pieces: BTreeMap<(usize, i64), Piece>,
    /// Text of artifacts, page by page.
    pub artifacts: Vec<String>,
    /// Operators that draw outside of any mark, and marks inside marks.
    pub faults: Vec<String>,
    pub root: Node,
    /// The element that each piece, and each annotation, was reached from in the tree.
    pub reached: BTreeMap<(usize, i64), Vec<ObjectId>>,
    pub annotations: BTreeMap<ObjectId, Vec<ObjectId>>,
}

pub fn read(bytes: &[u8]) -> Tagged {
    let file = Document::load_mem(bytes).unwrap();
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let mut tagged = Tagged {
        pieces: BTreeMap::new(),
        artifacts: Vec::new(),
        faults: Vec::new(),
        root: Node {
            id: (0, 0),
            kind: String::new(),
            dictionary: Dictionary::new(),
            kids: vec![],
            text: String::new(),
        },
        reached: BTreeMap::new(),
        annotations: BTreeMap::new(),
        file,
    };
    // The pages of one file share their fonts; those of bound files do not.
    let mut maps: HashMap<Vec<u8>, HashMap<u16, String>> = HashMap::new();
    let mut of = None;
    for (index, page) in pages.iter().enumerate() {
        let resources = tagged.file.get_dictionary(*page).unwrap().get(b"Resources").ok().cloned();
        if of.as_ref() != Some(&resources) {
            maps = fonts(&tagged.file, *page);
            of = Some(resources);
        }
        tagged.page(index, *page, &maps);
    }
    let top = tagged.follow(tagged.file.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let document = top.get(b"K").unwrap().as_reference().unwrap();
    tagged.root = tagged.node(document, &pages);
    tagged
}

impl Tagged {
    /// A dictionary, through a reference or not.
    pub fn follow(&self, object: &Object) -> Dictionary {
        match object {
            Object::Reference(id) => self.file.get_dictionary(*id).unwrap().clone(),
            other => other.as_dict().unwrap().clone(),
        }
    }

    fn page(&mut self, index: usize, page: ObjectId, maps: &HashMap<Vec<u8>, HashMap<u16, String>>) {
        let content = Content::decode(&self.file.get_page_content(page)).unwrap();
        let mut font = Vec::new();
        // The mark that is open: its number (none: an artifact), and what it says it reads.
        let mut open: Option<(Option<i64>, Option<String>)> = None;
        let mut artifacts = String::new();
        for op in content.operations {
            match op.operator.as_str() {
                "BDC" => {
                    if open.is_some() {
                        self.faults.push(format!("page {index}: a mark inside a mark: {op:?}"));
                    }
                    let says = op.operands[1].as_dict().unwrap();
                    let number = says.get(b"MCID").and_then(Object::as_i64).ok();
                    if number.is_none() && op.operands[0].as_name().unwrap() != b"Artifact" {
                        self.faults.push(format!("page {index}: neither content nor artifact: {op:?}"));
                    }
                    let reads = says.get(b"ActualText").ok().map(utf16);
                    if let Some(number) = number {
                        let piece = self.pieces.entry((index, number)).or_default();
                        piece.uses += 1;
                        piece.text.push_str(reads.as_deref().unwrap_or(""));
                    }
                    open = Some((number, reads));
                }
                "EMC" => open = None,
                "Tf" => font = op.operands[0].as_name().unwrap().to_vec(),
                "Tj" | "TJ" | "S" | "s" | "f" | "f*" | "B" | "B*" | "b" | "b*" | "Do" | "sh" => match &open {
                    None => self.faults.push(format!("page {index}: outside of marks: {op:?}")),
                    Some((number, None)) => {
                        let text = shown(&op.operands, maps.get(&font));
                        match number {
                            Some(number) => self.pieces.get_mut(&(index, *number)).unwrap().text.push_str(&text),
                            None => artifacts.push_str(&text),
                        }
                    }
                    Some((None, Some(reads))) if op.operator.starts_with('T') => artifacts.push_str(reads),
                    Some(_) => {}
                },
                "BMC" | "MP" | "DP" => self.faults.push(format!("page {index}: {op:?}")),
                _ => {}
            }
        }
        if open.is_some() {
            self.faults.push(format!("page {index}: a mark is not closed"));
        }
        self.artifacts.push(artifacts);
    }

    fn node(&mut self, id: ObjectId, pages: &[ObjectId]) -> Node {
        let dictionary = self.file.get_dictionary(id).unwrap().clone();
        let kind = String::from_utf8(dictionary.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        let own_page = dictionary.get(b"Pg").and_then(Object::as_reference).ok();
        let list = match dictionary.get(b"K") {
            Err(_) => vec![],
            Ok(Object::Array(list)) => list.clone(),
            Ok(single) => vec![single.clone()],
        };
        let (mut kids, mut text) = (Vec::new(), String::new());
        let piece = |tagged: &mut Tagged, page: Option<ObjectId>, number: i64| {
            let page = pages.iter().position(|p| Some(*p) == page).expect("a piece has a page");
            tagged.reached.entry((page, number)).or_default().push(id);
            tagged.pieces.get(&(page, number)).map(|p| p.text.clone()).unwrap_or_default()
        };
        for kid in list {
            match kid {
                Object::Integer(number) => text.push_str(&piece(self, own_page, number)),
                Object::Reference(kid) => {
                    let node = self.node(kid, pages);
                    assert_eq!(node.dictionary.get(b"P").unwrap().as_reference().unwrap(), id, "its parent");
                    text.push_str(&node.text);
                    kids.push(node);
                }
                Object::Dictionary(kid) if kid.has(b"MCID") => {
                    let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(own_page);
                    text.push_str(&piece(self, page, kid.get(b"MCID").unwrap().as_i64().unwrap()));
                }
                Object::Dictionary(kid) => {
                    let annotation = kid.get(b"Obj").unwrap().as_reference().unwrap();
                    self.annotations.entry(annotation).or_default().push(id);
                }
                other => panic!("{other:?} in an element"),
            }
        }
        if let Ok(reads) = dictionary.get(b"ActualText") {
            text = utf16(reads);
        }
        Node { id, kind, dictionary, kids, text }
    }

    /// The pairs of the number tree from pieces to elements.
    pub fn parent_tree(&self) -> BTreeMap<i64, Object> {
        let root = self.follow(self.file.catalog().unwrap().get(b"StructTreeRoot").unwrap());
        let mut pairs = BTreeMap::new();
        let mut waiting = vec![self.follow(root.get(b"ParentTree").unwrap())];
        while let Some(node) = waiting.pop() {
            if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
                waiting.extend(kids.iter().map(|kid| self.follow(kid)));
            }
            if let Ok(flat) = node.get(b"Nums").and_then(Object::as_array) {
                pairs.extend(flat.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), pair[1].clone())));
            }
        }
        pairs
    }
}

impl Node {
    /// This element and all below it, in reading order.
    pub fn all(&self) -> Vec<&Node> {
        let mut all = vec![self];
        all.extend(self.kids.iter().flat_map(Node::all));
        all
    }

    /// All elements of a type.
    pub fn find(&self, kind: &str) -> Vec<&Node> {
        self.all().into_iter().filter(|node| node.kind == kind).collect()
    }

    /// A text that it says of itself.
    pub fn says(&self, key: &str) -> Option<String> {
        self.dictionary.get(key.as_bytes()).ok().map(utf16)
    }

    /// One of its attributes.
    pub fn attribute(&self, key: &str) -> Option<&Object> {
        self.dictionary.get(b"A").ok()?.as_dict().ok()?.get(key.as_bytes()).ok()
    }
}

/// A text string of the file.
pub fn utf16(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => {
            let units: Vec<u16> = units.chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// The characters that an operator shows.
fn shown(operands: &[Object], map: Option<&HashMap<u16, String>>) -> String {
    let mut strings = Vec::new();
    for operand in operands {
        match operand {
            Object::Array(items) => strings.extend(items.iter().filter_map(|item| item.as_str().ok())),
            other => strings.extend(other.as_str().ok()),
        }
    }
    let codes = strings.into_iter().flat_map(|s| s.chunks(2)).map(|c| u16::from_be_bytes([c[0], c[1]]));
    codes.map(|code| map.and_then(|map| map.get(&code)).map_or("\u{FFFD}", String::as_str)).collect()
}

/// For each font of a page, its characters by code.
fn fonts(file: &Document, page: ObjectId) -> HashMap<Vec<u8>, HashMap<u16, String>> {
    let fonts = file.get_page_fonts(page).unwrap();
    fonts
        .into_iter()
        .map(|(name, font)| {
            let id = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
            let stream = file.get_object(id).unwrap().as_stream().unwrap();
            let text = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            (name, characters(&String::from_utf8_lossy(&text)))
        })
        .collect()
}

/// The pairs of a character map's `bfchar` and `bfrange` lines.
fn characters(map: &str) -> HashMap<u16, String> {
    let units = |hex: &str| -> Vec<u16> {
        hex.as_bytes().chunks(4).map(|c| u16::from_str_radix(std::str::from_utf8(c).unwrap(), 16).unwrap()).collect()
    };
    let mut characters = HashMap::new();
    let mut inside = "";
    for line in map.lines() {
        match line.trim().rsplit(' ').next() {
            Some(word @ ("beginbfchar" | "beginbfrange")) => inside = word,
            Some("endbfchar" | "endbfrange") => inside = "",
            _ => {}
        }
        let words: Vec<Vec<u16>> = line.split(['<', '>']).skip(1).step_by(2).map(units).collect();
        match (inside, &words[..]) {
            ("beginbfchar", [code, text]) => {
                characters.insert(code[0], String::from_utf16(text).unwrap());
            }
            ("beginbfrange", [first, last, text]) => {
                for code in first[0]..=last[0] {
                    let mut text = text.clone();
                    *text.last_mut().unwrap() += code - first[0];
                    characters.insert(code, String::from_utf16(&text).unwrap());
                }
            }
            _ => {}
        }
    }
    characters
}
