//! The shared strings of a workbook: looked at before calamine reserves what they announce, and for ticks set in a
//! symbol font inside of a text, because calamine gives the text without its fonts.

use super::{ReadError, clean::clean, package::Package, symbols, xml};
use quick_xml::{Reader, events::Event};
use std::collections::{HashMap, HashSet};

/// Texts as they are stored, with what they show; only those whose ticks are certain.
pub(crate) fn ticks(package: &mut Package<'_>) -> Result<HashMap<String, String>, ReadError> {
    let parts: Vec<String> =
        package.names().filter(|name| name.ends_with("sharedstrings.xml")).map(str::to_owned).collect();
    let mut ticks = HashMap::new();
    for part in parts {
        let bytes = package.part(&part)?.unwrap_or_default();
        announced(&bytes)?;
        if bytes.windows(9).any(|window| window == b"Wingdings") {
            collect(&xml::decoded(&bytes)?, &mut ticks)?;
        }
    }
    Ok(ticks)
}

/// Refuses a part that announces more strings than it has room for: each takes at least `<si/>`.
fn announced(bytes: &[u8]) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| ReadError::Damaged)? {
            Event::Start(start) | Event::Empty(start) => {
                let count = xml::attribute(&start, "uniqueCount").and_then(|count| count.trim().parse::<u128>().ok());
                let fits = count.is_none_or(|count| count <= bytes.len() as u128 / 5);
                return if fits { Ok(()) } else { Err(ReadError::Damaged) };
            }
            Event::DocType(_) => return Err(ReadError::Doctype),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A string's text as calamine gives it, and as it shows; a text that also occurs without the font is left alone.
fn collect(text: &str, ticks: &mut HashMap<String, String>) -> Result<(), ReadError> {
    let mut plain = HashSet::new();
    let mut reader = Reader::from_str(text);
    let (mut raw, mut shown, mut piece) = (String::new(), String::new(), String::new());
    let (mut font, mut in_text, mut phonetic) = (String::new(), false, false);
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(start) => match start.local_name().as_ref() {
                b"si" => (raw, shown) = Default::default(),
                b"r" => font.clear(),
                b"t" => (in_text, piece) = (!phonetic, String::new()),
                b"rPh" => phonetic = true,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == b"rFont" => {
                font = xml::attribute(&start, "val").unwrap_or_default();
            }
            Event::End(end) => match end.local_name().as_ref() {
                b"t" if in_text => {
                    in_text = false;
                    raw.push_str(&piece);
                    shown.push_str(&symbols::shown_text(&font, &piece));
                }
                b"r" => font.clear(),
                b"rPh" => phonetic = false,
                b"si" if raw != shown => drop(ticks.insert(clean(&raw), std::mem::take(&mut shown))),
                b"si" => drop(plain.insert(clean(&raw))),
                _ => {}
            },
            Event::Text(text) if in_text => piece.push_str(&text.decode().map_err(|_| ReadError::Damaged)?),
            Event::CData(text) if in_text => piece.push_str(&text.decode().map_err(|_| ReadError::Damaged)?),
            Event::GeneralRef(reference) if in_text => piece.push_str(&xml::reference(&reference)?),
            Event::Eof => break,
            _ => {}
        }
    }
    ticks.retain(|raw, _| !plain.contains(raw));
    Ok(())
}
