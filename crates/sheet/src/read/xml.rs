//! What the readers of XML parts share: text, attributes, references. No entity is ever expanded.

use super::{ReadError, encoding};
use quick_xml::events::{BytesRef, BytesStart};

/// A part as text.
pub(crate) fn decoded(bytes: &[u8]) -> Result<String, ReadError> {
    let text = encoding::decode(bytes).map_err(|_| ReadError::Damaged)?.text.into_owned();
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// An attribute by its name without a prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
    let value = std::str::from_utf8(&found.value).ok()?;
    Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |value| value.into_owned()))
}

/// An attribute that is a count.
pub(crate) fn count(start: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(start, name)?.trim().parse().ok()
}

/// The character that a reference stands for. One that the format does not define stands for nothing.
pub(crate) fn reference(reference: &BytesRef<'_>) -> Result<String, ReadError> {
    if let Some(character) = reference.resolve_char_ref().map_err(|_| ReadError::Damaged)? {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(|_| ReadError::Damaged)?;
    Ok(quick_xml::escape::resolve_xml_entity(&name).unwrap_or_default().to_owned())
}
