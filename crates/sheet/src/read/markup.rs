//! A web page as a row of tags and texts.
//!
//! Written here rather than taken from html5ever because of what a page may do to a tree: unclosed formatting tags are
//! rebuilt in every block that follows, so a few hundred kilobytes can ask for gigabytes. Tables need no tree, and this
//! runs once over the text, in time and memory of its length.

use std::borrow::Cow;

/// A piece of a page.
pub(crate) enum Piece<'a> {
    /// A start tag; the name in small letters.
    Open(Tag<'a>),
    /// An end tag; the name in small letters.
    Close(String),
    /// Text with its references resolved.
    Text(Cow<'a, str>),
}

/// A start tag.
pub(crate) struct Tag<'a> {
    pub name: String,
    attributes: &'a str,
}

impl Tag<'_> {
    /// An attribute that is a number, as `rowspan` is. Looked for only where it is asked for.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        let mut rest = self.attributes;
        while let Some((key, value, after)) = attribute(rest) {
            if key.eq_ignore_ascii_case(name) {
                let digits: String = value.trim_start().chars().take_while(char::is_ascii_digit).take(9).collect();
                return digits.parse().ok();
            }
            rest = after;
        }
        None
    }
}

/// Takes the next attribute: its name, its value, what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    if text.is_empty() {
        return None;
    }
    // The first character is part of the name whatever it is, so this always moves on.
    let end = text.char_indices().skip(1).find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
    let (key, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    let Some(value) = rest.trim_start().strip_prefix('=') else { return Some((key, "", rest)) };
    let value = value.trim_start();
    match value.chars().next() {
        Some(mark @ ('"' | '\'')) => {
            let inside = &value[1..];
            let (value, rest) = inside.split_once(mark).unwrap_or((inside, ""));
            Some((key, value, rest))
        }
        _ => {
            let (value, rest) = value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()));
            Some((key, value, rest))
        }
    }
}

/// What is inside of these is no text of the page.
const HIDDEN: [&str; 9] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The pieces of a page in order.
pub(crate) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    pub(crate) fn of(page: &'a str) -> Self {
        Self { rest: page }
    }

    /// Takes all up to a mark and the mark itself; everything where the mark never comes, as browsers do.
    fn skip_to(&mut self, mark: &str) {
        self.rest = self.rest.find(mark).map_or("", |at| &self.rest[at + mark.len()..]);
    }

    /// Goes to the end tag of an element whose inside is skipped; to the end of the page where there is none.
    fn skip_inside(&mut self, name: &str) {
        let mut from = 0;
        while let Some(at) = self.rest[from..].find("</").map(|at| at + from) {
            let tail = &self.rest.as_bytes()[at + 2..];
            if tail.get(..name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name.as_bytes())) {
                self.rest = &self.rest[at..];
                return;
            }
            from = at + 2;
        }
        self.rest = "";
    }

    /// After `<` and a letter.
    fn open(&mut self) -> Piece<'a> {
        let (name, attributes) = self.tag();
        if HIDDEN.contains(&name.as_str()) {
            self.skip_inside(&name);
        }
        Piece::Open(Tag { name, attributes })
    }

    /// Takes a tag up to its `>`, passing over those in quoted values.
    fn tag(&mut self) -> (String, &'a str) {
        let text = self.rest;
        let name_end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
        let name = text[..name_end].to_ascii_lowercase();
        let mut quote = None;
        let mut value = false;
        for (at, c) in text[name_end..].char_indices() {
            match (quote, c) {
                (Some(mark), c) if mark == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if value => quote = Some(c),
                (None, '>') => {
                    self.rest = &text[name_end + at + 1..];
                    return (name, &text[name_end..name_end + at]);
                }
                (None, _) => {}
            }
            // A quotation mark opens a value only right after its equals sign.
            value = c == '=' || (value && c.is_ascii_whitespace());
        }
        self.rest = "";
        (name, &text[name_end..])
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let mut follows = self.rest.chars();
            match (follows.next()?, follows.next()) {
                ('<', Some('!')) if self.rest.starts_with("<!--") => {
                    self.rest = &self.rest[4..];
                    // `<!-->` is a whole comment.
                    if !self.rest.starts_with('>') {
                        self.skip_to("-->");
                    }
                }
                ('<', Some('!' | '?')) => self.skip_to(">"),
                ('<', Some('/')) => {
                    self.rest = &self.rest[2..];
                    return Some(Piece::Close(self.tag().0));
                }
                ('<', Some(c)) if c.is_ascii_alphabetic() => {
                    self.rest = &self.rest[1..];
                    return Some(self.open());
                }
                _ => {
                    // A lone `<` is text.
                    let end = self.rest.char_indices().skip(1).find(|(_, c)| *c == '<').map(|(at, _)| at);
                    let (text, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                    self.rest = rest;
                    return Some(Piece::Text(resolve(text)));
                }
            }
        }
    }
}

/// Resolves `&nbsp;`, `&#8212;` and their like; what is no reference stays.
fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        match character(name) {
            Some(text) => {
                out.push_str(&text);
                out.push_str(rest.strip_prefix(';').unwrap_or(rest));
            }
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    out.into()
}

fn character(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Old pages number these by the Windows code page.
    if let Ok(byte @ 0x80..=0x9F) = u8::try_from(code) {
        return Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned().into());
    }
    char::from_u32(code).map(|c| c.to_string().into())
}
